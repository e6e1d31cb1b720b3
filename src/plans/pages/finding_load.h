#pragma once

#include <vector>

#include "plans/lists/action_lists.h"
#include "plans/outside.h"
#include "plans/records/records.h"
#include "platform/pages/pages.h"

/// What the thread of a finding prints.
namespace gt::plans {

struct LoadedFinding {
  inspections::Finding finding;
  std::vector<Theme> all_themes;
  std::vector<Theme> themes;    ///< those that answer it
  Standing standing;            ///< of its actions
  std::vector<Action> actions;  ///< the first of them
  std::vector<Action> overdue;  ///< the latest of them
  std::vector<Action> loose;    ///< in no theme
  std::vector<Action> others;   ///< of a small plan: what it may be linked to
  bool is_small_plan = false;
  std::vector<Record> projects;              ///< by its own links and by way of its themes, each once
  std::vector<evidence::Evidence> evidence;  ///< of its actions, by number, each once
  BoardWords boards;                         ///< about it, its themes and projects
};
/// The finding that the address names. Errors: not_found.
Result<LoadedFinding> load_finding(pages::PageCall const& call, Outside const& outside);

}  // namespace gt::plans
