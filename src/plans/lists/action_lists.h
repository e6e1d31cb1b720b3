#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "plans/lists/action_filter.h"
#include "plans/plan_store.h"
#include "plans/rules/ratings.h"

/// Lists of actions and counts by what they belong to. They are filtered, sorted, paged and counted in what
/// lists/brief_plan.h keeps of the plan; whole actions are read for those alone that are shown. What an action belongs
/// to stands beside it (`Action::themes` …), kept by the links of thread/links.h.
namespace gt::plans {

inline constexpr int actions_on_page = 100;

std::int64_t count_actions(db::Transaction& transaction, ActionFilter const& filter, Date today);
/// Ids in the order asked for; at most `limit` from `offset`.
std::vector<ActionId> list_action_ids(db::Transaction& transaction, ActionFilter const& filter, ActionSort const& sort,
                                      Date today, std::int64_t limit, std::int64_t offset = 0);
/// Those of `ids` that are in the plan, in the order of `ids`. One query.
std::vector<Action> find_actions(db::Transaction& transaction, std::vector<ActionId> const& ids);
/// Whole actions in the order asked for.
std::vector<Action> list_actions(db::Transaction& transaction, ActionFilter const& filter, ActionSort const& sort,
                                 Date today, std::int64_t limit, std::int64_t offset = 0);
/// Not done and due from `from` to before `before`, the first due first.
std::vector<Action> open_actions_due(db::Transaction& transaction, Date from, Date before, int limit);

/// Where the filtered actions stand, by number, narrow: what a parent's ratings are taken from.
struct Standing {
  std::vector<rules::Child> children;
  std::map<std::string, std::int64_t> numbers;     ///< by id
  std::map<std::string, std::int64_t> by_finding;  ///< how many of them answer it
  std::vector<ActionId> overdue;                   ///< past the date that stands and not done, the longest first
  std::vector<ActionId> past_first;                ///< past the first date and not the one that stands, longest first
  std::vector<ActionId> loose;                     ///< in no theme
  std::size_t done = 0, late = 0;                  ///< late is against the first due date

  std::size_t all() const { return children.size(); }
  /// The first of them by number.
  std::vector<ActionId> first(std::size_t most) const;
};
Standing standing_of(db::Transaction& transaction, ActionFilter const& filter, Date today);

/// How many actions of a parent stand where.
struct ParentStanding {
  rules::Tally tally;
  std::int64_t overdue = 0;  ///< past the date that stands and not done
};
enum class ParentKind { theme, project, finding };
/// By the parent's id, for those that have actions; "" holds the actions that have no parent of the kind.
std::map<std::string, ParentStanding> standing_by(db::Transaction& transaction, ParentKind kind, Date today);

/// Which findings have a theme, and which an action, that is in the plan.
struct AnsweredFindings {
  std::set<std::string> by_theme, by_action;
  bool by_both(std::string const& finding) const { return by_theme.contains(finding) && by_action.contains(finding); }
};
AnsweredFindings answered_findings(db::Transaction& transaction);

/// Everyone who answers for an action in the plan, by role, sorted.
std::vector<std::string> owner_roles(db::Transaction& transaction);

/// Writes again what the actions belong to, after a link was made or taken away, or a theme or project was ended or
/// brought back. `thing` is an action, a project or a theme; anything else changes nothing.
void place_actions(db::Transaction& transaction, std::string const& thing);

}  // namespace gt::plans
