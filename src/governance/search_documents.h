#pragma once

#include <vector>

#include "governance/governance.h"
#include "platform/search/search.h"

/// What the search holds of this slice: nothing that is private.
namespace gt::governance {

inline constexpr char const* kItemKind = "agenda item";

std::vector<search::Document> entry_documents(db::Transaction& transaction, records::Kind const& kind);
std::vector<search::Document> item_documents(db::Transaction& transaction);

}  // namespace gt::governance
