#pragma once

#include "platform/operations/operations.h"

namespace gt::plans {

/// "link add", "link remove", "link list": any two things that the thread may join.
void add_link_operations(operations::Registry& registry);

}  // namespace gt::plans
