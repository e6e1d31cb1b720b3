#pragma once

#include <functional>
#include <string_view>

#include "platform/office/writer.h"
#include "platform/operations/operations.h"
#include "platform/pdf/pdf.h"

namespace gt::inspections {

/// Reads an untrusted document: pdf::ReaderPool::read of a pool that was started before any thread.
using ReadDocument = std::function<tl::expected<pdf::Text, pdf::Failure>(FileContent const& bytes)>;

/// Adds every operation of this slice; `read_document` reads the reports that are imported, `writer` makes files.
void add_operations(operations::Registry& registry, ReadDocument read_document,
                    office::Writer const& writer = office::Writer::installed());

}  // namespace gt::inspections
