#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plans/records/record_kinds.h"
#include "platform/db/db.h"

/// Which records belong to a theme, a project, a stage or a finding, for lists of one kind.
namespace gt::plans {

/// What records of the kind can belong to: of "theme", "project", "stage" and "finding", those that make sense for it.
std::vector<std::string_view> things_above(RecordKind const& kind);

/// Ids of the records of the kind that belong to the thing, among ids of other things: by its own links or by way of
/// its themes, projects and actions, and what stands in those; of goals and stages, those that it serves or falls in.
/// What only leads there through a theme or project that was taken out is left out. A few queries.
std::set<std::string> records_of_thing(db::Transaction& transaction, RecordKind const& kind, std::string const& thing);

}  // namespace gt::plans
