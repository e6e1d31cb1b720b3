#pragma once

#include <cstdint>

#include "platform/core/date.h"

/// Periods that guidance sets in hours: 72 for the talk with a child who was missing, or for police protection. Hours
/// run through nights, weekends and the changes of the clock. Pure.
namespace gt::calendar {

/// The moment by which it must be done.
inline Instant plus_hours(Instant start, int hours) { return start.plus_seconds(std::int64_t{hours} * 3600); }

/// Whether `done` came in time: at the last moment still does, before the start does not.
inline bool within_hours(Instant start, Instant done, int hours) {
  return start <= done && done <= plus_hours(start, hours);
}

}  // namespace gt::calendar
