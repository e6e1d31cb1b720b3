#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "funding/funding_test_fixture.h"
#include "tests/support/governance_operations.h"

namespace gt::funding {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class DecidedInRegister : public test::FundingTest {
 protected:
  void add_operations(operations::Registry& registry) override {
    FundingTest::add_operations(registry);
    gt::test::add_governance_operations(registry);
  }
  std::string planned(json const& more = json::object()) {
    if (cabinet_.empty()) cabinet_ = add("body", {{"title", "Cabinet"}, {"body_kind", "cabinet"}});
    json input{{"title", "Money for the plan"}, {"body", cabinet_},
               {"day", "2026-11-10"},           {"is_key", "no"},
               {"money", "£100,000"},           {"is_private", "no"},
               {"decision_maker", "Cabinet"},   {"contact", "Head of improvement"}};
    input.update(more);
    return done("decision plan", input).value("decision", "");
  }
  void take(std::string const& decision, std::string const& without_notice = "") {
    done("decision take", {{"decision", decision},
                           {"version", 1},
                           {"taken", "2026-11-10"},
                           {"outcome", "Approved as recommended."},
                           {"without_notice", without_notice}});
  }
  Result<json> decide(std::string const& approval, json const& more) {
    json input{{"approval", approval}, {"version", 1}, {"decided", "approved"}, {"decided_by", "Cabinet"}};
    input.update(more);
    return perform_as(colleague(), "approval decide", input);
  }
  std::string cabinet_;
};
INSTANTIATE_TEST_SUITE_P(Engines, DecidedInRegister, gt::test::engines(), gt::test::engine_name);

TEST_P(DecidedInRegister, AnApprovalLeadsToTheDecisionAndHasItsDay) {
  auto const decision = planned();
  auto const id = bid(fund(), "100000");
  auto const early = decide(id, {{"decision", decision}});
  ASSERT_FALSE(early.has_value());
  EXPECT_EQ(early.error().fields.at(0).field, "decision") << "it was planned and not taken";
  take(decision);
  EXPECT_THAT(get("/approvals/" + id + "/decide").body, HasSubstr("Decision 1: Money for the plan, 10 November 2026"));
  auto const other_day = decide(id, {{"decision", decision}, {"decided_on", "2026-11-09"}});
  ASSERT_FALSE(other_day.has_value());
  EXPECT_EQ(other_day.error().fields.at(0).field, "decided_on");
  ASSERT_TRUE(decide(id, {{"decision", decision}}).has_value());
  auto const shown = show("approval", id);
  EXPECT_EQ(shown.at("decision"), decision);
  EXPECT_EQ(shown.at("decided_on"), "2026-11-10");
  EXPECT_THAT(get("/approvals/" + id).body,
              AllOf(HasSubstr("/decisions/" + decision), HasSubstr("Decision 1: Money for the plan")));
}

TEST_P(DecidedInRegister, OfAPrivateDecisionOnlyItsPublicTitleIsSaid) {
  auto const decision = planned({{"title", "Settlement with the former agency"},
                                 {"is_private", "yes"},
                                 {"public_title", "A contractual matter"},
                                 {"exempt_paragraph", "3"},
                                 {"public_interest", "It would weaken the council’s hand."}});
  take(decision, "Nobody knows whether the notices were given.");
  auto const id = bid(fund(), "100000");
  ASSERT_TRUE(decide(id, {{"decision", decision}}).has_value());
  EXPECT_THAT(get("/approvals/" + id).body, AllOf(HasSubstr("A contractual matter"), Not(HasSubstr("Settlement"))));
}

}  // namespace
}  // namespace gt::funding
