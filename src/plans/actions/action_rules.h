#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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
inline constexpr std::string_view late_with_recovery = "Late, recovery agreed";
inline constexpr std::string_view late_on_first_date = "Past its first date";
/// How it stands on the day, as every page says it: "Late", "Past its first date", "On track" …
std::string_view delivered_in_words(Action const& action, Date today);
/// What that rests on: whether the date that stands and the first one are past while it is not done, and whether a
/// recovery is agreed.
struct DeliveredOn {
  ActionStatus status;
  bool is_late, is_late_on_first, has_recovery;
};
std::string_view delivered_in_words(DeliveredOn const& on);
/// Everything it can say, in the order of a list to choose from; lists are filtered by these in small letters.
inline constexpr std::string_view all_delivered_words[] = {
    "Not started", "On track", "At risk", "Off track", "Late", late_with_recovery, late_on_first_date, "Done"};
/// The word that is written so in small letters: "late" for "Late"; nothing when there is none.
std::optional<std::string_view> delivered_word_from(std::string_view small);
/// Days between the first due date and the one that stands; 0 when it never moved.
int days_moved(Action const& action);
/// How often the date was moved: "once", "twice", "3 times". `moves` is 1 at least.
std::string times_moved(std::int64_t moves);

}  // namespace gt::plans
