#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "plans/records/record_kinds.h"
#include "plans/thread/links.h"
#include "plans/thread/reach.h"

/// Names of many things in a few queries, for pages that print what something is joined to.
namespace gt::plans {

/// The other ends of the links of `self`, by id; evidence out of sight and what is no longer here are left out. Four
/// queries at most, whatever the number of links.
std::map<std::string, Thing> other_ends(db::Transaction& transaction, std::vector<ThreadLink> const& links,
                                        std::string const& self, evidence::Sight sight);

/// A record by name alone.
struct RecordName {
  std::string id;
  RecordKind const* kind;
  std::int64_t number;
  std::string title;
};
/// Those in the plan, by kind and number; of one kind when given.
std::vector<RecordName> record_names(db::Transaction& transaction, RecordKind const* kind = nullptr);
std::int64_t count_records(db::Transaction& transaction);

}  // namespace gt::plans
