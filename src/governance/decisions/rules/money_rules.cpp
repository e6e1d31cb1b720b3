#include "governance/decisions/rules/money_rules.h"

#include <fmt/format.h>

#include "platform/core/money.h"
#include "platform/core/text.h"

namespace gt::governance {

std::string pounds(std::int64_t pence) { return Money::pence(pence).printed(); }

Result<std::int64_t> pence_from(std::string_view text) {
  auto const read = Money::from_typed(text);
  if (!read || read->pence() < 0)
    return refuse(ErrorKind::invalid,
                  fmt::format("“{}” is not an amount of money. Write pounds: 750000, £750,000, 1,234.50, 141k or 2.3m.",
                              trimmed(text)));
  return read->pence();
}

}  // namespace gt::governance
