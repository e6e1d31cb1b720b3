#pragma once

#include <optional>
#include <string>
#include <vector>

#include "governance/governance.h"

/// Named rules of the registers. Pure.
namespace gt::governance {

/// How a record stands: a promise or question is "open", "answered" or "closed", a claim "supported" or "unsupported",
/// a recommendation "open" or "answered", a correction "open", "corrected" or "notice given", a requirement "not met",
/// "partly met" or "met". Empty for other kinds.
std::string state_of(Entry const& entry);
/// The states a kind can be in, in order; empty when it has none.
std::vector<std::string> states_of(records::Kind const& kind);

/// What a claim lacks before anybody may rest on it, in words; empty when it is supported. A claim of change ("down by
/// half") wants a start and an end with their days (principle 2); any other wants evidence, or a figure with its day.
std::vector<std::string> missing_proof(Entry const& claim);

/// What is wrong with a record by itself: days the wrong way round, nothing to divide by, a private record without its
/// paragraph and reason. Errors: invalid, on the field.
Result<void> check_entry(Entry const& entry);

/// Kept in time, late or still open and late: days after `due` until it was answered, or until `today`. 0 when in time
/// or without a day.
int days_late(Entry const& promise, Date today);

/// Of a reporting duty: the day the next report is due after the last one, nothing for "as agreed" and "every meeting",
/// for a duty that has not begun or is over, or when no day is known to count from.
std::optional<Date> next_report_due(Entry const& duty, std::optional<Date> last_given, Date today);

/// Whether the membership or duty is in force on the day.
bool is_in_force(Entry const& entry, Date day);

}  // namespace gt::governance
