#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "evidence/evidence.h"
#include "platform/core/id.h"
#include "platform/core/result.h"
#include "platform/db/db.h"

/// Anything that the thread can join, by its id alone; and the themes it belongs to.
namespace gt::plans {

struct Thing {
  std::string kind;  ///< "finding", "theme", "action", "evidence", a record's kind, or "pid"
  std::string id;
  std::string title;
  std::string number;   ///< as printed before the title; may be empty
  std::string address;  ///< its page
  bool is_ended = false;
};

/// At the transaction's authority; nothing when there is no such thing here, or it is evidence out of sight.
std::optional<Thing> find_thing(db::Transaction& transaction, std::string const& id,
                                evidence::Sight sight = evidence::Sight::everything);

/// The themes that a thing belongs to: itself, what it stands in, what links down to it. A role narrowed to themes may
/// change what one of its own reaches. Each theme once; O(links above it).
std::vector<std::string> themes_reaching(db::Transaction& transaction, std::string const& id);

/// Every link of the thing: `{"relation", "kind", "id", "title", "ended"}`, up and down. A link whose other end is gone
/// has a null title: a gap, not an absence. Evidence out of sight is left out.
nlohmann::json links_json(db::Transaction& transaction, std::string const& id, evidence::Sight sight);

/// Errors: invalid on `field` when the account may not sign in here.
Result<void> account_is_here(db::Transaction& transaction, std::string const& field, AccountId const& account);

}  // namespace gt::plans
