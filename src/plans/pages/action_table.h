#pragma once

#include <map>
#include <string>
#include <vector>

#include "plans/lists/action_lists.h"
#include "plans/pages/plan_parts.h"

// Tables of actions with what they belong to, from what stands beside each action. For this slice.
namespace gt::plans {

/// What the ids beside an action stand for. A few dozen of each.
struct PlanNames {
  std::vector<Theme> themes;                                            ///< in plan order
  std::vector<inspections::Finding> findings;                           ///< newest inspection first
  std::map<std::string, inspections::Finding const*> findings_by_id{};  ///< into `findings`

  PlanNames() = default;
  PlanNames(std::vector<Theme> themes, std::vector<inspections::Finding> findings);
  PlanNames(PlanNames&&) = default;
  PlanNames& operator=(PlanNames&&) = default;
  PlanNames(PlanNames const&) = delete;
  PlanNames& operator=(PlanNames const&) = delete;

  Theme const* theme(std::string_view id) const;
  inspections::Finding const* finding(std::string const& id) const;
  /// In plan order.
  std::vector<Theme const*> themes_of(Action const& action) const;
  std::vector<inspections::Finding const*> findings_of(Action const& action) const;
};
PlanNames read_names(db::Transaction& transaction);

/// Action, owner, due, status, answers finding.
html::Table actions_table(PlanNames const& names, std::vector<Action> const& actions, Date today, std::string caption);

/// "Showing 100 of 512 actions. See them all", under a table that shows the first ones; nothing when it shows all.
html::Html all_of_them(std::size_t shown, std::size_t all, ActionFilter const& filter);

std::vector<html::Option> theme_options(std::vector<Theme> const& themes);
std::vector<html::Option> finding_options(std::vector<inspections::Finding> const& findings);

}  // namespace gt::plans
