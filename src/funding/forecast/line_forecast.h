#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "funding/arithmetic/spread.h"
#include "platform/records/kinds.h"

/// What a cost line has spent and is going to spend, month by month. Pure.
namespace gt::funding {

/// What is known of a line's months. Each list by month, each month once.
struct LineMonths {
  std::vector<MonthAmount> profile{};
  std::vector<MonthAmount> posted{};    ///< as the ledgers say
  std::vector<MonthAmount> accruals{};  ///< costs of a month whose invoice comes later
  std::map<Month, Money> by_hand{};
  std::vector<records::Record> posts{};
};

/// Where a month's forecast comes from.
enum class Basis {
  spent,
  by_hand,
  posts,         ///< what its posts cost from the day somebody is expected in them
  filled_posts,  ///< its profile, as far as its posts are filled
  profile
};
/// "spent", "set by hand", …
std::string_view word(Basis basis);

struct ForecastDay {
  Date today;
  std::optional<Month> spent_to{};   ///< the last month that the ledgers have; nothing while there is none
  std::optional<Date> money_ends{};  ///< of the line's approval
};

struct MonthForecast {
  Month month;
  Money profile, spent, forecast;  ///< `forecast` is `spent` where the ledgers have the month
  Basis basis;
};
/// By month, from the first that anything is known of to the last. What is spent in a month is what the ledgers say and
/// what is accrued for it, less what was accrued for the month before.
std::vector<MonthForecast> forecast_of(records::Record const& line, LineMonths const& months, ForecastDay const& day);

/// Of some of those months.
struct ForecastSum {
  Money profile, spent, forecast;
  Money profile_to_date;  ///< of the months that the ledgers have

  Money variance() const { return forecast - profile; }  ///< above nothing: more than profiled
  ForecastSum& operator+=(ForecastSum const& other);
};
ForecastSum sum_of(std::vector<MonthForecast> const& months, std::optional<Month> spent_to,
                   std::optional<FinancialYear> year = std::nullopt);

/// What the post costs in each month from the first of `from` to `until`, from the day somebody is expected in it to
/// the day it ends or was left. Empty when it gives no cost in a full year.
std::vector<MonthAmount> cost_of_post(records::Record const& post, Month from, Date until, Date today);

}  // namespace gt::funding
