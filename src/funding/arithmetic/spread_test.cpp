#include "funding/arithmetic/spread.h"

#include <random>

#include <gtest/gtest.h>

namespace gt::funding {
namespace {

Date day(char const* text) { return Date::from_iso(text).value(); }

TEST(Months, AreReadAndPrinted) {
  for (auto const* typed : {"2019-04", "April 2019", "apr-19", "Apr 2019", "04/2019", " 4/2019 "})
    EXPECT_EQ(Month::from_typed(typed).value().text(), "2019-04") << typed;
  EXPECT_EQ(Month::from_typed("Sept 2020").value().printed(), "September 2020");
  for (auto const* typed : {"", "2019", "13/2019", "0/2019", "Ma 2019", "April", "April 2019 5", "2019-00", "12/201"})
    EXPECT_FALSE(Month::from_typed(typed).has_value()) << typed;
  EXPECT_EQ(Month::of(day("2020-02-29")).days(), 29);
  EXPECT_EQ(Month::of(day("2020-01-31")).plus(-1).brief(), "Dec 2019");
}

TEST(FinancialYears, RunFromAprilToMarch) {
  EXPECT_EQ(FinancialYear::of(day("2020-03-31")).printed(), "2019/20");
  EXPECT_EQ(FinancialYear::of(day("2020-04-01")).printed(), "2020/21");
  EXPECT_EQ(FinancialYear::beginning(1999).printed(), "1999/00");
  for (auto const* typed : {"2019/20", "2019-20", "2019/2020", "19/20"})
    EXPECT_EQ(FinancialYear::from_typed(typed).value().begins_in(), 2019) << typed;
  for (auto const* typed : {"2019", "2019/21", "2019/19", "twenty", "219/20", "2019/20/21"})
    EXPECT_FALSE(FinancialYear::from_typed(typed).has_value()) << typed;
  EXPECT_EQ(last_month(FinancialYear::beginning(2019)).text(), "2020-03");
}

TEST(Spread, GivesEveryWholeMonthTheSame) {
  auto const months = spread(Money::pounds(750'000), day("2019-04-01"), day("2020-03-31"));
  ASSERT_EQ(months.size(), 12U);
  for (auto const& each : months) EXPECT_EQ(each.amount, Money::pounds(62'500)) << each.month.text();
}

TEST(Spread, WeighsAPartOfAMonthByItsDays) {
  // Half of February in a leap year, and a whole March: 1 to 2.
  auto const months = spread(Money::pence(300), day("2020-02-01"), day("2020-02-29"));
  ASSERT_EQ(months.size(), 1U);
  auto const two = spread(Money::pounds(3'000), day("2019-04-16"), day("2019-05-31"));
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[0].amount, Money::pounds(1'000));
  EXPECT_EQ(two[1].amount, Money::pounds(2'000));
  EXPECT_TRUE(spread(Money::pounds(5), day("2019-05-01"), day("2019-04-30")).empty());
}

TEST(PartYear, AgreesWithWorkedVectors) {
  struct Case {
    char const* from;
    char const* until;
    std::int64_t full_year_pounds;
    int year;
    std::int64_t pence;
  };
  for (auto const& each : {
           Case{"2016-04-01", "", 795'000, 2016, 79'500'000},  // the whole year
           Case{"2015-01-01", "", 795'000, 2016, 79'500'000},  // from before it
           Case{"2017-02-01", "", 795'000, 2016, 13'250'000},  // two months
           Case{"2017-01-16", "", 120'000, 2016, 2'516'129},   // 16/31 of January, February and March
           Case{"2020-02-15", "", 120'000, 2019, 1'517'241},   // leap year: 15/29 of February, and March
           Case{"2019-02-15", "", 120'000, 2018, 1'500'000},   // 14/28 of February, and March
           Case{"2020-03-31", "", 120'000, 2019, 32'258},      // one day of 31
           Case{"2020-04-01", "", 120'000, 2019, 0},           // the day after
           Case{"2019-04-01", "2019-09-30", 120'000, 2019, 6'000'000},
           Case{"2018-10-01", "2019-06-15", 120'000, 2019, 2'500'000},
       }) {
    auto const until = *each.until == '\0' ? std::nullopt : std::optional(day(each.until));
    EXPECT_EQ(
        part_year(Money::pounds(each.full_year_pounds), day(each.from), FinancialYear::beginning(each.year), until)
            .pence(),
        each.pence)
        << each.from;
  }
}

TEST(PartYear, SaysHowManyMonthsAnAmountIs) {
  EXPECT_EQ(tenths_of_months(Money::pounds(141'000), Money::pounds(795'000)), 21);
  EXPECT_EQ(tenths_of_months(Money::pounds(795'000), Money::pounds(795'000)), 120);
  EXPECT_EQ(tenths_of_months(Money::pounds(5), Money()), std::nullopt);
  EXPECT_EQ(implied_start(Money::pounds(141'000), Money::pounds(795'000), FinancialYear::beginning(2016))->iso(),
            "2017-01-29");
  EXPECT_EQ(implied_start(Money::pounds(795'000), Money::pounds(795'000), FinancialYear::beginning(2016))->iso(),
            "2016-04-01");
  EXPECT_EQ(implied_start(Money::pounds(796'000), Money::pounds(795'000), FinancialYear::beginning(2016)),
            std::nullopt);
}

// For a thousand spans: nothing is lost or made, no month is more than a penny from its share, and the years of a
// running cost sum to what one reckoning over all of them gives.
TEST(Spread, KeepsEveryPenny) {
  std::mt19937_64 random{7};
  for (int at = 0; at < 1000; ++at) {
    auto const amount = Money::pence(static_cast<std::int64_t>(random() % 100'000'000));
    auto const from = day("2015-01-01").plus_days(static_cast<int>(random() % 3000));
    auto const to = from.plus_days(static_cast<int>(random() % 1500));
    auto const months = spread(amount, from, to);
    EXPECT_EQ(total(months), amount);
    for (auto const& each : months) EXPECT_GE(each.amount.pence(), 0);
    auto const running = monthly_cost(amount, from, to);
    Money by_years;
    for (auto year = FinancialYear::of(from); year <= FinancialYear::of(to); year = year.plus(1))
      by_years += part_year(amount, from, year, to);
    EXPECT_LE(std::abs((by_years - total(running)).pence()), 3) << from.iso() << " " << to.iso();
    auto const year = FinancialYear::of(from);
    auto const start = implied_start(part_year(amount, from, year), amount, year);
    if (amount.pence() > 40'000) {
      EXPECT_EQ(start, from) << amount.text();
    }
  }
}

}  // namespace
}  // namespace gt::funding
