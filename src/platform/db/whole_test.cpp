#include "platform/db/whole.h"

#include <algorithm>
#include <cerrno>
#include <map>
#include <utility>

#include <gmock/gmock.h>

#include "platform/db/cannot_write.h"
#include "platform/db/connection.h"
#include "platform/db/folder_lock.h"
#include "tests/support/store_test.h"

namespace gt::db {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Query same(std::string_view text) { return {"test/query", text, text}; }

class Whole : public test::StoreTest {
 protected:
  bool is_sqlite() const { return GetParam() == Engine::sqlite; }
  void make_things() const { make_things_in(location()); }
  static void make_things_in(Location const& where) {
    Connection{where}.run_script(
        "create table kind (id text primary key not null);"
        "create table thing (id text primary key not null, kind text references kind (id), words text);"
        "insert into kind (id) values ('a'); insert into thing (id, kind, words) values ('x', 'a', 'tab\tand \\ and "
        "’')");
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, Whole, test::engines(), test::engine_name);

TEST_P(Whole, SnapshotStandsStillWhileOthersGoOn) {
  make_things();
  Snapshot snapshot{location()};
  Connection{location()}.run_script("insert into thing (id, kind, words) values ('y', 'a', '')");
  EXPECT_EQ(snapshot.applied().size(), all_migrations().size());
  auto const tables = snapshot.tables();
  auto const thing = std::find_if(tables.begin(), tables.end(), [](auto const& each) { return each.name == "thing"; });
  ASSERT_NE(thing, tables.end());
  EXPECT_THAT(thing->columns, ElementsAre("id", "kind", "words"));
  EXPECT_EQ(thing->rows, 1);
  for (auto const& each : tables) EXPECT_THAT(each.name, testing::Not(HasSubstr("search_index"))) << "the engine's own";
}

TEST_P(Whole, NamesRowsThatReferToNothing) {
  make_things();
  EXPECT_THAT(structural_faults(location()), IsEmpty());
  if (!is_sqlite()) return;  // PostgreSQL lets nobody do this
  Connection{location()}.run_script("pragma foreign_keys = off; delete from kind");
  EXPECT_THAT(structural_faults(location()), ElementsAre(HasSubstr("1 of the rows of thing refer to rows of kind")));
}

TEST_P(Whole, RowsGoIntoAnotherSchemaWhichTakesThePlace) {
  if (is_sqlite()) return;  // a file takes a file's place there
  make_things();
  std::vector<Table> tables;
  std::map<std::string, std::string> texts;
  {
    Snapshot snapshot{location()};
    for (auto& each : snapshot.tables())
      if (each.name == "thing" || each.name == "kind") tables.push_back(std::move(each));
    for (auto const& each : tables) snapshot.copy_rows(each, [&](std::string_view line) { texts[each.name] += line; });
  }
  create_schema(location(), "beside");
  auto const beside = in_schema(location(), "beside");
  ASSERT_TRUE(beside.has_value());
  EXPECT_EQ(current_schema(*beside), "beside");
  make_things_in(*beside);
  load_rows(*beside, tables, [&](Table const& table) {
    return [text = texts[table.name]]() mutable { return std::exchange(text, ""); };
  });
  EXPECT_TRUE(swap_schemas(location(), "beside", "before"));
  EXPECT_EQ(Snapshot{location()}.rows(same("select words from thing")).at(0).text("words"), "tab\tand \\ and ’");
  EXPECT_THAT(list_schemas(location(), "bef"), ElementsAre("before"));
}

TEST_P(Whole, AFullDiskIsSaidInWordsAndLeavesWhatWasThere) {
  make_things();
  Connection connection{location()};
  if (is_sqlite())
    connection.run_script("pragma max_page_count = 1");  // no more than there are
  else
    connection.run_script(
        "create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'could not extend' "
        "using "
        "errcode = 'disk_full'; end $$; create trigger full_disk before insert on thing execute function full_disk()");
  connection.begin(Mode::change);
  auto const insert = same("insert into thing (id, words) values ('much', :words)");
  try {
    connection.execute(insert, {{"words", std::string(1 << 20, 'x')}}, std::nullopt);
    FAIL() << "there was room";
  } catch (CannotWrite const& fault) {
    EXPECT_THAT(fault.message(), HasSubstr("no room left"));
    EXPECT_THAT(fault.message(), HasSubstr("nothing was changed"));
  }
  connection.rollback();
  connection.begin(Mode::read);
  EXPECT_EQ(connection.rows(same("select id from thing"), {}, std::nullopt).size(), 1U);
  connection.rollback();
}

TEST(CannotWrite, IsThrownForWhatTheDiskCannotDo) {
  for (int number : {ENOSPC, EDQUOT, EFBIG, EROFS}) EXPECT_THROW(CannotWrite::throw_if_obstacle(number), CannotWrite);
  EXPECT_NO_THROW(CannotWrite::throw_if_obstacle(EACCES));
}

TEST(FolderLock, IsHeldTogetherOrAlone) {
  test::TemporaryFolder const folder;
  auto take = [&](Use use) { return FolderLock::take(folder.path() / "data", folder_in_use, use, "it is in use"); };
  {
    auto const one = take(Use::together), two = take(Use::together);
    ASSERT_TRUE(one.has_value() && two.has_value());
    auto const alone = take(Use::alone);
    ASSERT_FALSE(alone.has_value());
    EXPECT_EQ(alone.error().message, "it is in use");
  }
  auto const alone = take(Use::alone);
  ASSERT_TRUE(alone.has_value());
  EXPECT_FALSE(take(Use::together).has_value());
}

}  // namespace
}  // namespace gt::db
