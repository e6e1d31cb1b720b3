#include <map>
#include <regex>
#include <set>

#include <gmock/gmock.h>

#include "plans/sql.h"
#include "tests/support/large_programme.h"
#include "tests/support/store_test.h"

// No query of a page may read a large table from end to end: each engine is asked how it would answer, with enough
// councils in the database for it to choose an index where there is one.
namespace gt::plans {
namespace {

std::set<std::string> const large_tables{"plan_action", "thread_link",      "progress_update", "plan_history",
                                         "date_change", "difference_claim", "plan_record",     "evidence",
                                         "finding",     "search_document"};

/// Why a query may: it is asked for by no page, or for the whole council at once.
std::map<std::string, std::string> const exempt{};

bool is_read(std::string const& sql) {
  std::smatch found;
  return std::regex_search(sql, found, std::regex("^(?:\\s*--[^\n]*\n)*\\s*(select|with)\\b"));
}

std::string without_comments(std::string const& sql) { return std::regex_replace(sql, std::regex("--[^\n]*"), ""); }

/// Values that a page would send; what a filter leaves open is null.
db::Params sample_params(std::string const& sql, std::string const& known_id) {
  static std::map<std::string, db::Value> const values{{"limit", 10},
                                                       {"offset", 0},
                                                       {"direction", 1},
                                                       {"sort", "due"},
                                                       {"ids", "[\"k7m2q9x4t8v3b6dp\"]"},
                                                       {"today", "2026-11-22"},
                                                       {"soon", "2026-12-22"},
                                                       {"begin", "2026-10-01T00:00:00Z"},
                                                       {"before", "2026-11-22T00:00:00Z"},
                                                       {"due_from", "2026-11-01"},
                                                       {"due_before", "2026-12-01"},
                                                       {"sequence", 10},
                                                       {"number", 5},
                                                       {"first", 1},
                                                       {"last", 100},
                                                       {"version", 1},
                                                       {"written_at", "2026-11-22T00:00:00Z"},
                                                       {"state", "sent"},
                                                       {"kind", "project"},
                                                       {"from_kind", "theme"},
                                                       {"to_kind", "action"},
                                                       {"sees_restricted", 1},
                                                       {"stage", nullptr},
                                                       {"status", nullptr}};
  db::Params params;
  std::set<std::string> seen{"authority"};
  std::regex const name("[^:]:([a-z_]+)");
  for (std::sregex_iterator each(sql.begin(), sql.end(), name), end; each != end; ++each) {
    auto const parameter = (*each)[1].str();
    if (!seen.insert(parameter).second) continue;
    auto found = values.find(parameter);
    params.push_back({parameter, found == values.end() ? db::Value(known_id) : found->second});
  }
  return params;
}

/// Alias -> table, for the large ones.
std::map<std::string, std::string> aliases_of(std::string const& sql) {
  std::map<std::string, std::string> out;
  std::regex const source(
      "\\b(?:from|join)\\s+([a-z_]+)(?:\\s+(?!on\\b|where\\b|join\\b|left\\b|order\\b|group\\b|limit\\b|union\\b)([a-z_"
      "]+))?");
  for (std::sregex_iterator each(sql.begin(), sql.end(), source), end; each != end; ++each) {
    auto const table = (*each)[1].str();
    if (!large_tables.contains(table)) continue;
    out[table] = table;
    if ((*each)[2].matched) out[(*each)[2].str()] = table;
  }
  return out;
}

class QueryPlans : public gt::test::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    auto const day = Date::from_parts(2026, 11, 22).value();
    for (int number = 1; number <= 12; ++number)
      council_ = gt::test::make_large_council(database(), {3, 8, 160, 320, 8, 8}, number, day);
    auto change = database().change(council_.authority);
    change.execute(db::Query{"analyze", "analyze", "analyze"});
    change.commit();
  }

  /// What the engine reads from end to end, by its own account. PostgreSQL rightly reads a table of a few hundred rows
  /// whole; it is asked what it would do if that were dear, as it is in a hub.
  std::vector<std::string> scanned(db::Query const& query) {
    bool is_sqlite = database().engine() == db::Engine::sqlite;
    auto const sql = without_comments(std::string(query.text(database().engine())));
    auto const text = (is_sqlite ? "explain query plan " : "explain (costs off) ") + sql;
    auto tx = database().read(council_.authority);
    constexpr std::string_view dear = "select set_config('enable_seqscan', 'off', true) as setting";
    if (!is_sqlite) tx.rows(db::Query{"dear", dear, dear}, {});
    std::vector<std::string> out;
    auto const aliases = aliases_of(sql);
    for (auto const& row : tx.rows(db::Query{query.name, text, text}, sample_params(sql, known_id_))) {
      auto const line = row.text(is_sqlite ? "detail" : "QUERY PLAN");
      std::smatch found;
      if (!std::regex_search(line, found, std::regex(is_sqlite ? "^SCAN ([a-z_]+)" : "Seq Scan on ([a-z_]+)")))
        continue;
      auto table = aliases.find(found[1].str());
      if (table != aliases.end()) out.push_back(table->second + ": " + line);
    }
    return out;
  }

  gt::test::LargeCouncil council_{AuthorityId::trusted(""), AccountId::trusted(""), AccountId::trusted(""), ""};
  std::string known_id_ = "k7m2q9x4t8v3b6dp";
};

TEST_P(QueryPlans, ReadNoLargeTableFromEndToEnd) {
  int asked = 0;
  for (auto const& query : sql::all_queries) {
    if (!is_read(std::string(query.text(database().engine())))) continue;
    if (exempt.contains(std::string(query.name))) continue;
    ++asked;
    EXPECT_THAT(scanned(query), testing::IsEmpty()) << query.name;
  }
  EXPECT_GT(asked, 60);
}

// The test sees a scan when there is one.
TEST_P(QueryPlans, AreSeenToScan) {
  constexpr std::string_view text =
      "select count(*) as actions from plan_action a where a.authority = :authority and a.note like 'x%' or a.note = "
      "''";
  EXPECT_THAT(scanned({"plans/scan", text, text}), testing::SizeIs(1));
}

INSTANTIATE_TEST_SUITE_P(Engines, QueryPlans, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
