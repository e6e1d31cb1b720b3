#pragma once

#include <set>

#include "funding/funding.h"

/// Months that finance has closed: no file changes what was spent in them.
namespace gt::funding {

struct MonthClosing {
  Month month;
  bool is_closed;
  std::string why;
  Instant at;
  std::string actor;
};
/// Every closing and reopening, by month and in their order.
std::vector<MonthClosing> month_closings(db::Transaction& transaction);
std::set<Month> closed_months(db::Transaction& transaction);

/// "money-month list", "close" and "reopen".
void add_month_operations(operations::Registry& registry);

}  // namespace gt::funding
