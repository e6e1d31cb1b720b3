#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/sheet/workbook.h"

namespace gt::sheet {

/// What a person typed where a date belongs.
struct TypedDate {
  enum class Kind {
    blank,
    day,     ///< Names one day.
    no_day,  ///< A time without one day (“Apr-18”, “Q2 2018/19”, “ongoing”): kept as typed, to be asked about.
    not_a_date  ///< Anything else.
  };
  Kind kind = Kind::blank;
  std::optional<Date> day{};  ///< Only for `day`.
  std::string typed{};        ///< As typed, without white space at the ends.
  std::string message{};      ///< For `not_a_date` and `no_day`: what was found and what would be right.
};

/// Reads what a person typed, day first: 31/03/2018, 31.3.18, 31-03-2018, 3 April 2018, 3rd Apr 18, April 3 2018, with
/// or without the day of the week or a time; also 2018-03-31 and 2018/03/31. Two-digit years 00 to 69 are 2000 to 2069,
/// 70 to 99 are 1970 to 1999. Month first in figures is never guessed: 03/31/2018 is not a date.
TypedDate read_typed_date(std::string_view text);

/// Reads a cell: dates, texts, and numbers that a worksheet means as days (20,000 is in 1954, 80,000 in 2119) counted
/// from 1900 or 1904. A date whose cell shows no day names none, and a number from 1900 to 2199 is a year.
TypedDate read_typed_date(Cell const& cell, bool counts_from_1904 = false);

}  // namespace gt::sheet
