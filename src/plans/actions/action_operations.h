#pragma once

#include "platform/operations/operations.h"

namespace gt::plans {

/// Adding, changing, ending, linking and listing actions.
void add_action_operations(operations::Registry& registry);
/// "action progress".
void add_progress_operations(operations::Registry& registry);
/// "date ask", "date decide", "date list": the slippage ledger.
void add_date_operations(operations::Registry& registry);
/// "difference claim", "difference decide", "difference list".
void add_difference_operations(operations::Registry& registry);

}  // namespace gt::plans
