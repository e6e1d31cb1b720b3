#include "funding/arithmetic/units.h"

namespace gt::funding {

namespace {

std::int64_t pence_in(Unit unit) { return unit == Unit::pounds ? 100 : 100'000; }

}  // namespace

std::string_view word(Unit unit) { return unit == Unit::pounds ? "pounds" : "thousands"; }

std::optional<Unit> unit_from(std::string_view text) {
  for (auto const each : {Unit::pounds, Unit::thousands})
    if (word(each) == text) return each;
  return std::nullopt;
}

std::string_view sign_of(Unit unit) { return unit == Unit::pounds ? "£" : "£ thousand"; }

std::int64_t in_units(Money amount, Unit unit) { return amount.times(1, pence_in(unit)).pence(); }

bool is_whole(Money amount, Unit unit) { return amount.pence() % pence_in(unit) == 0; }

}  // namespace gt::funding
