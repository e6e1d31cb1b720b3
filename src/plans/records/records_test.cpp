#include <gmock/gmock.h>

#include "plans/plans_test_fixture.h"
#include "plans/records/records.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::ThrowsMessage;

TEST(RecordKinds, AreReadWithTheirFields) {
  auto const* project = find_record_kind("project");
  ASSERT_NE(project, nullptr);
  EXPECT_EQ(project->address, "/projects");
  EXPECT_NE(project->field("lead_role"), nullptr);
  EXPECT_EQ(find_record_kind("objective")->inside, (std::vector<std::string>{"project", "theme"}));
  EXPECT_EQ(find_record_kind("wish"), nullptr);
}

TEST(RecordKinds, NameTheLineOfAFault) {
  auto message = [](std::string_view kinds, std::string_view fields, std::string_view words) {
    EXPECT_THAT([&] { (void)read_record_kinds(kinds, fields); },
                ThrowsMessage<std::runtime_error>(HasSubstr(std::string(words))));
  };
  message("stage\tstages", "", "plan_kinds.tsv line 1 has 2 columns");
  message("aim\taims\t/aims\tAn aim\tplan.edit\tstage\tAim\tNone", "", "“stage” names no kind above it");
  std::string const stage = "stage\tstages\t/stages\tA stage\tplan.edit\t\tName\tNone";
  message(stage, "aim\tstart\tStarts\tdate\t\t\t", "there is no kind “aim”");
  message(stage, "stage\tstart\tStarts\tday\t\t\t", "not “day”");
  message(stage, "stage\tstart\tStarts\tdate\t\t\t\nstage\tstart\tStarts\tdate\t\t\t",
          "line 2: “stage” has “start” already");
}

Record record(std::string_view kind, json fields) {
  return {RecordId::fresh(), find_record_kind(kind), 1, "Title", std::nullopt, std::move(fields), false, 1};
}

TEST(RecordRules, RefuseWhatCannotBe) {
  struct Case {
    std::string kind;
    json fields;
    std::string refused_field;  // empty when it is in order
  };
  for (auto const& each : std::vector<Case>{
           {"stage", {{"start", "2017-07-01"}, {"due", "2017-11-30"}}, ""},
           {"stage", {{"start", "2017-07-01"}, {"due", "2017-06-30"}}, "due"},
           {"project", {{"project_kind", "pilot"}, {"verdict", "It helps"}, {"decision", "adopt"}}, ""},
           {"project", {{"project_kind", "pilot"}, {"decision", "adopt"}}, "verdict"},
           {"project", {{"project_kind", "project"}, {"verdict", "It helps"}, {"decision", "stop"}}, "project_kind"},
           {"goal", {{"goal_kind", "judgement target"}, {"grade", "outstanding"}, {"areas_wanted", 1}}, ""},
           {"goal", {{"goal_kind", "judgement target"}}, "grade"},
           {"goal", {{"goal_kind", "judgement target"}, {"grade", "good"}, {"areas_wanted", 0}}, "areas_wanted"},
           {"success measure",
            {{"unit", "percent"},
             {"baseline_numerator", 40},
             {"baseline_denominator", 100},
             {"baseline_on", "2018-06-30"}},
            ""},
           {"success measure",
            {{"unit", "percent"}, {"baseline_numerator", 40}, {"baseline_on", "2018-06-30"}},
            "baseline_denominator"},
           {"success measure",
            {{"unit", "percent"}, {"baseline_numerator", 40}, {"baseline_denominator", 100}},
            "baseline_on"},
           {"success measure", {{"unit", "count"}, {"target_numerator", 5}}, "due"},
           {"success measure",
            {{"unit", "percent"}, {"target_denominator", 100}, {"due", "2019-03-31"}},
            "target_numerator"},
           {"risk", {{"likelihood", 5}, {"impact", 5}}, ""},
           {"risk", {{"likelihood", 6}, {"impact", 5}}, "likelihood"},
           {"risk", {{"likelihood", 3}, {"impact", 5}, {"likelihood_after", 2}}, "impact_after"},
           {"risk", {{"likelihood", 3}, {"impact", 5}, {"risk_state", "closed"}}, "closed_note"}}) {
    auto result = check_record(record(each.kind, each.fields));
    EXPECT_EQ(result ? "" : result.error().fields[0].field, each.refused_field)
        << each.kind << " " << each.fields.dump();
  }
}

class Records : public test::PlansTest {};

TEST_P(Records, OfEveryKindAreAddedChangedListedAndTakenOut) {
  std::map<std::string, std::string> made;
  auto practice = theme("Practice");
  for (auto const& kind : record_kinds()) {
    json input{{"title", "First " + kind.word}};
    for (auto const& field : kind.fields)
      if (field.required)
        input[field.name] = field.type == RecordFieldType::choice   ? json(field.choices.front())
                            : field.type == RecordFieldType::number ? json(3)
                            : field.type == RecordFieldType::date   ? json("2027-01-31")
                                                                    : json("Words");
    if (kind.word == "success measure") input["unit"] = "count";
    if (!kind.inside.empty()) input["inside"] = kind.inside.back() == "theme" ? practice : made.at(kind.inside.back());
    auto id = done(kind.command() + " add", input).value("id", "");
    made[kind.word] = id;
    auto key = kind.word;
    std::replace(key.begin(), key.end(), ' ', '_');
    auto change = input;
    change.update({{key, id}, {"version", 1}, {"title", "Changed " + kind.word}});
    done(kind.command() + " change", change);
    EXPECT_EQ(refusal(kind.command() + " change", change).kind, ErrorKind::conflict) << kind.word;
    EXPECT_EQ(done(kind.command() + " list", json::object()).at("records").size(), 1u) << kind.word;
    EXPECT_THAT(get(kind.address).body, HasSubstr("Changed " + kind.word));
    EXPECT_THAT(get(kind.address + "/" + id).body, HasSubstr("Changed " + kind.word));
    EXPECT_EQ(get(kind.address + "/" + id + "/edit").status, 200);
    EXPECT_EQ(get(kind.address + "/new").status, 200);
    EXPECT_EQ(perform_as(stranger(), kind.command() + " show", {{key, id}}).error().kind, ErrorKind::not_found);
  }
  for (auto const& [kind, id] : made) {
    auto const* found = find_record_kind(kind);
    EXPECT_EQ(post(found->address + "/" + id + "/end", {{"lock_version", "2"}, {"why", "Merged"}}).status, 303) << kind;
    EXPECT_THAT(get(found->address).body, Not(HasSubstr("Changed " + kind)));
    EXPECT_THAT(get(found->address + "/" + id).body, HasSubstr("This was taken out of the plan"));
  }
}

TEST_P(Records, FormsNameEveryFaultAndKeepWhatWasTyped) {
  auto refused = post("/risks/new", {{"title", ""}, {"likelihood", "often"}, {"owner_role", "Head of service"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body,
              AllOf(HasSubstr("href=\"#title\""), HasSubstr("href=\"#likelihood\""), HasSubstr("href=\"#impact\""),
                    HasSubstr("must be a whole number"), HasSubstr("value=\"Head of service\"")));
  EXPECT_EQ(refusal("goal add", {{"title", "Good"}, {"goal_kind", "wish"}}).fields[0].field, "goal_kind");
  EXPECT_EQ(refusal("aim add", {{"title", "Lay foundations"}, {"inside", new_opaque_id()}}).fields[0].field, "inside");
  EXPECT_EQ(refusal("project add", {{"title", "Guidance"}, {"lead_account", new_opaque_id()}}).fields[0].field,
            "lead_account");
}

TEST_P(Records, TwoWhoChangeOneSeeBothVersions) {
  auto id = done("goal add", {{"title", "Good by April 2019"}, {"goal_kind", "corporate goal"}}).value("id", "");
  done("goal change", {{"goal", id}, {"version", 1}, {"title", "Theirs"}, {"goal_kind", "corporate goal"}});
  auto conflict =
      post("/goals/" + id + "/edit", {{"lock_version", "1"}, {"title", "Mine"}, {"goal_kind", "corporate goal"}});
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, AllOf(HasSubstr("Theirs"), HasSubstr("Mine")));
}

TEST_P(Records, RisksAreListedWorstFirstWithBothScores) {
  json const risk{{"risk_kind", "risk"}, {"owner_role", "Head of service"}, {"likelihood", 4}, {"impact", 4}};
  auto add = [&](std::string const& title, json more) {
    more.update(risk);
    more["title"] = title;
    done("risk add", more);
  };
  add("Posts stay empty", {{"likelihood_after", 1}, {"impact_after", 2}});
  add("The supplier is late", json::object());
  auto const page = get("/risks").body;
  EXPECT_THAT(page, AllOf(HasSubstr("16 (4 × 4)"), HasSubstr("2 (1 × 2)"), HasSubstr("Add a risk")));
  EXPECT_LT(page.find("The supplier is late"), page.find("Posts stay empty"));
}

TEST_P(Records, APartAndItsPartnerShowWhatTheyAreJoinedTo) {
  auto const practice = theme("Practice"), workforce = theme("Workforce");
  auto const plain = action("Hold joint supervision", {{"under", {practice}}, {"status", "on track"}});
  auto const gone = action("Write a protocol");
  auto const partner =
      done("organisation add", {{"title", "Northmere Hospital"}, {"organisation_kind", "partner"}}).value("id", "");
  auto const part =
      done("part add", {{"title", "Ward staff"}, {"inside", partner}, {"involvement", "supports"}}).value("id", "");
  EXPECT_THAT(get("/organisations/" + partner).body, HasSubstr("It is joined to nothing yet."));
  EXPECT_EQ(post("/links/add", {{"of", plain}, {"other", part}, {"back", "/actions/" + plain}}).status, 303);
  for (auto const& above : {gone, workforce}) done("link add", {{"from", above}, {"to", part}});
  done("action end", {{"action", gone}, {"version", 1}});
  EXPECT_THAT(get("/actions/" + plain).body, HasSubstr("/parts/" + part + "\""));
  for (auto const& address : {"/parts/" + part, "/organisations/" + partner})
    EXPECT_THAT(get(address).body,
                AllOf(HasSubstr("/actions/" + plain + "\""), HasSubstr("Service manager"),
                      HasSubstr("/themes/" + practice + "\""), HasSubstr("On track"),
                      HasSubstr("/themes/" + workforce + "\""), HasSubstr("/history/" + gone + "\""),
                      HasSubstr("What the colours and shapes mean"), Not(HasSubstr("It is joined to nothing"))))
        << address;
  EXPECT_THAT(get("/organisations/" + partner).body,
              AllOf(HasSubstr("is part of, by way of “Ward staff”"), Not(HasSubstr("/links/add"))));
}

INSTANTIATE_TEST_SUITE_P(Engines, Records, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
