#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/calendar/clocks.h"

/// How a statutory clock of an inspection stands. Pure.
namespace gt::inspections {

/// Whether the council must do it: every graded inspection asks for a written statement; after other visits many
/// councils write one of their own accord.
enum class Duty { required, voluntary, not_required };
/// "required", "voluntary", "not required"
std::string_view word(Duty duty);
std::optional<Duty> duty_from(std::string_view text);

struct ClockStanding {
  enum class State { not_running, not_required, running, late, done, done_late } state;
  std::optional<Date> due;  ///< nothing until the start is known
  std::string words;        ///< "12 working days left", "Done, 3 working days late"
};

/// `start` is the day the report was received. With `done_on` it is over, in time or late, for ever.
ClockStanding standing(calendar::ClockRule const& rule, Duty duty, std::optional<Date> start,
                       std::optional<Date> done_on, Date today);

}  // namespace gt::inspections
