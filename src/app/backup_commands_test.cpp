#include "app/backup_commands.h"

#include <set>

#include <gmock/gmock.h>

#include "platform/db/whole.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

TEST(StoredFiles, OfEveryTableThatNamesThemAreBackedUpAndKept) {
  test::StorePlace const place{db::Engine::sqlite, test::Content::migrated};
  auto const listed = std::string(installation_of({}).stored_files.sqlite);
  // Hashes that are no file's: of the log's own entries.
  std::set<std::string> const others{"audit_entry", "audit_head"};
  int found = 0;
  for (auto const& table : db::Snapshot{place.location()}.tables())
    for (auto const& column : table.columns) {
      if (column != "hash" && column != "document_hash" && column != "file_hash" && column != "file") continue;
      if (others.contains(table.name)) continue;
      ++found;
      EXPECT_THAT(listed, testing::ContainsRegex(column + ".* from " + table.name + "\\b"))
          << table.name << "." << column << " names stored files: add it to src/app/sql/list_stored_files.sql, or its "
          << "files are taken for unused";
    }
  EXPECT_GE(found, 6);
}

}  // namespace
}  // namespace gt::app
