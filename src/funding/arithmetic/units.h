#pragma once

#include <optional>
#include <string_view>

#include "platform/core/money.h"

namespace gt::funding {

/// What a printed table counts in.
enum class Unit { pounds, thousands };
/// "pounds", "thousands": in addresses and in the API.
std::string_view word(Unit unit);
std::optional<Unit> unit_from(std::string_view text);
/// "£", "£ thousand": in headings.
std::string_view sign_of(Unit unit);

/// Whole units, halves away from nothing. A total is rounded from the exact total, never added from rounded figures.
std::int64_t in_units(Money amount, Unit unit);
/// Whether nothing is lost by it.
bool is_whole(Money amount, Unit unit);

}  // namespace gt::funding
