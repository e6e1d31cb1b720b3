#include "platform/core/date.h"

#include <gtest/gtest.h>

namespace gt {
namespace {

TEST(Date, ReadsTheFormsPeopleType) {
  for (auto text : {"2018-07-23", "23/7/2018", "23/07/2018", "23 July 2018", "23 jul 2018", "23-07-2018", "23.7.2018"})
    EXPECT_EQ(Date::from_typed(text)->iso(), "2018-07-23") << text;
}

TEST(Date, RefusesDaysThatDoNotExist) {
  for (auto text : {"31/02/2026", "2026-13-01", "0/1/2026", "29 February 2025", "tomorrow", "", "7/2018", "1/2/18"})
    EXPECT_FALSE(Date::from_typed(text).has_value()) << text;
}

TEST(Date, SaysWhatWouldBeRightForADayThatDoesNotExist) {
  for (auto text : {"2027-02-30", "30/2/2027", "30 February 2027"})
    EXPECT_EQ(Date::from_typed(text).error().message,
              "2027-02-30 is not a day: February 2027 has 28 days. Write 2027-02-28 or 28 February 2027.")
        << text;
  EXPECT_EQ(Date::from_iso("2028-02-30").error().message,
            "2028-02-30 is not a day: February 2028 has 29 days. Write 2028-02-29 or 29 February 2028.");
  EXPECT_EQ(Date::from_typed("2027-13-01").error().message,
            "There is no such date. Check the day, the month and the year.");
}

TEST(Date, SaysWhatAWorksheetsDayNumberIsAndWhatToDo) {
  EXPECT_EQ(Date::from_typed("45000").error().message,
            "45000 is how a worksheet counts days, perhaps 15 March 2023. Give the column a date format and save it "
            "again, or write the date, for example 2023-03-15.");
}

TEST(Date, PrintsTheWayPagesDo) { EXPECT_EQ(Date::from_iso("2026-11-05")->printed(), "5 November 2026"); }

TEST(Date, AMonthLaterIsTheMonthsLastDayWhereItIsShorter) {
  EXPECT_EQ(Date::from_iso("2026-11-30")->plus_months(3).iso(), "2027-02-28");
  EXPECT_EQ(Date::from_iso("2026-01-31")->plus_months(-11).iso(), "2025-02-28");
  EXPECT_EQ(Date::from_iso("2026-11-15")->plus_months(14).iso(), "2028-01-15");
}

TEST(Date, WeeksBeginOnMonday) {
  EXPECT_EQ(Date::from_iso("2026-11-23")->weekday(), 1);
  EXPECT_EQ(Date::from_iso("2026-11-22")->weekday(), 7);
}

TEST(Instant, RoundTripsAndKnowsSummerTime) {
  auto winter = Instant::from_iso("2026-01-15T09:30:00Z");
  auto summer = Instant::from_iso("2026-07-15T23:30:00.250Z");
  ASSERT_TRUE(winter && summer);
  EXPECT_EQ(winter->iso(), "2026-01-15T09:30:00.000Z");
  EXPECT_EQ(winter->printed(), "15 January 2026 at 09:30");
  EXPECT_EQ(summer->iso(), "2026-07-15T23:30:00.250Z");
  EXPECT_EQ(summer->printed(), "16 July 2026 at 00:30");
}

TEST(Instant, SummerTimeStartsAndEndsAtOneOclock) {
  EXPECT_EQ(Instant::from_iso("2026-03-29T00:59:59Z")->printed(), "29 March 2026 at 00:59");
  EXPECT_EQ(Instant::from_iso("2026-03-29T01:00:00Z")->printed(), "29 March 2026 at 02:00");
  EXPECT_EQ(Instant::from_iso("2026-10-25T00:59:59Z")->printed(), "25 October 2026 at 01:59");
  EXPECT_EQ(Instant::from_iso("2026-10-25T01:00:00Z")->printed(), "25 October 2026 at 01:00");
}

}  // namespace
}  // namespace gt
