#pragma once

#include "platform/operations/operations.h"

namespace gt::plans {

/// Adds every operation of this slice: programme, themes, actions, links, coverage.
void add_operations(operations::Registry& registry);

}  // namespace gt::plans
