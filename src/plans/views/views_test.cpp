#include "plans/views/views.h"

#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class SavedViews : public test::PlansTest {};

TEST_P(SavedViews, AreKeptUnderANameAndShowWhatTheAddressShows) {
  action("Supervise monthly", {{"status", "off track"}});
  action("Train managers");
  auto answer = post("/plan/views", {{"name", "Off track"}, {"query", "status=off%20track&sort=due&page=3&secret=1"}});
  EXPECT_EQ(answer.headers.first("Location").value_or(""), "/plan?status=off%20track&sort=due");
  auto page = get("/plan", {{"status", "off track"}}).body;
  EXPECT_THAT(page, AllOf(HasSubstr("/plan?status=off%20track&amp;sort=due"), HasSubstr("Supervise monthly"),
                          Not(HasSubstr("Train managers"))));
  EXPECT_THAT(get("/plan/views").body, AllOf(HasSubstr("Off track"), HasSubstr("You alone")));
  EXPECT_EQ(post("/plan/views", {{"name", "off TRACK"}, {"query", "due=late"}}).status, 422);
  EXPECT_EQ(post("/plan/views", {{"name", " "}, {"query", "due=late"}}).status, 422);
}

TEST_P(SavedViews, AreSeenByOthersOnlyWhenShared) {
  found_council();
  become("programme manager", "Manager");
  auto own = done("view save", {{"name", "Mine"}, {"query", "due=late"}});
  auto shared = done("view save", {{"name", "Ours"}, {"query", "due=month"}, {"shared", true}});
  become("reader", "Reader");
  auto seen = done("view list", json::object()).at("views");
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].at("name"), "Ours");
  EXPECT_EQ(refusal("view change", {{"view", own.at("view")}, {"version", 1}, {"name", "Theirs"}}).kind,
            ErrorKind::not_found);
  EXPECT_EQ(refusal("view delete", {{"view", shared.at("view")}}).kind, ErrorKind::forbidden);
  EXPECT_EQ(refusal("view save", {{"name", "All of us"}, {"query", ""}, {"shared", true}}).kind, ErrorKind::invalid);
  done("view save", {{"name", "Mine"}, {"query", "due=moved"}});
  EXPECT_EQ(done("view list", json::object()).at("views").size(), 2u);
  actor_ = stranger();
  EXPECT_TRUE(done("view list", json::object()).at("views").empty());
}

TEST_P(SavedViews, OpenThePlanWhenChosenAsDefault) {
  action("Supervise monthly");
  auto view = done("view save", {{"name", "Late"}, {"query", "due=late"}});
  done("view default", {{"view", view.at("view")}});
  EXPECT_EQ(get("/plan").headers.first("Location").value_or(""), "/plan?due=late");
  EXPECT_EQ(get("/plan", {{"view", "all"}}).status, 200);
  EXPECT_THAT(get("/plan", {{"view", "all"}}).body, HasSubstr("Supervise monthly"));
  done("view default", json::object());
  EXPECT_EQ(get("/plan").status, 200);
  done("view default", {{"view", view.at("view")}});
  done("view delete", {{"view", view.at("view")}});
  EXPECT_EQ(get("/plan").status, 200);
}

TEST_P(SavedViews, AreChangedByWhoeverSawThemLast) {
  auto view = done("view save", {{"name", "Late"}, {"query", "due=late"}});
  done("view change", {{"view", view.at("view")}, {"version", 1}, {"name", "Very late"}, {"shared", "yes"}});
  EXPECT_EQ(refusal("view change", {{"view", view.at("view")}, {"version", 1}, {"name", "Lost"}}).kind,
            ErrorKind::conflict);
  auto seen = done("view list", json::object()).at("views");
  EXPECT_EQ(seen[0].at("name"), "Very late");
  EXPECT_EQ(seen[0].at("shared"), true);
  EXPECT_EQ(seen[0].at("query"), "due=late");
}

TEST_P(SavedViews, OfAListOfRecordsStayWithThatList) {
  done("risk add", {{"title", "Posts stay empty"},
                    {"risk_kind", "risk"},
                    {"owner_role", "Head of service"},
                    {"likelihood", 4},
                    {"impact", 5}});
  auto const page = get("/risks", {{"score", "15"}, {"sort", "score"}}).body;
  EXPECT_THAT(page, AllOf(HasSubstr("Save this view"), HasSubstr("value=\"list=risks&amp;score=15&amp;sort=score\"")));
  auto const saved =
      post("/plan/views", {{"name", "High risks"}, {"query", "list=risks&score=15&sort=score&due=late"}});
  EXPECT_EQ(saved.headers.first("Location").value_or(""), "/risks?score=15&sort=score");
  EXPECT_THAT(get("/risks").body,
              AllOf(HasSubstr("/risks?score=15&amp;sort=score\">High risks"), HasSubstr("All risks")));
  EXPECT_THAT(get("/plan/views").body, AllOf(HasSubstr("High risks"), Not(HasSubstr("Open the plan with it"))));
  action("Supervise monthly");
  EXPECT_THAT(get("/plan").body, Not(HasSubstr("High risks")));
  EXPECT_THAT(get("/goals").body, Not(HasSubstr("High risks")));
  auto const view = done("view list", json::object()).at("views").at(0);
  EXPECT_EQ(refusal("view default", {{"view", view.at("view")}}).fields.at(0).field, "view");
  EXPECT_EQ(
      refusal("view change", {{"view", view.at("view")}, {"version", 1}, {"query", "due=late"}}).fields.at(0).field,
      "query");
}

TEST(ViewQueries, KeepOnlyWhatTheListKnows) {
  EXPECT_EQ(view_query(*read_view_query("list=risks&due=late&owner=Head")), "list=risks&owner=Head");
  EXPECT_EQ(view_query(*read_view_query("list=wishes&due=late")), "due=late");
  EXPECT_EQ(view_query(*read_view_query("?status=at%20risk&x=1&page=2&order=desc")), "status=at%20risk&order=desc");
  EXPECT_EQ(view_query(*read_view_query("")), "");
  EXPECT_FALSE(read_view_query("status"));
  EXPECT_FALSE(read_view_query("status=%zz"));
  EXPECT_FALSE(read_view_query("status=%00"));
}

INSTANTIATE_TEST_SUITE_P(Engines, SavedViews, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
