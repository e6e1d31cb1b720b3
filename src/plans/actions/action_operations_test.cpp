#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using ActionOperations = test::PlansTest;

TEST_P(ActionOperations, NeverReuseANumber) {
  auto first = action("First");
  auto second = action("Second");
  EXPECT_EQ(in_plan("actions", second).at("number"), 2);
  done("action end", {{"action", second}, {"version", 1}});
  EXPECT_TRUE(in_plan("actions", second).is_null());
  EXPECT_EQ(done("action list", json::object()).at("actions").size(), 1u);
  EXPECT_EQ(in_plan("actions", action("Third")).at("number"), 3);
  EXPECT_EQ(refusal("action end", {{"action", second}, {"version", 2}}).kind, ErrorKind::not_found);
  EXPECT_EQ(in_plan("actions", first).at("number"), 1);
}

TEST_P(ActionOperations, NeverOverwriteTheFirstDueDate) {
  auto id = action("Supervise", {{"due", "2027-01-31"}});
  json change{{"action", id}, {"version", 1}, {"title", "Supervise\r\nmonthly"}, {"owner_role", "Service manager"}};
  change["due"] = "2027-02-28";
  EXPECT_EQ(refusal("action change", change).fields[0].field, "due") << "a date that stands moves only by agreement";
  change["due"] = "2027-01-31";
  done("action change", change);
  int version = 2;
  for (auto due : {"2027-02-28", "2027-01-15", "2027-06-30"}) {
    auto asked =
        done("date ask", {{"action", id}, {"due", due}, {"reason", "The trainer left"}, {"requester", "Team manager"}});
    EXPECT_EQ(in_plan("actions", id).at("version"), version) << "asking changes nothing";
    done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
    EXPECT_EQ(in_plan("actions", id).at("version"), ++version);
    EXPECT_EQ(in_plan("actions", id).at("first_due"), "2027-01-31");
    EXPECT_EQ(in_plan("actions", id).at("due"), due);
  }
  EXPECT_EQ(in_plan("actions", id).at("moves"), 3);
  EXPECT_EQ(in_plan("actions", id).at("days_moved"), 150);
  EXPECT_EQ(in_plan("actions", id).at("title"), "Supervise monthly");
  done("action progress", {{"action", id}, {"version", version}, {"status", "on track"}});
  EXPECT_EQ(in_plan("actions", id).at("first_due"), "2027-01-31");
}

TEST_P(ActionOperations, GoFromOneStatusToAnother) {
  auto id = action("Supervise");
  auto unproven =
      refusal("action progress", {{"action", id}, {"version", 1}, {"status", "done"}, {"done_on", "2026-11-20"}});
  EXPECT_EQ(unproven.fields[0].field, "status");
  EXPECT_THAT(unproven.message, HasSubstr("cannot be marked done yet"));
  prove(id);
  json say{{"action", id}, {"version", 1}, {"status", "done"}};
  EXPECT_EQ(refusal("action progress", say).fields[0].field, "done_on");
  say["done_on"] = "2026-11-22";
  EXPECT_THAT(refusal("action progress", say).message, HasSubstr("21 November 2026 or earlier"));
  say["done_on"] = "2026-11-20";
  say["note"] = "All five teams.\r\n\r\nSeen in audit.";
  EXPECT_EQ(done("action progress", say).at("version"), 2);
  auto shown = in_plan("actions", id);
  EXPECT_EQ(shown.at("status"), "done");
  EXPECT_EQ(shown.at("note"), "All five teams.\n\nSeen in audit.");

  say["version"] = 2;
  say["status"] = "on track";
  EXPECT_THAT(refusal("action progress", say).message, HasSubstr("Clear the day, or set the status to done"));
  say["done_on"] = "";
  done("action progress", say);
  shown = in_plan("actions", id);
  EXPECT_EQ(shown.at("status"), "on track");
  EXPECT_TRUE(shown.at("done_on").is_null());
  EXPECT_EQ(refusal("action progress", say).kind, ErrorKind::conflict) << "that version has been changed";
  say["version"] = 3;
  say["status"] = "late";
  EXPECT_EQ(refusal("action progress", say).fields[0].field, "status");
}

TEST_P(ActionOperations, AnswerFindingsAndBelongToThemes) {
  auto found = findings({"Supervision is irregular.", "Plans are unclear."});
  auto practice = theme("Practice", {found[0]});
  auto id = action("Supervise", {{"themes", {practice}}, {"findings", {found[0]}}});
  EXPECT_EQ(in_plan("actions", id).at("themes"), json::array({practice}));
  EXPECT_EQ(in_plan("actions", id).at("findings"), json::array({found[0]}));
  EXPECT_EQ(in_plan("themes", practice).at("actions"), json::array({id}));
  EXPECT_EQ(coverage().at("findings_without_action").size(), 1u);
  done("action link", {{"action", id}, {"finding", found[1]}});
  EXPECT_TRUE(coverage().at("findings_without_action").empty());
  done("action unlink", {{"action", id}, {"finding", found[0]}, {"theme", practice}});
  EXPECT_EQ(in_plan("actions", id).at("findings"), json::array({found[1]}));
  EXPECT_EQ(coverage().at("actions_without_theme").size(), 1u);
  EXPECT_EQ(refusal("action link", {{"action", id}}).fields[0].field, "theme");
  EXPECT_EQ(refusal("action link", {{"action", id}, {"theme", new_opaque_id()}}).kind, ErrorKind::not_found);
}

TEST_P(ActionOperations, CountWhatAnswersEachFinding) {
  auto found = findings({"Supervision is irregular.", "Plans are unclear.", "Visits are late."});
  auto practice = theme("Practice", {found[0], found[1]});
  theme("Workforce", {found[0]});
  action("Overdue", {{"due", "2026-11-20"}, {"findings", {found[0]}}});
  action("Today", {{"due", "2026-11-21"}, {"findings", {found[0]}}});
  action("Done", {{"due", "2026-10-01"}, {"status", "done"}, {"done_on", "2026-11-01"}, {"findings", {found[0]}}});
  auto taken_out = action("Taken out", {{"findings", {found[1]}}, {"themes", {practice}}});
  done("action end", {{"action", taken_out}, {"version", 1}});
  auto read = database().read(authority());
  auto coverage = coverage_of_findings(read, clock_.today());
  auto const& first = coverage.at(found[0]);
  EXPECT_EQ(first.theme_titles, (std::vector<std::string>{"Practice", "Workforce"}));
  EXPECT_EQ(first.actions, 3);
  EXPECT_EQ(first.done, 1);
  EXPECT_EQ(first.late, 1);
  EXPECT_EQ(coverage.at(found[1]).actions, 0);
  ASSERT_EQ(coverage.at(found[1]).taken_out.size(), 1u);
  EXPECT_THAT(coverage.at(found[1]).taken_out[0].name, testing::MatchesRegex("Action [0-9]+ Taken out"));
  EXPECT_EQ(coverage.at(found[1]).taken_out[0].address, "/history/" + taken_out);
  EXPECT_TRUE(first.taken_out.empty());
  EXPECT_TRUE(coverage.at(found[2]).theme_titles.empty());
}

TEST_P(ActionOperations, StoreNothingWhenALinkIsUnknown) {
  json input{{"title", "Supervise"}, {"owner_role", "Service manager"}, {"due", "2027-01-31"}};
  input["themes"] = {new_opaque_id()};
  EXPECT_EQ(refusal("action add", input).fields[0].field, "themes");
  input.erase("themes");
  input["findings"] = {new_opaque_id()};
  EXPECT_EQ(refusal("action add", input).fields[0].field, "findings");
  input.erase("findings");
  input["start"] = "2027-02-01";
  EXPECT_EQ(refusal("action add", input).fields[0].field, "due");
  EXPECT_TRUE(plan().at("actions").empty());
}

TEST_P(ActionOperations, ListByThemeFindingStatusAndLateness) {
  auto found = findings({"Supervision is irregular."});
  auto practice = theme("Practice");
  action("One", {{"themes", {practice}}, {"due", "2026-11-01"}});
  action("Two", {{"findings", found}, {"status", "on track"}});
  auto titles = [&](json const& filter) {
    std::vector<std::string> out;
    auto const list = done("action list", filter);
    for (auto const& each : list.at("actions")) out.push_back(each.at("title"));
    return out;
  };
  using Titles = std::vector<std::string>;
  EXPECT_EQ(titles(json::object()), (Titles{"One", "Two"}));
  EXPECT_EQ(titles({{"theme", practice}}), Titles{"One"});
  EXPECT_EQ(titles({{"finding", found[0]}}), Titles{"Two"});
  EXPECT_EQ(titles({{"status", "on track"}}), Titles{"Two"});
  EXPECT_EQ(titles({{"status", "late"}}), Titles{"One"});
  EXPECT_EQ(titles({{"status", "not started"}}), Titles{}) << "the list says “Late” of it";
  EXPECT_EQ(titles({{"late", true}}), Titles{"One"});
  EXPECT_EQ(titles({{"late", true}, {"finding", found[0]}}), Titles{});
}

TEST_P(ActionOperations, KeepAThemeLeadToTheirThemes) {
  auto mine = theme("Mine");
  auto theirs = theme("Theirs");
  auto my_action = action("My action", {{"themes", {mine}}});
  auto their_action = action("Their action", {{"themes", {theirs}}});
  auto loose = action("In no theme");
  be("theme lead", mine);
  done("action progress", {{"action", my_action}, {"version", 1}, {"status", "on track"}});
  done("action link", {{"action", loose}, {"theme", mine}});
  json const new_action{{"title", "New"}, {"owner_role", "Me"}, {"due", "2027-01-31"}};
  auto of_theme = [&](json themes) {
    auto input = new_action;
    input["themes"] = std::move(themes);
    return input;
  };
  done("action add", of_theme({mine}));
  for (auto const& [name, input] : std::vector<std::pair<std::string, json>>{
           {"action add", new_action},
           {"action add", of_theme({theirs})},
           {"action add", of_theme({mine, theirs})},
           {"action progress", {{"action", their_action}, {"version", 1}, {"status", "on track"}}},
           {"action end", {{"action", their_action}, {"version", 1}}},
           {"action link", {{"action", my_action}, {"theme", theirs}}},
           {"action unlink", {{"action", their_action}, {"theme", theirs}}},
           {"theme add", {{"title", "New"}}},
           // Another theme's action cannot be taken over by linking it to one's own.
           {"action link", {{"action", their_action}, {"theme", mine}}}}) {
    EXPECT_EQ(refusal(name, input).kind, ErrorKind::forbidden) << name << " " << input;
  }
  be("programme manager");
  EXPECT_EQ(in_plan("actions", their_action).at("themes"), json::array({theirs}));
  EXPECT_EQ(plan().at("actions").size(), 4u);
}

INSTANTIATE_TEST_SUITE_P(Engines, ActionOperations, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
