#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "platform/operations/operations.h"
#include "platform/sheet/sheet_reader.h"

namespace gt::governance {

/// Reads an untrusted workbook or calendar: sheet::SheetReaderPool::read of a pool that was started before any thread.
using ReadSheet =
    std::function<tl::expected<sheet::Workbook, sheet::Failure>(FileContent const& bytes, std::string const& filename)>;

/// "meeting check-calendar" and "meeting import-calendar".
void add_calendar_operations(operations::Registry& registry, ReadSheet read_sheet);

}  // namespace gt::governance
