#pragma once

#include "platform/operations/operations.h"

namespace gt::governance {

/// `decision plan`, `change`, `step`, `take`, `follow`, `withdraw`, `list`, `show`.
void add_decision_operations(operations::Registry& registry);
/// `council-decision-settings show` and `set`.
void add_decision_settings_operations(operations::Registry& registry);

}  // namespace gt::governance
