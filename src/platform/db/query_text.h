#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gt::db {

/// A query's text as the engines take it.
struct QueryText {
  /// Without comments (SOCI looks for parameters inside them) and without a closing semicolon.
  std::string sql;
  /// The `:names` in order of first use, each once. Quoted text, quoted identifiers and `::` hold none.
  std::vector<std::string> names;
};

QueryText parse_query(std::string_view text);

/// Whether the bytes are UTF-8 without NUL: what both engines store unchanged.
bool is_storable_text(std::string_view text);

}  // namespace gt::db
