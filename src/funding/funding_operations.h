#pragma once

#include "platform/operations/operations.h"
#include "platform/search/search.h"

namespace gt::funding {

void add_operations(operations::Registry& registry);

/// For filling the search anew: the documents of one kind.
std::vector<search::Document> money_documents(db::Transaction& transaction, std::string const& kind);

}  // namespace gt::funding
