#pragma once

#include "platform/operations/operations.h"

namespace gt::inspections {

/// `inspection record`: an inspection entered by hand from what another paper says of it.
void add_record_operation(operations::Registry& registry);

}  // namespace gt::inspections
