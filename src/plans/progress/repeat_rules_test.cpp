#include "plans/progress/repeat_rules.h"

#include <gtest/gtest.h>

namespace gt::plans {
namespace {

Date day(char const* iso) { return Date::from_iso(iso).value(); }

RepeatedCycle const november{"November 2026", day("2026-11-02"), day("2026-11-30")};

NextCycle next(RepeatedCycle const& first, Every every, LastCycle const& last, char const* today) {
  auto const found = next_cycle(first, every, first.opened_on, last, day(today));
  EXPECT_TRUE(found.has_value());
  return found.value();
}

TEST(RepeatRules, DaysOfAMonthAreKeptAndClippedAtItsEnd) {
  struct {
    char const* first;
    Every every;
    int times;
    char const* expected;
  } const cases[] = {{"2026-11-02", Every::month, 1, "2026-12-02"},    {"2027-01-31", Every::month, 1, "2027-02-28"},
                     {"2027-01-31", Every::month, 2, "2027-03-31"},    {"2028-01-31", Every::month, 1, "2028-02-29"},
                     {"2026-11-30", Every::quarter, 1, "2027-02-28"},  {"2026-11-30", Every::quarter, 2, "2027-05-30"},
                     {"2026-12-25", Every::two_weeks, 1, "2027-01-08"}};
  for (auto const& each : cases)
    EXPECT_EQ(moved(day(each.first), each.every, each.times).iso(), each.expected) << each.first << " " << each.times;
}

TEST(RepeatRules, TheNextIsOnTheSameDayOrTheWorkingDayAfterIt) {
  auto const december = next(november, Every::month, {{}, day("2026-11-30"), false}, "2026-12-01");
  EXPECT_EQ(december.asked_on.iso(), "2026-12-02");
  EXPECT_EQ(december.due.iso(), "2026-12-30");
  EXPECT_EQ(december.title, "December 2026");
  auto const january = next(november, Every::month, {december.period, december.due, true}, "2026-12-31");
  EXPECT_EQ(january.period.iso(), "2027-01-02");
  EXPECT_EQ(january.asked_on.iso(), "2027-01-04") << "the 2nd is a Saturday";
  EXPECT_EQ(january.due.iso(), "2027-02-01") << "so is the 30th";
  auto const february = next(november, Every::month, {january.period, january.due, true}, "2027-01-20");
  EXPECT_EQ(february.asked_on.iso(), "2027-02-02") << "counted from the first, not from the 4th";
  EXPECT_EQ(february.period_due.iso(), "2027-02-28");
}

TEST(RepeatRules, BankHolidaysMoveItToo) {
  RepeatedCycle const first{"Before Christmas", day("2026-12-11"), day("2026-12-18")};
  auto const after = next(first, Every::two_weeks, {{}, day("2026-12-18"), false}, "2026-12-21");
  EXPECT_EQ(after.asked_on.iso(), "2026-12-29") << "Christmas Day, a weekend and the day in lieu of Boxing Day";
  EXPECT_EQ(after.due.iso(), "2027-01-04");
  EXPECT_EQ(after.title, "Updates by 4 January 2027");
}

TEST(RepeatRules, TheOpenOneHasItsWholeLastDay) {
  RepeatedCycle const first{"Spring", day("2027-03-02"), day("2027-04-01")};
  LastCycle last{day("2027-04-02"), day("2027-05-04"), true};  // 1 May is a Saturday, the 3rd a bank holiday
  EXPECT_EQ(next(first, Every::month, last, "2027-05-04").asked_on.iso(), "2027-05-05");
  last.is_open = false;
  EXPECT_EQ(next(first, Every::month, last, "2027-05-04").asked_on.iso(), "2027-05-04");
}

TEST(RepeatRules, WhatNobodyOpenedInTimeIsLeftOut) {
  auto const found = next(november, Every::month, {day("2026-12-02"), day("2026-12-30"), true}, "2027-04-15");
  EXPECT_EQ(found.period.iso(), "2027-04-02");
  EXPECT_TRUE(is_due(found, day("2027-04-15")));
  EXPECT_FALSE(is_due(found, day("2027-04-17"))) << "a Saturday";
  EXPECT_FALSE(is_due(found, day("2027-04-01")));
}

TEST(RepeatRules, OneAskedForByHandStandsForThePeriodsItCovers) {
  auto const found = next(november, Every::month, {{}, day("2026-12-10"), false}, "2026-12-05");
  EXPECT_EQ(found.period.iso(), "2027-01-02");
  auto const later =
      next_cycle(november, Every::month, day("2027-01-03"), {{}, day("2026-11-30"), false}, day("2027-01-03"));
  EXPECT_EQ(later.value().period.iso(), "2027-02-02") << "not the one of the day before it was set";
}

TEST(RepeatRules, NeverAndTooLong) {
  EXPECT_FALSE(next_cycle(november, Every::never, day("2026-11-03"), {{}, day("2026-11-30"), true}, day("2026-11-03")));
  EXPECT_TRUE(is_too_long(november, Every::two_weeks));
  EXPECT_FALSE(is_too_long(november, Every::month));
  EXPECT_TRUE(is_too_long({"A month", day("2026-11-02"), day("2026-12-02")}, Every::month));
  EXPECT_FALSE(is_too_long(november, Every::never));
  EXPECT_FALSE(every_from("fortnight"));
}

}  // namespace
}  // namespace gt::plans
