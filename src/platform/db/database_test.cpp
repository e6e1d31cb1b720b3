#include "platform/db/db.h"

#include <array>
#include <atomic>
#include <csignal>
#include <fstream>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <unistd.h>

#include "platform/db/id_list.h"
#include "tests/support/store_test.h"

namespace gt::db {
namespace {

using testing::HasSubstr;

constexpr Query one(std::string_view name, std::string_view text) { return {name, text, text}; }

constexpr Migration things{"0001-things",
                           "create table thing (id text primary key, authority text, amount bigint, note text);\n"
                           "-- a comment; with a semicolon\n"
                           "create table part (id text primary key, thing text not null references thing (id));\n"};

constexpr auto add_thing =
    one("add_thing", "insert into thing (id, authority, amount, note) values (:id, :authority, :amount, :note)");
constexpr auto list_things =
    one("list_things", "select id, amount, note from thing where authority = :authority order by id");
constexpr auto count_all =
    one("count_all", "select count(*) as total, sum(amount) as sum, avg(amount) as mean from thing");

class DatabaseTest : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (!test::has_engine(GetParam())) {
      if (test::is_postgresql_required()) FAIL() << test::no_postgresql;
      GTEST_SKIP() << test::no_postgresql;
    }
    place_ = std::make_unique<test::StorePlace>(GetParam(), test::Content::nothing);
    reopen();
    ASSERT_EQ(database_->migrate(std::array{things}).value(), 1);
  }
  void TearDown() override {
    database_.reset();
    place_.reset();
  }
  AuthorityId const& authority() const { return authority_; }
  AuthorityId const& other_authority() const { return other_authority_; }
  void reopen() {
    database_.reset();
    database_ = std::move(Database::open(place_->location(), 4).value());
  }
  void add(std::string id, Value amount, Value note = nullptr) {
    auto change = database_->change(authority());
    ASSERT_EQ(change.execute(add_thing, {{"id", std::move(id)}, {"amount", amount}, {"note", note}}), 1);
    change.commit();
  }

  std::unique_ptr<test::StorePlace> place_;
  std::unique_ptr<Database> database_;
  AuthorityId authority_ = AuthorityId::fresh();
  AuthorityId other_authority_ = AuthorityId::fresh();
};

TEST_P(DatabaseTest, GivesBackWhatWasStored) {
  add("a", std::int64_t{9007199254740993}, "Élodie said: 'now' ::text :name");
  add("b", nullptr, nullptr);
  auto read = database_->read(authority());
  auto rows = read.rows(list_things);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].text("id"), "a");
  EXPECT_EQ(rows[0].integer("amount"), 9007199254740993);
  EXPECT_EQ(rows[0].text("note"), "Élodie said: 'now' ::text :name");
  EXPECT_EQ(rows[1].optional_integer("amount"), std::nullopt);
  EXPECT_EQ(rows[1].optional_text("note"), std::nullopt);
}

TEST_P(DatabaseTest, ReadsExpressionsAsNumbers) {
  add("a", 3);
  add("b", 5);
  auto read = database_->read(authority());
  auto row = read.row(count_all);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->integer("total"), 2);
  EXPECT_EQ(row->integer("sum"), 8);
}

TEST_P(DatabaseTest, RollsBackWithoutCommit) {
  {
    auto change = database_->change(authority());
    change.execute(add_thing, {{"id", "a"}, {"amount", 1}, {"note", nullptr}});
  }
  auto read = database_->read(authority());
  EXPECT_TRUE(read.rows(list_things).empty());
}

TEST_P(DatabaseTest, KeepsTheCouncilsApart) {
  add("a", 1);
  auto read = database_->read(other_authority());
  EXPECT_TRUE(read.rows(list_things).empty());
}

TEST_P(DatabaseTest, NamesARepeatedKeyWithoutItsValue) {
  add("a-secret-key", 1);
  {
    auto change = database_->change(authority());
    try {
      change.execute(add_thing, {{"id", "a-secret-key"}, {"amount", 2}, {"note", nullptr}});
      FAIL();
    } catch (UniqueViolation const& fault) {
      EXPECT_THAT(fault.what(), HasSubstr("add_thing"));
      EXPECT_THAT(fault.what(), Not(HasSubstr("a-secret-key")));
    }
  }
  add("b", 2);  // the same statement on the same connection works again
  auto read = database_->read(authority());
  EXPECT_EQ(read.rows(list_things).size(), 2U);
}

TEST_P(DatabaseTest, EnforcesForeignKeys) {
  auto change = database_->change(authority());
  constexpr auto add_part = one("add_part", "insert into part (id, thing) values (:id, :thing)");
  EXPECT_THROW(change.execute(add_part, {{"id", "p"}, {"thing", "nowhere"}}), DatabaseError);
}

TEST_P(DatabaseTest, BindsANameAsOftenAsItIsUsed) {
  add("a", 1, "x");
  add("b", 2, "y");
  constexpr auto filtered = one("filtered",
                                "select id from thing -- it's :ignored here\n"
                                "where (cast(:note as text) is null or note = :note)\n"
                                "  and (cast(:least as bigint) is null or amount >= :least) and note <> ':note'\n"
                                "order by id limit :limit;");
  auto read = database_->read(std::nullopt);
  EXPECT_EQ(read.rows(filtered, {{"note", nullptr}, {"least", nullptr}, {"limit", 10}}).size(), 2U);
  EXPECT_EQ(read.rows(filtered, {{"note", nullptr}, {"least", nullptr}, {"limit", 1}}).size(), 1U);
  auto found = read.rows(filtered, {{"least", 2}, {"limit", 10}, {"note", "y"}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text("id"), "b");
  EXPECT_EQ(read.rows(filtered, {{"least", 2}, {"limit", 10}, {"note", "x"}}).size(), 0U);
}

TEST_P(DatabaseTest, FindsSeveralRowsByAListOfIds) {
  for (auto const* id : {"a", "b", "it's \"c\"", "d"}) add(id, 1);
  constexpr auto find_things = one("find_things",
                                   "select t.id as id from json_each(:ids) as asked cross join thing t "
                                   "where t.id = asked.key and t.authority = :authority order by t.id");
  auto found = [&](std::set<std::string> const& ids) {
    std::vector<std::string> out;
    auto const rows = database_->read(authority()).rows(find_things, {{"ids", id_list(ids)}});
    for (auto const& row : rows) out.push_back(row.text("id"));
    return out;
  };
  EXPECT_THAT(found({"b", "it's \"c\"", "nobody"}), testing::ElementsAre("b", "it's \"c\""));
  EXPECT_THAT(found({}), testing::IsEmpty());
  EXPECT_THAT(found({"\xff"}), testing::IsEmpty());
}

TEST_P(DatabaseTest, ComparesNumbersAsNumbers) {
  add("a", 1);
  constexpr auto more = one("more", "select count(*) as n from thing having count(*) > :limit and 10 > :limit");
  auto read = database_->read(std::nullopt);
  EXPECT_EQ(read.rows(more, {{"limit", 0}}).size(), 1U);
  EXPECT_EQ(read.rows(more, {{"limit", 1}}).size(), 0U);
}

TEST_P(DatabaseTest, ReturnsRowsFromAChange) {
  constexpr auto add_returning =
      one("add_returning", "insert into thing (id, amount) values (:id, :amount) returning id, amount + 1 as next");
  auto change = database_->change(authority());
  auto row = change.row(add_returning, {{"id", "a"}, {"amount", 41}});
  ASSERT_TRUE(row);
  EXPECT_EQ(row->integer("next"), 42);
  EXPECT_EQ(change.execute(add_returning, {{"id", "b"}, {"amount", 1}}), 1);
  EXPECT_EQ(change.execute(one("raise", "update thing set amount = amount + :by"), {{"by", 5}}), 2);
  change.commit();
  auto read = database_->read(std::nullopt);
  EXPECT_EQ(read.row(count_all)->integer("sum"), 52);
}

TEST_P(DatabaseTest, RefusesTextThatOneEngineWouldAlter) {
  auto change = database_->change(authority());
  EXPECT_THROW(change.execute(add_thing, {{"id", std::string("a\0b", 3)}, {"amount", 1}, {"note", nullptr}}),
               DatabaseError);
  auto second = database_->read(authority());
  EXPECT_THROW(second.rows(one("by_note", "select id from thing where note = :note"), {{"note", "\xC3("}}),
               DatabaseError);
}

TEST_P(DatabaseTest, DoesNotChangeInARead) {
  auto read = database_->read(authority());
  EXPECT_THROW(read.execute(add_thing, {{"id", "a"}, {"amount", 1}, {"note", nullptr}}), DatabaseError);
}

TEST_P(DatabaseTest, ShowsOneStateToAWholeRead) {
  add("a", 1);
  auto read = database_->read(authority());
  EXPECT_EQ(read.rows(list_things).size(), 1U);
  add("b", 2);
  EXPECT_EQ(read.rows(list_things).size(), 1U);
  EXPECT_EQ(database_->read(authority()).rows(list_things).size(), 2U);
}

TEST_P(DatabaseTest, LosesNoReadThenWriteOfEightThreads) {
  add("a", 0);
  constexpr auto get = one("get", "select amount from thing where id = :id");
  constexpr auto set = one("set", "update thing set amount = :amount where id = :id");
  // Two pools, as a server and a command beside it have.
  auto const second = std::move(Database::open(place_->location(), 4).value());
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 8; ++writer)
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 25; ++i) {
        auto change = (writer < 6 ? *database_ : *second).change(authority());
        auto const amount = change.row(get, {{"id", "a"}})->integer("amount");
        change.execute(set, {{"amount", amount + 1}, {"id", "a"}});
        change.commit();
      }
    });
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(database_->read(authority()).row(get, {{"id", "a"}})->integer("amount"), 200);
}

TEST_P(DatabaseTest, NamesWhatIsWrongWithAQuery) {
  EXPECT_TRUE(database_->prepare(list_things));
  auto refused = database_->prepare(one("wrong", "select nothing from thing where id = :id"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_THAT(refused.error().message, HasSubstr("nothing"));
}

using DatabaseDeathTest = DatabaseTest;

TEST_P(DatabaseDeathTest, KeepsWhatWasCommittedBeforeAKill) {
  GTEST_FLAG_SET(death_test_style, "fast");
  Location const location = place_->location();
  database_.reset();
  EXPECT_EXIT(
      {
        auto own = std::move(Database::open(location, 1).value());
        auto kept = own->change(authority());
        kept.execute(add_thing, {{"id", "kept"}, {"amount", 1}, {"note", nullptr}});
        kept.commit();
        auto unfinished = own->change(authority());
        unfinished.execute(add_thing, {{"id", "unfinished"}, {"amount", 1}, {"note", nullptr}});
        ::kill(::getpid(), SIGKILL);
      },
      testing::KilledBySignal(SIGKILL), "");
  reopen();
  auto rows = database_->read(authority()).rows(list_things);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].text("id"), "kept");
  add("next", 1);  // the killed writer's lock is gone
}

TEST_P(DatabaseDeathTest, StopsAtABugOfOurs) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  auto with = [&](std::optional<AuthorityId> council, Query const& query, Params const& params) {
    auto read = database_->read(council);
    for (auto const& row : read.rows(query, params)) static_cast<void>(row.text("id"));
  };
  constexpr auto by_id = one("by_id", "select note from thing where id = :id");
  EXPECT_DEATH(with(std::nullopt, list_things, {}), "list_things: names :authority in a transaction that has none");
  EXPECT_DEATH(with(authority(), by_id, {}), "by_id: no value is given for :id");
  EXPECT_DEATH(with(authority(), by_id, {{"id", "a"}, {"note", "b"}}), "a value is given for :note");
  EXPECT_DEATH(with(authority(), list_things, {{"authority", "b"}}), "a value is given for :authority");
}

using ServerTest = DatabaseTest;

TEST_P(ServerTest, NobodyWorksOnAnotherDatabaseBesideIt) {
  auto const folder = database_->folder();  // on PostgreSQL, as all tests of this name
  auto const beside = Database::open({folder, ""}, 1);
  ASSERT_FALSE(beside.has_value());
  EXPECT_THAT(beside.error().message, testing::HasSubstr("--postgresql or GOLDENTHREAD_POSTGRESQL"));
  EXPECT_FALSE(std::filesystem::exists(folder / "goldenthread.db"));
}

TEST_P(ServerTest, ConnectsAgainAfterTheServerHungUp) {
  add("a", 1);
  auto open_read = database_->read(authority());
  EXPECT_EQ(open_read.rows(list_things).size(), 1U);
  {
    Database& others = *database_;
    constexpr auto hang_up = one("hang_up",
                                 "select count(case when pg_terminate_backend(pid, 5000) then 1 end) as n from "
                                 "pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    EXPECT_GE(others.read(std::nullopt).row(hang_up)->integer("n"), 3);
  }
  EXPECT_THROW(open_read.rows(list_things), DatabaseError);
  std::vector<Transaction> reads;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(reads.emplace_back(database_->read(authority())).rows(list_things).size(), 1U);
  reads.clear();
  add("b", 2);
}

// The first question of a reading transaction travels with what begins it.
TEST_P(ServerTest, IsGoodAfterAFirstQuestionThatFailed) {
  add("a", 1);
  constexpr auto divide = one("divide", "select 1 / (amount - 1) as n from thing where authority = :authority");
  for (int i = 0; i < 8; ++i) {
    {
      auto read = database_->read(authority());
      EXPECT_THROW(read.rows(divide), DatabaseError);
    }
    auto asked_nothing = database_->read(authority());
    auto read = database_->read(authority());
    EXPECT_EQ(read.rows(list_things).size(), 1U);
    EXPECT_THROW(read.rows(divide), DatabaseError);
  }
  add("b", 2);
  auto read = database_->read(authority());
  EXPECT_EQ(read.rows(list_things).size(), 2U);
}

// What a reading transaction sees is settled by its first question, not by each.
TEST_P(ServerTest, SeesOneStateFromItsFirstQuestionOn) {
  add("a", 1);
  auto read = database_->read(authority());
  EXPECT_EQ(read.rows(list_things).size(), 1U);
  add("b", 2);
  EXPECT_EQ(read.rows(list_things).size(), 1U);
  auto later = database_->read(authority());
  EXPECT_EQ(later.rows(list_things).size(), 2U);
}

constexpr auto stamp_of_things =
    one("stamp_of_things", "select amount as stamp from thing where authority = :authority and id like 'stamp%'");

TEST_P(DatabaseTest, GivesRowsOneByOneAsItGivesThemTogether) {
  for (int number = 0; number < 40; ++number)
    add("a" + std::to_string(number), number % 3 == 0 ? Value(nullptr) : Value(number),
        number % 4 == 0 ? Value(nullptr) : Value(std::string(static_cast<std::size_t>(number), 'x')));
  auto read = database_->read(authority());
  auto const together = read.rows(list_things);
  std::size_t met = 0;
  read.each(list_things, {}, [&](Row const& row) {
    auto const& same = together.at(met++);
    EXPECT_EQ(row.text("id"), same.text("id"));
    EXPECT_EQ(row.optional_integer("amount"), same.optional_integer("amount"));
    EXPECT_EQ(row.optional_text("note"), same.optional_text("note"));
  });
  EXPECT_EQ(met, 40U);
}

TEST_P(DatabaseTest, KeepsWhatWasWorkedOutUntilTheStampIsAnother) {
  int made = 0;
  auto count = [&](Transaction& tx) {
    return *tx.kept<std::size_t>(stamp_of_things, [&] {
      ++made;
      return tx.rows(list_things).size();
    });
  };
  auto counted = [&](AuthorityId const& of) {
    auto read = database_->read(of);
    return count(read);
  };
  EXPECT_EQ(counted(authority()), 0U);
  EXPECT_EQ(counted(authority()), 0U);
  EXPECT_EQ(made, 2) << "without a stamp nothing is kept";

  add("stamp", 17);
  EXPECT_EQ(counted(authority()), 1U);
  EXPECT_EQ(counted(authority()), 1U);
  EXPECT_EQ(made, 3) << "kept";
  EXPECT_EQ(counted(other_authority()), 0U) << "of the other council, which has no stamp";
  EXPECT_EQ(made, 4);

  {
    auto change = database_->change(authority());
    change.execute(one("draw", "update thing set amount = 18 where authority = :authority and id = 'stamp'"));
    change.execute(add_thing, {{"id", "b"}, {"amount", 1}, {"note", nullptr}});
    EXPECT_EQ(count(change), 2U) << "a change sees its own rows";
    EXPECT_EQ(counted(authority()), 1U) << "and nobody else does";
  }
  EXPECT_EQ(counted(authority()), 1U) << "taken back";
}

// A connection is kept: after a change it may read, and a read still refuses to write.
TEST_P(DatabaseTest, RefusesToWriteInAReadAfterAChange) {
  for (int round = 0; round < 3; ++round) {
    for (int each = 0; each < 5; ++each) add("r" + std::to_string(round * 5 + each), 1);
    auto read = database_->read(authority());
    EXPECT_THROW(read.execute(add_thing, {{"id", "no"}, {"amount", 1}, {"note", nullptr}}), DatabaseError);
  }
  EXPECT_EQ(database_->read(authority()).rows(list_things).size(), 15U);
}

TEST_P(DatabaseTest, MigratesOnceAndInOrder) {
  constexpr Migration later{"0002-more", "alter table thing add column extra text;"};
  auto both = std::array{later, things};
  EXPECT_FALSE(database_->is_current(both));
  EXPECT_EQ(database_->migrate(both).value(), 1);
  EXPECT_EQ(database_->migrate(both).value(), 0);
  EXPECT_TRUE(database_->is_current(both));
  EXPECT_TRUE(database_->prepare(one("extra", "select extra from thing")));

  auto older = database_->migrate(std::array{things});
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().kind, ErrorKind::conflict);
  EXPECT_THAT(older.error().message, HasSubstr("newer than this program: it has the change 0002-more"));
  EXPECT_FALSE(database_->is_current(std::array{things}));
}

TEST_P(DatabaseTest, FindsAMigrationThatWasEdited) {
  constexpr Migration edited{"0001-things", "create table thing (id text primary key);"};
  auto refused = database_->migrate(std::array{edited});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("0001-things has a different text"));
}

TEST_P(DatabaseTest, KeepsNothingOfAMigrationThatFails) {
  constexpr Migration broken{"0002-broken", "create table whole (id text); create table half (id text, id text);"};
  EXPECT_THROW(static_cast<void>(database_->migrate(std::array{things, broken})), DatabaseError);
  EXPECT_FALSE(database_->prepare(one("whole", "select id from whole")));
  EXPECT_EQ(database_->migrate(std::array{things}).value(), 0);
}

TEST_P(DatabaseTest, LetsTwoMigratorsMeet) {
  constexpr Migration later{"0002-more", "alter table thing add column extra text;"};
  std::atomic<int> applied = 0;
  std::vector<std::thread> migrators;
  for (int i = 0; i < 4; ++i)
    migrators.emplace_back([&] { applied += database_->migrate(std::array{things, later}).value(); });
  for (auto& migrator : migrators) migrator.join();
  EXPECT_EQ(applied, 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, ServerTest, testing::Values(Engine::postgresql), test::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, DatabaseTest, test::engines(), test::engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, DatabaseDeathTest, test::engines(), test::engine_name);

TEST(Database, SaysWhatIsWrongWithThePlace) {
  test::TemporaryFolder folder;
  auto const file = folder.path() / "a-file";
  std::ofstream(file) << "not a folder";
  auto refused = Database::open({file, ""}, 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_THAT(refused.error().message, HasSubstr("is not a folder"));

  std::ofstream(folder.path() / "goldenthread.db") << "This is not a database, it is a long line of text.\n"
                                                   << std::string(2000, 'x');
  auto garbage = Database::open({folder.path(), ""}, 1);
  ASSERT_FALSE(garbage);
  EXPECT_THAT(garbage.error().message, HasSubstr("file is not a database"));

  auto no_server = Database::open({folder.path(), "host=" + folder.path().string() + " connect_timeout=2"}, 1);
  ASSERT_FALSE(no_server);
  EXPECT_THAT(no_server.error().message, HasSubstr("could not be opened"));
}

TEST(Database, IsMarkedAsInPostgresqlOnceThatHasAnswered) {
  test::TemporaryFolder folder;
  auto const mark = folder.path() / "goldenthread.postgresql";
  auto no_server = Database::open({folder.path(), "host=" + folder.path().string() + " connect_timeout=2"}, 1);
  ASSERT_FALSE(no_server);
  EXPECT_FALSE(std::filesystem::exists(mark));
  if (test::has_engine(Engine::postgresql)) {
    test::StorePlace const place{Engine::postgresql, test::Content::nothing};
    ASSERT_TRUE(Database::open({folder.path(), place.location().postgresql}, 1));
    EXPECT_TRUE(std::filesystem::exists(mark));
    EXPECT_FALSE(Database::open({folder.path(), ""}, 1));
    std::filesystem::remove(mark);
  }
  EXPECT_TRUE(Database::open({folder.path(), ""}, 1)) << "nothing was begun elsewhere";
}

TEST(Database, RefusesAServerThatCannotHoldEveryCharacter) {
  if (!test::has_engine(Engine::postgresql)) GTEST_SKIP() << test::no_postgresql;
  test::TemporaryFolder folder;
  test::StorePlace const latin{Engine::postgresql, test::Content::latin1};
  auto refused = Database::open({folder.path(), latin.location().postgresql}, 1);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("does not hold its text as UTF-8"));
}

TEST(Database, KeepsItsFilesToItsUser) {
  test::TemporaryFolder folder;
  auto opened = Database::open({folder.path() / "new", ""}, 1);
  ASSERT_TRUE(opened);
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(folder.path() / "new").permissions(), perms::owner_all);
  EXPECT_EQ(std::filesystem::status(folder.path() / "new" / "goldenthread.db").permissions(),
            perms::owner_read | perms::owner_write);
}

}  // namespace
}  // namespace gt::db
