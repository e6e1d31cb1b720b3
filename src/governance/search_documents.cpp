#include "governance/search_documents.h"

#include "governance/meetings/meeting_store.h"
#include "governance/registers/entry_store.h"

namespace gt::governance {

std::vector<search::Document> entry_documents(db::Transaction& transaction, records::Kind const& kind) {
  std::vector<search::Document> out;
  for (auto const& each : list_entries(transaction, {.kind = kind.word}, Sight::of_nothing_private(), 1'000'000))
    if (!each.is_private) out.push_back(search_document(each));
  return out;
}

std::vector<search::Document> item_documents(db::Transaction& transaction) {
  std::vector<search::Document> out;
  for (auto const& each : all_items(transaction, Sight::of_nothing_private())) out.push_back(search_document(each));
  return out;
}

}  // namespace gt::governance
