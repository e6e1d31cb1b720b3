#pragma once

#include "platform/operations/operations.h"

namespace gt::governance {

/// For each kind: "KIND add", "KIND change", "KIND end", "KIND list", "KIND show".
void add_entry_operations(operations::Registry& registry);
/// "promise answer", "promise close", "promise reopen", "recommendation answer", "claim compare" and "reporting-duty
/// change-frequency".
void add_register_operations(operations::Registry& registry);

}  // namespace gt::governance
