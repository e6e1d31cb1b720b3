#pragma once

#include "plans/importing/import_operations.h"
#include "platform/office/writer.h"
#include "platform/operations/operations.h"

namespace gt::plans {

/// Adds every operation of this slice: programme, themes, actions, links, coverage, trackers, which `read_sheet` reads,
/// and the plan as a document, which `writer` writes.
void add_operations(operations::Registry& registry, ReadSheet read_sheet,
                    office::Writer const& writer = office::Writer::installed());

}  // namespace gt::plans
