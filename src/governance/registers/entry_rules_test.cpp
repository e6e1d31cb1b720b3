#include "governance/registers/entry_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/day.h"

namespace gt::governance {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Entry entry(char const* kind, json fields) {
  Entry out;
  out.kind = &board_kind(kind);
  out.fields = std::move(fields);
  return out;
}

TEST(EntryRules, AClaimOfChangeLacksAStartAndAnEndUntilBothAreThere) {
  auto claim = entry("claim", {{"of_change", "yes"}, {"rests_on", "The dashboard"}});
  EXPECT_THAT(missing_proof(claim),
              ElementsAre("the figure at the start", "the day of the figure at the start",
                          "the figure when it was said", "the day of the figure when it was said"));
  EXPECT_EQ(state_of(claim), "unsupported");
  claim.fields.update({{"baseline_numerator", 80}, {"baseline_on", "2017-04-01"}, {"then_numerator", 40}});
  EXPECT_THAT(missing_proof(claim), ElementsAre("the day of the figure when it was said"));
  claim.fields["then_on"] = "2019-12-01";
  EXPECT_THAT(missing_proof(claim), IsEmpty());
  EXPECT_EQ(state_of(claim), "supported");
}

TEST(EntryRules, WordsAloneSupportNoClaim) {
  auto claim = entry("claim", {{"rests_on", "Everybody says so"}});
  EXPECT_EQ(state_of(claim), "unsupported");
  claim.fields["evidence"] = "k7m2q9x4t8v3b6dp";
  EXPECT_EQ(state_of(claim), "supported");
}

TEST(EntryRules, APromiseIsLateFromTheDayAfterAndUntilItIsAnswered) {
  auto promise = entry("promise", {{"due", "2026-10-30"}});
  EXPECT_EQ(days_late(promise, day("2026-10-30")), 0);
  EXPECT_EQ(days_late(promise, day("2026-11-12")), 13);
  promise.fields["answered_on"] = "2026-11-02";
  EXPECT_EQ(days_late(promise, day("2027-01-01")), 3);
  EXPECT_EQ(state_of(promise), "answered");
  promise.fields["closed_on"] = "2026-11-18";
  EXPECT_EQ(state_of(promise), "closed");
}

TEST(EntryRules, ADutyIsNextDueOnePeriodAfterTheLastReport) {
  auto duty = entry("reporting duty", {{"cadence", "quarterly"}, {"from", "2026-01-31"}});
  EXPECT_EQ(next_report_due(duty, std::nullopt, day("2026-03-01")), day("2026-04-30"));
  EXPECT_EQ(next_report_due(duty, day("2026-05-14"), day("2026-06-01")), day("2026-08-14"));
  duty.fields["until"] = "2026-06-30";
  EXPECT_EQ(next_report_due(duty, day("2026-05-14"), day("2026-07-01")), std::nullopt);
  auto as_agreed = entry("reporting duty", {{"cadence", "as agreed"}, {"from", "2026-01-31"}});
  EXPECT_EQ(next_report_due(as_agreed, std::nullopt, day("2026-03-01")), std::nullopt);
}

TEST(EntryRules, WhatIsPrivateSaysWhy) {
  auto claim = entry("claim", {{"private", "yes"}});
  auto refused = check_entry(claim);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fields.at(0).field, "exempt_paragraph");
  claim.fields["exempt_paragraph"] = "3";
  refused = check_entry(claim);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fields.at(0).field, "public_interest");
  claim.fields["public_interest"] = "The terms are being negotiated.";
  EXPECT_TRUE(check_entry(claim).has_value());
  claim.fields.erase("public_interest");
  claim.fields["exempt_paragraph"] = "confidential";
  EXPECT_TRUE(check_entry(claim).has_value());
}

TEST(EntryRules, DaysTheWrongWayRoundAndEmptyDenominatorsAreRefused) {
  auto refused = check_entry(entry("membership", {{"from", "2026-05-01"}, {"until", "2026-04-30"}}));
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, HasSubstr("before 1 May 2026"));
  EXPECT_FALSE(check_entry(entry("claim", {{"then_numerator", 3}, {"then_denominator", 0}})).has_value());
  EXPECT_FALSE(check_entry(entry("body", {{"quorum", 0}})).has_value());
  EXPECT_FALSE(check_entry(entry("subject", {{"link", "javascript:alert(1)"}})).has_value());
}

TEST(EntryRules, EveryStateOfAKindIsOneItCanBeIn) {
  for (auto const& kind : board_kinds()) {
    Entry blank;
    blank.kind = &kind;
    auto const states = states_of(kind);
    if (states.empty())
      EXPECT_EQ(state_of(blank), "") << kind.word;
    else
      EXPECT_EQ(state_of(blank), states.front()) << kind.word;
  }
}

}  // namespace
}  // namespace gt::governance
