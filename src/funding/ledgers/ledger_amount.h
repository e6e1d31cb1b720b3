#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/core/money.h"

namespace gt::funding::ledgers {

/// What an amount of a ledger counts.
enum class Unit { pounds, thousands, millions };

/// "pounds", "thousands", "millions"
std::string_view word(Unit unit);
std::optional<Unit> unit_of(std::string_view word);

/// An amount as printed, whose unit is still to be said: `1,234.50`, `(12.3)`, `12.30-`, `£5`, `12.30 CR`, and with a
/// unit of its own `1.5k`, `£2m`.
struct Printed {
  std::int64_t millionths = 0;     ///< of whatever unit it is in
  std::optional<Unit> own_unit{};  ///< where the cell says it

  friend bool operator==(Printed const&, Printed const&) = default;
};

/// Errors: invalid for anything but one amount, for more than six decimals, and for more than a million million.
Result<Printed> read_amount(std::string_view text);

/// In pence, to the nearest one, halves away from nothing; the cell's own unit goes before `unit`.
Money in_pence(Printed const& printed, Unit unit);
/// Whether the amount has parts of a penny in that unit.
bool has_parts_of_a_penny(Printed const& printed, Unit unit);

}  // namespace gt::funding::ledgers
