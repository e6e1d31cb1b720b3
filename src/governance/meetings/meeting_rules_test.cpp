#include "governance/meetings/meeting_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/day.h"

namespace gt::governance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Entry body(nlohmann::json fields = nlohmann::json::object()) {
  Entry out;
  out.kind = &board_kind("body");
  out.fields = std::move(fields);
  return out;
}

Meeting meeting(char const* on, MeetingState state) {
  return {MeetingId::trusted("m"), "b", "Improvement Board", 1, "", day(on), "", "", state, {}, "", "", {}, {}, "", 1};
}

std::string words_of(Result<void> const& result) { return result ? "" : result.error().message; }

// The vectors of the inspection and decision framework for five clear days.
TEST(MeetingRules, PapersAreDueFiveClearWorkingDaysBefore) {
  auto const in_public = body({{"in_public", "yes"}});
  EXPECT_EQ(papers_due(in_public, day("2017-11-23")).by, day("2017-11-15"));
  EXPECT_EQ(papers_due(in_public, day("2026-01-06")).by, day("2025-12-24"));
  EXPECT_EQ(papers_due(in_public, day("2026-04-09")).by, day("2026-03-30"));
  EXPECT_EQ(papers_due(in_public, day("2022-06-08")).by, day("2022-05-27"));
  EXPECT_TRUE(papers_due(in_public, day("2022-06-08")).is_law);
}

TEST(MeetingRules, ABoardsOwnRuleIsSoManyWorkingDaysBefore) {
  EXPECT_EQ(papers_due(body(), day("2026-11-18")).by, day("2026-11-11"));
  EXPECT_EQ(papers_due(body({{"papers_days", 3}}), day("2026-11-18")).by, day("2026-11-13"));
  EXPECT_EQ(papers_due(body(), day("2026-11-18")).rule, "5 working days before");
}

TEST(MeetingRules, LatePapersWantAReason) {
  auto const draft = meeting("2026-11-18", MeetingState::draft);
  MeetingStep step{MeetingState::papers_out, day("2026-11-12"), "", "", {}, 3, 0};
  EXPECT_THAT(words_of(check_step(body(), draft, step)), HasSubstr("due out by 11 November 2026"));
  step.late_reason = "The letter came yesterday";
  EXPECT_TRUE(check_step(body(), draft, step).has_value());
  step.items = 0;
  EXPECT_THAT(words_of(check_step(body(), draft, step)), HasSubstr("nothing on the agenda"));
}

TEST(MeetingRules, AMeetingIsHeldOnItsDayWithAQuorumOrAReason) {
  auto held = meeting("2026-11-18", MeetingState::papers_out);
  MeetingStep step{MeetingState::held, day("2026-11-17"), "", "", {}, 1, 1};
  EXPECT_THAT(words_of(check_step(body({{"quorum", 2}}), held, step)), HasSubstr("has not come"));
  step.today = day("2026-11-18");
  EXPECT_THAT(words_of(check_step(body({{"quorum", 2}}), held, step)), HasSubstr("who was there first"));
  held.attendance = {{"Chair", "present", "", ""}, {"Director", "apologies", "", ""}};
  EXPECT_THAT(words_of(check_step(body({{"quorum", 2}}), held, step)), HasSubstr("quorum of this body is 2"));
  step.inquorate_reason = "To hear the adviser";
  EXPECT_TRUE(check_step(body({{"quorum", 2}}), held, step).has_value());
  held.attendance.push_back({"Head of HR", "substitute", "Director", ""});
  step.inquorate_reason.clear();
  EXPECT_TRUE(check_step(body({{"quorum", 2}}), held, step).has_value());
}

TEST(MeetingRules, MinutesAreAgreedByTheSameBodyAtALaterMeetingThatWasHeld) {
  auto const first = meeting("2026-10-21", MeetingState::minutes_draft);
  MeetingStep step{MeetingState::agreed, day("2026-12-01"), "", "", {}, 2, 0};
  EXPECT_THAT(words_of(check_step(body(), first, step)), HasSubstr("Name the meeting"));
  auto other = meeting("2026-10-01", MeetingState::held);
  step.agreed_at = other;
  EXPECT_THAT(words_of(check_step(body(), first, step)), HasSubstr("later meeting"));
  other = meeting("2026-11-18", MeetingState::draft);
  step.agreed_at = other;
  EXPECT_THAT(words_of(check_step(body(), first, step)), HasSubstr("has not been held"));
  other.state = MeetingState::held;
  other.body = "another";
  step.agreed_at = other;
  EXPECT_THAT(words_of(check_step(body(), first, step)), HasSubstr("same body"));
  other.body = "b";
  step.agreed_at = other;
  step.items_without_minutes = 1;
  EXPECT_THAT(words_of(check_step(body(), first, step)), HasSubstr("have no minutes"));
  step.items_without_minutes = 0;
  EXPECT_TRUE(check_step(body(), first, step).has_value());
}

TEST(MeetingRules, NoStateIsSkippedAndAgreedMinutesStay) {
  auto const locked = meeting("2026-10-21", MeetingState::locked);
  EXPECT_FALSE(check_step(body(), locked, {MeetingState::held, day("2026-12-01"), "", "", {}, 1, 0}).has_value());
  EXPECT_FALSE(may_write_minutes(locked).has_value());
  EXPECT_THAT(words_of(may_write_minutes(meeting("2026-10-21", MeetingState::agreed))), HasSubstr("corrections"));
  EXPECT_FALSE(may_write_minutes(meeting("2026-10-21", MeetingState::draft)).has_value());
  EXPECT_TRUE(may_write_minutes(meeting("2026-10-21", MeetingState::held)).has_value());
  auto held = meeting("2026-10-21", MeetingState::held);
  EXPECT_TRUE(may_change_agenda(held).has_value());  // recorded afterwards
  held.papers_out_on = day("2026-10-13");
  EXPECT_FALSE(may_change_agenda(held).has_value());
}

TEST(MeetingRules, ASeriesKeepsItsWeekday) {
  EXPECT_THAT(series(day("2026-11-18"), "every month", 4).value(),
              ElementsAre(day("2026-11-18"), day("2026-12-16"), day("2027-01-20"), day("2027-02-17")));
  EXPECT_THAT(series(day("2026-12-30"), "every month", 3).value(),
              ElementsAre(day("2026-12-30"), day("2027-01-27"), day("2027-02-24")));
  EXPECT_THAT(series(day("2026-11-18"), "every six weeks", 2).value(),
              ElementsAre(day("2026-11-18"), day("2026-12-30")));
  EXPECT_FALSE(series(day("2026-11-18"), "now and then", 2).has_value());
  EXPECT_FALSE(series(day("2026-11-18"), "every month", 61).has_value());
}

}  // namespace
}  // namespace gt::governance
