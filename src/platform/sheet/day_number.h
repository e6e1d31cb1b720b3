#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/core/date.h"

/// Days as worksheets count them, and the formats that make a number a date.
namespace gt::sheet {

struct Moment {
  Date day;
  int second_of_day;

  /// `2018-04-03`, or `2018-04-03T09:30:00` when the time is not midnight.
  std::string iso() const;
};

/// The moment of a worksheet's day number: 1 is 1 January 1900, or with `from_1904` 0 is 1 January 1904. Nothing for
/// day 60 of the first count, which is 29 February 1900 and never was, for negative numbers, and for years after 2400.
std::optional<Moment> moment_of_number(double number, bool from_1904);

/// What a cell's number format makes of its number.
struct NumberFormat {
  std::string code{};
  bool is_date = false;   ///< Shows a day, a month or a year; formats for times and spans of time do not.
  bool shows_day = true;  ///< False for `mmm-yy` and the like.

  static NumberFormat from_code(std::string_view code);
  /// The formats that files name by number only. Nothing for numbers without a fixed meaning.
  static std::optional<NumberFormat> built_in(int number);
  /// What a cell of this format shows for the day: "Apr-18". For dates that show no day.
  std::string shown(Date day) const;
};

}  // namespace gt::sheet
