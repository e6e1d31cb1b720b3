#include "funding/forecast/line_forecast.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "funding/funding.h"

namespace gt::funding {
namespace {

using testing::ElementsAre;

Date day(char const* iso) { return Date::from_iso(iso).value(); }
Month month(char const* text) { return Month::from_typed(text).value(); }

Record record_of(char const* kind, nlohmann::json fields) {
  Record out;
  out.kind = &money_kind(kind);
  out.fields = std::move(fields);
  return out;
}
Record line_for(nlohmann::json fields = {{"amount", "1200.00"}}) { return record_of("cost line", std::move(fields)); }

std::vector<std::string> in_short(std::vector<MonthForecast> const& months) {
  std::vector<std::string> out;
  for (auto const& each : months)
    out.push_back(each.month.text() + " " + each.forecast.text() + " " + std::string(word(each.basis)));
  return out;
}

LineMonths profiled(char const* from, char const* to, Money amount) {
  LineMonths out;
  for (auto at = month(from); at <= month(to); at = at.plus(1)) out.profile.push_back({at, amount});
  return out;
}

TEST(LineForecast, IsTheProfileUntilTheLedgerSpeaks) {
  auto months = profiled("2019-04", "2019-06", Money::pounds(100));
  EXPECT_THAT(in_short(forecast_of(line_for(), months, {day("2019-04-01")})),
              ElementsAre("2019-04 100.00 as profiled", "2019-05 100.00 as profiled", "2019-06 100.00 as profiled"));
  months.posted = {{month("2019-04"), Money::pounds(80)}};
  months.by_hand[month("2019-06")] = Money::pounds(10);
  auto const forecast = forecast_of(line_for(), months, {day("2019-06-01"), month("2019-05")});
  EXPECT_THAT(in_short(forecast),
              ElementsAre("2019-04 80.00 spent", "2019-05 0.00 spent", "2019-06 10.00 set by hand"));
  auto const sum = sum_of(forecast, month("2019-05"));
  EXPECT_EQ(sum.forecast, Money::pounds(90));
  EXPECT_EQ(sum.profile_to_date, Money::pounds(200));
  EXPECT_EQ(sum.variance(), Money::pounds(-210));
  EXPECT_EQ(sum_of(forecast, month("2019-05"), FinancialYear::beginning(2018)).profile, Money());
}

TEST(LineForecast, TakesAnAccrualBackInTheMonthAfter) {
  auto months = profiled("2019-04", "2019-06", Money::pounds(100));
  months.posted = {{month("2019-04"), Money::pounds(60)}, {month("2019-05"), Money::pounds(140)}};
  months.accruals = {{month("2019-04"), Money::pounds(40)}, {month("2019-05"), Money::pounds(5)}};
  EXPECT_THAT(in_short(forecast_of(line_for(), months, {day("2019-06-01"), month("2019-05")})),
              ElementsAre("2019-04 100.00 spent", "2019-05 105.00 spent", "2019-06 100.00 as profiled"));
}

TEST(LineForecast, FollowsTheCostOfPosts) {
  auto months = profiled("2019-04", "2019-07", Money::pounds(200));
  months.posts = {
      record_of("post", {{"fte", "1"}, {"full_year", "1200.00"}, {"started_on", "2019-05-01"}}),
      record_of("post",
                {{"fte", "1"}, {"full_year", "1200.00"}, {"started_on", "2019-06-16"}, {"left_on", "2019-06-30"}})};
  EXPECT_THAT(in_short(forecast_of(line_for({{"amount", "800.00"}, {"until", "2019-07-31"}}), months,
                                   {day("2019-04-10"), month("2019-04")})),
              ElementsAre("2019-04 0.00 spent", "2019-05 100.00 from its posts", "2019-06 150.00 from its posts",
                          "2019-07 100.00 from its posts"));
}

TEST(LineForecast, TakesThePartOfTheProfileWhosePostsAreFilled) {
  auto months = profiled("2019-04", "2019-05", Money::pounds(200));
  months.posts = {record_of("post", {{"fte", "1"}, {"started_on", "2019-04-01"}}),
                  record_of("post", {{"fte", "1"}, {"started_on", "2019-05-17"}})};
  // Of May 31 and 15 days of 62 are filled.
  EXPECT_THAT(in_short(forecast_of(line_for(), months, {day("2019-04-01")})),
              ElementsAre("2019-04 100.00 its profile, as far as its posts are filled",
                          "2019-05 148.39 its profile, as far as its posts are filled"));
}

TEST(LineForecast, EndsWithTheMoney) {
  LineMonths months;
  months.posts = {record_of("post", {{"fte", "1"}, {"full_year", "1200.00"}, {"started_on", "2020-01-01"}})};
  EXPECT_THAT(in_short(forecast_of(line_for(), months, {day("2020-01-10"), std::nullopt, day("2020-02-29")})),
              ElementsAre("2020-01 100.00 from its posts", "2020-02 100.00 from its posts"));
  EXPECT_THAT(in_short(forecast_of(line_for(), {}, {day("2020-01-10")})), ElementsAre());
}

}  // namespace
}  // namespace gt::funding
