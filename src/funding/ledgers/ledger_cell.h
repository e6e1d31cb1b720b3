#pragma once

#include <optional>

#include "funding/ledgers/ledger_amount.h"
#include "platform/sheet/workbook.h"

namespace gt::funding::ledgers {

/// The amount in a cell; nothing where it is empty or a dash. Errors: invalid, in a sentence without the place.
Result<std::optional<Printed>> amount_of(sheet::Cell const& cell);

/// “Total”, “Sub-total Children”, “Children total”
bool is_total_label(std::string_view text);
/// `1234.50`, for messages
std::string printed_number(std::int64_t millionths);
/// Whether two sums agree where each of so many rows may have been rounded to a hundredth.
bool agrees(std::int64_t printed, std::int64_t sum, std::size_t rows);

}  // namespace gt::funding::ledgers
