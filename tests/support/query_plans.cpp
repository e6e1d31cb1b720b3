#include "tests/support/query_plans.h"

#include <regex>

namespace gt::test {

namespace {

std::string without_comments(std::string const& sql) { return std::regex_replace(sql, std::regex("--[^\n]*"), ""); }

db::Params sample_params(std::string const& sql, std::map<std::string, db::Value> const& samples) {
  constexpr auto some_id = "k7m2q9x4t8v3b6dp";
  db::Params params;
  std::set<std::string> seen{"authority"};
  std::regex const name("[^:]:([a-z_]+)");
  for (std::sregex_iterator each(sql.begin(), sql.end(), name), end; each != end; ++each) {
    auto const parameter = (*each)[1].str();
    if (!seen.insert(parameter).second) continue;
    auto found = samples.find(parameter);
    params.push_back({parameter, found == samples.end() ? db::Value(some_id) : found->second});
  }
  return params;
}

/// Alias -> table, for those that are asked about.
std::map<std::string, std::string> aliases_of(std::string const& sql, std::set<std::string> const& tables) {
  std::map<std::string, std::string> out;
  std::regex const source(
      "\\b(?:from|join)\\s+([a-z_]+)(?:\\s+(?!on\\b|where\\b|join\\b|left\\b|order\\b|group\\b|limit\\b|union\\b)([a-z_"
      "]+))?");
  for (std::sregex_iterator each(sql.begin(), sql.end(), source), end; each != end; ++each) {
    auto const table = (*each)[1].str();
    if (!tables.contains(table)) continue;
    out[table] = table;
    if ((*each)[2].matched) out[(*each)[2].str()] = table;
  }
  return out;
}

}  // namespace

bool QueryPlanTest::is_read(db::Query const& query) {
  std::string const sql(query.sqlite);
  return std::regex_search(sql, std::regex("^(?:\\s*--[^\n]*\n)*\\s*(select|with)\\b"));
}

std::vector<std::string> QueryPlanTest::scanned(db::Query const& query, AuthorityId const& authority,
                                                std::set<std::string> const& tables,
                                                std::map<std::string, db::Value> const& samples) {
  bool is_sqlite = database().engine() == db::Engine::sqlite;
  auto const sql = without_comments(std::string(query.text(database().engine())));
  auto const text = (is_sqlite ? "explain query plan " : "explain (costs off) ") + sql;
  auto tx = database().read(authority);
  constexpr std::string_view dear = "select set_config('enable_seqscan', 'off', true) as setting";
  if (!is_sqlite) tx.rows(db::Query{"dear", dear, dear}, {});
  std::vector<std::string> out;
  auto const aliases = aliases_of(sql, tables);
  for (auto const& row : tx.rows(db::Query{query.name, text, text}, sample_params(sql, samples))) {
    auto const line = row.text(is_sqlite ? "detail" : "QUERY PLAN");
    std::smatch found;
    if (!std::regex_search(
            line, found,
            std::regex(is_sqlite ? "^(?:SCAN ([a-z_]+)|SEARCH ([a-z_]+) USING AUTOMATIC)" : "Seq Scan on ([a-z_]+)")))
      continue;
    // An index that SQLite makes for the one query reads the table from end to end as well.
    auto table = aliases.find(found[1].matched ? found[1].str() : found[2].str());
    if (table != aliases.end()) out.push_back(table->second + ": " + line);
  }
  return out;
}

void QueryPlanTest::analyze(AuthorityId const& authority) {
  auto change = database().change(authority);
  change.execute(db::Query{"analyze", "analyze", "analyze"});
  change.commit();
}

}  // namespace gt::test
