#pragma once

#include <functional>

#include "platform/operations/operations.h"
#include "platform/search/search.h"
#include "platform/sheet/sheet_reader.h"

namespace gt::funding {

/// Reads an untrusted worksheet: sheet::SheetReaderPool::read of a pool that was started before any thread.
using ReadSheet =
    std::function<tl::expected<sheet::Workbook, sheet::Failure>(FileContent const& bytes, std::string const& filename)>;

void add_operations(operations::Registry& registry, ReadSheet read_sheet);

/// For filling the search anew: the documents of one kind.
std::vector<search::Document> money_documents(db::Transaction& transaction, std::string const& kind);

}  // namespace gt::funding
