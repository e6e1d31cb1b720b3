#pragma once

#include "platform/office/writer.h"
#include "platform/operations/operations.h"

namespace gt::governance {

/// "meeting document": the minutes or the action log of a meeting as a file, written by `writer`.
void add_minutes_operations(operations::Registry& registry, office::Writer const& writer);

}  // namespace gt::governance
