#include "plans/actions/action_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gt::plans {
namespace {

using testing::HasSubstr;

Date day(int number) { return Date::from_parts(2027, 1, number).value(); }
Date const today = day(15);

Action action() {
  return {ActionId::fresh(),
          1,
          "Group supervision in every team",
          "Service manager",
          std::nullopt,
          day(20),
          day(20),
          ActionStatus::on_track,
          "",
          std::nullopt,
          1};
}

TEST(DueIsNotBeforeStart, HoldsTheOrder) {
  struct Case {
    std::optional<Date> start, due;
    bool is_allowed;
  };
  for (auto const& each :
       {Case{std::nullopt, day(20), true}, Case{day(1), std::nullopt, true}, Case{std::nullopt, std::nullopt, true},
        Case{day(1), day(20), true}, Case{day(20), day(20), true}, Case{day(21), day(20), false}}) {
    auto given = action();
    given.start = each.start;
    given.due = each.due;
    auto result = due_is_not_before_start(given);
    EXPECT_EQ(result.has_value(), each.is_allowed);
    if (result) continue;
    EXPECT_EQ(result.error().fields[0].field, "due");
    EXPECT_THAT(result.error().message, HasSubstr("21 January 2027 or later"));
  }
}

TEST(DoneHasADay, AndNothingElseHas) {
  struct Case {
    ActionStatus status;
    std::optional<Date> done_on;
    std::string refusal;
  };
  for (auto const& each : {
           Case{ActionStatus::not_started, std::nullopt, ""},
           Case{ActionStatus::on_track, std::nullopt, ""},
           Case{ActionStatus::done, today, ""},
           Case{ActionStatus::done, day(1), ""},
           Case{ActionStatus::done, std::nullopt, "Enter the day it was done."},
           Case{ActionStatus::done, day(16), "15 January 2027 or earlier"},
           Case{ActionStatus::on_track, day(1), "Clear the day, or set the status to done"},
           Case{ActionStatus::not_started, day(1), "Clear the day, or set the status to done"},
       }) {
    auto given = action();
    given.status = each.status;
    given.done_on = each.done_on;
    auto result = done_has_a_day(given, today);
    EXPECT_EQ(result.has_value(), each.refusal.empty()) << status_word(each.status);
    if (result) continue;
    EXPECT_EQ(result.error().fields[0].field, "done_on");
    EXPECT_THAT(result.error().message, HasSubstr(each.refusal));
  }
}

TEST(FirstDue, IsKeptOnceItIsThere) {
  auto before = action();
  auto moved = before;
  moved.due = day(28);
  moved.first_due = day(28);
  EXPECT_EQ(with_first_due_kept(moved, before).first_due, day(20));
  EXPECT_EQ(with_first_due_kept(moved, before).due, day(28));
  before.first_due.reset();
  EXPECT_EQ(with_first_due_kept(moved, before).first_due, day(28));
}

TEST(IsLate, CountsFromTheDayAfter) {
  auto given = action();
  for (auto const& [due, status, late] : std::vector<std::tuple<std::optional<Date>, ActionStatus, bool>>{
           {day(14), ActionStatus::on_track, true},
           {day(14), ActionStatus::not_started, true},
           {day(14), ActionStatus::done, false},
           {day(15), ActionStatus::on_track, false},
           {std::nullopt, ActionStatus::on_track, false}}) {
    given.due = due;
    given.status = status;
    EXPECT_EQ(is_late(given, today), late);
  }
}

TEST(Status, HasOneWordEach) {
  for (auto status : {ActionStatus::not_started, ActionStatus::on_track, ActionStatus::done})
    EXPECT_EQ(action_status(status_word(status)), status);
  for (auto unknown : {"", "Done", "late"}) EXPECT_FALSE(action_status(unknown)) << unknown;
}

TEST(ActionRules, SayHowOftenADateWasMovedInWords) {
  EXPECT_EQ(times_moved(1), "once");
  EXPECT_EQ(times_moved(2), "twice");
  EXPECT_EQ(times_moved(3), "3 times");
}

}  // namespace
}  // namespace gt::plans
