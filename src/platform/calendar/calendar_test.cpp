#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/calendar/cin_working_days.h"
#include "platform/calendar/clocks.h"
#include "platform/calendar/hours.h"
#include "platform/calendar/working_days.h"
#include "tests/support/day.h"

namespace gt::calendar {
namespace {

Date on(char const* iso) { return Date::from_iso(iso).value(); }

std::vector<std::string> holidays(int year) {
  std::vector<std::string> out;
  for (auto const& each : bank_holidays(year)) out.push_back(each.day.iso().substr(5));
  return out;
}

// Source: gov.uk, bank holidays in England and Wales, the published lists.
TEST(BankHolidays, AreThosePublished) {
  using testing::ElementsAre;
  EXPECT_THAT(holidays(2022),
              ElementsAre("01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"));
  EXPECT_THAT(holidays(2023),
              ElementsAre("01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"));
  EXPECT_THAT(holidays(2024), ElementsAre("01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"));
  EXPECT_THAT(holidays(2025), ElementsAre("01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"));
  EXPECT_THAT(holidays(2026), ElementsAre("01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"));
  EXPECT_THAT(holidays(2027), ElementsAre("01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"));
}

TEST(BankHolidays, FollowProclamations) {
  EXPECT_TRUE(is_bank_holiday(on("2011-04-29")));
  EXPECT_FALSE(is_bank_holiday(on("2012-05-28")));
  EXPECT_TRUE(is_bank_holiday(on("2012-06-04")));
  EXPECT_TRUE(is_bank_holiday(on("2012-06-05")));
  EXPECT_FALSE(is_bank_holiday(on("2020-05-04")));
  EXPECT_TRUE(is_bank_holiday(on("2020-05-08")));
  EXPECT_EQ(holidays_published_to(), on("2027-12-31"));
  EXPECT_FALSE(may_still_move(on("2027-12-31")));
  EXPECT_TRUE(may_still_move(on("2028-01-01")));
  EXPECT_EQ(warning_for(on("2027-12-31")), "");
  EXPECT_EQ(warning_for(on("2028-01-01")),
            "Bank holidays after 31 December 2027 are not published yet, so this day may still move.");
}

TEST(WorkingDays, AreCountedFromTheDayAfter) {
  struct Case {
    char const* start;
    int days;
    char const* end;
  };
  for (auto const& each : {Case{"2016-11-25", 70, "2017-03-08"}, Case{"2017-04-07", 70, "2017-07-20"},
                           Case{"2018-07-20", 70, "2018-10-29"}, Case{"2024-02-12", 70, "2024-05-23"},
                           Case{"2025-12-19", 10, "2026-01-07"}, Case{"2026-04-01", 15, "2026-04-24"},
                           Case{"2026-04-01", 45, "2026-06-09"}, Case{"2022-05-31", 15, "2022-06-23"},
                           Case{"2026-12-18", 15, "2027-01-13"}, Case{"2026-11-21", 30, "2027-01-06"},
                           Case{"2025-12-19", 5, "2025-12-30"}, Case{"2026-04-01", 5, "2026-04-10"}}) {
    EXPECT_EQ(plus_working_days(on(each.start), each.days), on(each.end)) << each.start << " + " << each.days;
    EXPECT_EQ(working_days_between(on(each.start), on(each.end)), each.days) << each.start << " to " << each.end;
  }
  EXPECT_EQ(working_days_between(on("2025-04-01"), on("2025-06-09")), 45);
  EXPECT_EQ(working_days_between(on("2026-04-01"), on("2026-04-01")), 0);
  EXPECT_EQ(working_days_between(on("2026-04-07"), on("2026-04-01")), -2);
  EXPECT_EQ(plus_working_days(on("2026-11-21"), 0), on("2026-11-21"));
}

TEST(ClearDays, LeaveOutBothEnds) {
  EXPECT_EQ(last_day_before_clear_days(on("2018-03-20"), 28), on("2018-02-19"));
  EXPECT_EQ(last_day_before_clear_days(on("2026-01-20"), 28), on("2025-12-22"));
  EXPECT_EQ(last_day_before_clear_days(on("2026-04-22"), 28), on("2026-03-24"));
  EXPECT_EQ(last_day_before_clear_working_days(on("2017-11-23"), 5), on("2017-11-15"));
  EXPECT_EQ(last_day_before_clear_working_days(on("2026-01-06"), 5), on("2025-12-24"));
  EXPECT_EQ(last_day_before_clear_working_days(on("2026-04-09"), 5), on("2026-03-30"));
  EXPECT_EQ(last_day_before_clear_working_days(on("2022-06-08"), 5), on("2022-05-27"));
}

// Source: SI 2012/2089 regulations 5, 7, 9 and 10: from the day a notice is given to the first day that works.
TEST(ClearDays, SayTheFirstDayThatWorks) {
  EXPECT_EQ(first_day_after_clear_days(on("2018-02-19"), 28), on("2018-03-20"));
  EXPECT_EQ(first_day_after_clear_days(on("2025-12-22"), 28), on("2026-01-20"));
  EXPECT_EQ(first_day_after_clear_days(on("2026-03-24"), 28), on("2026-04-22"));
  EXPECT_EQ(first_day_after_clear_days(on("2026-03-06"), 28), on("2026-04-07")) << "over Easter Saturday to Monday";
  EXPECT_EQ(first_day_after_clear_working_days(on("2017-11-15"), 5), on("2017-11-23"));
  EXPECT_EQ(first_day_after_clear_working_days(on("2025-12-24"), 5), on("2026-01-06"));
  EXPECT_EQ(first_day_after_clear_working_days(on("2026-03-30"), 5), on("2026-04-09"));
  EXPECT_EQ(first_day_after_clear_working_days(on("2022-05-27"), 5), on("2022-06-08"));
}

// Source: FRAMEWORK section 6, call-in of five working days counted from the day after publication.
TEST(CallIn, EndsOnTheFifthWorkingDay) {
  EXPECT_EQ(due_on(Counting::working_after, 5, on("2025-12-19")), on("2025-12-30"));
  EXPECT_EQ(due_on(Counting::working_after, 5, on("2026-04-01")), on("2026-04-10"));
}

// Source: FRAMEWORK section 6: the census counts the day it starts, the default does not.
TEST(CinCensus, CountsTheDayItStartsAsTheFirst) {
  EXPECT_EQ(cin_census::working_day_number(on("2026-04-01"), 1), on("2026-04-01"));
  EXPECT_EQ(cin_census::working_day_number(on("2026-04-01"), 45), on("2026-06-08"));
  EXPECT_EQ(plus_working_days(on("2026-04-01"), 45), on("2026-06-09")) << "one day later everywhere else";
  EXPECT_EQ(cin_census::working_day_number(on("2026-11-21"), 1), on("2026-11-23")) << "from a Saturday";
  EXPECT_EQ(cin_census::working_day_number(on("2026-11-21"), 15), plus_working_days(on("2026-11-21"), 15));
}

// Source: FRAMEWORK section 6: 72 hours for missing children. Clocks go forward on 29 March 2026 at 1am.
TEST(Hours, RunThroughNightsWeekendsAndTheChangeOfTheClock) {
  auto const at = [](char const* iso) { return Instant::from_iso(iso).value(); };
  auto const start = at("2026-03-27T17:00:00Z");
  EXPECT_EQ(plus_hours(start, 72), at("2026-03-30T17:00:00Z"));
  EXPECT_EQ(plus_hours(start, 72).printed(), "30 March 2026 at 18:00");
  EXPECT_TRUE(within_hours(start, at("2026-03-30T17:00:00Z"), 72));
  EXPECT_FALSE(within_hours(start, at("2026-03-30T17:00:01Z"), 72));
  EXPECT_FALSE(within_hours(start, at("2026-03-27T16:59:59Z"), 72)) << "before it started";
}

// For every day of twenty years: the last day for a notice, and the first day it allows, say the same.
TEST(ClearDays, AgreeBothWays) {
  for (auto day = on("2010-01-01"); day < on("2030-01-01"); day = day.plus_days(1)) {
    for (int const count : {1, 5, 28}) {
      auto const first = first_day_after_clear_days(day, count);
      ASSERT_LE(day, last_day_before_clear_days(first, count)) << day.iso();
      ASSERT_TRUE(is_working_day(first)) << day.iso();
      auto const working = first_day_after_clear_working_days(day, count);
      ASSERT_EQ(working_days_between(day, working.plus_days(-1)), count) << day.iso();
      if (is_working_day(day)) {
        ASSERT_EQ(last_day_before_clear_working_days(working, count), day);
      }
    }
  }
}

// For every day of twenty years: counting forward and back agree, and no result is a day of rest.
TEST(WorkingDays, AgreeForwardAndBack) {
  for (auto day = on("2010-01-01"); day < on("2030-01-01"); day = day.plus_days(1)) {
    auto const end = plus_working_days(day, 7);
    ASSERT_TRUE(is_working_day(end)) << day.iso();
    ASSERT_EQ(working_days_between(day, end), 7) << day.iso();
    auto const notice = last_day_before_clear_working_days(day, 5);
    ASSERT_TRUE(is_working_day(notice)) << day.iso();
    ASSERT_EQ(working_days_between(notice, day.plus_days(-1)), 5) << day.iso();
  }
}

TEST(WorkingDays, OfYearsAreCountedAsDayByDay) {
  auto const day_by_day = [](Date from, Date to) {
    int counted = 0;
    for (auto day = from.plus_days(1); day <= to; day = day.plus_days(1)) counted += is_working_day(day);
    return counted;
  };
  for (auto from = on("1989-12-01"); from < on("2028-01-01"); from = from.plus_days(137))
    for (int days : {1, 6, 7, 8, 40, 365, 3653, 3657})
      ASSERT_EQ(working_days_between(from, from.plus_days(days)), day_by_day(from, from.plus_days(days)))
          << from.iso() << " and " << days << " days";
  EXPECT_EQ(working_days_between(on("2060-12-20"), on("2061-01-10")), day_by_day(on("2060-12-20"), on("2061-01-10")));
}

TEST(Clocks, AreDataWithTheirSource) {
  auto const* statement = find_clock("written-statement", on("2018-07-20"));
  ASSERT_NE(statement, nullptr);
  EXPECT_EQ(due_on(*statement, on("2018-07-20")), on("2018-10-29"));
  EXPECT_THAT(statement->source, testing::HasSubstr("SI 2007/462 regulation 3"));
  for (auto const& each : clock_rules())
    EXPECT_THAT(each.working_day, testing::HasSubstr("SI 2007/462 regulation 1(2)"));
  EXPECT_EQ(counted_in_words(*statement), "70 working days; the first is the day after");
  auto const* publication = find_clock("report-publication", on("2018-07-20"));
  ASSERT_NE(publication, nullptr);
  EXPECT_EQ(due_on(*publication, on("2026-11-21")), on("2027-01-06"));
  EXPECT_EQ(find_clock("written-statement", on("2007-03-31")), nullptr) << "before the Regulations";
  EXPECT_EQ(find_clock("nothing", on("2018-07-20")), nullptr);
  EXPECT_EQ(counting_named("clear-days-before"), Counting::clear_days_before);
  EXPECT_EQ(counting_named("some other way"), std::nullopt);
  EXPECT_EQ(due_on({"x", "Notice", 28, Counting::clear_days_before, "decision", {}, {}, ""}, on("2018-03-20")),
            on("2018-02-19"));
  EXPECT_EQ(due_on({"x", "Agenda", 5, Counting::clear_working_days_before, "meeting", {}, {}, ""}, on("2017-11-23")),
            on("2017-11-15"));
}

}  // namespace
}  // namespace gt::calendar
