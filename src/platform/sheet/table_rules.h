#pragma once

#include <optional>
#include <string>

#include "platform/sheet/table.h"

namespace gt::sheet {

/// Why the table cannot be written as a worksheet; nothing if it can.
std::optional<Error> table_fault(Table const& table);

/// "12.5", at most 15 significant digits, never with an exponent below 10^15.
std::string number_text(double number);
/// "1234.50" for 123450 pence.
std::string pounds_text(Pence amount);

}  // namespace gt::sheet
