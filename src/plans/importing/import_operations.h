#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "platform/operations/operations.h"
#include "platform/sheet/sheet_reader.h"

namespace gt::plans {

/// Reads an untrusted worksheet: sheet::SheetReaderPool::read of a pool that was started before any thread.
using ReadSheet =
    std::function<tl::expected<sheet::Workbook, sheet::Failure>(FileContent const& bytes, std::string const& filename)>;

/// "tracker read", "tracker list", "tracker show", "tracker confirm", "tracker discard".
void add_import_operations(operations::Registry& registry, ReadSheet read_sheet);

}  // namespace gt::plans
