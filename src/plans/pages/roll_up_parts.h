#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plans/pages/plan_parts.h"
#include "plans/rules/ratings.h"

// The two ratings of a parent, taken from its actions by the stated rule. For this slice.
namespace gt::plans {

/// Nothing without actions: then there is nothing to judge.
std::optional<rules::RollUp> roll_up_of(std::vector<Action> const& actions, Date today);

/// Both ratings with why, and the actions that hold them back, linked. `what` is "theme", "project", "finding".
html::Html roll_up_part(std::vector<Action> const& actions, Date today, std::string_view what);

}  // namespace gt::plans
