#pragma once

#include <optional>
#include <string>

#include "plans/timeline/timeline.h"
#include "platform/html/html.h"

namespace gt::plans {

/// The timeline as one drawing with a title and a description; everything in it stands in words in the table as well.
/// Nothing when nothing has a day.
html::Html timeline_drawing(Timeline const& timeline, Zoom zoom, Date today);
/// Pixels from the drawing's left edge to today; nothing when today is not among the days drawn.
std::optional<double> today_in_drawing(Timeline const& timeline, Zoom zoom, Date today);
/// What the shapes and patterns mean.
html::Html timeline_key();
/// "On track", "Late, at risk", "Done": the words at a bar's end and in the table.
std::string status_words(Action const& action, Date today);
/// "12 of 38 done, 3 late".
std::string group_words(TimelineRow const& row);

}  // namespace gt::plans
