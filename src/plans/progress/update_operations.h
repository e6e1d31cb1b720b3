#pragma once

#include "platform/operations/operations.h"

namespace gt::plans {

/// "cycle open", "cycle close", "cycle list", "cycle repeat", "cycle next".
void add_cycle_operations(operations::Registry& registry);
/// "update send", "update approve", "update return", "update list".
void add_update_operations(operations::Registry& registry);

}  // namespace gt::plans
