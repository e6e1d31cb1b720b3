#include "tests/support/row_batch.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gt::test {

namespace {

// Longer statements gain nothing: finding each value by its name takes as long as is saved.
constexpr std::size_t rows_at_once = 25;

}  // namespace

RowBatch::RowBatch(std::string table, std::vector<std::string> columns, std::string ending)
    : table_{std::move(table)}, ending_{std::move(ending)}, columns_{std::move(columns)} {}

void RowBatch::add(std::vector<db::Value> row) {
  ENSURE(row.size() == columns_.size());
  rows_.push_back(std::move(row));
}

void RowBatch::flush(db::Transaction& transaction) {
  for (std::size_t from = 0; from < rows_.size(); from += rows_at_once)
    write(transaction, from, std::min(rows_at_once, rows_.size() - from));
  rows_.clear();
}

void RowBatch::write(db::Transaction& transaction, std::size_t from, std::size_t count) const {
  auto text = fmt::format("insert into {} (authority, {}) values ", table_, fmt::join(columns_, ", "));
  db::Params params;
  params.reserve(count * columns_.size());
  for (std::size_t row = 0; row < count; ++row) {
    text += row == 0 ? "(:authority" : ", (:authority";
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      auto name = fmt::format("v{}_{}", row, column);
      text += ", :" + name;
      params.push_back({std::move(name), rows_[from + row][column]});
    }
    text += ')';
  }
  text += ' ' + ending_;
  transaction.execute({"made rows", text, text}, params);
}

}  // namespace gt::test
