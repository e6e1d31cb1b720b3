#pragma once

#include <string>
#include <vector>

#include "plans/plan_store.h"
#include "platform/html/query.h"

namespace gt::plans {

/// The filters of the plan, as the address gives them; an unknown value matches nothing, and the tag shows why.
struct ChosenActions {
  std::string theme, status, owner, finding, due;

  explicit ChosenActions(html::Query const& query);
};

/// What the filters show, in the plan's order: the page, the exports.
std::vector<Action const*> shown_actions(Plan const& plan, ChosenActions const& chosen, Date today);

}  // namespace gt::plans
