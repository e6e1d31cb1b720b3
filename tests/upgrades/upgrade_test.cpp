#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>

#include "app/backup_commands.h"
#include "platform/audit/audit.h"
#include "platform/backup/backup.h"
#include "platform/core/text.h"
#include "platform/db/connection.h"
#include "platform/db/whole.h"
#include "tests/support/store_test.h"

namespace gt::test {
namespace {

using testing::IsEmpty;
using testing::Not;

std::filesystem::path source() {
  auto const* folder = std::getenv("GOLDENTHREAD_SOURCE");
  return folder ? folder : ".";
}

std::string text_of(std::filesystem::path const& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Empty when the migration has no rows of its own.
std::string rows_after(db::Migration const& migration) {
  return text_of(source() / "tests/upgrades/rows" / (std::string(migration.name) + ".sql"));
}

struct Change {
  std::string migration;
  std::string what;  ///< a table or table.column
};

std::vector<Change> changes_on_purpose() {
  std::vector<Change> out;
  for (auto const& line : split_lines(text_of(source() / "tests/upgrades/changed.tsv"))) {
    if (line.empty() || line.front() == '#') continue;
    auto const cells = split(line, '\t');
    EXPECT_EQ(cells.size(), 3U) << line;
    out.push_back({cells[0], cells[1]});
  }
  return out;
}

using Lines = std::multiset<std::vector<std::string>>;

Lines lines_of(db::Snapshot& snapshot, std::string const& table, std::vector<std::string> const& columns) {
  std::string list;
  std::vector<std::string> names;
  for (auto const& each : columns) {
    names.push_back("c" + std::to_string(names.size()));
    list += (list.empty() ? "" : ", ") + ("cast(\"" + each + "\" as text) as " + names.back());
  }
  auto const sql = "select " + list + " from \"" + table + "\"";
  Lines out;
  for (auto const& row : snapshot.rows({"test/lines", sql, sql})) {
    std::vector<std::string> line;
    for (auto const& name : names) line.push_back(row.optional_text(name).value_or("(null)"));
    out.insert(std::move(line));
  }
  return out;
}

class Upgrade : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (!has_engine(GetParam())) {
      if (is_postgresql_required()) FAIL() << no_postgresql;
      GTEST_SKIP() << no_postgresql;
    }
  }

  static void migrate(db::Location const& location, std::span<db::Migration const> migrations) {
    auto const opened = db::Database::open(location, 1);
    ASSERT_TRUE(opened.has_value()) << opened.error().message;
    auto const applied = (*opened)->migrate(migrations);
    ASSERT_TRUE(applied.has_value()) << applied.error().message;
  }

  static backup::Installation installation(db::Location const& location) {
    return app::installation_of({location.folder.string(), location.postgresql, false});
  }

  /// Every row of `old` is in `fresh`, but for what a migration after `last` changes on purpose.
  void compare(db::Location const& old, db::Location const& fresh, std::string const& last) {
    std::set<std::string> changed;
    for (auto const& each : changes_on_purpose())
      if (each.migration > last) changed.insert(each.what);
    db::Snapshot before{old}, after{fresh};
    for (auto table : before.tables()) {
      if (changed.contains(table.name) || table.name == "audit_head") continue;
      SCOPED_TRACE(table.name);
      std::erase_if(table.columns, [&](auto const& each) { return changed.contains(table.name + "." + each); });
      auto const now = lines_of(after, table.name, table.columns);
      for (auto const& line : lines_of(before, table.name, table.columns))
        EXPECT_TRUE(now.contains(line)) << "a row is gone or altered: " << testing::PrintToString(line);
    }
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, Upgrade, engines(), engine_name);

TEST_P(Upgrade, FromEveryReleasedSchemaKeepsEveryRowAndTheLog) {
  StorePlace old{GetParam(), Content::nothing};
  db::FileStore const files{old.location().folder};
  files.store("a file");
  TemporaryFolder backups;
  std::vector<db::Migration> so_far;
  std::int64_t seconds = 1'795'000'000;
  for (auto const& migration : db::all_migrations()) {
    SCOPED_TRACE("upgraded from " + std::string(migration.name));
    so_far.push_back(migration);
    migrate(old.location(), so_far);
    if (HasFatalFailure()) return;
    if (auto const rows = rows_after(migration); !rows.empty()) db::Connection{old.location()}.run_script(rows);

    FixedClock const clock{Instant::from_unix_milliseconds(++seconds * 1000)};
    auto of_then = installation(old.location());
    of_then.version = "of then";
    of_then.migrations = so_far;
    // What named a file then is not asked of tables that came later.
    std::string_view const none =
        "select '' as hash, '' as kept_by, '' as record from schema_migration where name = ''";
    of_then.stored_files = {"test/none", none, none};
    auto const made = backup::make(of_then, backups.path(), clock, {});
    ASSERT_TRUE(made.has_value()) << made.error().message;
    ASSERT_THAT(made->manifest.faults, IsEmpty());

    StorePlace fresh{GetParam(), Content::nothing};
    auto const restored = backup::restore(made->folder, installation(fresh.location()), clock, {});
    ASSERT_TRUE(restored.has_value()) << restored.error().message;
    EXPECT_EQ(restored->migrated, static_cast<int>(db::all_migrations().size() - so_far.size()));
    compare(old.location(), fresh.location(), std::string(migration.name));
    auto const examined = backup::examine(installation(fresh.location()), backup::Unused::keep, {});
    ASSERT_TRUE(examined.has_value()) << examined.error().message;
    for (auto const& each : examined->findings) EXPECT_NE(each.grade, backup::Grade::fault) << each.words;
  }
  auto const last = db::Database::open(old.location(), 1);
  ASSERT_TRUE(last.has_value());
  EXPECT_TRUE((*last)->is_current(db::all_migrations()));
}

TEST_P(Upgrade, KeepsThePlansHistoryInItsNewTable) {
  std::vector<std::string> const columns{"authority", "sequence", "kind",    "record", "title", "at",
                                         "account",   "actor",    "channel", "verb",   "why",   "state"};
  StorePlace place{GetParam(), Content::nothing};
  std::vector<db::Migration> so_far;
  Lines before;
  for (auto const& migration : db::all_migrations()) {
    if (migration.name == "0039-history-states") {
      db::Snapshot then{place.location()};
      before = lines_of(then, "plan_history", columns);
    }
    so_far.push_back(migration);
    migrate(place.location(), so_far);
    if (auto const rows = rows_after(migration); !rows.empty()) db::Connection{place.location()}.run_script(rows);
  }
  ASSERT_THAT(before, Not(IsEmpty()));
  db::Snapshot now{place.location()};
  auto const after = lines_of(now, "record_history", columns);
  for (auto const& line : before) EXPECT_TRUE(after.contains(line)) << testing::PrintToString(line);
}

TEST_P(Upgrade, EveryTableOfAReleasedSchemaHasARow) {
  StorePlace place{GetParam(), Content::nothing};
  std::vector<db::Migration> so_far, released;
  for (auto const& migration : db::all_migrations()) {
    so_far.push_back(migration);
    if (!rows_after(migration).empty()) released = so_far;
  }
  ASSERT_THAT(released, Not(IsEmpty()));
  so_far.clear();
  for (auto const& migration : released) {
    so_far.push_back(migration);
    migrate(place.location(), so_far);
    if (auto const rows = rows_after(migration); !rows.empty()) db::Connection{place.location()}.run_script(rows);
  }
  for (auto const& table : db::Snapshot{place.location()}.tables()) {
    if (table.name.ends_with("_stamp")) continue;  // drawn by triggers
    EXPECT_GT(table.rows, 0) << table.name << " has no row in tests/upgrades/rows";
  }
}

}  // namespace
}  // namespace gt::test
