#include "tests/store/sql_reading.h"

#include <algorithm>

#include "platform/core/text.h"

namespace gt::test {
namespace {

bool is_word_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

using Tokens = std::vector<std::string>;

/// The items between the bracket at `open` and its partner, each as its tokens; `open` moves past the end.
std::vector<Tokens> bracketed_items(Tokens const& tokens, std::size_t& open) {
  std::vector<Tokens> items(1);
  int depth = 0;
  for (; open < tokens.size(); ++open) {
    auto const& token = tokens[open];
    if (token == ")" && --depth == 0) break;
    if (token == "," && depth == 1)
      items.emplace_back();
    else if (depth > 0)
      items.back().push_back(token);
    if (token == "(") ++depth;
  }
  return items;
}

bool is_table_rule(std::string const& word) {
  static std::set<std::string> const words{"primary", "unique", "foreign", "check", "constraint"};
  return words.contains(word);
}

}  // namespace

Tokens sql_tokens(std::string_view sql) {
  Tokens tokens;
  for (std::size_t at = 0; at < sql.size();) {
    std::size_t end = at + 1;
    if (sql.substr(at, 2) == "--") {
      at = std::min(sql.find('\n', at), sql.size());
      continue;
    }
    if (sql.substr(at, 2) == "/*") {
      at = std::min(sql.find("*/", at), sql.size() - 2) + 2;
      continue;
    }
    if (sql[at] == '\'') {
      end = std::min(sql.find('\'', at + 1), sql.size() - 1) + 1;
      tokens.emplace_back("'");
    } else if (sql.substr(at, 2) == "::") {
      end = at + 2;
      tokens.emplace_back("::");
    } else if (is_word_part(sql[at]) || (sql[at] == ':' && end < sql.size() && is_word_part(sql[end]))) {
      while (end < sql.size() && is_word_part(sql[end])) ++end;
      tokens.push_back(lower_case(sql.substr(at, end - at)));
    } else if (sql[at] != ' ' && sql[at] != '\n' && sql[at] != '\t' && sql[at] != '\r') {
      tokens.emplace_back(1, sql[at]);
    }
    at = end;
  }
  return tokens;
}

std::map<std::string, std::vector<Column>> tables_of(std::string_view migrations) {
  auto const tokens = sql_tokens(migrations);
  std::map<std::string, std::vector<Column>> tables;
  auto starts_with = [&](std::size_t at, std::string_view first, std::string_view second) {
    return at + 3 < tokens.size() && tokens[at] == first && tokens[at + 1] == second;
  };
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (starts_with(at, "create", "table")) {
      at += 2;
      if (tokens[at] == "if") at += 3;
      auto& columns = tables[tokens[at++]];
      for (auto const& item : bracketed_items(tokens, at))
        if (item.size() > 1 && !is_table_rule(item[0])) columns.push_back({item[0], item[1]});
    } else if (starts_with(at, "alter", "table") && at + 6 < tokens.size() && tokens[at + 3] == "add" &&
               tokens[at + 4] == "column") {
      tables[tokens[at + 2]].push_back({tokens[at + 5], tokens[at + 6]});
    } else if (starts_with(at, "drop", "table")) {
      tables.erase(tokens[at + 2]);
    }
  }
  return tables;
}

std::set<std::string> council_tables(std::map<std::string, std::vector<Column>> const& tables) {
  std::set<std::string> owned;
  for (auto const& [table, columns] : tables)
    if (std::any_of(columns.begin(), columns.end(), [](Column const& column) { return column.name == "authority"; }))
      owned.insert(table);
  return owned;
}

std::set<std::string> unfiltered_tables(std::string_view query, std::set<std::string> const& owned) {
  auto const tokens = sql_tokens(query);
  std::set<std::string> named;
  auto is = [&](std::size_t at, std::string_view word) { return at < tokens.size() && tokens[at] == word; };
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at] == ":authority") return {};
    if (!is(at, "from") && !is(at, "join") && !is(at, "into") && !is(at, "update") && !is(at, "using")) continue;
    // A table, perhaps with another name, perhaps followed by a comma and the next: `from theme t, plan_action as a`.
    std::size_t next = at;
    do {
      if (++next < tokens.size() && owned.contains(tokens[next])) named.insert(tokens[next]);
      if (is(next + 1, "as")) ++next;
      if (!is(next + 1, ",")) ++next;
      ++next;
    } while (is(next, ","));
  }
  return named;
}

}  // namespace gt::test
