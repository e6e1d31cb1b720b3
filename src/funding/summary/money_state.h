#pragma once

#include <memory>

#include "funding/forecast/line_forecast.h"
#include "funding/funding.h"

namespace gt::funding {

/// All money of a council as it stands, read once and kept until any of it changes. Beside the records themselves only
/// what the figures need.
struct MoneyState {
  using ByParent = std::map<std::string, std::vector<Record>>;

  std::vector<Record> funds;
  ByParent approvals, phases, lines, draws, reasons, returns, orders, notes;
  std::map<std::string, LineMonths> months;                    ///< by line; of every line that has not ended
  std::map<std::string, std::vector<MonthAmount>> of_budgets;  ///< posted, by service budget
  std::map<std::string, Money> paid;                           ///< by order's number, of what the ledgers have
  std::optional<Month> spent_to;                               ///< the last month that the ledgers have of any line

  LineMonths const& months_of(Record const& line) const;
  /// Lines of an approval, those in its phases too.
  std::vector<Record> lines_of(Record const& approval) const;
};
std::shared_ptr<MoneyState const> money_state(db::Transaction& transaction);

/// What the ledgers say in all, and what is accrued for the last month that they have.
Money spent_of(MoneyState const& state, Record const& line);
/// What was ordered and is not paid yet: the amounts of open orders less the postings with their number.
Money committed_of(MoneyState const& state, Record const& line);

std::vector<MonthForecast> forecast_of(MoneyState const& state, Record const& line, Record const& approval, Date today);

}  // namespace gt::funding
