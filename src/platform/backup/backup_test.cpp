#include "platform/backup/backup.h"

#include <atomic>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "platform/audit/audit.h"
#include "platform/backup/disk.h"
#include "platform/backup/places.h"
#include "platform/db/folder_lock.h"
#include "platform/db/sha256.h"
#include "tests/support/store_test.h"

namespace gt::backup {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Instant at(std::int64_t seconds) { return Instant::from_unix_milliseconds(1'795'000'000'000 + seconds * 1000); }

/// Every entry of the log stands for a record that keeps the file named in its summary.
constexpr std::string_view uses =
    "select summary as hash, 'a record' as kept_by, cast(sequence as text) as record from audit_entry";

void age(std::filesystem::path const& path) {
  std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
}

void write_over(std::filesystem::path const& path, std::string const& text) {
  std::filesystem::remove(path);
  std::ofstream(path, std::ios::binary) << text;
}

class Backup : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (!test::has_engine(GetParam())) {
      if (test::is_postgresql_required()) FAIL() << test::no_postgresql;
      GTEST_SKIP() << test::no_postgresql;
    }
    place_ = std::make_unique<test::StorePlace>(GetParam(), test::Content::migrated);
  }

  db::Location const& location() const { return place_->location(); }
  std::filesystem::path const& data() const { return place_->location().folder; }
  std::filesystem::path backups() const { return other_.path() / "backups"; }
  bool is_sqlite() const { return GetParam() == db::Engine::sqlite; }

  Installation installation() const {
    return {location(), "1.2.3", db::all_migrations(), {"test/uses", uses, uses}, {"goldenthread.conf"}};
  }

  static std::unique_ptr<db::Database> open(db::Location const& where) {
    auto opened = db::Database::open(where, 2);
    EXPECT_TRUE(opened.has_value()) << opened.error().message;
    return std::move(*opened);
  }

  /// A record with its file, as an operation keeps them. Returns the file's hash.
  std::string keep(db::Database& database, std::string const& bytes) const {
    auto change = database.change(council_);
    auto hash = db::FileStore{data()}.store(bytes);
    audit::Entry entry;
    entry.at = at(0);
    entry.actor = "A clerk";
    entry.channel = "page";
    entry.operation = "test keep";
    entry.summary = hash;
    audit::append(change, entry);
    change.commit();
    return hash;
  }
  std::string keep(std::string const& bytes) const { return keep(*open(location()), bytes); }

  static audit::Verified log_of(db::Location const& where) {
    auto found = audit::verify(*open(where));
    EXPECT_TRUE(found.has_value()) << found.error().message;
    return found.value_or(audit::Verified{});
  }

  Made make_at(std::int64_t seconds) const {
    auto made = make(installation(), backups(), FixedClock{at(seconds)}, {});
    EXPECT_TRUE(made.has_value()) << made.error().message;
    return made.value_or(Made{});
  }
  Result<Restored> restore_at(std::filesystem::path const& folder, std::int64_t seconds) const {
    return restore(folder, installation(), FixedClock{at(seconds)}, {});
  }
  std::string refusal_of_restore(std::filesystem::path const& folder) const {
    auto restored = restore_at(folder, 500);
    return restored ? "it was restored" : restored.error().message;
  }
  Examination examined(Unused unused = Unused::keep) const {
    auto found = examine(installation(), unused, {});
    EXPECT_TRUE(found.has_value()) << found.error().message;
    return found.value_or(Examination{});
  }
  static std::string words_of(Examination const& examination, Grade grade) {
    std::string out;
    for (auto const& each : examination.findings)
      if (each.grade == grade) out += each.words + "\n";
    return out;
  }
  std::vector<std::string> names_in(std::filesystem::path const& folder) const {
    std::vector<std::string> out;
    for (auto const& each : std::filesystem::directory_iterator(folder)) out.push_back(each.path().filename().string());
    return out;
  }

  std::unique_ptr<test::StorePlace> place_;
  test::TemporaryFolder other_;
  AuthorityId council_ = AuthorityId::fresh();
};

INSTANTIATE_TEST_SUITE_P(Engines, Backup, test::engines(), test::engine_name);

TEST_P(Backup, GoesBackToWhatItHoldsAndKeepsWhatWasThere) {
  auto const report = keep("the report");
  std::ofstream(data() / "goldenthread.conf") << "public-address = https://one.example\n";
  auto const then = log_of(location());
  auto const made = make_at(10);
  EXPECT_EQ(made.folder.filename(), "goldenthread-" + time_for_name(at(10)));
  EXPECT_EQ(made.manifest.audit_entries, 1);
  EXPECT_EQ(made.manifest.audit_hash, then.hash);
  ASSERT_THAT(made.manifest.councils, SizeIs(1));
  EXPECT_EQ(made.manifest.councils[0].authority, council_.text());
  EXPECT_EQ(made.manifest.councils[0].hash, then.hash);
  EXPECT_THAT(names_in(backups()), SizeIs(1)) << "nothing unfinished is left";

  auto const later = keep("a later paper");
  std::filesystem::remove(data() / name_of(report));
  write_over(data() / "goldenthread.conf", "public-address = https://two.example\n");
  auto const restored = restore_at(made.folder, 20);
  ASSERT_TRUE(restored.has_value()) << restored.error().message;

  // The backup's entry, and one that says that it was restored.
  auto const now = log_of(location());
  EXPECT_EQ(now.entries, 2);
  EXPECT_EQ(db::FileStore{data()}.load(report).value_or(""), "the report");
  EXPECT_THAT(restored->left_settings, testing::ElementsAre("goldenthread.conf"));
  // What was there can be gone back to.
  auto const kept = is_sqlite() ? db::Location{restored->kept, ""}
                                : db::in_schema(location(), restored->kept_schema).value_or(db::Location{});
  EXPECT_EQ(log_of(kept).entries, 2);
  EXPECT_EQ(db::FileStore{restored->kept}.load(later).value_or(""), "a later paper");
  EXPECT_EQ(words_of(examined(), Grade::fault), "");
  // And it goes on from there.
  keep("after the restore");
  EXPECT_EQ(log_of(location()).entries, 3);
}

TEST_P(Backup, TakesThePlaceOfADatabaseThatIsDamaged) {
  if (!is_sqlite()) return;  // PostgreSQL keeps its own files
  keep("the report");
  auto const made = make_at(10);
  write_over(data() / database_file, "this is no database");
  write_over(data() / (std::string(database_file) + "-wal"), "and this is no log of one");
  auto const restored = restore_at(made.folder, 20);
  ASSERT_TRUE(restored.has_value()) << restored.error().message;
  EXPECT_EQ(log_of(location()).entries, 2);
  EXPECT_EQ(read_whole(restored->kept / database_file), "this is no database");
  EXPECT_EQ(words_of(examined(), Grade::fault), "");
}

TEST_P(Backup, IsProvedWithoutTouchingTheData) {
  keep("the report");
  auto const made = make_at(10);
  keep("a later paper");
  test::TemporaryFolder scratch;
  auto const proved = prove(made.folder, installation(), scratch.path(), {});
  ASSERT_TRUE(proved.has_value()) << proved.error().message;
  EXPECT_EQ(proved->manifest.stored_files(), 1);
  EXPECT_EQ(proved->migrated, 0);
  EXPECT_THAT(names_in(scratch.path()), IsEmpty());
  EXPECT_EQ(log_of(location()).entries, 2);
  EXPECT_EQ(words_of(examined(), Grade::note), "") << "no scratch schema is left";
}

TEST_P(Backup, RestoresIntoAnEmptyPlace) {
  keep("the report");
  std::ofstream(data() / "goldenthread.conf") << "public-address = https://one.example\n";
  auto const made = make_at(10);
  place_ = std::make_unique<test::StorePlace>(GetParam(), test::Content::nothing);
  auto const restored = restore_at(made.folder, 20);
  ASSERT_TRUE(restored.has_value()) << restored.error().message;
  EXPECT_EQ(restored->kept, "");
  EXPECT_EQ(restored->kept_schema, "");
  EXPECT_EQ(log_of(location()).entries, 2);
  EXPECT_EQ(read_whole(data() / "goldenthread.conf"), "public-address = https://one.example\n");
  EXPECT_EQ(words_of(examined(), Grade::fault), "");
}

TEST_P(Backup, IsWholeWhileOthersChangeTheData) {
  keep("the first");
  std::atomic<bool> ended = false;
  std::thread writer([&] {
    auto const database = open(location());
    for (int number = 0; !ended; ++number) keep(*database, "paper " + std::to_string(number));
  });
  std::vector<Made> made;
  for (int each = 0; each < 5; ++each) made.push_back(make_at(each));
  ended = true;
  writer.join();
  for (auto const& each : made) {
    test::TemporaryFolder scratch;
    auto const proved = prove(each.folder, installation(), scratch.path(), {});
    ASSERT_TRUE(proved.has_value()) << proved.error().message;
    EXPECT_THAT(each.manifest.faults, IsEmpty());
    EXPECT_GE(each.manifest.stored_files(), each.manifest.audit_entries);
  }
}

TEST_P(Backup, WithAnythingAlteredIsRefusedAndNothingIsTouched) {
  keep("the report");
  auto const made = make_at(10);
  auto const before = log_of(location());
  for (auto const& content : made.manifest.contents) {
    SCOPED_TRACE(content.path);
    auto const path = made.folder / content.path;
    auto const text = read_whole(path);
    auto altered = text;
    if (altered.empty()) altered = "x";
    altered[altered.size() / 2] = static_cast<char>(altered[altered.size() / 2] ^ 1);
    write_over(path, altered);
    EXPECT_THAT(refusal_of_restore(made.folder), HasSubstr(content.path + " is not as it was written"));
    std::filesystem::remove(path);
    EXPECT_THAT(refusal_of_restore(made.folder), HasSubstr(content.path + " is missing"));
    write_over(path, text);
  }
  for (auto const* name : {manifest_file, sums_file}) {
    auto const text = read_whole(made.folder / name);
    write_over(made.folder / name, text.substr(0, text.size() / 2));
    EXPECT_THAT(refusal_of_restore(made.folder), testing::AnyOf(HasSubstr("damaged"), HasSubstr("cannot be used")));
    std::filesystem::remove(made.folder / name);
    EXPECT_THAT(refusal_of_restore(made.folder), HasSubstr("is no backup"));
    write_over(made.folder / name, text);
  }
  EXPECT_EQ(log_of(location()).hash, before.hash);
  EXPECT_THAT(refusal_of_restore(made.folder), "it was restored") << "all was put back";
}

/// Writes the manifest anew, with its sum: what somebody could do who wants to deceive.
void rewrite(Made const& made, Manifest const& manifest) {
  auto const text = to_text(manifest);
  write_over(made.folder / manifest_file, text);
  std::string sums = db::sha256_hex(text) + "  " + manifest_file + "\n";
  for (auto const& each : manifest.contents) sums += each.sha256 + "  " + each.path + "\n";
  write_over(made.folder / sums_file, sums);
}

TEST_P(Backup, WhoseManifestSaysOtherwiseIsRefused) {
  keep("the report");
  auto const made = make_at(10);
  auto manifest = made.manifest;
  for (auto& each : manifest.tables)
    if (each.name == "audit_entry") ++each.rows;
  rewrite(made, manifest);
  EXPECT_THAT(refusal_of_restore(made.folder), HasSubstr("audit_entry has 1 rows instead of 2"));
  manifest = made.manifest;
  manifest.audit_hash = std::string(64, '0');
  rewrite(made, manifest);
  EXPECT_THAT(refusal_of_restore(made.folder), HasSubstr("audit log ends with entry 1"));
  manifest = made.manifest;
  std::erase_if(manifest.contents, [](auto const& each) { return each.path.starts_with("files/"); });
  rewrite(made, manifest);
  EXPECT_THAT(refusal_of_restore(made.folder), HasSubstr("the file of a record is not in it"));
  manifest = made.manifest;
  manifest.contents[0].path = "../outside";
  rewrite(made, manifest);
  EXPECT_THAT(refusal_of_restore(made.folder), HasSubstr("outside of the backup"));
  EXPECT_EQ(log_of(location()).entries, 1);
}

TEST_P(Backup, OfANewerProgramIsRefusedWithASentence) {
  keep("the report");
  auto const made = make_at(10);
  auto older = installation();
  older.version = "1.0.0";
  older.migrations = older.migrations.first(older.migrations.size() - 1);
  auto const restored = restore(made.folder, older, FixedClock{at(20)}, {});
  ASSERT_FALSE(restored.has_value());
  EXPECT_THAT(restored.error().message, HasSubstr("made by a newer program: by version 1.2.3"));
  EXPECT_THAT(restored.error().message, HasSubstr("Put the newer program in place"));
  EXPECT_EQ(log_of(location()).entries, 1);
}

TEST_P(Backup, OfTheOtherEngineIsRefused) {
  keep("the report");
  auto const made = make_at(10);
  auto other = installation();
  other.location.postgresql = is_sqlite() ? "host=nowhere.invalid" : "";
  auto const restored = restore(made.folder, other, FixedClock{at(20)}, {});
  ASSERT_FALSE(restored.has_value());
  EXPECT_THAT(restored.error().message, HasSubstr(is_sqlite() ? "a database on SQLite, and cannot be put into one on "
                                                                "PostgreSQL"
                                                              : "Name a PostgreSQL database with --postgresql"));
}

TEST_P(Backup, IsNotRestoredWhileSomebodyUsesTheData) {
  keep("the report");
  auto const made = make_at(10);
  {
    auto const server = db::FolderLock::take(data(), db::folder_in_use, db::Use::together, "");
    ASSERT_TRUE(server.has_value());
    EXPECT_THAT(refusal_of_restore(made.folder), HasSubstr("is in use by a server or another command"));
    EXPECT_TRUE(db::FolderLock::take(data(), db::folder_in_use, db::Use::together, "").has_value());
  }
  {
    // Somebody who does not know of the lock.
    db::Snapshot const reading{location()};
    EXPECT_THAT(refusal_of_restore(made.folder),
                HasSubstr(is_sqlite() ? "in use by another program" : "Other programs are connected"));
  }
  EXPECT_EQ(log_of(location()).entries, 1);
  EXPECT_EQ(refusal_of_restore(made.folder), "it was restored");
}

TEST_P(Backup, ClearsWhatAKilledRestoreHasLeft) {
  keep("the report");
  auto const made = make_at(10);
  std::filesystem::create_directories(data() / "restoring-abcdefghijklmnop");
  if (!is_sqlite()) db::create_schema(location(), std::string(restoring_schema_prefix) + "abcdefghijklmnop");
  EXPECT_THAT(words_of(examined(), Grade::note), HasSubstr("restore"));
  ASSERT_TRUE(restore_at(made.folder, 20).has_value());
  EXPECT_THAT(words_of(examined(), Grade::note), testing::Not(HasSubstr("did not end")));
}

TEST_P(Backup, NamesWhatIsMissingFromTheData) {
  keep("sound");
  auto const gone = keep("gone"), damaged = keep("damaged");
  std::filesystem::remove(data() / name_of(gone));
  write_over(data() / name_of(damaged), "something else");
  auto const found = words_of(examined(), Grade::fault);
  EXPECT_THAT(found, HasSubstr("a record (2) is missing"));
  EXPECT_THAT(found, HasSubstr("a record (3) is damaged"));
  auto const made = make_at(10);
  EXPECT_THAT(made.manifest.faults, SizeIs(2));
  EXPECT_EQ(made.manifest.stored_files(), 1);
  // What is there can still be had back.
  EXPECT_EQ(refusal_of_restore(made.folder), "it was restored");
}

TEST_P(Backup, TakesAwayAgainTheFolderItMadeWhenItFails) {
  keep("the report");
  auto const into = other_.path() / "new" / "folder";
  auto elsewhere = installation();
  elsewhere.stored_files = {"test/none", "select hash from no_such_table", "select hash from no_such_table"};
  FixedClock const clock{at(10)};
  EXPECT_ANY_THROW(static_cast<void>(make(elsewhere, into, clock, {})));
  EXPECT_FALSE(std::filesystem::exists(other_.path() / "new"));
  EXPECT_TRUE(std::filesystem::exists(other_.path())) << "it was there before";
  ASSERT_TRUE(make(installation(), into, clock, {}));
  EXPECT_FALSE(std::filesystem::is_empty(into));
}

TEST_P(Backup, OfPostgresqlNeedsOneToBeProvedIn) {
  if (is_sqlite()) GTEST_SKIP() << "a folder is enough";
  keep("the report");
  auto const made = make(installation(), backups(), FixedClock{at(10)}, {});
  ASSERT_TRUE(made) << made.error().message;
  auto without = installation();
  without.location.postgresql.clear();
  auto const proved = prove(made->folder, without, other_.path(), {});
  ASSERT_FALSE(proved);
  ASSERT_FALSE(proved.error().fields.empty());
  EXPECT_EQ(proved.error().fields.front().field, "postgresql");
}

TEST_P(Backup, NamesThePlaceOfRowsThatAreInPostgresql) {
  if (!is_sqlite()) GTEST_SKIP() << "the place is named there";
  std::ofstream{data() / "goldenthread.postgresql"} << "elsewhere";
  auto const examined = examine(installation(), Unused::keep, {});
  ASSERT_FALSE(examined);
  EXPECT_THAT(examined.error().message, HasSubstr("are in PostgreSQL: name it with --postgresql"));
  auto const made = make(installation(), backups(), FixedClock{at(10)}, {});
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().message, HasSubstr("are in PostgreSQL: name it with --postgresql"));
}

TEST_P(Backup, LeavesNothingWhereItCannotBeWritten) {
  keep("the report");
  std::ofstream(other_.path() / "backups") << "a file is in the way";
  auto const made = make(installation(), backups(), FixedClock{at(10)}, {});
  ASSERT_FALSE(made.has_value());
  EXPECT_THAT(made.error().message, HasSubstr("--to"));
}

TEST_P(Backup, RemovesOnlyOldFilesThatNothingUses) {
  auto const used = keep("used");
  auto const store = db::FileStore{data()};
  auto const old = store.store("old and unused"), fresh = store.store("just written");
  auto const again = store.store("old, and about to be used again");
  auto const unfinished = data() / "files" / old.substr(0, 2) / ".abcdefghijklmnop";
  write_over(unfinished, "half");
  for (auto const& each : {name_of(used), name_of(old), name_of(again)}) age(data() / each);
  age(unfinished);
  EXPECT_EQ(store.store("old, and about to be used again"), again);
  EXPECT_EQ(examined().unused, 2);
  EXPECT_TRUE(std::filesystem::exists(data() / name_of(old))) << "nothing goes unless told so";
  EXPECT_EQ(examined(Unused::remove).removed, 2);
  EXPECT_FALSE(std::filesystem::exists(data() / name_of(old)));
  EXPECT_FALSE(std::filesystem::exists(unfinished));
  for (auto const& each : {used, fresh, again}) EXPECT_TRUE(std::filesystem::exists(data() / name_of(each)));
}

TEST_P(Backup, RemovesNoFileThatAChangeIsAboutToUse) {
  std::vector<std::string> papers;
  for (int each = 0; each < 20; ++each) papers.push_back("paper " + std::to_string(each));
  std::atomic<bool> ended = false;
  // The same files, unused and old at first: each is used by a change while they are being removed.
  std::thread remover([&] {
    while (!ended) examined(Unused::remove);
  });
  auto const database = open(location());
  for (auto const& paper : papers) {
    auto const hash = db::FileStore{data()}.store(paper);
    age(data() / name_of(hash));
    keep(*database, paper);
    age(data() / name_of(hash));
  }
  ended = true;
  remover.join();
  EXPECT_EQ(words_of(examined(), Grade::fault), "");
  EXPECT_EQ(examined().files, 20);
}

TEST_P(Backup, AndRemovingWaitForOneAnother) {
  keep("the report");
  auto const copying = db::FolderLock::take(data(), db::files_in_use, db::Use::together, "");
  auto const refused = examine(installation(), Unused::remove, {});
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().message, HasSubstr("A backup copies the files"));
}

TEST_P(Backup, DoctorNamesADatabaseThatIsNotUpToDate) {
  keep("the report");
  auto newer = installation();
  std::vector<db::Migration> more(newer.migrations.begin(), newer.migrations.end());
  more.push_back({"9999-people-more", "create table more (id text primary key not null)"});
  newer.migrations = more;
  auto const found = examine(newer, Unused::keep, {});
  ASSERT_TRUE(found.has_value());
  EXPECT_THAT(words_of(*found, Grade::note), HasSubstr("Changes of the database still to be made: 1"));
  auto older = installation();
  older.migrations = older.migrations.first(older.migrations.size() - 1);
  auto const refused = examine(older, Unused::keep, {});
  ASSERT_TRUE(refused.has_value());
  EXPECT_THAT(words_of(*refused, Grade::fault), HasSubstr("made by a newer program"));
}

}  // namespace
}  // namespace gt::backup
