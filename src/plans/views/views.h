#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plans/records/record_kinds.h"
#include "platform/db/db.h"
#include "platform/html/query.h"
#include "platform/operations/operations.h"

/// Saved views: a list of the plan as somebody wants to see it again, by name. A view is the part of the list's address
/// after "?", so that it shows what the address shows. Of a list of records it begins with which:
/// "list=risks&score=15".
namespace gt::plans {

using SavedViewId = Id<struct SavedViewTag>;

/// The list that a view's query shows, narrowed as it says.
html::Href address_of_view(std::string const& query);
/// The kind of record whose list it shows; null for the plan's own list of actions.
RecordKind const* kind_of_view(std::string const& query);

struct SavedView {
  SavedViewId id;
  AccountId account;  ///< whose it is
  std::string account_name;
  std::string name;
  std::string query;  ///< "status=at%20risk&sort=due"
  bool is_shared = false;
  std::int64_t version = 1;
  bool is_default = false;  ///< the one this person sees when they open the plan

  html::Href address() const { return address_of_view(query); }
};

/// The person's own and those shared with the council, own ones first, by name.
std::vector<SavedView> views_for(db::Transaction& transaction, AccountId const& account);
/// Only what its list knows stays of an address's query, encoded; so a view never holds more. The list is the one that
/// `list` names ("risks"), else the plan's own.
std::string view_query(html::Query const& query);
/// The same for the list of a kind of record; of the plan's own when null.
std::string view_query(html::Query const& query, RecordKind const* kind);
/// Reads "a=b&c=d". Nothing when it cannot be one.
std::optional<html::Query> read_view_query(std::string_view text);

void add_view_operations(operations::Registry& registry);

}  // namespace gt::plans
