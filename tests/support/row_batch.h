#pragma once

#include <string>
#include <vector>

#include "platform/db/db.h"

namespace gt::test {

/// Rows of one table of the transaction's council, written many at a time: for made data, where a statement for each
/// row would be most of the work.
class RowBatch {
 public:
  /// `columns` without authority. `ending` goes behind the rows, e.g. "on conflict do nothing".
  RowBatch(std::string table, std::vector<std::string> columns, std::string ending = "");

  /// One value for each column, kept until flush().
  void add(std::vector<db::Value> row);
  void flush(db::Transaction& transaction);

 private:
  void write(db::Transaction& transaction, std::size_t from, std::size_t count) const;

  std::string table_, ending_;
  std::vector<std::string> columns_;
  std::vector<std::vector<db::Value>> rows_;
};

}  // namespace gt::test
