#pragma once

#include "plans/importing/comparison.h"
#include "platform/operations/operations.h"

namespace gt::plans {

/// Adds and changes the actions of a comparison without faults or questions. Answers what was done, for the page and
/// the API: `{"added", "changed", "unchanged", "dates_asked", "themes_added", "say_done", "say_at_risk"}`.
/// Errors: conflict when an action was changed meanwhile.
Result<nlohmann::json> bring_in(operations::Call& call, TrackerImport const& import, tracker::Reading const& reading,
                                Comparison const& comparison);

}  // namespace gt::plans
