#pragma once

#include "platform/core/date.h"

namespace gt {

/// For tests: a day that exists.
inline Date day(int year, int month, int day_of_month) { return Date::from_parts(year, month, day_of_month).value(); }

}  // namespace gt
