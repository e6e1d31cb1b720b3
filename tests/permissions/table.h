#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gt::permissions {

/// How a role is held and, where the operation concerns a theme or a body, which one is asked about.
enum class Scope { everything, own_theme, other_theme, own_body, other_body };
inline constexpr std::array all_scopes{Scope::everything, Scope::own_theme, Scope::other_theme, Scope::own_body,
                                       Scope::other_body};
std::string_view scope_words(Scope scope);

/// One line of tests/permissions.tsv.
struct TableRow {
  std::string operation;
  bool by_token = false;
  std::map<std::string, std::string> cells;  ///< role to `any`, `new`, `all`, `theme`, `body`, `either`, `own` or `-`
};

/// tests/permissions.tsv as it stands.
struct Table {
  std::vector<std::string> roles;  ///< in the order of the columns
  std::vector<TableRow> rows;
};

/// Reads the table. Throws std::runtime_error naming the line that cannot be read.
Table read_table(std::string const& text);
/// tests/permissions.tsv of this tree.
Table permissions_table();

/// Whether the cell's word allows the operation in the scope.
bool allows(std::string const& cell, Scope scope);

}  // namespace gt::permissions
