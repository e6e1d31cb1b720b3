#include <gmock/gmock.h>

#include "governance/governance_test_fixture.h"
#include "governance/said_of_things.h"

// From recommendation to decision, to what it approved and to what was done, walked from each end.
namespace gt::governance {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class DecisionChain : public test::GovernanceTest {
 protected:
  void SetUp() override {
    GovernanceTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    board_ = body("Improvement Board");
    cabinet_ = body("Cabinet", {{"body_kind", "cabinet"}});
    recommendation_ = done("recommendation add", {{"title", "That the extra money be found"},
                                                  {"body", board_},
                                                  {"to_body", cabinet_},
                                                  {"made_on", "2026-06-10"},
                                                  {"amount_pence", 75'000'000}})
                          .value("id", "");
    project_ = done("project add", {{"title", "Social Care Academy"}}).value("id", "");
    action_ = done("action add", {{"title", "Appoint the academy lead"}, {"owner_role", "Head of workforce"}})
                  .value("action", "");
  }

  json content(json const& more = json::object()) const {
    json input{{"title", "Extra resources for children’s social care"},
               {"body", cabinet_},
               {"when_printed", "The meeting is not dated"},
               {"is_key", "no"},
               {"why_key", "Planned in the budget that was set before."},
               {"is_private", "no"},
               {"decision_maker", "Cabinet"},
               {"contact", "Head of improvement"},
               {"answers", recommendation_},
               {"project", project_},
               {"legal_basis", "Children Act 1989 section 17"},
               {"equality", "screened out"},
               {"equality_reason", "It adds to what every child gets."}};
    input.update(more);
    return input;
  }
  json shown(std::string const& id) { return done("decision show", {{"decision", id}}); }
  std::string taken(json const& more = json::object()) {
    auto id = done("decision plan", content(more)).value("decision", "");
    done("decision take", {{"decision", id},
                           {"version", 1},
                           {"outcome", "The approach was approved and the request agreed."},
                           {"approved", "The approach and the plan"},
                           {"approved_money", "£750,000"},
                           {"approved_posts", "An academy lead for 12 months"}});
    done("decision follow", {{"decision", id},
                             {"version", 2},
                             {"done", "The lead was appointed."},
                             {"done_links", "/actions/" + action_ + "\n/money"}});
    return id;
  }

  std::string board_, cabinet_, recommendation_, project_, action_;
};

TEST_P(DecisionChain, IsOnThePageOfEachEnd) {
  auto const id = taken();
  auto const every_link = [&](std::string const& page) {
    EXPECT_THAT(page, AllOf(HasSubstr("The approach was approved and the request agreed."),
                            HasSubstr("The approach and the plan"), HasSubstr("£750,000"),
                            HasSubstr("An academy lead for 12 months"), HasSubstr("The lead was appointed.")));
    EXPECT_THAT(page, AllOf(HasSubstr("Children Act 1989 section 17"), HasSubstr("Screened out"),
                            HasSubstr("It adds to what every child gets."), HasSubstr("The meeting is not dated")));
    EXPECT_THAT(page,
                AllOf(HasSubstr("\"/actions/" + action_ + "\">Appoint the academy lead</a>"),
                      HasSubstr("\"/projects/" + project_ + "\">Social Care Academy</a>"), HasSubstr("\"/money\"")));
  };
  auto const decision = get("/decisions/" + id).body;
  every_link(decision);
  EXPECT_THAT(decision, AllOf(HasSubstr("\"/recommendations/" + recommendation_ + "\""),
                              HasSubstr("That the extra money be found"), HasSubstr("Improvement Board"),
                              HasSubstr("It asked for £750,000")));
  auto const recommendation = get("/recommendations/" + recommendation_).body;
  every_link(recommendation);
  EXPECT_THAT(recommendation, HasSubstr("\"/decisions/" + id + "\""));
  EXPECT_THAT(get("/recommendations").body, HasSubstr("Add a recommendation"));
}

TEST_P(DecisionChain, IsAnsweredToPrograms) {
  auto const id = taken();
  auto const decision = shown(id);
  EXPECT_EQ(decision.at("recommendation_answered").at("title"), "That the extra money be found");
  ASSERT_EQ(decision.at("shows_in").size(), 2u);
  EXPECT_EQ(decision.at("shows_in")[0].at("title"), "Social Care Academy");
  EXPECT_EQ(decision.at("shows_in")[1].at("address"), "/actions/" + action_);
  auto const recommendation = done("recommendation show", {{"recommendation", recommendation_}});
  ASSERT_EQ(recommendation.at("decisions").size(), 1u);
  EXPECT_EQ(recommendation.at("decisions")[0].at("approved_pence"), 75'000'000);
}

// What boards said of a project or an action has the decision that led there.
TEST_P(DecisionChain, IsFoundFromWhatItLedTo) {
  taken();
  auto transaction = database().read(authority());
  for (auto const& thing : {project_, action_}) {
    auto const said = said_of_things(transaction, actor_, {thing}, clock_.today());
    ASSERT_EQ(said.newest.size(), 1u);
    EXPECT_EQ(said.newest[0].title, "Extra resources for children’s social care");
    EXPECT_EQ(said.newest[0].on, std::nullopt);
  }
}

TEST_P(DecisionChain, ShowsNothingPrivateToOthers) {
  taken({{"is_private", "yes"},
         {"public_title", "A staffing matter"},
         {"exempt_paragraph", "3"},
         {"public_interest", "Named staff could be recognised."}});
  be("member");
  EXPECT_THAT(get("/recommendations/" + recommendation_).body,
              AllOf(HasSubstr("A staffing matter"), HasSubstr("Part of this decision is private"),
                    Not(HasSubstr("The approach was approved")), Not(HasSubstr("£750,000.")),
                    Not(HasSubstr("Appoint the academy lead"))));
}

TEST_P(DecisionChain, HoldsADecisionWhosePaperNamesNoDay) {
  auto const id = taken();
  auto const decision = shown(id);
  EXPECT_EQ(decision.at("day"), nullptr);
  EXPECT_EQ(decision.at("taken"), nullptr);
  EXPECT_EQ(decision.at("state"), "taken");
  EXPECT_EQ(decision.at("when_printed"), "The meeting is not dated");
  EXPECT_EQ(decision.at("checklist"), json::array());
  auto const page = get("/decisions/" + id).body;
  EXPECT_THAT(page, AllOf(HasSubstr("The paper names no day for it"), Not(HasSubstr("21 November 2026"))));
  EXPECT_THAT(get("/decisions").body, HasSubstr("The meeting is not dated"));
  EXPECT_THAT(get("/decisions", {{"from", "2026-01-01"}}).body, HasSubstr("No decision matches"));
  EXPECT_EQ(get("/decisions/" + id + "/edit").status, 200);
  EXPECT_EQ(get("/decisions/" + id + "/take").status, 200);
}

TEST_P(DecisionChain, IsRefusedADayBesideWhatIsPrintedInstead) {
  auto const both = refusal("decision plan", content({{"day", "2026-02-10"}}));
  EXPECT_EQ(both.fields.front().field, "when_printed");
  auto const id = done("decision plan", content()).value("decision", "");
  auto const on = refusal("decision take",
                          {{"decision", id}, {"version", 1}, {"taken", "2026-02-10"}, {"outcome", "It was agreed."}});
  EXPECT_EQ(on.fields.front().field, "taken");
  auto const step =
      refusal("decision step", {{"decision", id}, {"version", 1}, {"step", "record_published"}, {"day", "2026-02-10"}});
  EXPECT_THAT(step.message, HasSubstr("names no day"));
  auto const dated =
      done("decision plan", content({{"when_printed", ""}, {"day", "2026-02-10"}})).value("decision", "");
  auto const none = refusal("decision take", {{"decision", dated}, {"version", 1}, {"outcome", "It was agreed."}});
  EXPECT_EQ(none.fields.front().field, "taken");
}

INSTANTIATE_TEST_SUITE_P(Engines, DecisionChain, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::governance
