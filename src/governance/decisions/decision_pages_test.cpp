#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "governance/decisions/decision_calendar.h"
#include "governance/decisions/decisions_test_fixture.h"

namespace gt::governance {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class DecisionPages : public test::DecisionsTest {
 protected:
  gt::test::Fields form(std::initializer_list<std::pair<std::string, std::string>> more = {}) const {
    gt::test::Fields fields;
    auto input = content();
    for (auto const& each : more) input[each.first] = each.second;
    for (auto const& each : input.items()) fields.add(each.key(), each.value().get<std::string>());
    return fields;
  }
};

TEST_P(DecisionPages, PlanChangeAndMeetAConflict) {
  EXPECT_THAT(get("/decisions").body, HasSubstr("No decision is planned"));
  EXPECT_THAT(get("/decisions/new").body, AllOf(HasSubstr("What is to be decided"), HasSubstr("Improvement Board"),
                                                HasSubstr("Information relating to any individual.")));
  auto refused = post("/decisions/new", form({{"why_key", ""}, {"title", "A title to keep"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("Say why it is key"), HasSubstr("A title to keep")));
  auto made = post("/decisions/new", form());
  ASSERT_EQ(made.status, 303) << made.body;
  auto const at = gt::test::location_of(made).substr(0, gt::test::location_of(made).find('?'));
  auto page = get(at).body;
  EXPECT_THAT(page, AllOf(HasSubstr("Publish the notice of the key decision by 12 January 2027."),
                          HasSubstr("28 clear days; neither end is counted"), HasSubstr("£395,000"),
                          HasSubstr(at + "/steps/notice_published")));

  auto edit = get(at + "/edit").body;
  EXPECT_THAT(edit, AllOf(HasSubstr("Phase 3 of the improvement plan"), HasSubstr("10 February 2027")));
  EXPECT_EQ(post(at + "/edit", form({{"title", "Phase 3, first version"}, {"lock_version", "1"}})).status, 303);
  auto conflict = post(at + "/edit", form({{"title", "Phase 3, second version"}, {"lock_version", "1"}}));
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, AllOf(HasSubstr("Phase 3, first version"), HasSubstr("Phase 3, second version")));
  auto kept =
      post(at + "/edit",
           form({{"title", "Phase 3, second version"}, {"lock_version", "2"}, {"keep", "mine"}, {"asked", "yes"}}));
  EXPECT_EQ(kept.status, 303) << kept.body;
  EXPECT_THAT(get(at).body, HasSubstr("Phase 3, second version"));
}

TEST_P(DecisionPages, EnterStepsAndSayWhatIsRefused) {
  auto id = plan(content());
  auto const at = "/decisions/" + id;
  EXPECT_THAT(get(at + "/steps/notice_published").body,
              AllOf(HasSubstr("so by 12 January 2027"), HasSubstr("Say that it is a key decision")));
  EXPECT_EQ(get(at + "/steps/nothing").status, 404);
  auto refused = post(at + "/steps/notice_published", {{"day", "1 January 2027"}, {"lock_version", "1"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("has not come yet"));
  EXPECT_EQ(post(at + "/steps/notice_published", {{"day", "20 November 2026"}, {"lock_version", "1"}}).status, 303);
  EXPECT_EQ(post(at + "/steps/notice_published", {{"day", ""}, {"lock_version", "1"}}).status, 409);
  EXPECT_THAT(get(at).body, HasSubstr("20 November 2026"));
  EXPECT_THAT(get(at + "/take").body,
              AllOf(HasSubstr("What was decided, in its own words"), HasSubstr("10 February 2027")));
  EXPECT_EQ(post(at + "/take", {{"taken", "10 February 2027"}, {"outcome", "Agreed"}, {"lock_version", "2"}}).status,
            422)
      << "it has not come yet";
  EXPECT_EQ(post(at + "/withdraw", {{"why", ""}, {"lock_version", "2"}}).status, 422);
  EXPECT_EQ(post(at + "/withdraw", {{"why", "Merged with the budget"}, {"lock_version", "2"}}).status, 303);
  EXPECT_THAT(get(at).body, AllOf(HasSubstr("It was withdrawn from the plan on 21 November 2026"),
                                  HasSubstr("Merged with the budget")));
  EXPECT_EQ(get(at + "/edit").status, 409);
  EXPECT_EQ(get("/decisions/k7m2q9x4t8v3b6dp").status, 404);
  be("member");
  EXPECT_EQ(get("/decisions/new").status, 403);
  EXPECT_EQ(post(at + "/withdraw", {{"why", "No"}, {"lock_version", "3"}}).status, 403);
}

// The prototype's own dates: notice by 12 January, papers by 2 February for the cabinet of 10 February 2027, papers of
// the board of 18 November 2026 on the 11th, of scrutiny on 26 November by the 18th.
TEST_P(DecisionPages, ShowTheForwardPlanMonthByMonth) {
  EXPECT_THAT(get("/forward-plan").body, HasSubstr("Nothing is planned for the next twenty weeks"));
  today_is("2026-11-12T09:00:00Z");
  meeting(board_, day(2026, 11, 18), MeetingState::papers_out);
  meeting(scrutiny_, day(2026, 11, 26));
  auto cabinet = meeting(cabinet_, day(2027, 2, 10));
  auto id = plan(content({{"meeting", cabinet}, {"day", ""}}));
  auto page = get("/forward-plan", {{"from", "12 November 2026"}, {"to", "31 March 2027"}}).body;
  EXPECT_THAT(page, AllOf(HasSubstr("November 2026"), HasSubstr("Wed 18"), HasSubstr("Wed 11 Nov"),
                          HasSubstr("5 working days before"), HasSubstr("Thu 26"), HasSubstr("Wed 18 Nov"),
                          HasSubstr("5 clear days"), HasSubstr("Papers out")));
  EXPECT_THAT(page, AllOf(HasSubstr("January 2027"), HasSubstr("Tue 12"),
                          HasSubstr("Publish the notice of the key decision"), HasSubstr("February 2027"),
                          HasSubstr("Tue 2 Feb"), HasSubstr("Phase 3 of the improvement plan, £395,000")));
  EXPECT_THAT(page,
              HasSubstr("The next legal deadline is 18 November 2026: papers for Children’s Scrutiny Committee."));
  plan(content({{"title", "A contract"}, {"day", "2026-12-02"}}));
  EXPECT_THAT(get("/forward-plan").body,
              AllOf(HasSubstr("One thing is late. The next legal deadline is 18 November 2026"), HasSubstr("Tue 3"),
                    HasSubstr("9 days late")));
  EXPECT_THAT(get("/forward-plan", {{"from", "13 November 2026"}}).body, Not(HasSubstr("Tue 3")));
  EXPECT_THAT(get("/forward-plan", {{"body", board_}}).body,
              AllOf(HasSubstr("Improvement Board"), Not(HasSubstr("Thu 26"))));
  EXPECT_THAT(get("/forward-plan", {{"from", "soon"}}).body, HasSubstr("“soon” is not a date"));
  EXPECT_THAT(get("/forward-plan", {{"from", "2027-02-01"}, {"to", "2027-01-01"}}).body,
              HasSubstr("The last day is before the first"));
  EXPECT_THAT(get("/forward-plan", {{"from", "1 June 2030"}}).body, HasSubstr("Nothing is planned there"));

  auto paper = get("/forward-plan/paper", {{"from", "12 November 2026"}, {"to", "31 March 2027"}}).body;
  EXPECT_THAT(paper, AllOf(HasSubstr("Tue 2 Feb"), HasSubstr("As it stood on")));
  auto csv = get("/forward-plan.csv", {{"from", "12 November 2026"}, {"to", "31 March 2027"}});
  EXPECT_THAT(csv.body,
              AllOf(HasSubstr("2027-01-12,Publish the notice of the key decision,Cabinet"), HasSubstr("2027-02-02")));
  auto ods = get("/forward-plan.ods", {{"from", "12 November 2026"}, {"to", "31 March 2027"}});
  EXPECT_EQ(ods.status, 200);
  EXPECT_THAT(ods.body.substr(0, 4), HasSubstr("PK"));
  EXPECT_EQ(get("/forward-plan.csv", {{"from", "soon"}}).status, 422);

  auto read = database().read(authority());
  auto const items = decision_calendar_items(read, actor_, {notices::FeedScope::Kind::programme, ""}, clock_.today());
  auto const notice = std::find_if(items.begin(), items.end(), [&](auto const& each) {
    return each.uid == "decision-" + id + "-key-notice@goldenthread";
  });
  ASSERT_NE(notice, items.end());
  EXPECT_EQ(notice->day.iso(), "2027-01-12");
  EXPECT_EQ(notice->title, "By today: Publish the notice of the key decision: Phase 3 of the improvement plan");
  EXPECT_TRUE(decision_calendar_items(read, actor_, {notices::FeedScope::Kind::mine, ""}, clock_.today()).empty());
}

TEST_P(DecisionPages, FilterTheListInTheAddress) {
  plan(content());
  plan(content({{"title", "A review of early help"}, {"is_key", "no"}, {"body", scrutiny_}, {"day", "2027-03-04"}}));
  EXPECT_THAT(get("/decisions").body, AllOf(HasSubstr("Phase 3"), HasSubstr("A review of early help")));
  EXPECT_THAT(get("/decisions", {{"key", "yes"}}).body,
              AllOf(HasSubstr("Phase 3"), Not(HasSubstr("A review of early help"))));
  EXPECT_THAT(get("/decisions", {{"words", "EARLY"}}).body, Not(HasSubstr("Phase 3 of")));
  EXPECT_THAT(get("/decisions", {{"body", scrutiny_}}).body, Not(HasSubstr("Phase 3 of")));
  EXPECT_THAT(get("/decisions", {{"state", "nonsense"}}).body, HasSubstr("No decision matches"));
  EXPECT_THAT(get("/decisions", {{"from", "1 March 2027"}}).body, Not(HasSubstr("Phase 3 of")));
  EXPECT_EQ(done("decision list", {{"is_key", "no"}, {"from", "2027-03-01"}}).at("matching"), 1);
}

class ForwardPlanWithOutsideDates : public test::DecisionsTest {
 protected:
  void SetUp() override {
    outside_ = [](db::Transaction&, operations::Actor const&, Date, Date) {
      return std::vector<OutsideDate>{{day(2027, 2, 15), "Priority action statement due",
                                       "To Ofsted and the Department for Education", "40 working days left",
                                       "/inspections/k7m2q9x4t8v3b6dp", false}};
    };
    DecisionsTest::SetUp();
  }
};

TEST_P(ForwardPlanWithOutsideDates, PrintsThem) {
  EXPECT_THAT(get("/forward-plan").body,
              AllOf(HasSubstr("Mon 15"), HasSubstr("Priority action statement due"), HasSubstr("Statutory"),
                    HasSubstr("The next legal deadline is 15 February 2027: Priority action statement due.")));
}

INSTANTIATE_TEST_SUITE_P(Engines, DecisionPages, gt::test::engines(), gt::test::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, ForwardPlanWithOutsideDates, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::governance
