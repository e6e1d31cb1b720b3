#include <gmock/gmock.h>

#include "governance/sql.h"
#include "tests/support/large_boards.h"
#include "tests/support/large_programme.h"
#include "tests/support/query_plans.h"

// No query of a page may read a large register from end to end: of every council, or of a council by the order of a
// list for a few rows of one meeting.
namespace gt::governance {
namespace {

std::set<std::string> const large_tables{"board_record", "meeting",    "agenda_item",        "board_history",
                                         "board_link",   "rota_mark",  "planned_decision",   "meeting_paper",
                                         "plan_action",  "rota_rules", "meeting_paper_file", "thread_link"};

std::map<std::string, db::Value> const samples{{"limit", 100},
                                               {"offset", 0},
                                               {"sees_all", 0},
                                               {"sees_bodies", ""},
                                               {"ids", "{\"k7m2q9x4t8v3b6dp\":0}"},
                                               {"things", "{\"k7m2q9x4t8v3b6dp\":0}"},
                                               {"is_key", nullptr},
                                               {"kind", "promise"},
                                               {"meeting", "k7m2q9x4t8v3b6dp"},
                                               {"number", 1},
                                               {"version", 1},
                                               {"pence", 1},
                                               {"from", "2026-01-01"},
                                               {"to", "2026-12-31"},
                                               {"today", "2026-11-22"},
                                               {"due_before", nullptr},
                                               {"state", nullptr},
                                               {"not_state", nullptr},
                                               {"words", nullptr},
                                               {"theme", nullptr},
                                               {"item", nullptr}};

class BoardQueryPlans : public gt::test::QueryPlanTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    auto const day = Date::from_parts(2026, 11, 22).value();
    for (int number = 1; number <= 4; ++number) {
      auto const council = gt::test::make_large_council(database(), {3, 2, 8, 8, 4, 4}, number, day);
      gt::test::make_large_boards(database(), council.authority, {3, 1, 3, 3, 1, 1}, day);
      authority_ = council.authority;
    }
    analyze(authority_);
  }

  AuthorityId authority_ = AuthorityId::trusted("");
};

TEST_P(BoardQueryPlans, ReadNoLargeTableFromEndToEnd) {
  int asked = 0;
  for (auto const& query : sql::all_queries) {
    if (!is_read(query)) continue;
    ++asked;
    EXPECT_THAT(scanned(query, authority_, large_tables, samples), testing::IsEmpty()) << query.name;
  }
  EXPECT_GT(asked, 40);
}

INSTANTIATE_TEST_SUITE_P(Engines, BoardQueryPlans, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::governance
