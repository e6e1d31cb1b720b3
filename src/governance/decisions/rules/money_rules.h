#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/core/result.h"

/// Amounts of money as people write them in decisions. Pure.
namespace gt::governance {

/// "£750,000", "£1,234.50"; a minus sign before negatives.
std::string pounds(std::int64_t pence);
/// Reads "£750,000", "750000", "141k", "2.3m" or "1,234.50", as pence. Errors: invalid, saying the forms understood.
Result<std::int64_t> pence_from(std::string_view text);

}  // namespace gt::governance
