#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Enough reading of SQL to check rules about it: words and signs, not grammar.
namespace gt::test {

/// Words in lower case, parameters with their colon, `::` and single signs; quoted text as `'`, comments left out.
std::vector<std::string> sql_tokens(std::string_view sql);

struct Column {
  std::string name;
  std::string type;
};

/// Columns by table, from every `create table` and `alter table … add column`.
std::map<std::string, std::vector<Column>> tables_of(std::string_view migrations);

/// Of `tables`, those with a column `authority`: their rows belong to a council.
std::set<std::string> council_tables(std::map<std::string, std::vector<Column>> const& tables);

/// The council's tables that the query names and does not filter: it never binds `:authority`.
std::set<std::string> unfiltered_tables(std::string_view query, std::set<std::string> const& owned);

}  // namespace gt::test
