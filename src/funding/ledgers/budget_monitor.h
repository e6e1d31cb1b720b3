#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "funding/ledgers/ledger_reading.h"

/// A budget monitor as finance sends it: one row a service area with its budget, the changes to it and the outturn that
/// is forecast. Pure.
namespace gt::funding::ledgers {

struct MonitorRow {
  sheet::Place place{};
  std::string area{};
  std::optional<Printed> base{}, changes{}, forecast{};
};

struct BudgetMonitor {
  std::vector<MonitorRow> rows{};
  std::vector<Remark> faults{};
  std::set<Unit> units{};  ///< that titles, headings and cells say
};
/// Rows of totals, and a column of variances, are checked against the rest.
BudgetMonitor read_monitor(sheet::Workbook const& workbook);

}  // namespace gt::funding::ledgers
