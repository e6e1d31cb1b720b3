#pragma once

#include "platform/operations/operations.h"
#include "platform/pdf/pdf.h"

namespace gt::inspections {

/// Adds every operation of this slice. The pool must outlive the registry; it reads the reports that are imported.
void add_operations(operations::Registry& registry, pdf::ReaderPool& pool);

}  // namespace gt::inspections
