#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.h"
#include "platform/html/query.h"
#include "platform/operations/operations.h"

/// Saved views: the plan's list as somebody wants to see it again, by name. A view is the part of the list's address
/// after "?", so that it shows what the address shows.
namespace gt::plans {

using SavedViewId = Id<struct SavedViewTag>;

struct SavedView {
  SavedViewId id;
  AccountId account;  ///< whose it is
  std::string account_name;
  std::string name;
  std::string query;  ///< "status=at%20risk&sort=due"
  bool is_shared = false;
  std::int64_t version = 1;
  bool is_default = false;  ///< the one this person sees when they open the plan

  html::Href address() const { return html::Href{query.empty() ? "/plan?view=all" : "/plan?" + query}; }
};

/// The person's own and those shared with the council, own ones first, by name.
std::vector<SavedView> views_for(db::Transaction& transaction, AccountId const& account);
/// Only what lists of the plan know stays of an address's query, encoded; so a view never holds more.
std::string view_query(html::Query const& query);
/// Reads "a=b&c=d". Nothing when it cannot be one.
std::optional<html::Query> read_view_query(std::string_view text);

void add_view_operations(operations::Registry& registry);

}  // namespace gt::plans
