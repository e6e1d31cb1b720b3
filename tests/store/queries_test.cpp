#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include <gmock/gmock.h>

#include "platform/core/text.h"
#include "tests/store/all_queries.h"
#include "tests/store/sql_reading.h"
#include "tests/support/store_test.h"

namespace gt::test {
namespace {

std::string all_migration_text() {
  std::string text;
  for (auto const& each : db::all_migrations()) text += std::string(each.sql) + "\n";
  return text;
}

/// Query name -> why it may see every council: tests/store/without_authority.tsv.
std::map<std::string, std::string> queries_without_authority() {
  auto const* source = std::getenv("GOLDENTHREAD_SOURCE");
  std::ifstream file(std::string(source ? source : ".") + "/tests/store/without_authority.tsv");
  EXPECT_TRUE(file) << "tests/store/without_authority.tsv cannot be read";
  std::stringstream text;
  text << file.rdbuf();
  std::map<std::string, std::string> allowed;
  for (auto const& line : split_lines(text.str())) {
    if (line.empty() || line.front() == '#') continue;
    auto const cells = split(line, '\t');
    EXPECT_TRUE(cells.size() == 2 && !trimmed(cells[1]).empty()) << "a query and a reason are needed: " << line;
    EXPECT_TRUE(allowed.emplace(cells[0], cells.back()).second) << cells[0] << " is there twice";
  }
  return allowed;
}

std::vector<std::string_view> texts_of(db::Query const& query) {
  if (query.sqlite == query.postgresql) return {query.sqlite};
  return {query.sqlite, query.postgresql};
}

bool has_token(std::string_view sql, std::string_view token) {
  auto const tokens = sql_tokens(sql);
  return std::find(tokens.begin(), tokens.end(), token) != tokens.end();
}

TEST(Queries, FilterByCouncilOrSayWhyNot) {
  auto const owned = council_tables(tables_of(all_migration_text()));
  ASSERT_TRUE(owned.contains("audit_entry"));
  auto allowed = queries_without_authority();
  for (auto const& query : all_queries()) {
    bool filtered = true;
    for (auto text : texts_of(query)) {
      auto const tables = unfiltered_tables(text, owned);
      if (tables.empty()) continue;
      filtered = false;
      EXPECT_TRUE(allowed.contains(std::string(query.name)))
          << query.name << " reaches " << *tables.begin() << " of every council: filter by authority = :authority, or "
          << "give the reason in tests/store/without_authority.tsv";
    }
    if (!filtered) allowed.erase(std::string(query.name));
  }
  for (auto const& [name, reason] : allowed)
    ADD_FAILURE() << name << " is in tests/store/without_authority.tsv, but no query of that name needs it";
}

TEST(Queries, UseOnlyWhatMeansTheSameOnBothEngines) {
  for (auto const& query : all_queries()) {
    SCOPED_TRACE(query.name);
    for (auto text : texts_of(query)) {
      EXPECT_THAT(std::string(text), testing::Not(testing::ContainsRegex("select +([a-z_]+\\.)?\\*")))
          << "name the columns: a prepared statement outlives a migration";
      if (query.sqlite != query.postgresql) continue;
      EXPECT_FALSE(has_token(text, "::")) << "write cast(x as text)";
      for (auto const* word :
           {"ilike", "instr", "strpos", "group_concat", "string_agg", "strftime", "to_char", "printf", "ifnull", "iif",
            "glob", "true", "false", "now", "datetime", "current_timestamp"})
        EXPECT_FALSE(has_token(text, word))
            << word << " is not the same on both engines; see src/platform/db/README.md";
    }
  }
}

TEST(Queries, HaveTheSameParametersInBothTexts) {
  for (auto const& query : all_queries()) {
    auto parameters = [](std::string_view text) {
      std::set<std::string> found;
      for (auto const& token : sql_tokens(text))
        if (token.size() > 1 && token[0] == ':' && token[1] != ':') found.insert(token);
      return found;
    };
    EXPECT_EQ(parameters(query.sqlite), parameters(query.postgresql)) << query.name;
  }
}

TEST(Queries, HaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (auto const& query : all_queries()) EXPECT_TRUE(names.insert(query.name).second) << query.name;
  EXPECT_FALSE(names.empty());
}

TEST(Migrations, UseTextAndBigintOnly) {
  for (auto const& [table, columns] : tables_of(all_migration_text()))
    for (auto const& column : columns)
      EXPECT_TRUE(column.type == "text" || column.type == "bigint")
          << table << "." << column.name << " is " << column.type << "; see src/platform/db/README.md";
}

TEST(Migrations, HaveANumberEach) {
  std::set<std::string_view> numbers;
  for (auto const& each : db::all_migrations())
    EXPECT_TRUE(numbers.insert(each.name.substr(0, 4)).second) << each.name << ": the number is taken";
}

using Store = StoreTest;

TEST_P(Store, PreparesEveryQuery) {
  EXPECT_TRUE(database().is_current(db::all_migrations()));
  for (auto const& query : all_queries()) {
    auto prepared = database().prepare(query);
    EXPECT_TRUE(prepared) << query.name << ": " << prepared.error().message;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, Store, engines(), engine_name);

}  // namespace
}  // namespace gt::test
