#pragma once

#include <string>
#include <vector>

#include "plans/pages/plan_parts.h"
#include "plans/progress/updates.h"

// How updates are shown. For this slice's pages.
namespace gt::plans {

/// Everything an update says, as a list of names and values.
html::Html update_summary(ProgressUpdate const& update);
/// A table of updates, newest first as given, each with its standing and, where it waits, the way to decide on it.
html::Html updates_table(std::vector<ProgressUpdate> const& updates, std::string caption);

/// How many the page of an action shows; it reads one more, to know whether there are others.
inline constexpr int updates_on_action = 5;
/// "Updates" on the page of an action. `updates` holds at most one more than `updates_on_action`.
html::Html updates_part(Action const& action, std::vector<ProgressUpdate> updates);

}  // namespace gt::plans
