#include "funding/ledgers/budget_monitor.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "funding/ledgers/ledger_cell.h"
#include "platform/core/text.h"
#include "platform/sheet/heading.h"

namespace gt::funding::ledgers {

namespace {

enum class MonitorColumn { area, base, changes, forecast, variance };

std::map<MonitorColumn, std::vector<std::string_view>> const& monitor_headings() {
  static std::map<MonitorColumn, std::vector<std::string_view>> const all{
      {MonitorColumn::area,
       {"service", "service area", "area", "division", "team", "budget heading", "department", "cost centre name"}},
      {MonitorColumn::base,
       {"budget", "base budget", "base", "original budget", "approved budget", "annual budget", "full year budget"}},
      {MonitorColumn::changes,
       {"changes", "budget changes", "in year changes", "virements", "adjustments", "budget movements"}},
      {MonitorColumn::forecast,
       {"forecast", "forecast outturn", "outturn", "projected outturn", "projection", "full year forecast"}},
      {MonitorColumn::variance,
       {"variance", "forecast variance", "over under spend", "overspend underspend", "over spend", "overspend"}}};
  return all;
}

using Columns = std::map<MonitorColumn, std::size_t>;

std::optional<Columns> monitor_columns(sheet::Row const& row) {
  Columns out;
  for (std::size_t at = 0; at < row.cells.size(); ++at) {
    auto const bare = bare_heading(row.cells[at].text);
    for (auto const& [column, words] : monitor_headings())
      if (std::find(words.begin(), words.end(), bare) != words.end()) out.emplace(column, at);
  }
  if (!out.contains(MonitorColumn::area) || !out.contains(MonitorColumn::base) ||
      !out.contains(MonitorColumn::forecast))
    return std::nullopt;
  return out;
}

class MonitorReader {
 public:
  MonitorReader(sheet::Workbook const& workbook, sheet::Sheet const& sheet, Columns columns, BudgetMonitor& out)
      : workbook_(workbook), sheet_(sheet), columns_(std::move(columns)), out_(out), first_(out.rows.size()) {}

  void read(std::size_t row) {
    auto const area = one_line(sheet_.at(row, columns_.at(MonitorColumn::area)).text);
    auto const faults = out_.faults.size();
    MonitorRow read{place(row, columns_.at(MonitorColumn::area)), area, amount(row, MonitorColumn::base),
                    amount(row, MonitorColumn::changes), amount(row, MonitorColumn::forecast)};
    auto const variance = amount(row, MonitorColumn::variance);
    if (out_.faults.size() != faults || (!read.base && !read.changes && !read.forecast)) return;
    if (is_total_label(area)) {
      check_total(row, MonitorColumn::base, read.base, &MonitorRow::base);
      check_total(row, MonitorColumn::forecast, read.forecast, &MonitorRow::forecast);
      return;
    }
    if (area.empty()) return fault(row, MonitorColumn::area, "This row has no service area. Write whose budget it is.");
    if (!read.base || !read.forecast)
      return fault(row, read.base ? MonitorColumn::forecast : MonitorColumn::base,
                   "A service area has a budget and a forecast outturn. Write both.");
    auto const over = read.forecast->millionths - read.base->millionths - (read.changes ? read.changes->millionths : 0);
    // Councils print an overspend with either sign.
    if (variance && !agrees(variance->millionths, over, 1) && !agrees(-variance->millionths, over, 1))
      return fault(row, MonitorColumn::variance,
                   fmt::format("The row says {}, and its forecast is {} from its budget. One of them is not right.",
                               printed_number(variance->millionths), printed_number(over)));
    out_.rows.push_back(std::move(read));
  }

 private:
  sheet::Place place(std::size_t row, std::size_t column) const {
    return {sheet_.name, static_cast<int>(row) + 1, static_cast<int>(column) + 1};
  }
  void fault(std::size_t row, MonitorColumn column, std::string_view message) {
    auto const at = place(row, columns_.at(column));
    out_.faults.push_back({at, fmt::format("{}: {}", sheet::describe(workbook_.filename, at), message)});
  }
  std::optional<Printed> amount(std::size_t row, MonitorColumn column) {
    auto const found = columns_.find(column);
    if (found == columns_.end()) return std::nullopt;
    auto const read = amount_of(sheet_.at(row, found->second));
    if (!read) {
      fault(row, column, read.error().message);
      return std::nullopt;
    }
    if (*read && (*read)->own_unit) out_.units.insert(*(*read)->own_unit);
    return *read;
  }
  void check_total(std::size_t row, MonitorColumn column, std::optional<Printed> const& printed,
                   std::optional<Printed> MonitorRow::*of) {
    if (!printed) return;
    std::int64_t sum = 0;
    for (auto at = first_; at < out_.rows.size(); ++at)
      if (auto const& each = out_.rows[at].*of) sum += each->millionths;
    if (!agrees(printed->millionths, sum, out_.rows.size() - first_))
      fault(row, column,
            fmt::format("This total is {}, and the rows above it come to {}. A row is missing or wrong.",
                        printed_number(printed->millionths), printed_number(sum)));
  }

  sheet::Workbook const& workbook_;
  sheet::Sheet const& sheet_;
  Columns columns_;
  BudgetMonitor& out_;
  std::size_t first_;
};

}  // namespace

BudgetMonitor read_monitor(sheet::Workbook const& workbook) {
  constexpr std::size_t most_title_rows = 60;
  BudgetMonitor out;
  for (auto const& sheet : workbook.sheets) {
    if (sheet.visibility != sheet::Visibility::shown) continue;
    for (std::size_t row = 0; row < std::min(sheet.rows.size(), most_title_rows); ++row) {
      for (auto const& cell : sheet.rows[row].cells)
        if (auto const unit = unit_said(cell.text); unit && cell.kind == sheet::CellKind::text) out.units.insert(*unit);
      auto columns = monitor_columns(sheet.rows[row]);
      if (!columns) continue;
      MonitorReader reader(workbook, sheet, *std::move(columns), out);
      for (auto at = row + 1; at < sheet.rows.size(); ++at) reader.read(at);
      break;
    }
  }
  if (out.rows.empty() && out.faults.empty())
    out.faults.push_back({{},
                          fmt::format("{}: no service area was found. A budget monitor has headings for the service "
                                      "area, its budget and its forecast outturn, and may have changes and a variance.",
                                      workbook.filename)});
  return out;
}

}  // namespace gt::funding::ledgers
