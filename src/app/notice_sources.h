#pragma once

#include "governance/decisions/forward_plan.h"
#include "notices/notices.h"

namespace gt::app {

/// What can be commented on, what a digest tells, and which days a calendar shows, of every slice.
notices::Sources notice_sources();

/// Statutory clocks of inspections that end between the two days, as they stand on `today`, for the forward plan.
std::vector<governance::OutsideDate> outside_dates(db::Transaction& transaction, operations::Actor const& reader,
                                                   Date from, Date to, Date today);

}  // namespace gt::app
