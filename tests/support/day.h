#pragma once

#include "platform/core/date.h"

namespace gt {

/// For tests: a day that exists, as numbers or as `2026-11-18`.
inline Date day(int year, int month, int day_of_month) { return Date::from_parts(year, month, day_of_month).value(); }

inline Date day(char const* iso) { return Date::from_iso(iso).value(); }

}  // namespace gt
