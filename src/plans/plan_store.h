#pragma once

#include <set>
#include <utility>

#include "plans/plans.h"

namespace gt::plans {

/// One kind of link, both ways. Ids as text.
class Links {
 public:
  void add(std::string from, std::string to) {
    forward_[from].push_back(to);
    backward_[to].push_back(from);
  }
  std::vector<std::string> const& from(std::string const& id) const { return at(forward_, id); }
  std::vector<std::string> const& to(std::string const& id) const { return at(backward_, id); }

 private:
  using Map = std::map<std::string, std::vector<std::string>>;
  static std::vector<std::string> const& at(Map const& map, std::string const& id) {
    static std::vector<std::string> const none;
    auto found = map.find(id);
    return found == map.end() ? none : found->second;
  }
  Map forward_, backward_;
};

/// The whole plan of one authority in memory, indexed; some thousand rows at most. Read in six queries.
struct Plan {
  std::optional<Programme> programme;
  std::vector<inspections::Finding> findings;
  std::vector<Theme> themes;
  std::vector<Action> actions;
  Links finding_theme;   ///< finding -> theme
  Links theme_action;    ///< theme -> action
  Links finding_action;  ///< finding -> action

  inspections::Finding const* finding(std::string const& id) const;
  Theme const* theme(std::string const& id) const;
  Action const* action(std::string const& id) const;
  /// In plan order; links to ended themes or actions are not shown.
  std::vector<Theme const*> themes_of_finding(std::string const& finding) const;
  std::vector<Theme const*> themes_of_action(std::string const& action) const;
  std::vector<Action const*> actions_of_theme(std::string const& theme) const;
  std::vector<Action const*> actions_of_finding(std::string const& finding) const;
  std::vector<inspections::Finding const*> findings_of_theme(std::string const& theme) const;
  std::vector<inspections::Finding const*> findings_of_action(std::string const& action) const;
};
Plan load_plan(db::Transaction& transaction);

/// Themes, actions and projects that were taken out and that these findings are still joined to, by the finding’s id:
/// gaps in the thread. Their address is the page that still tells of them.
std::map<std::string, std::vector<Thing>> taken_out_below(db::Transaction& transaction,
                                                          std::set<std::string> const& findings);

/// The projects among them, of every finding; one query.
std::map<std::string, std::vector<Thing>> projects_taken_out(db::Transaction& transaction);

/// An action from a row that has all of its columns.
Action action_of(db::Row const& row);
std::optional<Programme> find_programme(db::Transaction& transaction);
std::optional<Action> find_action(db::Transaction& transaction, ActionId const& id);
/// Actions joined beneath the thing by one link, not ended, by number; at most `limit`.
std::vector<Action> actions_under(db::Transaction& transaction, std::string const& id, int limit = 1'000'000);
/// Not done and not ended, the first due first, those without a date last; at most `limit`.
std::vector<Action> actions_owned_by(db::Transaction& transaction, AccountId const& owner, int limit);
/// Actions of the theme, by itself and by way of its projects, not ended, by number; each once.
std::vector<Action> actions_beneath_theme(db::Transaction& transaction, ThemeId const& theme);
std::optional<Theme> find_theme(db::Transaction& transaction, ThemeId const& id);
/// Which action has the council's own reference, also a taken out one.
struct Referenced {
  ActionId id;
  std::int64_t number;
};
std::optional<Referenced> action_with_reference(db::Transaction& transaction, std::string const& reference);
/// Among those in the plan.
std::optional<ActionId> action_numbered(db::Transaction& transaction, std::int64_t number);
/// Ids of the themes an action belongs to, by itself or by way of its projects.
std::vector<std::string> theme_ids_of_action(db::Transaction& transaction, ActionId const& id);

/// False when someone else changed it first.
bool save_programme(db::Transaction& transaction, Programme const& programme);
void insert_programme(db::Transaction& transaction, Programme const& programme);
std::int64_t insert_theme(db::Transaction& transaction, Theme const& theme);
bool save_theme(db::Transaction& transaction, Theme const& theme);
bool end_theme(db::Transaction& transaction, ThemeId const& id, std::int64_t version, Instant now);
std::int64_t insert_action(db::Transaction& transaction, Action const& action);
bool save_action(db::Transaction& transaction, Action const& action);
bool end_action(db::Transaction& transaction, ActionId const& id, std::int64_t version, Instant now);

/// Each returns whether anything changed.
bool link(db::Transaction& transaction, FindingId const& finding, ThemeId const& theme);
bool link(db::Transaction& transaction, ThemeId const& theme, ActionId const& action);
bool link(db::Transaction& transaction, FindingId const& finding, ActionId const& action);
bool unlink(db::Transaction& transaction, FindingId const& finding, ThemeId const& theme);
bool unlink(db::Transaction& transaction, ThemeId const& theme, ActionId const& action);
bool unlink(db::Transaction& transaction, FindingId const& finding, ActionId const& action);

}  // namespace gt::plans
