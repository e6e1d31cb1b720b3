#pragma once

#include <vector>

#include "platform/db/db.h"

namespace gt::test {

/// Every query of every slice that calls gt_embed_sql.
std::vector<db::Query> all_queries();

}  // namespace gt::test
