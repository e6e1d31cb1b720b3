#pragma once

#include "platform/calendar/working_days.h"

/// The counting of the children in need census, where the day it starts is day 1: one day off every other convention.
/// For rules of that census only. Source: FRAMEWORK section 6, as the published validator counts
/// (`england_working_days`).
namespace gt::calendar::cin_census {

/// The `count`th working day, `start` being the first when it is one, else the working day after it.
inline Date working_day_number(Date start, int count) {
  ENSURE(count > 0);
  return plus_working_days(start, is_working_day(start) ? count - 1 : count);
}

}  // namespace gt::calendar::cin_census
