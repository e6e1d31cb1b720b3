#pragma once

#include "platform/operations/operations.h"

namespace gt::governance {

/// Adds every operation of this slice.
void add_operations(operations::Registry& registry);

}  // namespace gt::governance
