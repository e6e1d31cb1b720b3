#pragma once

#include <vector>

#include "plans/pages/thing_parts.h"
#include "plans/records/records.h"

namespace gt::plans {

/// What a record reaches by way of others: what it stands in, and what that is joined to, up to the findings; for an
/// organisation what its parts are joined to. `inside`: what stands in the record. A few queries for each step up.
std::vector<Joins::Line> joined_by_way(db::Transaction& transaction, Record const& record,
                                       std::vector<Record> const& inside);

}  // namespace gt::plans
