#pragma once

#include <optional>
#include <string_view>

#include "platform/core/date.h"

namespace gt::plans::tracker {

/// The last day of the month (“May-27”, “04/2027”) or of the quarter of a financial year (“Q2 2027/28”) that is typed;
/// nothing for other words, such as “ongoing”, and for a quarter of which nobody can tell where its year begins.
std::optional<Date> last_day_of_period(std::string_view typed);

}  // namespace gt::plans::tracker
