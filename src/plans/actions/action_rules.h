#pragma once

#include "plans/plans.h"
#include "platform/core/result.h"

// Named rules of an action; pure.
namespace gt::plans {

/// An action is not due before it starts. Errors: invalid, field `due`.
Result<void> due_is_not_before_start(Action const& action);
/// Done needs the day it was done, not in the future; anything else has none. Errors: invalid, field `done_on`.
Result<void> done_has_a_day(Action const& action, Date today);
/// At risk means late or short with a recovery agreed; without one it is off track. Source: PRACTICE section 1.
/// Errors: invalid, field `recovery` or `recovery_by`.
Result<void> at_risk_has_a_recovery(Action const& action);
/// The first due date stays as it is once it is set; the first date given becomes it.
Action with_first_due_kept(Action changed, Action const& before);

/// Days past the first due date while it is not done; 0 when it is not late. Overdue stays overdue against the
/// original, whatever was agreed since.
int days_late_against_first(Action const& action, Date today);
/// Days past the agreed due date while it is not done; 0 when it is not late.
int days_late(Action const& action, Date today);
/// Days between the first due date and the one that stands; 0 when it never moved.
int days_moved(Action const& action);

}  // namespace gt::plans
