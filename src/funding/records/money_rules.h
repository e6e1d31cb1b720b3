#pragma once

#include "platform/core/result.h"
#include "platform/records/kinds.h"

/// What one record of money must be in itself. Pure.
namespace gt::funding {

/// Refuses what cannot be: amounts below nothing, an end before its start, a year that is none, a share above the
/// whole. Writes financial years and months in one form. Errors: invalid, with the field.
Result<void> check_money(records::Record& record);

/// What may no longer change once it was decided, by the names of its fields; empty when nothing was.
std::vector<std::string> settled_fields(records::Record const& record);

}  // namespace gt::funding
