#pragma once

#include <string>

#include "evidence/evidence.h"

// Every state that evidence has been in, for this slice's operations.
namespace gt::evidence {

/// Notes the change for the audit entry, which names nobody where it is restricted, and keeps the whole state after it.
/// Every write to evidence goes through here. `before` is absent when it is added, `after` when it is taken out; `verb`
/// is worked out from them when empty.
void note_change(operations::Call& call, std::optional<Evidence> const& before, std::optional<Evidence> const& after,
                 std::string const& why = {}, std::string verb = {});

/// "evidence restore".
void add_history_operations(operations::Registry& registry);

}  // namespace gt::evidence
