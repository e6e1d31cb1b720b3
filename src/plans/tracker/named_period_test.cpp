#include "plans/tracker/named_period.h"

#include <gtest/gtest.h>

namespace gt::plans::tracker {
namespace {

std::string last_day(std::string_view typed) {
  auto const day = last_day_of_period(typed);
  return day ? day->iso() : "";
}

TEST(LastDayOfPeriod, IsThatOfTheMonth) {
  EXPECT_EQ(last_day("May-27"), "2027-05-31");
  EXPECT_EQ(last_day("february 2028"), "2028-02-29");
  EXPECT_EQ(last_day("04/2027"), "2027-04-30");
  EXPECT_EQ(last_day("2027-12"), "2027-12-31");
}

TEST(LastDayOfPeriod, IsThatOfTheQuarterOfAFinancialYear) {
  EXPECT_EQ(last_day("Q1 2027/28"), "2027-06-30");
  EXPECT_EQ(last_day("Q4 2027/28"), "2028-03-31");
}

TEST(LastDayOfPeriod, IsNotGuessed) {
  for (auto const* typed : {"ongoing", "", "Q2 2027", "Q2 2027/29", "31/12", "13/2027", "May", "Q5 2027/28"})
    EXPECT_EQ(last_day(typed), "") << typed;
}

}  // namespace
}  // namespace gt::plans::tracker
