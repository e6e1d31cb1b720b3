#pragma once

#include "governance/decisions/forward_plan.h"
#include "platform/pages/pages.h"

namespace gt::governance {

/// Every page of this slice. `outside` gives the days that other slices put into the forward plan.
void add_pages(pages::Site& site, OutsideDates outside);

}  // namespace gt::governance
