#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "platform/audit/audit.h"
#include "platform/db/connection.h"
#include "platform/operations/declare.h"
#include "tests/support/store_test.h"

namespace gt::operations {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view insert_note = "insert into note (words) values (:words)";
constexpr std::string_view list_notes = "select words from note order by words";
constexpr std::string_view raise_counter = "update counter set value = value + 1, version = version + 1";
constexpr std::string_view save_counter =
    "update counter set value = :value, version = version + 1 where version = :version";
constexpr std::string_view find_counter = "select value, version from counter";
db::Query query(std::string_view text) { return {"test", text, text}; }

struct Note {
  std::string words;
  std::string theme;
  std::string secret;
};

Fields<Note> note_fields() {
  return {field("words", &Note::words, "The words", "Visited").required(),
          field("theme", &Note::theme, "The theme", nullptr),
          field("secret", &Note::secret, "A secret", nullptr).secret()};
}

void keep(Call& call, Note const& input) {
  call.db().execute(query(insert_note), {{"words", input.words}});
  call.changed({"note", "k7m2q9x4t8v3b6dp", input.words, nullptr, {{"words", input.words}}});
}

Result<json> add_note(Call& call, Note const& input) {
  keep(call, input);
  return json{{"kept", input.words}};
}
Result<json> add_note_of_theme(Call& call, Note const& input) {
  TRY(call.allow_theme(input.theme));
  return add_note(call, input);
}
Result<json> add_own_note(Call& call, Note const& input) {
  call.allow_own();
  return add_note(call, input);
}
// Refuses after it has written.
Result<json> refuse_note(Call& call, Note const& input) {
  keep(call, input);
  return refuse(ErrorKind::conflict, "Someone else was first.");
}
Result<json> count_notes(Call& call, Note const&) { return json{{"notes", call.db().rows(query(list_notes)).size()}}; }

Operation note_operation(std::string name, Kind kind, std::string permission, Result<json> (*run)(Call&, Note const&)) {
  return declare<Note>(std::move(name), "Keep a note", kind, std::move(permission), note_fields(), json::object(), run);
}

class PerformTest : public test::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    db::Connection connection{location()};
    connection.begin(db::Mode::change);
    connection.run_script(
        "create table note (words text not null); create table counter (value bigint not null, version bigint not "
        "null); insert into counter (value, version) values (0, 1)");
    connection.commit();
    registry_.add(note_operation("note add", Kind::change, "plan.edit", &add_note));
    registry_.add(note_operation("note add-to-theme", Kind::change, "action.edit", &add_note_of_theme));
    registry_.add(note_operation("note add-own", Kind::change, "", &add_own_note));
    registry_.add(note_operation("note refuse", Kind::change, "plan.edit", &refuse_note));
    registry_.add(note_operation("note count", Kind::read, "plan.view", &count_notes));
  }
  int connections() const override { return 9; }

  Actor actor(std::vector<Grant> grants) const {
    Actor who{account_, "Head of practice", authority(), std::move(grants), Channel::api, "request-1", {}};
    return who;
  }
  Environment environment() { return {database(), files_, clock_, registry_}; }
  Result<json> perform_as(Actor const& who, std::string_view name, json const& input) {
    return perform(environment(), who, name, input);
  }
  std::vector<std::string> notes() {
    std::vector<std::string> out;
    auto transaction = database().read(std::nullopt);
    for (auto const& row : transaction.rows(query(list_notes))) out.push_back(row.text("words"));
    return out;
  }
  std::vector<audit::Entry> entries() {
    auto transaction = database().read(authority());
    return audit::list(transaction, {}, {0, 1000}).entries;
  }
  /// Refused with the kind, and nothing was kept.
  std::string refused(ErrorKind kind, Actor const& who, std::string_view name, json const& input) {
    auto result = perform_as(who, name, input);
    EXPECT_FALSE(result) << name;
    if (result) return "";
    EXPECT_EQ(result.error().kind, kind) << result.error().message;
    EXPECT_THAT(notes(), IsEmpty());
    EXPECT_THAT(entries(), IsEmpty());
    return result.error().message;
  }

  AccountId account_ = AccountId::fresh();
  FixedClock clock_{Instant::from_iso("2026-11-21T09:30:00Z").value()};
  test::TemporaryFolder folder_;
  db::FileStore files_{folder_.path()};
  Registry registry_;
  std::string const theme_a_ = new_opaque_id();
  std::string const theme_b_ = new_opaque_id();
  Actor const manager_ = actor({{"programme manager", {}, {}}});
  json const input_{{"words", "Visited"}};
};

TEST_P(PerformTest, KeepsTheChangeAndItsEntryTogether) {
  auto done = perform_as(manager_, "note add", {{"words", "Visited"}, {"secret", "kettle lantern moss"}});
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(*done, json({{"kept", "Visited"}}));
  EXPECT_THAT(notes(), ElementsAre("Visited"));
  auto const log = entries();
  ASSERT_EQ(log.size(), 1U);
  auto const& entry = log.front();
  EXPECT_EQ(entry.at, clock_.now());
  EXPECT_EQ(entry.authority, authority());
  EXPECT_EQ(entry.account, account_);
  EXPECT_EQ(entry.actor, "Head of practice");
  EXPECT_EQ(entry.channel, "api");
  EXPECT_EQ(entry.operation, "note add");
  EXPECT_EQ(entry.summary, "Keep a note");
  EXPECT_EQ(entry.request_id, "request-1");
  EXPECT_EQ(entry.changes, json::parse(R"([{"kind":"note","subject":"k7m2q9x4t8v3b6dp","title":"Visited",
                                            "before":null,"after":{"words":"Visited"}}])"));
  EXPECT_EQ(entry.changes.dump().find("kettle"), std::string::npos);
}

TEST_P(PerformTest, ARefusalLeavesNothing) {
  EXPECT_EQ(refused(ErrorKind::conflict, manager_, "note refuse", input_), "Someone else was first.");
  EXPECT_EQ(refused(ErrorKind::invalid, manager_, "note add", json::object()), "Enter the words.");
  EXPECT_THAT(refused(ErrorKind::not_found, manager_, "note burn", input_), HasSubstr("“note burn”"));
}

TEST_P(PerformTest, PermissionIsAskedBeforeTheInputIsRead) {
  auto reader = actor({{"reader", {}, {}}});
  EXPECT_THAT(refused(ErrorKind::forbidden, reader, "note add", json::object()), HasSubstr("Keep a note"));
  EXPECT_THAT(refused(ErrorKind::forbidden, actor({}), "note count", json::object()), HasSubstr("Your role"));
  EXPECT_THAT(refused(ErrorKind::forbidden, actor({{"wizard", {}, {}}}), "note add", input_), HasSubstr("Your role"));
}

TEST_P(PerformTest, ATokenMayOnlyWhatItSays) {
  auto narrow = manager_;
  narrow.only_permissions = {{"plan.view"}};
  EXPECT_THAT(refused(ErrorKind::forbidden, narrow, "note add", input_), HasSubstr("it lacks “plan.edit”"));
  EXPECT_TRUE(perform_as(narrow, "note count", input_));
  narrow.only_permissions = {{"plan.edit"}};
  EXPECT_TRUE(perform_as(narrow, "note add", input_));
  // Never wider than its owner.
  auto reader = actor({{"reader", {}, {}}});
  reader.only_permissions = {{"plan.edit"}};
  EXPECT_FALSE(perform_as(reader, "note add", input_));
}

TEST_P(PerformTest, AScopeThatIsNeverSettledIsRefusedAndRolledBack) {
  for (auto const& grant : {Grant{"programme manager", theme_a_, {}}, Grant{"programme manager", {}, theme_b_}})
    EXPECT_THAT(refused(ErrorKind::forbidden, actor({grant}), "note add", input_), HasSubstr("only some themes"));
}

TEST_P(PerformTest, ARoleForAThemeReachesThatTheme) {
  auto lead = actor({{"theme lead", theme_a_, {}}});
  refused(ErrorKind::forbidden, lead, "note add-to-theme", {{"words", "Visited"}, {"theme", theme_b_}});
  refused(ErrorKind::forbidden, lead, "note add-to-theme", {{"words", "Visited"}});
  refused(ErrorKind::forbidden, actor({{"theme lead", {}, theme_a_}}), "note add-to-theme",
          {{"words", "Visited"}, {"theme", theme_a_}});
  // A wide role that does not grant it helps nobody.
  refused(ErrorKind::forbidden, actor({{"theme lead", theme_a_, {}}, {"reader", {}, {}}}), "note add-to-theme",
          {{"words", "Visited"}, {"theme", theme_b_}});
  EXPECT_TRUE(perform_as(lead, "note add-to-theme", {{"words", "A"}, {"theme", theme_a_}}));
  EXPECT_TRUE(perform_as(actor({{"theme lead", {}, {}}}), "note add-to-theme", {{"words", "B"}, {"theme", theme_b_}}));
  EXPECT_TRUE(perform_as(actor({{"theme lead", theme_a_, {}}, {"theme lead", theme_b_, {}}}), "note add-to-theme",
                         {{"words", "C"}, {"theme", theme_b_}}));
  EXPECT_THAT(notes(), ElementsAre("A", "B", "C"));
}

TEST_P(PerformTest, WhatConcernsTheOwnAccountNeedsNoRole) {
  EXPECT_TRUE(perform_as(actor({}), "note add-own", input_));
  EXPECT_EQ(entries().size(), 1U);
}

TEST_P(PerformTest, AReadIsNotAnEntry) {
  EXPECT_EQ(perform_as(actor({{"reader", theme_a_, {}}}), "note count", input_).value(), json({{"notes", 0}}));
  EXPECT_THAT(entries(), IsEmpty());
}

TEST_P(PerformTest, PagesReadOnlyWhatTheRoleIncludes) {
  auto count = [](db::Transaction& transaction) { return transaction.rows(query(list_notes)).size(); };
  EXPECT_EQ(read(environment(), actor({{"reader", {}, {}}}), "plan.view", count).value(), 0U);
  auto refused = read(environment(), actor({{"reader", {}, {}}}), "audit.view", count);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::forbidden);
}

TEST_P(PerformTest, EightWritersLoseNothingAndLeaveAnUnbrokenChain) {
  constexpr int writers = 8, each = 12;
  struct Nothing {};
  registry_.add(declare<Nothing>(
      "counter raise", "Raise the counter", Kind::change, "plan.edit", {}, json::object(),
      +[](Call& call, Nothing const&) -> Result<json> {
        call.db().execute(query(raise_counter));
        return json::object();
      }));
  struct Version {
    std::int64_t value = 0;
    std::int64_t version = 0;
  };
  registry_.add(declare<Version>(
      "counter save", "Save the counter", Kind::change, "plan.edit",
      {field("value", &Version::value, "", 1), field("version", &Version::version, "", 1)}, json::object(),
      +[](Call& call, Version const& input) -> Result<json> {
        if (call.db().execute(query(save_counter), {{"value", input.value}, {"version", input.version}}) == 0)
          return refuse(ErrorKind::conflict, "Someone else was first.");
        return json::object();
      }));
  std::atomic<int> saved = 0, conflicts = 0, other_faults = 0;
  // Someone who read the counter adds one to what they saw, as a person with a form open does, until it is kept.
  auto save_once = [&] {
    for (;;) {
      auto seen = read(environment(), manager_, "plan.view", [](db::Transaction& transaction) {
        auto row = transaction.row(query(find_counter));
        return std::pair{row->integer("value"), row->integer("version")};
      });
      auto result = perform_as(manager_, "counter save", {{"value", seen->first + 1}, {"version", seen->second}});
      if (result) {
        ++saved;
        return;
      }
      ++(result.error().kind == ErrorKind::conflict ? conflicts : other_faults);
    }
  };
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer)
    threads.emplace_back([&, writer] {
      for (int i = 0; i < each; ++i) {
        if (!perform_as(manager_, "note add", {{"words", std::to_string(writer * each + i)}})) ++other_faults;
        if (!perform_as(manager_, "counter raise", json::object())) ++other_faults;
        save_once();
      }
    });
  for (auto& thread : threads) thread.join();

  EXPECT_EQ(other_faults, 0);
  EXPECT_EQ(saved, writers * each);
  EXPECT_EQ(notes().size(), static_cast<std::size_t>(writers * each));
  auto transaction = database().read(std::nullopt);
  EXPECT_EQ(transaction.row(query(find_counter))->integer("value"), 2 * writers * each);
  auto verified = audit::verify(database());
  ASSERT_TRUE(verified) << verified.error().message;
  EXPECT_EQ(verified->entries, 3 * writers * each);
}

INSTANTIATE_TEST_SUITE_P(Engines, PerformTest, test::engines(), test::engine_name);

}  // namespace
}  // namespace gt::operations
