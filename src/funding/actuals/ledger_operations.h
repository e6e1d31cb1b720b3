#pragma once

#include "funding/actuals/ledger_imports.h"
#include "funding/funding_operations.h"

namespace gt::funding {

/// "ledger read", and of what was read "ledger-import list", "show", "answer", "bring-in" and "discard".
void add_ledger_operations(operations::Registry& registry, ReadSheet read_sheet);

}  // namespace gt::funding
