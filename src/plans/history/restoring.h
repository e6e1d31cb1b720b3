#pragma once

#include <string>
#include <string_view>

#include "plans/history/history.h"
#include "platform/core/result.h"

namespace gt::plans {

/// Makes the thing as the state says, as a new change. What only agreement moves stays as it is now: an action's due
/// dates, and its ratings where they need proof. Errors: invalid for a kind without its own page.
Result<void> restore(operations::Call& call, PastState const& state, std::string const& why);

/// Whether restoring that state would change anything of the thing as it is `now`; null for taken out.
bool restores_something(PastState const& past, nlohmann::json const& now);

/// A point in the plan's history, and how it is named.
struct Point {
  std::int64_t sequence;
  std::string words;
};
/// `typed` is a version's id, a day as people type it, or empty for now. Errors: invalid on `field`.
Result<Point> point_of(db::Transaction& transaction, std::string const& field, std::string const& typed, Date today);

}  // namespace gt::plans
