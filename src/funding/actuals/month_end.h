#pragma once

#include <string>
#include <vector>

#include "funding/summary/money_state.h"

/// What is to be done before a month is closed, worked out from what is there.
namespace gt::funding {

struct MonthTask {
  std::string what;     ///< "Bring in General ledger"
  std::string found;    ///< what was found, or what is missing
  std::string address;  ///< where it is done
  bool is_done;
};
struct MonthEnd {
  Month month;
  bool is_closed;
  std::vector<MonthTask> tasks;  ///< in the order they are done in
  std::size_t open() const;
};
MonthEnd month_end(db::Transaction& transaction, Month month, Date today);

/// "money month-end".
void add_month_end_operations(operations::Registry& registry);

}  // namespace gt::funding
