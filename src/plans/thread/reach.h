#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "evidence/evidence.h"
#include "plans/plans.h"
#include "platform/core/id.h"
#include "platform/core/result.h"
#include "platform/db/db.h"

/// Anything that the thread can join, by its id alone; and the themes it belongs to.
namespace gt::plans {

/// The themes that a thing belongs to: itself, what it stands in, what links down to it. A role narrowed to themes may
/// change what one of its own reaches. Each theme once; O(links above it).
std::vector<std::string> themes_reaching(db::Transaction& transaction, std::string const& id);

/// Themes and actions that were taken out and that these things are still joined down to, by the upper thing's id:
/// the gaps that lists of what is in the plan leave out. One query.
std::map<std::string, std::vector<Thing>> gaps_below(db::Transaction& transaction, std::set<std::string> const& ids);

/// Every link of the thing: `{"relation", "kind", "id", "title", "ended"}`, up and down. A link whose other end is gone
/// has a null title: a gap, not an absence. Evidence out of sight is left out.
nlohmann::json links_json(db::Transaction& transaction, std::string const& id, evidence::Sight sight);

}  // namespace gt::plans
