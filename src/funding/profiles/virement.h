#pragma once

#include "funding/funding.h"

namespace gt::funding {

/// Takes an approved virement's amount from one line and gives it to the other, and as much of their profiles in its
/// financial year, month by month as the line that gives has it. Errors: invalid when that line has less, or less in
/// its profile of that year.
Result<void> move_money(operations::Call& call, Record const& virement);

}  // namespace gt::funding
