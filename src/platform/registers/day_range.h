#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/core/date.h"
#include "platform/core/result.h"

namespace gt::registers {

/// The days that a list is narrowed to, as its address says them: `from` and `to` as typed or ISO, both of them among
/// the days; empty leaves an end open.
struct DayRange {
  std::string from{}, to{};

  /// Errors: invalid, field `from` or `to`, when a day cannot be read.
  Result<void> check() const;
  /// Nothing where the end is open or cannot be read.
  std::optional<Date> first() const;
  std::optional<Date> last() const;
};

}  // namespace gt::registers
