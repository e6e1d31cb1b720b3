#pragma once

#include "platform/operations/operations.h"

namespace gt::plans {

/// For each kind: "KIND add", "KIND change", "KIND end", "KIND list", "KIND show".
void add_record_operations(operations::Registry& registry);

}  // namespace gt::plans
