#pragma once

#include "governance/calendars/calendar_operations.h"
#include "platform/office/writer.h"
#include "platform/operations/operations.h"

namespace gt::governance {

/// What operations use besides the database.
struct Tools {
  ReadSheet read_sheet;   ///< reads calendars of meetings
  office::Writer writer;  ///< makes files of minutes
};

/// Adds every operation of this slice.
void add_operations(operations::Registry& registry, Tools tools);

}  // namespace gt::governance
