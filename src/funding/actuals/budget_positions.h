#pragma once

#include "funding/funding_operations.h"
#include "funding/ledgers/budget_monitor.h"

namespace gt::funding {

/// "service-budget check-positions" and "service-budget bring-in-positions": a budget monitor becomes a position of
/// each service budget on the last day of its month.
void add_position_operations(operations::Registry& registry, ReadSheet read_sheet);

}  // namespace gt::funding
