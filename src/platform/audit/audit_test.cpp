#include "platform/audit/audit.h"

#include <thread>

#include <gmock/gmock.h>

#include "platform/db/connection.h"
#include "tests/support/store_test.h"

namespace gt::audit {
namespace {

using testing::HasSubstr;

Entry entry(std::string operation, std::string summary) {
  Entry made;
  made.at = Instant::from_iso("2026-03-02T09:30:00Z").value();
  made.account = AccountId::trusted("aaaaaaaaaaaaaaaa");
  made.actor = "Programme manager";
  made.channel = "page";
  made.operation = std::move(operation);
  made.summary = std::move(summary);
  made.request_id = "request-1";
  made.changes = {{{"kind", "theme"}, {"before", nullptr}, {"after", "Élan"}}};
  return made;
}

class AuditTest : public test::StoreTest {
 protected:
  void add(int count) {
    for (int i = 0; i < count; ++i) {
      auto change = database().change(authority());
      append(change, entry("theme add", "Add a theme to the plan"));
      change.commit();
    }
  }
  /// What someone with the database's own tools could do: the triggers do not stop its owner.
  void tamper(std::string const& statement) {
    db::Connection connection{location()};
    connection.begin(db::Mode::change);
    connection.run_script(
        GetParam() == db::Engine::sqlite
            ? "drop trigger if exists audit_entry_is_not_changed; drop trigger if exists audit_entry_is_not_removed;"
              "drop trigger if exists audit_head_is_not_removed"
            : "alter table audit_entry disable trigger all; alter table audit_head disable trigger all");
    connection.run_script(statement);
    connection.commit();
  }
  std::string fault() {
    auto verified = verify(database());
    if (verified) return "";
    EXPECT_EQ(verified.error().kind, ErrorKind::conflict);
    return verified.error().message;
  }
};

TEST_P(AuditTest, AnEmptyLogIsWhole) {
  auto verified = verify(database());
  ASSERT_TRUE(verified) << verified.error().message;
  EXPECT_EQ(verified->entries, 0);
}

TEST_P(AuditTest, ChainsEntriesOfAllCouncils) {
  add(2);
  {
    auto change = database().change(other_authority());
    EXPECT_EQ(append(change, entry("theme add", "Add a theme to the plan")), 3);
    change.commit();
    auto system = database().change(std::nullopt);
    EXPECT_EQ(append(system, entry("sign in", "Sign-in was refused")), 4);
    system.commit();
  }
  auto verified = verify(database());
  ASSERT_TRUE(verified) << verified.error().message;
  EXPECT_EQ(verified->entries, 4);
  EXPECT_EQ(verified->hash.size(), 64U);
}

TEST_P(AuditTest, KnowsWhoChangedARecordLast) {
  auto append_change = [&](AuthorityId const& council, std::string const& actor, std::string const& subject) {
    auto made = entry("action change", "Change an action");
    made.actor = actor;
    made.changes = {{{"kind", "action"}, {"subject", subject}, {"after", {{"owner", "bbbbbbbbbbbbbbbb"}}}}};
    auto change = database().change(council);
    append(change, made);
    change.commit();
  };
  append_change(authority(), "The first", "k7m2q9x4t8v3b6dp");
  append_change(authority(), "The second", "k7m2q9x4t8v3b6dp");
  append_change(authority(), "Of another record", "cccccccccccccccc");
  append_change(other_authority(), "Of another council", "k7m2q9x4t8v3b6dp");
  auto reading = database().read(authority());
  auto const last = last_change_of(reading, "k7m2q9x4t8v3b6dp");
  ASSERT_TRUE(last);
  EXPECT_EQ(last->actor, "The second");
  EXPECT_FALSE(last_change_of(reading, "bbbbbbbbbbbbbbbb")) << "only spoken of in a change of something else";
}

TEST_P(AuditTest, ForgetsAnEntryOfAChangeThatWasRolledBack) {
  add(1);
  {
    auto change = database().change(authority());
    append(change, entry("theme add", "Add a theme to the plan"));
  }
  add(1);
  EXPECT_EQ(verify(database()).value().entries, 2);
}

TEST_P(AuditTest, KeepsOneChainUnderEightWriters) {
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 8; ++writer)
    writers.emplace_back([this, writer] {
      for (int i = 0; i < 25; ++i) {
        auto change = database().change(writer % 2 == 0 ? authority() : other_authority());
        append(change, entry("writer " + std::to_string(writer), "Entry " + std::to_string(i)));
        change.commit();
      }
    });
  for (auto& writer : writers) writer.join();
  auto verified = verify(database());
  ASSERT_TRUE(verified) << verified.error().message;
  EXPECT_EQ(verified->entries, 200);
  auto read = database().read(authority());
  for (int writer = 0; writer < 8; writer += 2)
    EXPECT_EQ(list(read, {.operation = "writer " + std::to_string(writer)}, {}).total, 25);
}

TEST_P(AuditTest, FindsEveryChangedField) {
  add(3);
  for (std::string const field : {"at", "authority", "account", "actor", "channel", "operation", "summary",
                                  "request_id", "changes", "previous_hash", "hash"}) {
    SCOPED_TRACE(field);
    auto const saved = "update audit_entry set " + field + " = (select " + field + " from kept) where sequence = 2";
    tamper(
        "create table kept as select * from audit_entry where sequence = 2;"
        "update audit_entry set " +
        field + " = 'changed' where sequence = 2");
    EXPECT_THAT(fault(), HasSubstr("Entry 2 is not as it was written"));
    tamper(saved + "; drop table kept");
    EXPECT_EQ(fault(), "");
  }
}

TEST_P(AuditTest, FindsANullMadeOfText) {
  add(2);
  tamper("update audit_entry set account = null where sequence = 1");
  EXPECT_THAT(fault(), HasSubstr("Entry 1 is not as it was written"));
}

TEST_P(AuditTest, FindsAMissingEntry) {
  add(5);
  tamper("delete from audit_entry where sequence in (2, 3)");
  EXPECT_THAT(fault(), HasSubstr("Between entry 1 and entry 4, entries 2 to 3 are missing."));
}

TEST_P(AuditTest, FindsTheBeginningCutOff) {
  add(3);
  tamper("delete from audit_entry where sequence = 1");
  EXPECT_THAT(fault(), HasSubstr("Between entry 0 and entry 2, entry 1 is missing."));
}

TEST_P(AuditTest, FindsTheEndCutOff) {
  add(5);
  tamper("delete from audit_entry where sequence > 3");
  EXPECT_THAT(fault(), HasSubstr("Its end was cut off: 5 entries were written, and entries 4 to 5 are missing."));
}

TEST_P(AuditTest, FindsTheEndCutOffTogetherWithItsHead) {
  add(3);
  auto const before = verify(database()).value();
  tamper("delete from audit_entry where sequence > 2; update audit_head set sequence = 2, entry_count = 2");
  EXPECT_THAT(fault(), HasSubstr("Entry 2, the last, is not the one that was written last"));
  EXPECT_EQ(before.entries, 3);
}

TEST_P(AuditTest, FindsEntriesSwapped) {
  add(3);
  tamper(
      "update audit_entry set sequence = 9 where sequence = 1; update audit_entry set sequence = 1 where sequence = 2;"
      "update audit_entry set sequence = 2 where sequence = 9");
  EXPECT_THAT(fault(), HasSubstr("Entry 1 is not as it was written"));
}

TEST_P(AuditTest, FindsAMissingHead) {
  add(1);
  tamper("delete from audit_head");
  EXPECT_THAT(fault(), HasSubstr("The row that says where the log ends is missing."));
  auto change = database().change(authority());
  EXPECT_THROW(append(change, entry("theme add", "Add")), db::DatabaseError);
}

TEST_P(AuditTest, TheDatabaseItselfRefusesToChangeOrRemoveEntries) {
  add(2);
  for (std::string const text :
       {"update audit_entry set summary = 'other'", "delete from audit_entry", "delete from audit_head"}) {
    SCOPED_TRACE(text);
    auto change = database().change(std::nullopt);
    EXPECT_THROW(change.execute({"tamper", text, text}), db::DatabaseError);
  }
  if (GetParam() == db::Engine::sqlite) {
    constexpr std::string_view replace =
        "insert or replace into audit_entry select sequence, at, authority, account, 'other', channel, operation, "
        "summary, "
        "request_id, changes, previous_hash, hash from audit_entry";
    auto change = database().change(std::nullopt);
    EXPECT_THROW(change.execute({"replace", replace, replace}), db::DatabaseError);
  } else {
    auto change = database().change(std::nullopt);
    EXPECT_THROW(change.execute({"truncate", "truncate audit_entry", "truncate audit_entry"}), db::DatabaseError);
  }
  EXPECT_EQ(verify(database()).value().entries, 2);
}

TEST_P(AuditTest, ListsTheNewestFirstWithinTheFilterAndTheCouncil) {
  {
    auto change = database().change(authority());
    auto made = entry("theme add", "Add a theme called 100%_sure");
    made.at = Instant::from_iso("2026-06-30T22:59:59Z").value();  // still 30 June in London
    append(change, made);
    made = entry("theme remove", "Remove a theme");
    made.at = Instant::from_iso("2026-06-30T23:00:00Z").value();  // 1 July in London
    made.account = AccountId::trusted("bbbbbbbbbbbbbbbb");
    append(change, made);
    change.commit();
    auto other = database().change(other_authority());
    append(other, entry("theme add", "Add a theme elsewhere"));
    other.commit();
  }
  auto read = database().read(authority());
  auto all = list(read, {}, {});
  ASSERT_EQ(all.entries.size(), 2U);
  EXPECT_EQ(all.total, 2);
  EXPECT_EQ(all.entries[0].operation, "theme remove");
  EXPECT_EQ(all.entries[1].changes[0]["after"], "Élan");
  EXPECT_EQ(all.entries[1].authority, authority());

  auto const june = Date::from_parts(2026, 6, 30).value();
  auto operations = [&](Filter const& filter) {
    std::vector<std::string> found;
    for (auto const& each : list(read, filter, {}).entries) found.push_back(each.operation);
    return found;
  };
  EXPECT_THAT(operations({.to = june}), testing::ElementsAre("theme add"));
  EXPECT_THAT(operations({.from = june.plus_days(1)}), testing::ElementsAre("theme remove"));
  EXPECT_THAT(operations({.account = AccountId::trusted("bbbbbbbbbbbbbbbb")}), testing::ElementsAre("theme remove"));
  EXPECT_THAT(operations({.operation = "theme add"}), testing::ElementsAre("theme add"));
  EXPECT_THAT(operations({.words = "REMOVE"}), testing::ElementsAre("theme remove"));
  EXPECT_THAT(operations({.words = "0%_S"}), testing::ElementsAre("theme add"));
  EXPECT_THAT(operations({.words = "0%s"}), testing::IsEmpty());
  EXPECT_THAT(operations({.words = "lan"}), testing::SizeIs(2));

  auto second = list(read, {}, {.offset = 1, .limit = 1});
  ASSERT_EQ(second.entries.size(), 1U);
  EXPECT_EQ(second.entries[0].operation, "theme add");
  EXPECT_EQ(second.total, 2);
}

TEST_P(AuditTest, WritesCsvThatASpreadsheetDoesNotRun) {
  {
    auto change = database().change(authority());
    append(change, entry("theme add", "=HYPERLINK(\"x\")"));
    change.commit();
  }
  std::string csv;
  auto read = database().read(authority());
  write_csv(read, {}, [&](std::string_view piece) { csv += piece; });
  EXPECT_THAT(csv, HasSubstr("Sequence,At,Actor,"));
  EXPECT_THAT(csv, HasSubstr("1,2026-03-02T09:30:00.000Z,Programme manager,"));
  EXPECT_THAT(csv, HasSubstr("\"'=HYPERLINK(\"\"x\"\")\""));
}

INSTANTIATE_TEST_SUITE_P(Engines, AuditTest, test::engines(), test::engine_name);

}  // namespace
}  // namespace gt::audit
