#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "plans/lists/action_colours.h"
#include "plans/lists/brief_plan.h"
#include "platform/core/date.h"
#include "platform/core/result.h"
#include "platform/db/db.h"
#include "platform/html/query.h"

// Which actions a list shows and in which order, as an address or an operation says it. Used by the plan's list and its
// exports, bulk changes, saved views and the timeline: whoever lists actions takes one of these and asks
// lists/action_lists.h, so that all of them show the same rows.
namespace gt::plans {

/// Empty means any. A value that names nothing matches nothing, and the page's tag shows why.
struct ActionFilter {
  std::string words{};       ///< in the title, the reference or the owner's role, or the number
  std::string theme{};       ///< an id, by itself or by way of its projects; "none" for actions in no theme
  std::string project{};     ///< an id
  std::string stage{};       ///< an id: what the stage holds, its themes' and projects' actions among it
  std::string finding{};     ///< an id; "none" for actions that answer no finding
  std::string status{};      ///< as the column says it on the day, in small letters: "on track", "late" …
  std::string difference{};  ///< the rating "difference made": "none", "activity", "output" … "outcome"
  std::string colour{};      ///< as the council's rule has it today: "blue", "green", "amber", "red", "grey", "purple"
  std::string owner{};       ///< by role, as written
  std::string account{};     ///< the owner's account, an id
  std::string due{};         ///< "late", "first" (late against the first date), "month", "quarter", "moved", "undated"
  std::string from{}, to{};  ///< due on these days or between, as typed or ISO

  /// Reads `words`, `theme`, `project`, `stage`, `finding`, `status`, `difference`, `colour`, `owner`, `account`,
  /// `due`, `from`, `to`.
  static ActionFilter from_query(html::Query const& query);
  /// The same words, for a link to the list.
  html::Query to_query() const;
  bool is_empty() const;
  friend bool operator==(ActionFilter const&, ActionFilter const&) = default;
};

/// Errors: invalid, field `from` or `to`, when a day cannot be read.
Result<void> check_days(ActionFilter const& filter);

/// The keys that a list of actions can be sorted by: "number", "owner", "due", "first", "moved", "status",
/// "difference". Status puts off track first and done last.
struct ActionSort {
  std::string key = "number";
  bool is_descending = false;
};
bool is_sort_key(std::string_view key);
/// `?sort=key&order=desc`; by number when the key is unknown.
ActionSort sort_from_query(html::Query const& query);

/// Whether a filter shows an action of `plan`. A day that cannot be read matches nothing. The transaction is asked for
/// the council's rule where a colour is chosen, for what a stage holds, and for titles where words are asked for.
class ActionMatch {
 public:
  ActionMatch(db::Transaction& transaction, BriefPlan const& plan, ActionFilter const& filter, Date today);
  bool matches(BriefAction const& action);

 private:
  /// Which places of a list are asked for; nothing chosen means all.
  using Chosen = std::optional<std::vector<bool>>;

  bool is_nothing_ = false;
  std::optional<std::string_view> delivered_;
  DayNumber today_;
  std::optional<rules::Rung> difference_;
  Chosen owner_, account_, themes_, projects_, findings_;
  bool is_open_ = false, has_moved_ = false, is_undated_ = false;
  std::optional<DayNumber> due_from_, due_before_, first_due_before_;
  std::optional<std::unordered_set<std::string>> of_stage_;
  std::optional<std::unordered_set<std::int64_t>> with_words_;  ///< numbers
  std::optional<ColourMatch> colour_;
};

}  // namespace gt::plans
