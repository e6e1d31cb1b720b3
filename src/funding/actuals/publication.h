#pragma once

#include "funding/actuals/postings.h"

/// What a council publishes of its spending under the transparency code.
namespace gt::funding {

/// From reference/publication_rules.tsv.
struct PublicationRule {
  std::string what;  ///< "spending", "contract", "grant"
  Money above;
  std::string source;
};
std::vector<PublicationRule> const& publication_rules();
PublicationRule const& publication_rule(std::string_view what);

struct PublishedSpending {
  PostingRow posting;
  std::string purpose;      ///< the line
  std::string beneficiary;  ///< “Withheld: a private person” where the code says so
  std::string category;
};
struct Publication {
  std::vector<PublishedSpending> spending;
  std::vector<Record> contracts, grants;
  std::int64_t without_supplier = 0;  ///< pay and the like, which the rule does not cover
};
/// Of the months from `from` to `until`; contracts and grants that began in them, or that say no day.
Publication publication(db::Transaction& transaction, Month from, Month until);

/// "money publication".
void add_publication_operations(operations::Registry& registry);

}  // namespace gt::funding
