#pragma once

#include "platform/sheet/archive.h"
#include "platform/sheet/workbook.h"

namespace gt::sheet {

/// Reads the workbook in an Office Open XML package. Throws Refused, also for packages that hold something else.
Workbook read_xlsx(Archive& archive, Limits const& limits);

}  // namespace gt::sheet
