#pragma once

#include <memory>
#include <mutex>

#include "funding/forecast/line_forecast.h"
#include "funding/funding.h"

namespace gt::funding {

/// All money of a council as it stands, read once and kept until any of it changes.
class MoneyState {
 public:
  using ByParent = std::map<std::string, std::vector<Record>>;

  std::vector<Record> funds;
  ByParent approvals, phases, lines, draws, reasons, returns, orders, notes;
  std::map<std::string, LineMonths> months;                    ///< by line; of every line that has not ended
  std::map<std::string, std::vector<MonthAmount>> of_budgets;  ///< posted, by service budget
  std::map<std::string, Money> paid;                           ///< by order's number, of what the ledgers have
  std::optional<Month> spent_to;                               ///< the last month that the ledgers have of any line

  LineMonths const& months_of(Record const& line) const;
  /// The months of a line of that approval as of `today`; worked out once a day.
  std::shared_ptr<std::vector<MonthForecast> const> forecast_of(Record const& line, Record const& approval,
                                                                Date today) const;
  /// Lines of an approval, those in its phases too.
  std::vector<Record> lines_of(Record const& approval) const;

 private:
  struct Forecasting {
    std::mutex in_use;
    std::optional<Date> on;
    std::map<std::string, std::shared_ptr<std::vector<MonthForecast> const>> by_line;
  };
  std::shared_ptr<Forecasting> forecasting_ = std::make_shared<Forecasting>();
};
std::shared_ptr<MoneyState const> money_state(db::Transaction& transaction);

/// What the ledgers say in all, and what is accrued for the last month that they have.
Money spent_of(MoneyState const& state, Record const& line);
/// What was ordered and is not paid yet: the amounts of open orders less the postings with their number.
Money committed_of(MoneyState const& state, Record const& line);

}  // namespace gt::funding
