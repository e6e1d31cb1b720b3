#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using gt::test::Fields;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class BulkChanges : public test::PlansTest {
 protected:
  void make_plan() {
    practice_ = theme("Practice");
    workforce_ = theme("Workforce");
    first_ = action("Supervise monthly", {{"themes", {practice_}}});
    second_ = action("Train managers", {{"themes", {workforce_}}});
    done_ = action("Publish a handbook", {{"status", "done"}, {"themes", {practice_}}});
  }
  json previewed(json input) {
    input.erase("fingerprint");
    auto preview = done("bulk preview", input);
    input["fingerprint"] = preview.value("fingerprint", "");
    return input;
  }
  std::string practice_, workforce_, first_, second_, done_;
};

TEST_P(BulkChanges, ShowWhatWouldChangeAndChangeNothing) {
  make_plan();
  auto preview =
      done("bulk preview", {{"actions", {first_, second_, done_}}, {"change", "status"}, {"status", "off track"}});
  EXPECT_EQ(preview.at("would_change"), 2);
  EXPECT_EQ(preview.at("refused"), 1);
  EXPECT_EQ(preview.at("rows")[0].at("from"), "not started");
  EXPECT_EQ(preview.at("rows")[0].at("to"), "off track");
  EXPECT_THAT(preview.at("rows")[2].at("why").get<std::string>(), HasSubstr("It is done"));
  EXPECT_EQ(in_plan("actions", first_).at("status"), "not started");
}

TEST_P(BulkChanges, ChangeAllOrOnlyThoseThatCan) {
  make_plan();
  auto input = previewed({{"actions", {first_, second_, done_}}, {"change", "status"}, {"status", "off track"}});
  EXPECT_THAT(refusal("bulk change", input).message,
              HasSubstr("1 of the 3 actions cannot be changed so, and nothing was"));
  EXPECT_EQ(in_plan("actions", first_).at("status"), "not started");
  input["only_possible"] = true;
  EXPECT_EQ(done("bulk change", input).at("changed"), 2);
  EXPECT_EQ(in_plan("actions", first_).at("status"), "off track");
  EXPECT_EQ(in_plan("actions", second_).at("status"), "off track");
  EXPECT_EQ(in_plan("actions", done_).at("status"), "done");
}

TEST_P(BulkChanges, AreAConflictWhenSomebodyWasFirst) {
  make_plan();
  auto input = previewed({{"actions", {first_, second_}}, {"change", "owner"}, {"owner_role", "Head of service"}});
  done("action progress", {{"action", second_}, {"version", 1}, {"status", "on track"}});
  EXPECT_EQ(refusal("bulk change", input).kind, ErrorKind::conflict);
  EXPECT_EQ(in_plan("actions", first_).at("owner_role"), "Service manager");
  input = previewed(input);
  EXPECT_EQ(done("bulk change", input).at("changed"), 2);
  EXPECT_EQ(in_plan("actions", second_).at("owner_role"), "Head of service");
}

TEST_P(BulkChanges, KeepHistoryOfEachAction) {
  make_plan();
  done("bulk change", previewed({{"actions", {first_, second_}},
                                 {"change", "owner"},
                                 {"owner_role", "Head of service"},
                                 {"reason", "A new structure"}}));
  for (auto const& id : {first_, second_}) {
    auto history = done("history show", {{"record", id}}).at("history");
    EXPECT_EQ(history.size(), 2u);
    EXPECT_EQ(history.front().at("why"), "A new structure");
  }
}

TEST_P(BulkChanges, AskForOneDateForMany) {
  make_plan();
  auto input = previewed({{"actions", {first_, second_}},
                          {"change", "date"},
                          {"due", "2027-05-31"},
                          {"reason", "The supplier has missed its date"}});
  EXPECT_EQ(done("bulk change", input).at("changed"), 2);
  EXPECT_EQ(done("date list", json::object()).at("date_changes").size(), 2u);
  EXPECT_EQ(in_plan("actions", first_).at("due"), "2027-03-31");
  auto again = done("bulk preview",
                    input = {{"actions", {first_}}, {"change", "date"}, {"due", "2027-06-30"}, {"reason", "Again"}});
  EXPECT_THAT(again.at("rows")[0].at("why").get<std::string>(), HasSubstr("has been asked for already"));
}

TEST_P(BulkChanges, LinkAndTakeOutWhatAFilterShows) {
  make_plan();
  EXPECT_EQ(
      done("bulk change", previewed({{"filter", "theme=" + practice_}, {"change", "theme"}, {"theme", workforce_}}))
          .at("changed"),
      2);
  EXPECT_EQ(done("action list", {{"theme", workforce_}}).at("actions").size(), 3u);
  EXPECT_EQ(done("bulk change", previewed({{"filter", "status=done"}, {"change", "end"}, {"reason", "Merged"}}))
                .at("changed"),
            1);
  EXPECT_TRUE(in_plan("actions", done_).is_null());
}

TEST_P(BulkChanges, StayWithinANarrowedRole) {
  make_plan();
  be("theme lead", practice_);
  json const input{{"actions", {first_, second_}}, {"change", "status"}, {"status", "on track"}};
  auto preview = done("bulk preview", input);
  EXPECT_EQ(preview.at("would_change"), 1);
  auto confirmed = previewed(input);
  EXPECT_EQ(refusal("bulk change", confirmed).kind, ErrorKind::forbidden);
  confirmed["only_possible"] = true;
  EXPECT_EQ(done("bulk change", confirmed).at("changed"), 1);
  EXPECT_EQ(in_plan("actions", second_).at("status"), "not started");
  EXPECT_EQ(done("bulk preview", {{"actions", {first_}}, {"change", "theme"}, {"theme", workforce_}}).at("refused"), 1);
}

TEST_P(BulkChanges, ReachOneCouncilOnly) {
  make_plan();
  actor_ = stranger();
  EXPECT_THAT(refusal("bulk preview", {{"actions", {first_}}, {"change", "end"}}).message,
              HasSubstr("Choose the actions"));
}

TEST_P(BulkChanges, GoFromTheListToThePreviewAndBack) {
  make_plan();
  EXPECT_THAT(get("/plan").body,
              AllOf(HasSubstr("name=\"actions\" value=\"" + first_), HasSubstr("Change the chosen actions")));
  EXPECT_EQ(post("/plan/bulk", {{"filter", ""}}).status, 422);
  auto choose = post("/plan/bulk", {{"actions", first_}, {"actions", second_}, {"filter", "sort=due"}});
  EXPECT_THAT(choose.body, AllOf(HasSubstr("Change 2 actions"), HasSubstr("Ask for another due date")));
  EXPECT_EQ(post("/plan/bulk/preview", {{"actions", first_}, {"change", "owner"}}).status, 422);
  auto preview = post("/plan/bulk/preview",
                      {{"actions", first_}, {"actions", second_}, {"change", "status"}, {"status", "on track"}});
  EXPECT_THAT(preview.body, AllOf(HasSubstr("2 actions would change"), HasSubstr("not started")));
  EXPECT_EQ(post("/plan/bulk/confirm",
                 {{"actions", first_}, {"change", "status"}, {"status", "on track"}, {"fingerprint", "of another day"}})
                .status,
            409);
  auto const at = preview.body.find("name=\"fingerprint\" value=\"") + 26;
  auto confirmed = post("/plan/bulk/confirm", {{"actions", first_},
                                               {"actions", second_},
                                               {"change", "status"},
                                               {"status", "on track"},
                                               {"filter", "sort=due"},
                                               {"fingerprint", preview.body.substr(at, 64)}});
  EXPECT_EQ(confirmed.status, 303);
  EXPECT_EQ(confirmed.headers.first("Location").value_or(""), "/plan?sort=due");
  EXPECT_EQ(in_plan("actions", second_).at("status"), "on track");
}

class LeaversWork : public test::PlansTest {};

TEST_P(LeaversWork, TellsOfWhatNamesThemInWordsAlone) {
  found_council();
  become("contributor", "Service manager, East");
  auto const leaver = actor_.account.text();
  become("programme manager", "Manager");
  action("Supervise monthly", {{"owner_account", leaver}});
  EXPECT_THAT(get("/plan/work", {{"account", leaver}}).body, Not(HasSubstr("in words alone")));
  done("project add", {{"title", "Pilot"}, {"lead_role", "Service manager, East"}});
  EXPECT_THAT(get("/plan/work", {{"account", leaver}}).body,
              AllOf(HasSubstr("1 thing names “Service manager, East” in words alone"), Not(HasSubstr("Pilot"))));
  EXPECT_THAT(get("/plan/work", {{"account", leaver}, {"role", "Service manager, East"}}).body,
              AllOf(HasSubstr("Pilot"), HasSubstr("Supervise monthly"), Not(HasSubstr("in words alone"))));
}

TEST_P(LeaversWork, MovesAllOfItWithAReason) {
  found_council();
  become("contributor", "Leaver");
  auto const leaver = actor_.account.text();
  become("theme lead", "Successor");
  auto const successor = actor_.account.text();
  become("programme manager", "Manager");
  auto practice =
      done("theme add", {{"title", "Practice"}, {"lead_role", "Head"}, {"lead_account", leaver}}).value("theme", "");
  auto own = action("Supervise monthly", {{"owner_account", leaver}, {"themes", {practice}}});
  auto others = action("Train managers", {{"owner_account", successor}});
  auto project =
      done("project add", {{"title", "Supervision"}, {"lead_account", leaver}, {"lead_role", "Lead"}}).value("id", "");
  auto risk = done("risk add", {{"title", "Posts stay empty"},
                                {"risk_kind", "risk"},
                                {"owner_role", "Head"},
                                {"owner_account", leaver},
                                {"likelihood", 3},
                                {"impact", 3}})
                  .value("id", "");
  auto work = done("work list", {{"account", leaver}});
  EXPECT_EQ(work.at("things").size(), 4u);
  json move{{"account", leaver},
            {"to_account", successor},
            {"to_role", "Service manager"},
            {"reason", "Left in May"},
            {"fingerprint", work.at("fingerprint")}};
  EXPECT_THAT(get("/plan/work", {{"account", leaver}}).body,
              AllOf(HasSubstr("Work of Leaver"), HasSubstr("Supervise monthly"), HasSubstr("Posts stay empty")));
  EXPECT_EQ(done("work move", move).at("moved"), 4);
  EXPECT_EQ(in_plan("actions", own).at("owner_account"), successor);
  EXPECT_EQ(in_plan("themes", practice).at("lead_account"), successor);
  EXPECT_EQ(done("project show", {{"project", project}}).at("lead_account"), successor);
  EXPECT_EQ(done("risk show", {{"risk", risk}}).at("owner_account"), successor);
  EXPECT_EQ(done("history show", {{"record", own}}).at("history").front().at("why"), "Left in May");
  EXPECT_TRUE(done("work list", {{"account", leaver}}).at("things").empty());
  EXPECT_EQ(in_plan("actions", others).at("owner_account"), successor);
  EXPECT_EQ(refusal("work move", move).kind, ErrorKind::invalid);
}

TEST_P(LeaversWork, IsFoundByWhoeverDoesNotKnowItsAddress) {
  action("Supervise monthly", {{"owner_role", "Systems lead"}});
  auto const page = get("/plan/work");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, AllOf(HasSubstr("Whose work moves to somebody else?"), HasSubstr("Systems lead")));
  EXPECT_THAT(get("/plan", {{"owner", "Systems lead"}}).body, HasSubstr("/plan/work?role=Systems%20lead"));
}

TEST_P(LeaversWork, IsFoundByARoleInWords) {
  auto practice = theme("Practice");
  auto own = action("Supervise monthly", {{"owner_role", "Systems lead"}, {"themes", {practice}}});
  action("Train managers");
  auto work = done("work list", {{"role", "Systems lead"}});
  EXPECT_EQ(work.at("things").size(), 1u);
  done("work move", {{"role", "Systems lead"},
                     {"to_role", "Data lead"},
                     {"reason", "The post has gone"},
                     {"fingerprint", work.at("fingerprint")}});
  EXPECT_EQ(in_plan("actions", own).at("owner_role"), "Data lead");
  EXPECT_TRUE(done("work list", json::object()).at("things").empty()) << "one's own, when nobody is named";
  EXPECT_EQ(refusal("work move", {{"to_role", "Data lead"}, {"reason", "Gone"}, {"fingerprint", "9f2c"}}).kind,
            ErrorKind::invalid);
}

INSTANTIATE_TEST_SUITE_P(Engines, BulkChanges, gt::test::engines(), gt::test::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, LeaversWork, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
