#pragma once

#include "funding/summary/money_state.h"

/// The forecast of lines, as it is shown, changed and given to finance.
namespace gt::funding {

struct LineForecast {
  Record line, approval;
  std::vector<MonthForecast> months;
  ForecastSum sum;            ///< of the year asked for, or of all
  std::vector<Record> notes;  ///< on its variance
};
struct Forecasts {
  std::vector<LineForecast> lines;  ///< by approval, then by number; refused and lapsed bids are left out
  std::optional<Month> spent_to;
  std::vector<FinancialYear> years;  ///< that anything is known of
};
struct ForecastFilter {
  std::optional<FinancialYear> year = {};
  std::string approval = {}, line = {};
};
Forecasts forecasts(db::Transaction& transaction, Date today, ForecastFilter const& filter = {});

/// A month that was set by hand, or taken back; newest first.
struct ForecastChange {
  std::int64_t place;
  Month month;
  std::optional<Money> amount;
  std::string why;
  Instant at;
  std::string actor;
};
std::vector<ForecastChange> forecast_changes(db::Transaction& transaction, std::string const& line);

/// "cost-line set-forecast", "cost-line show-forecast" and "money forecast".
void add_forecast_operations(operations::Registry& registry);

}  // namespace gt::funding
