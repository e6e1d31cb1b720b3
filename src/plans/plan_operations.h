#pragma once

#include "plans/importing/import_operations.h"
#include "platform/operations/operations.h"

namespace gt::plans {

/// Adds every operation of this slice: programme, themes, actions, links, coverage, trackers, which `read_sheet` reads.
void add_operations(operations::Registry& registry, ReadSheet read_sheet);

}  // namespace gt::plans
