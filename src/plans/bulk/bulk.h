#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plans/plan_store.h"
#include "platform/operations/operations.h"

/// One change to many actions: what it would do to each, and doing it.
namespace gt::plans {

inline constexpr std::size_t most_in_bulk = 5000;

/// "owner", "theme", "not theme", "project", "not project", "status", "date", "end".
struct BulkChange {
  std::vector<ActionId> actions;
  std::string filter;  ///< the part of the list's address instead: every action that it shows
  std::string change;
  std::string owner_role;
  std::optional<AccountId> owner_account;
  std::optional<ThemeId> theme;
  std::optional<RecordId> project;
  std::string status;  ///< "on track" or "off track"
  std::optional<Date> due;
  std::string reason;
};

/// What would become of one action.
struct BulkRow {
  Action action;
  std::string was, is;           ///< what changes, in words; may be empty
  std::string refusal;           ///< why it cannot be; empty when it can
  bool is_same = false;          ///< it is so already
  bool is_beyond_reach = false;  ///< refused because of the actor's role
  bool can() const { return refusal.empty() && !is_same; }
};
struct BulkPlan {
  std::vector<BulkRow> rows;
  std::string fingerprint;  ///< of the change and of every action's version: what a preview showed
  std::size_t can = 0, same = 0, refused = 0, beyond_reach = 0;
};

/// Errors: invalid with fields when the change itself is not complete; nothing is written.
Result<BulkPlan> plan_bulk_change(operations::Call& call, BulkChange const& input);

void add_bulk_operations(operations::Registry& registry);

}  // namespace gt::plans
