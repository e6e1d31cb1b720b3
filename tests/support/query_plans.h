#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/store_test.h"

namespace gt::test {

/// Asks each engine how it would answer a query, with enough councils in the database for it to choose an index where
/// there is one.
class QueryPlanTest : public StoreTest {
 protected:
  static bool is_read(db::Query const& query);
  /// What the engine reads from end to end of these tables, by its own account. PostgreSQL rightly reads a table of a
  /// few hundred rows whole; it is asked what it would do if that were dear, as it is in a hub. Parameters have the
  /// values of `samples`, as a page would send them, and some id where it says nothing.
  std::vector<std::string> scanned(db::Query const& query, AuthorityId const& authority,
                                   std::set<std::string> const& tables,
                                   std::map<std::string, db::Value> const& samples);
  void analyze(AuthorityId const& authority);
};

}  // namespace gt::test
