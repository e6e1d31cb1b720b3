#include "funding/summary/money_state.h"

#include <algorithm>

#include "funding/sql.h"
#include "funding/summary/summary.h"

namespace gt::funding {

namespace {

MoneyState::ByParent by_parent(db::Transaction& transaction, char const* kind) {
  MoneyState::ByParent out;
  for (auto& each : list_money(transaction, {.kind = kind}, most_records)) {
    auto parent = each.parent.value_or("");
    out[std::move(parent)].push_back(std::move(each));
  }
  return out;
}

Month month_in(db::Row const& row) { return Month::from_index(static_cast<int>(row.integer("month"))); }

void add_accruals(db::Transaction& transaction, MoneyState& state) {
  for (auto const& each : list_money(transaction, {.kind = "accrual"}, most_records)) {
    auto const line = state.months.find(*each.parent);
    auto const month = Month::from_typed(each.text("month"));
    if (line == state.months.end() || !month) continue;
    auto& all = line->second.accruals;
    auto const found = std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.month == *month; });
    if (found == all.end())
      all.push_back({*month, *each.money("amount")});
    else
      found->amount += *each.money("amount");
  }
}

// What the ledgers, the profiles and people say of months; kept apart, since there is far more of it than of records.
struct MoneyMonths {
  std::map<std::string, LineMonths> lines;
  std::map<std::string, std::vector<MonthAmount>> posted;  ///< by line or service budget
  std::map<std::string, Money> paid;
  std::optional<Month> spent_to;
};

MoneyMonths read_months(db::Transaction& transaction) {
  MoneyMonths out;
  transaction.each(sql::list_all_profile_months, {}, [&](db::Row const& row) {
    out.lines[row.text("line")].profile.push_back({month_in(row), Money::pence(row.integer("pence"))});
  });
  transaction.each(sql::list_actual_months, {{"record", nullptr}}, [&](db::Row const& row) {
    out.posted[row.text("record")].push_back({month_in(row), Money::pence(row.integer("pence"))});
  });
  // In the order of line and month, so that a month's last word stands.
  transaction.each(sql::list_forecast_changes, {{"line", nullptr}}, [&](db::Row const& row) {
    auto& by_hand = out.lines[row.text("line")].by_hand;
    if (auto const pence = row.optional_integer("pence"))
      by_hand[month_in(row)] = Money::pence(*pence);
    else
      by_hand.erase(month_in(row));
  });
  auto const last = transaction.row(sql::find_last_posted_month, {});
  if (last && last->optional_integer("month")) out.spent_to = month_in(*last);
  for (auto const& row : transaction.rows(sql::sum_paid_by_order))
    out.paid[row.text("order_number")] = Money::pence(row.integer("pence"));
  return out;
}

void add_months(MoneyMonths const& months, MoneyState& state) {
  state.spent_to = months.spent_to;
  state.paid = months.paid;
  for (auto& [line, own] : state.months)
    if (auto const found = months.lines.find(line); found != months.lines.end()) {
      own.profile = found->second.profile;
      own.by_hand = found->second.by_hand;
    }
  for (auto const& [record, amounts] : months.posted) {
    if (auto const line = state.months.find(record); line != state.months.end())
      line->second.posted = amounts;
    else
      state.of_budgets[record] = amounts;
  }
}

MoneyState read_state(db::Transaction& transaction) {
  MoneyState out;
  out.funds = list_money(transaction, {.kind = "fund"}, most_records);
  out.approvals = by_parent(transaction, "approval");
  out.phases = by_parent(transaction, "phase");
  out.lines = by_parent(transaction, "cost line");
  out.draws = by_parent(transaction, "draw-down");
  out.reasons = by_parent(transaction, "gap reason");
  out.returns = by_parent(transaction, "underspend return");
  out.orders = by_parent(transaction, "order");
  out.notes = by_parent(transaction, "variance note");
  for (auto const& [parent, lines] : out.lines)
    for (auto const& line : lines) out.months.emplace(line.id, LineMonths{});
  for (auto& [line, posts] : by_parent(transaction, "post"))
    if (auto const found = out.months.find(line); found != out.months.end()) found->second.posts = std::move(posts);
  add_months(*transaction.kept<MoneyMonths>(sql::find_months_stamp, [&] { return read_months(transaction); }), out);
  add_accruals(transaction, out);
  return out;
}

}  // namespace

LineMonths const& MoneyState::months_of(Record const& line) const {
  static LineMonths const none;
  auto const found = months.find(line.id);
  return found == months.end() ? none : found->second;
}

std::vector<Record> MoneyState::lines_of(Record const& approval) const {
  std::vector<Record> out;
  auto const take = [&](std::string const& id) {
    if (auto const found = lines.find(id); found != lines.end())
      out.insert(out.end(), found->second.begin(), found->second.end());
  };
  take(approval.id);
  if (auto const found = phases.find(approval.id); found != phases.end())
    for (auto const& phase : found->second) take(phase.id);
  return out;
}

std::shared_ptr<MoneyState const> money_state(db::Transaction& transaction) {
  return transaction.kept<MoneyState>(sql::find_money_stamp, [&] { return read_state(transaction); });
}

Money spent_of(MoneyState const& state, Record const& line) {
  auto const& months = state.months_of(line);
  Money out;
  for (auto const& each : months.posted) out += each.amount;
  // Earlier ones were taken back in the month after theirs.
  for (auto const& each : months.accruals)
    if (each.month == state.spent_to) out += each.amount;
  return out;
}

Money committed_of(MoneyState const& state, Record const& line) {
  Money out;
  auto const orders = state.orders.find(line.id);
  if (orders == state.orders.end()) return out;
  for (auto const& order : orders->second) {
    if (order.date("closed_on")) continue;
    auto left = *order.money("amount");
    if (auto const paid = state.paid.find(order.text("reference")); paid != state.paid.end()) left -= paid->second;
    out += std::max(left, Money());
  }
  return out;
}

std::shared_ptr<std::vector<MonthForecast> const> MoneyState::forecast_of(Record const& line, Record const& approval,
                                                                          Date today) const {
  std::lock_guard const held(forecasting_->in_use);
  if (forecasting_->on != today) {
    forecasting_->by_line.clear();
    forecasting_->on = today;
  }
  auto& known = forecasting_->by_line[line.id];
  if (!known)
    known = std::make_shared<std::vector<MonthForecast> const>(
        funding::forecast_of(line, months_of(line), {today, spent_to, end_of(approval)}));
  return known;
}

}  // namespace gt::funding
