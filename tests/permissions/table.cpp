#include "tests/permissions/table.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::permissions {

namespace {

std::set<std::string> const cell_words{"any", "new", "all", "theme", "body", "either", "own", "-"};

[[noreturn]] void fail(std::size_t line, std::string const& what) {
  throw std::runtime_error(fmt::format("permissions.tsv, line {}: {}", line, what));
}

TableRow read_row(std::vector<std::string> const& cells, std::vector<std::string> const& roles, std::size_t line) {
  if (cells.size() != roles.size() + 2) fail(line, fmt::format("{} cells, not {}", cells.size(), roles.size() + 2));
  if (cells[1] != "yes" && cells[1] != "no") fail(line, "“token” must be yes or no");
  TableRow row{cells[0], cells[1] == "yes", {}};
  for (std::size_t i = 0; i < roles.size(); ++i) {
    auto const& word = cells[i + 2];
    if (!cell_words.contains(word)) fail(line, fmt::format("“{}” is no word of this table", word));
    row.cells[roles[i]] = word;
  }
  return row;
}

}  // namespace

std::string_view scope_words(Scope scope) {
  switch (scope) {
    case Scope::everything:
      return "for everything";
    case Scope::own_theme:
      return "for theme A, asked about theme A";
    case Scope::other_theme:
      return "for theme A, asked about theme B";
    case Scope::own_body:
      return "for body A, asked about body A";
    case Scope::other_body:
      return "for body A, asked about body B";
  }
  throw std::logic_error("no such scope");
}

Table read_table(std::string const& text) {
  Table table;
  std::set<std::string> seen;
  std::size_t number = 0;
  for (auto const& line : split_lines(text)) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    auto cells = split(line, '\t');
    if (table.roles.empty()) {
      if (cells.size() < 3 || cells[0] != "operation" || cells[1] != "token") fail(number, "the heading is not there");
      table.roles.assign(cells.begin() + 2, cells.end());
      continue;
    }
    table.rows.push_back(read_row(cells, table.roles, number));
    if (!seen.insert(cells[0]).second) fail(number, fmt::format("“{}” is here twice", cells[0]));
  }
  return table;
}

Table permissions_table() {
  auto const* root = std::getenv("GOLDENTHREAD_SOURCE");
  if (root == nullptr) throw std::runtime_error("GOLDENTHREAD_SOURCE is not set; run this by ctest.");
  std::ifstream in(std::string(root) + "/tests/permissions.tsv");
  if (!in) throw std::runtime_error("tests/permissions.tsv cannot be read.");
  return read_table({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
}

bool allows(std::string const& cell, Scope scope) {
  if (cell == "any" || cell == "new" || cell == "own") return true;
  if (cell == "all") return scope == Scope::everything;
  if (cell == "theme") return scope == Scope::everything || scope == Scope::own_theme;
  if (cell == "body") return scope == Scope::everything || scope == Scope::own_body;
  if (cell == "either") return scope == Scope::everything || scope == Scope::own_theme || scope == Scope::own_body;
  return false;
}

}  // namespace gt::permissions
