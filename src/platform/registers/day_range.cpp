#include "platform/registers/day_range.h"

namespace gt::registers {

namespace {

std::optional<Date> typed_day(std::string const& typed) {
  if (typed.empty()) return std::nullopt;
  auto const day = Date::from_typed(typed);
  return day ? std::optional(*day) : std::nullopt;
}

}  // namespace

Result<void> DayRange::check() const {
  auto const check_end = [](std::string const& field, std::string const& typed) -> Result<void> {
    if (typed.empty() || typed_day(typed)) return {};
    return refuse_field(field, "Enter the day like 31 March 2027.");
  };
  TRY(check_end("from", from));
  return check_end("to", to);
}

std::optional<Date> DayRange::first() const { return typed_day(from); }
std::optional<Date> DayRange::last() const { return typed_day(to); }

}  // namespace gt::registers
