#include "plans/actions/action_rules.h"

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::plans {

Result<void> due_is_not_before_start(Action const& action) {
  if (action.start && action.due && *action.due < *action.start)
    return refuse_field(
        "due", fmt::format("The due date must be {} or later, the day the action starts.", action.start->printed()));
  return {};
}

Result<void> done_has_a_day(Action const& action, Date today) {
  if (action.status != ActionStatus::done && action.done_on)
    return refuse_field("done_on",
                        "Only an action that is done has a day it was done. Clear the day, or set the status to done.");
  if (action.status == ActionStatus::done && !action.done_on)
    return refuse_field("done_on", "Enter the day it was done.");
  if (action.done_on && *action.done_on > today)
    return refuse_field("done_on", fmt::format("The day it was done must be {} or earlier.", today.printed()));
  return {};
}

Result<void> at_risk_has_a_recovery(Action const& action) {
  if (action.status != ActionStatus::at_risk) return {};
  if (action.recovery.empty())
    return refuse_field("recovery",
                        "Say what will bring it back. Without an agreed recovery it is off track, not at risk.");
  if (!action.recovery_by) return refuse_field("recovery_by", "Enter the day by which that will be done.");
  return {};
}

int days_late_against_first(Action const& action, Date today) {
  bool is_late = action.status != ActionStatus::done && action.first_due && *action.first_due < today;
  return is_late ? today.days_since(*action.first_due) : 0;
}

int days_late(Action const& action, Date today) { return is_late(action, today) ? today.days_since(*action.due) : 0; }

std::string_view delivered_in_words(Action const& action, Date today) {
  return delivered_in_words({action.status, days_late(action, today) > 0, days_late_against_first(action, today) > 0,
                             !action.recovery.empty()});
}

std::optional<std::string_view> delivered_word_from(std::string_view small) {
  for (auto each : all_delivered_words)
    if (lower_case(each) == small) return each;
  return std::nullopt;
}

std::string_view delivered_in_words(DeliveredOn const& on) {
  if (on.status != ActionStatus::off_track) {
    if (on.is_late) return on.has_recovery ? late_with_recovery : "Late";
    if (on.is_late_on_first) return late_on_first_date;
  }
  switch (on.status) {
    case ActionStatus::not_started:
      return "Not started";
    case ActionStatus::on_track:
      return "On track";
    case ActionStatus::at_risk:
      return "At risk";
    case ActionStatus::off_track:
      return "Off track";
    case ActionStatus::done:
      return "Done";
  }
  ENSURE(false);
}

int days_moved(Action const& action) {
  return action.due && action.first_due ? action.due->days_since(*action.first_due) : 0;
}

Action with_first_due_kept(Action changed, Action const& before) {
  changed.first_due = before.first_due ? before.first_due : changed.due;
  return changed;
}

std::string times_moved(std::int64_t moves) {
  if (moves == 1) return "once";
  return moves == 2 ? "twice" : std::to_string(moves) + " times";
}

}  // namespace gt::plans
