#pragma once

#include "platform/operations/operations.h"

namespace gt::plans {

void add_theme_operations(operations::Registry& registry);

}  // namespace gt::plans
