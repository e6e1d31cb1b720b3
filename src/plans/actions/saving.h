#pragma once

#include "plans/plan_store.h"
#include "platform/operations/operations.h"

// What the operations on actions share; for this folder.
namespace gt::plans {

/// The action, when the actor's role reaches one of its themes. Errors: not_found, forbidden.
Result<Action> reachable_action(operations::Call& call, ActionId const& id);

/// Saves a changed action with its first due date kept, notes the change, and answers `{"action", "version"}`.
/// Errors: conflict when someone else changed it first.
Result<nlohmann::json> save_changed(operations::Call& call, Action action, Action const& before, std::string why = {});

}  // namespace gt::plans
