#pragma once

#include <optional>
#include <string>
#include <string_view>

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
  std::string theme{};       ///< an id, by itself or by way of its projects; "none" for actions in no theme
  std::string project{};     ///< an id
  std::string stage{};       ///< an id: what the stage holds, its themes' and projects' actions among it
  std::string finding{};     ///< an id; "none" for actions that answer no finding
  std::string status{};      ///< the rating "delivered": "not started", "on track", "at risk", "off track", "done"
  std::string difference{};  ///< the rating "difference made": "none", "activity", "output" … "outcome"
  std::string colour{};      ///< as the council's rule has it today: "blue", "green", "amber", "red", "grey", "purple"
  std::string owner{};       ///< by role, as written
  std::string account{};     ///< the owner's account, an id
  std::string due{};         ///< "late", "first" (late against the first date), "month", "quarter", "moved", "undated"
  std::string from{}, to{};  ///< due on these days or between, as typed or ISO

  /// Reads `theme`, `project`, `stage`, `finding`, `status`, `difference`, `colour`, `owner`, `account`, `due`, `from`,
  /// `to`.
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

/// What the queries of lists ask, named as in action_filter.part.sql. A day that cannot be read matches nothing. The
/// transaction is asked for the council's rule where a colour is chosen.
db::Params filter_params(db::Transaction& transaction, ActionFilter const& filter, Date today);

}  // namespace gt::plans
