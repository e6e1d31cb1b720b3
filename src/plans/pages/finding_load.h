#pragma once

#include <set>
#include <string>
#include <vector>

#include "plans/lists/action_lists.h"
#include "plans/outside.h"
#include "plans/records/records.h"
#include "platform/pages/pages.h"

/// What the thread of a finding prints.
namespace gt::plans {

struct LoadedFinding {
  inspections::Finding finding;
  std::string variant{};  ///< the rule of the colours
  std::vector<Theme> all_themes{};
  std::vector<Theme> themes{};            ///< those that answer it
  std::vector<Thing> themes_taken_out{};  ///< those that answered it: gaps
  Standing standing{};                    ///< of its actions
  std::vector<Action> actions{};          ///< the first of them
  std::vector<Thing> actions_taken_out{};
  std::vector<Action> overdue{};     ///< the latest of them
  std::vector<Action> past_first{};  ///< the longest past a first date that a later one has replaced
  std::vector<Action> loose{};       ///< in no theme
  std::vector<Action> unproven{};    ///< the first of those whose ratings rest on nothing that stands
  std::size_t all_unproven = 0;
  std::vector<Action> others{};  ///< of a small plan: what it may be linked to
  bool is_small_plan = false;
  std::vector<Record> projects{};              ///< by its own links and by way of its themes, each once
  std::set<std::string> cut_off{};             ///< ids of the projects that only a theme taken out leads to
  std::vector<Record> objectives{};            ///< of its themes and projects
  std::vector<Record> measures{};              ///< the success measures of those
  std::vector<evidence::Evidence> evidence{};  ///< of its actions, objectives and measures, by number, each once
  BoardWords boards{};                         ///< about it, its themes and projects, also those taken out
};
/// Errors: not_found.
Result<LoadedFinding> load_finding(pages::PageCall const& call, FindingId const& id, Outside const& outside);

}  // namespace gt::plans
