#pragma once

#include <vector>

#include "notices/notices.h"

namespace gt::governance {

/// Days of planned decisions and the last days of their notices, in calendars of the whole programme; a calendar may be
/// read by whoever has its address, so of a private decision only its public title.
std::vector<notices::CalendarItem> decision_calendar_items(db::Transaction& transaction, operations::Actor const& owner,
                                                           notices::FeedScope const& scope, Date today);

}  // namespace gt::governance
