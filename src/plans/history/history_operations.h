#pragma once

#include "platform/operations/operations.h"

namespace gt::plans {

/// "history show", "history restore", "version freeze", "version list", "plan compare".
void add_history_operations(operations::Registry& registry);

}  // namespace gt::plans
