#include "funding/forecast/forecasts.h"

#include <algorithm>
#include <set>

#include "funding/sql.h"

namespace gt::funding {

namespace {

bool is_open(Record const& approval) {
  auto const state = state_of(approval);
  return state == "approved" || state == "bid";
}

void add_lines(MoneyState const& state, Record const& approval, Date today, ForecastFilter const& filter,
               std::set<FinancialYear>& years, std::vector<LineForecast>& out) {
  auto lines = state.lines_of(approval);
  std::sort(lines.begin(), lines.end(), [](Record const& a, Record const& b) { return a.number < b.number; });
  for (auto& line : lines) {
    if (!filter.line.empty() && line.id != filter.line) continue;
    auto months = *state.forecast_of(line, approval, today);
    for (auto const& each : months) years.insert(each.month.financial_year());
    auto const sum = sum_of(months, state.spent_to, filter.year);
    auto const notes = state.notes.find(line.id);
    out.push_back({std::move(line), approval, std::move(months), sum,
                   notes == state.notes.end() ? std::vector<Record>{} : notes->second});
  }
}

}  // namespace

Forecasts forecasts(db::Transaction& transaction, Date today, ForecastFilter const& filter) {
  auto const state = money_state(transaction);
  Forecasts out{{}, state->spent_to, {}};
  std::set<FinancialYear> years;
  for (auto const& fund : state->funds) {
    auto const approvals = state->approvals.find(fund.id);
    if (approvals == state->approvals.end()) continue;
    for (auto const& approval : approvals->second)
      if (is_open(approval) && (filter.approval.empty() || approval.id == filter.approval))
        add_lines(*state, approval, today, filter, years, out.lines);
  }
  out.years.assign(years.begin(), years.end());
  return out;
}

std::vector<ForecastChange> forecast_changes(db::Transaction& transaction, std::string const& line) {
  std::vector<ForecastChange> out;
  for (auto const& row : transaction.rows(sql::list_forecast_changes, {{"line", line}})) {
    auto const pence = row.optional_integer("pence");
    out.push_back({row.integer("place"), Month::from_index(static_cast<int>(row.integer("month"))),
                   pence ? std::optional(Money::pence(*pence)) : std::nullopt, row.text("why"), row.instant("at"),
                   row.text("actor")});
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace gt::funding
