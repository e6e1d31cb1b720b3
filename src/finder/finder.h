#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/operations/operations.h"
#include "platform/pages/pages.h"
#include "platform/search/search.h"

/// The contract of the finder slice: one search over what every slice puts into platform/search.
namespace gt::finder {

/// A kind of record that can be found, as its slice tells it; app names them all.
struct Source {
  std::string kind;    ///< as in `search::Document::kind`
  std::string label;   ///< "Finding"
  std::string plural;  ///< "Findings"
  /// Every record of this kind of the transaction's council, for filling the search anew.
  std::function<std::vector<search::Document>(db::Transaction&)> documents;
};

/// Adds `search find` and `search rebuild`.
void add_operations(operations::Registry& registry, std::vector<Source> sources);

/// Adds `/search`.
void add_pages(pages::Site& site);

}  // namespace gt::finder
