#pragma once

#include "governance/decisions/forward_plan.h"
#include "platform/pages/pages.h"

namespace gt::governance {

/// `/forward-plan`, `/decisions…` and `/decision-settings`. The site outlives their use.
void add_decision_pages(pages::Site& site, OutsideDates outside);

}  // namespace gt::governance
