#pragma once

#include <optional>
#include <string>
#include <vector>

#include "notices/notices.h"
#include "plans/progress/my_work.h"
#include "platform/html/content.h"

/// What the plan tells notices: which records can be commented on, what a digest says of it, which days are due.
namespace gt::plans {

/// As printed in a comment's head and in mails: "Action 12: Supervision policy". Nothing when the reader may not see
/// it.
std::optional<notices::Subject> subject_of_comments(db::Transaction& transaction, operations::Actor const& reader,
                                                    std::string const& id);

/// Dates decided since then that the person asked for; updates asked of them, and again when the cycle's day has
/// passed; what waits for their agreement; their actions due within seven days; and those late, again each week.
std::vector<notices::DigestItem> digest_items(db::Transaction& transaction, operations::Actor const& person,
                                              Instant since, Instant now);

/// Due dates of actions, records and the open cycle of updates. What is done or was taken out stays for 90 days.
std::vector<notices::CalendarItem> calendar_items(db::Transaction& transaction, operations::Actor const& owner,
                                                  notices::FeedScope const& scope, Date today);

/// The plan's themes, for choosing one.
std::vector<html::Option> themes_for_calendars(db::Transaction& transaction);

/// Comments that wait for the person on their page.
std::vector<html::Task> mention_tasks(db::Transaction& transaction, operations::Actor const& person);

}  // namespace gt::plans
