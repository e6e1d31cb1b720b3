#include <map>
#include <set>

#include <gmock/gmock.h>

#include "plans/sql.h"
#include "platform/history/sql.h"
#include "tests/support/large_programme.h"
#include "tests/support/query_plans.h"

// No query of a page may read a large table from end to end: each engine is asked how it would answer, with enough
// councils in the database for it to choose an index where there is one.
namespace gt::plans {
namespace {

std::set<std::string> const large_tables{"plan_action", "thread_link",      "progress_update", "record_history",
                                         "date_change", "difference_claim", "plan_record",     "evidence",
                                         "finding",     "search_document"};

/// Why a query may: it is asked for by no page, or for the whole council at once.
std::map<std::string, std::string> const exempt{};

/// Values that a page would send; what a filter leaves open is null.
std::map<std::string, db::Value> const samples{{"limit", 10},
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

class QueryPlans : public gt::test::QueryPlanTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    auto const day = Date::from_parts(2026, 11, 22).value();
    for (int number = 1; number <= 12; ++number)
      council_ = gt::test::make_large_council(database(), {3, 8, 160, 320, 8, 8}, number, day);
    analyze(council_.authority);
  }

  std::vector<std::string> scanned(db::Query const& query) {
    return QueryPlanTest::scanned(query, council_.authority, large_tables, samples);
  }

  gt::test::LargeCouncil council_{AuthorityId::trusted(""), AccountId::trusted(""), AccountId::trusted(""), ""};
};

TEST_P(QueryPlans, ReadNoLargeTableFromEndToEnd) {
  int asked = 0;
  for (auto const& query : sql::all_queries) {
    if (!is_read(query)) continue;
    if (exempt.contains(std::string(query.name))) continue;
    ++asked;
    EXPECT_THAT(scanned(query), testing::IsEmpty()) << query.name;
  }
  EXPECT_GT(asked, 60);
}

TEST_P(QueryPlans, OfHistoriesReadNoneEither) {
  for (auto const& query : history::sql::all_queries) {
    if (!is_read(query)) continue;
    EXPECT_THAT(scanned(query), testing::IsEmpty()) << query.name;
  }
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
