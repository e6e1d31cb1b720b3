#pragma once

#include <vector>

#include "notices/notices.h"

/// What governance tells notices. Nothing private leaves the program by mail or calendar, whoever it is for.
namespace gt::governance {

/// Promises that this person is to answer, due within seven days; and those late, again each week.
std::vector<notices::DigestItem> digest_items(db::Transaction& transaction, operations::Actor const& person,
                                              Instant since, Instant now);

/// Meetings, in calendars of the whole programme; promises that the owner of the calendar is to answer, in theirs.
std::vector<notices::CalendarItem> calendar_items(db::Transaction& transaction, operations::Actor const& owner,
                                                  notices::FeedScope const& scope, Date today);

}  // namespace gt::governance
