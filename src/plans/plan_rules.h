#pragma once

#include "plans/plans.h"
#include "platform/core/result.h"

// Named rules of the plan; pure.
namespace gt::plans {

/// An action is not due before it starts. Errors: invalid, field `due`.
Result<void> due_is_not_before_start(Action const& action);
/// Done needs the day it was done, not in the future; anything else has none. Errors: invalid, field `done_on`.
Result<void> done_has_a_day(Action const& action, Date today);
/// The first due date stays as it is once it is set; the first date given becomes it.
Action with_first_due_kept(Action changed, Action const& before);

}  // namespace gt::plans
