#include "inspections/history/judgement_history.h"

#include <set>

#include "inspections/history/history_drawing.h"
#include "inspections/inspections_test_fixture.h"
#include "tests/support/day.h"

namespace gt::inspections::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// Every judgement area of every generation stands in a line, or two where one judgement is shared; none is forced.
TEST(JudgementLines, NameEveryAreaOfEveryGeneration) {
  std::set<std::pair<std::string, std::string>> areas, placed;
  for (auto const& each : judgement_areas()) areas.emplace(each.generation, each.code);
  std::map<std::string, std::set<std::string>> generations;
  for (auto const& each : line_areas()) {
    placed.emplace(each.generation, each.area);
    generations[each.line].insert(each.generation);
    EXPECT_FALSE(each.source.empty()) << each.line;
    EXPECT_TRUE(each.valid_from.has_value()) << each.line;
    EXPECT_NE(fit_label(each.fit), "") << each.line;
    EXPECT_EQ(each.fit == "same", each.note.empty() || each.line == "overall") << each.line << ": what differs is said";
  }
  EXPECT_EQ(areas, placed);
  for (auto const& each : line_areas()) {
    if (each.fit == "alone") {
      EXPECT_FALSE(generations[each.line].contains("ilacs-2023")) << each.line << " has a counterpart";
    }
  }
  EXPECT_THAT(target_lines(), ElementsAre("leadership", "help_and_protection", "in_care", "care_leavers", "overall"));
}

class History : public InspectionsTest {
 protected:
  std::string entered(json more) {
    json input{{"kind", "sif"},
               {"framework", "sif-2015-18"},
               {"inspected_authority", "Northmere"},
               {"source", "a Cabinet report"}};
    input.update(more);
    return done("inspection record", input).at("inspection");
  }
  // SIF 2016, ILACS 2020 and 2025, and a visit in 2022.
  void three_generations() {
    entered(
        {{"inspection_start", "2016-05-09"},
         {"published", "2016-07-01"},
         {"judgements",
          {"overall: inadequate", "help_and_protection: inadequate", "looked_after: requires improvement",
           "adoption: good", "care_leavers: requires improvement", "leadership: inadequate", "board: inadequate"}}});
    entered({{"kind", "ilacs-standard"},
             {"framework", "ilacs-2018"},
             {"when_printed", "June 2020"},
             {"judgements",
              {"overall: requires improvement", "leadership: requires improvement",
               "help_and_protection: requires improvement", "in_care_and_care_leavers: good"}}});
    entered({{"kind", "focused-visit"}, {"framework", "focused-visit"}, {"inspection_start", "2022-03-01"}});
    last_ = entered({{"kind", "ilacs-standard"},
                     {"framework", "ilacs-2023-split"},
                     {"inspection_start", "2025-06-09"},
                     {"inspection_end", "2025-06-20"},
                     {"published", "2025-09-05"},
                     {"received", "2025-08-01"},
                     {"judgements",
                      {"overall: requires improvement", "leadership: good", "help_and_protection: good",
                       "in_care: good", "care_leavers: requires improvement"}}});
  }
  json history(std::string const& as_of = "") {
    return done("judgement history", as_of.empty() ? json::object() : json{{"as_of", as_of}});
  }
  static json line(json const& history, std::string const& code) {
    for (auto const& each : history.at("lines"))
      if (each.at("line") == code) return each;
    return nullptr;
  }
  static std::vector<std::string> grades(json const& history, std::string const& code) {
    std::vector<std::string> out;
    auto const found = line(history, code);
    if (found.is_null()) return out;
    for (auto const& each : found.at("judgements")) out.push_back(each.at("grade"));
    return out;
  }
  std::string target(json more = json::object()) {
    json input{{"line", "care_leavers"},        {"grade", "good"},           {"by", "2028-04-30"},
               {"set_by", "Improvement Board"}, {"reason", "With the plan"}, {"set_on", "2026-01-12"}};
    input.update(more);
    return done("target set", input).at("target");
  }
  json targets(std::string const& as_of = "") {
    return done("target list", as_of.empty() ? json::object() : json{{"as_of", as_of}}).at("targets");
  }
  std::string last_;
};

TEST_P(History, JoinsGenerationsByDataAndForcesNone) {
  three_generations();
  auto const found = history();
  EXPECT_THAT(grades(found, "leadership"), ElementsAre("inadequate", "requires improvement", "good"));
  EXPECT_THAT(grades(found, "in_care"), ElementsAre("requires improvement", "good", "good"));
  EXPECT_THAT(grades(found, "care_leavers"), ElementsAre("requires improvement", "good", "requires improvement"));
  EXPECT_THAT(grades(found, "overall"), ElementsAre("inadequate", "requires improvement", "requires improvement"));
  EXPECT_THAT(grades(found, "adoption"), ElementsAre("good"));
  EXPECT_EQ(line(found, "adoption").at("has_counterpart"), false);
  EXPECT_EQ(line(found, "board").at("has_counterpart"), false);
  EXPECT_EQ(line(found, "in_care").at("judgements").at(1).at("fit"), "shared");
  EXPECT_EQ(line(found, "overall").at("judged_now"), false) << "since April 2026 none is given";
  EXPECT_EQ(line(found, "care_leavers").at("judged_now"), true);
  EXPECT_EQ(found.at("inspections").size(), 3u);
  EXPECT_EQ(found.at("inspections").at(1).at("judged_on"), "2020-06-30");
  EXPECT_EQ(found.at("inspections").at(1).at("when"), "June 2020");
  EXPECT_EQ(found.at("visits_without_grade").size(), 1u);
}

TEST_P(History, IsAsItWasKnownOnAnyDay) {
  three_generations();
  EXPECT_THAT(grades(history("2016-06-30"), "overall"), ElementsAre());
  EXPECT_THAT(grades(history("2016-07-01"), "overall"), ElementsAre("inadequate"));
  auto const before = history("2025-09-04");
  EXPECT_THAT(grades(before, "overall"), ElementsAre("inadequate", "requires improvement"));
  EXPECT_EQ(line(before, "overall").at("judged_now"), true);
  EXPECT_EQ(before.at("expected_window"), nullptr) << "the last one with a day was inadequate";
  auto const now = history();
  EXPECT_EQ(now.at("expected_window").at("from"), "2027-12-20");
  EXPECT_EQ(now.at("expected_window").at("to"), "2028-12-20");
  EXPECT_THAT(now.at("expected_window").at("rule").get<std::string>(), HasSubstr("third anniversary"));
}

TEST_P(History, HasAPageWithTheMappingAndAFile) {
  EXPECT_THAT(get("/inspections/history").body, HasSubstr("No graded inspection has been added yet"));
  three_generations();
  auto const page = get("/inspections/history").body;
  EXPECT_THAT(page, AllOf(HasSubstr("Judgement history"), HasSubstr("requires improvement overall."),
                          HasSubstr("role=\"img\" aria-labelledby=\"history-title history-description\""),
                          HasSubstr("No later counterpart; joined to no other line"),
                          HasSubstr("One judgement for children in care and care leavers together"),
                          HasSubstr("Not graded by the framework in force"), HasSubstr("SIF also judged management")));
  EXPECT_THAT(page, AllOf(HasSubstr("Usually between 20 December 2027 and 20 December 2028"),
                          HasSubstr("A window, never a date"), HasSubstr("third anniversary"),
                          HasSubstr("Focused visit, March 2022"), HasSubstr("/inspections/history.csv")));
  EXPECT_THAT(get("/inspections/history", {{"as-of", "1 July 2016"}}).body, HasSubstr("inadequate overall."));
  auto const wrong = get("/inspections/history", {{"as-of", "soon"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("There is a problem"));
  auto const file = get("/inspections/history.csv", {{"as-of", "2020-12-31"}}).body;
  EXPECT_THAT(file, AllOf(HasSubstr("judgement,Leadership,2016-07-01,inadequate,\"Single inspection (SIF), May 2016\""),
                          HasSubstr("2020-06-30"), Not(HasSubstr("2025-09-05"))));
  EXPECT_THAT(get("/inspections").body, HasSubstr("/inspections/history"));
  EXPECT_THAT(get("/inspections/" + last_).body, HasSubstr("/inspections/history"));
}

TEST_P(History, TargetsEndAsInspectionsSay) {
  three_generations();
  target({{"line", "leadership"}, {"set_on", "2017-01-10"}, {"by", "2020-01-31"}});
  target({{"line", "help_and_protection"}, {"set_on", "2021-01-10"}, {"by", "2025-12-31"}});
  target({{"line", "care_leavers"}, {"set_on", "2021-01-10"}, {"by", "2024-12-31"}});
  target({{"line", "in_care"}, {"grade", "outstanding"}, {"set_on", "2026-01-10"}});
  auto const state = [&](json const& rows, std::string const& line) {
    for (auto const& each : rows)
      if (each.at("line") == line) return each.at("standing").get<std::string>();
    return std::string("none");
  };
  auto const now = targets();
  EXPECT_EQ(state(now, "leadership"), "Met late, on 5 September 2025: 2044 days after its date");
  EXPECT_EQ(state(now, "help_and_protection"), "Met on 5 September 2025, 117 days before its date");
  EXPECT_EQ(state(now, "care_leavers"), "Missed: judged requires improvement on 5 September 2025");
  EXPECT_THAT(state(now, "in_care"), HasSubstr("Open: "));
  EXPECT_EQ(state(targets("2021-06-01"), "leadership"), "Missed: judged requires improvement on 30 June 2020");
  EXPECT_EQ(state(targets("2021-06-01"), "in_care"), "none");
  EXPECT_THAT(get("/inspections/history").body,
              AllOf(HasSubstr("Met late, on 5 September 2025"), HasSubstr("class=\"edge\"")));
}

TEST_P(History, ANewTargetTakesThePlaceOfTheOneThatStands) {
  auto const first = target();
  EXPECT_EQ(refusal("target set", {{"line", "care_leavers"},
                                   {"grade", "good"},
                                   {"by", "2028-04-30"},
                                   {"set_by", "Board"},
                                   {"reason", "Again"},
                                   {"set_on", "2026-02-01"}})
                .kind,
            ErrorKind::conflict);
  EXPECT_EQ(refusal("target set", {{"line", "care_leavers"},
                                   {"grade", "good"},
                                   {"by", "2029-04-30"},
                                   {"set_by", "Board"},
                                   {"reason", "Before"},
                                   {"set_on", "2025-12-01"}})
                .fields.at(0)
                .field,
            "set_on");
  EXPECT_EQ(refusal("target set", {{"line", "adoption"},
                                   {"grade", "good"},
                                   {"by", "2029-04-30"},
                                   {"set_by", "Board"},
                                   {"reason", "No counterpart"}})
                .fields.at(0)
                .field,
            "line");
  auto const second = target({{"by", "2029-04-30"}, {"set_on", "2026-06-01"}, {"reason", "A year more was agreed"}});
  auto const rows = targets();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].at("id"), second);
  EXPECT_EQ(rows[1].at("state"), "superseded");
  EXPECT_EQ(rows[1].at("superseded_by"), second);
  EXPECT_EQ(targets("2026-05-31").at(0).at("state"), "open") << "as it was known before";
  EXPECT_EQ(
      refusal("target end",
              {{"target", first}, {"version", 2}, {"outcome", "withdrawn"}, {"ended_by", "Board"}, {"reason", "x"}})
          .kind,
      ErrorKind::conflict);
}

TEST_P(History, PeopleSayHowATargetEndedWhereNoInspectionWill) {
  auto const id = target({{"line", "overall"}});
  EXPECT_THAT(get("/inspections/history").body, HasSubstr("/targets/" + id + "/end"));
  auto const at = "/targets/" + id + "/end";
  EXPECT_THAT(get(at).body, HasSubstr("Overall effectiveness: Good by 30 April 2028"));
  auto const refused = post(at, {{"outcome", "missed"}, {"ended_by", "Board"}, {"reason", "x"}, {"lock_version", "1"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("until then it cannot have been missed"));
  EXPECT_EQ(post(at, {{"outcome", "withdrawn"},
                      {"ended_by", "Improvement Board"},
                      {"reason", "No overall grade is given any more"},
                      {"lock_version", "1"}})
                .status,
            303);
  EXPECT_THAT(get("/inspections/history").body,
              AllOf(HasSubstr("Withdrawn on"), HasSubstr("No overall grade is given any more"), Not(HasSubstr(at))));
  EXPECT_EQ(post(at, {{"outcome", "met"}, {"ended_by", "x"}, {"reason", "y"}, {"lock_version", "1"}}).status, 409);
  EXPECT_EQ(get("/targets/k7m2q9x4t8v3b6dp/end").status, 404);
  be("reader");
  EXPECT_EQ(get("/targets/new").status, 403);
  EXPECT_THAT(get("/inspections/history").body, Not(HasSubstr("/targets/new")));
}

TEST_P(History, WarnsOfATargetThatNoFrameworkGradesOnItsDay) {
  json input{{"line", "overall"},         {"grade", "good"},
             {"by", "2028-04-30"},        {"set_by", "Improvement Board"},
             {"reason", "With the plan"}, {"set_on", "2026-01-12"}};
  EXPECT_EQ(done("target set", input).at("warning"),
            "No framework grades “Overall effectiveness” on 30 April 2028; it was graded until 31 March 2026. No "
            "inspection made then will say whether this target was met: somebody has to.");
  input["by"] = "2026-03-31";
  EXPECT_TRUE(done("target set", input).at("warning").is_null()) << "the last day on which it is graded";
  input["line"] = "care_leavers";
  input["by"] = "2028-04-30";
  EXPECT_TRUE(done("target set", input).at("warning").is_null());
  EXPECT_NE(target_warning("overall", Date::from_iso("2013-01-01").value()), "") << "before there was a framework";
}

TEST_P(History, TargetsAreSetOnAPage) {
  EXPECT_THAT(get("/targets/new").body, HasSubstr("nothing is overwritten"));
  auto const refused = post("/targets/new", {{"line", ""}, {"by", ""}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(post("/targets/new", {{"line", "leadership"},
                                  {"grade", "outstanding"},
                                  {"by", "30 April 2028"},
                                  {"set_by", "Cabinet"},
                                  {"reason", "Council plan"},
                                  {"set_on", ""}})
                .status,
            303);
  EXPECT_THAT(get("/inspections/history").body,
              AllOf(HasSubstr("Outstanding by 30 April 2028"), HasSubstr("Cabinet"), HasSubstr("Council plan")));
}

INSTANTIATE_TEST_SUITE_P(Engines, History, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::inspections::test
