#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plans/lists/action_lists.h"
#include "plans/pages/plan_parts.h"
#include "plans/rules/ratings.h"

// The two ratings of a parent, taken from its actions by the stated rule. For this slice.
namespace gt::plans {

/// The sign of a rolled-up rating.
html::Html delivered_shape(rules::Delivered delivered);
html::Html rung_shape(rules::Rung rung);

/// Both ratings with why, and the actions that hold them back, linked. `what` is "theme", "project", "finding".
html::Html roll_up_part(Standing const& standing, std::string_view what);

/// Cells for a list of parents: actions (a link to those), done, late, delivered, difference made.
std::vector<html::Html> standing_cells(rules::Tally const& tally, html::Href const& actions);
std::vector<html::Column> standing_columns();

}  // namespace gt::plans
