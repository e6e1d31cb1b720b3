#include "app/cycle_work.h"

#include <cstdlib>

#include <gmock/gmock.h>

#include "app/app_test_fixture.h"
#include "people/people.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

using nlohmann::json;

/// An installation whose cycle of November repeats each month; opened anew on each day.
class CycleWorkTest : public testing::Test {
 protected:
  void SetUp() override {
    if (auto const* set = std::getenv("GOLDENTHREAD_NOW")) before_ = set;
    open_on("2026-11-02");
    auto const made = people::create_first_administrator(
        program_->database(), program_->clock(),
        {"Northmere", "Northmere Council", "administrator@northmere.example", "Administrator"});
    ASSERT_TRUE(made) << made.error().message;
    account_ = made->account.text();
    grant_ = must("role grant", {{"account", account_}, {"role", "programme manager"}}).at("grant");
    must("cycle open", {{"title", "November 2026"}, {"due", "2026-11-30"}});
    must("cycle repeat", {{"every", "month"}, {"version", 0}});
  }
  void TearDown() override {
    program_.reset();
    if (before_)
      ::setenv("GOLDENTHREAD_NOW", before_->c_str(), 1);
    else
      ::unsetenv("GOLDENTHREAD_NOW");
  }
  void open_on(std::string const& day) {
    program_.reset();
    ::setenv("GOLDENTHREAD_NOW", (day + "T09:00:00Z").c_str(), 1);
    program_ = open_program(data_.path(), 4);
    ASSERT_NE(program_, nullptr);
  }
  json must(std::string_view operation, json const& input) {
    auto const actor = people::command_line_actor(program_->database(), {"administrator@northmere.example", "", {}});
    auto const done = operations::perform(program_->environment(), *actor, operation, input);
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
    return done ? *done : json::object();
  }
  std::size_t cycles() { return must("cycle list", json::object()).at("cycles").size(); }

  std::optional<std::string> before_;
  gt::test::TemporaryFolder data_;
  std::unique_ptr<Program> program_;
  std::string account_, grant_;
};

TEST_F(CycleWorkTest, AsksOnTheDayAsWhoSetIt) {
  EXPECT_EQ(CycleWork{*program_}.run(), 0);
  open_on("2026-12-02");
  CycleWork work{*program_}, second{*program_};
  EXPECT_EQ(work.run(), 1);
  EXPECT_EQ(second.run(), 0);
  EXPECT_EQ(work.run(), 0);
  EXPECT_EQ(cycles(), 2u);
  auto transaction = program_->database().read(std::nullopt);
  constexpr std::string_view last =
      "select actor, channel, operation, changes from audit_entry order by sequence desc limit 1";
  auto const row = transaction.row({"last", last, last});
  EXPECT_EQ(row->text("operation"), "cycle next");
  EXPECT_EQ(row->text("channel"), "timer");
  EXPECT_EQ(row->text("actor"), "Administrator");
  EXPECT_THAT(row->text("changes"), testing::HasSubstr("It repeats monthly, as Administrator set on 2 November 2026."));
}

TEST_F(CycleWorkTest, AServerThatWasDownAsksWhenItIsBackAndOnce) {
  open_on("2026-12-07");
  EXPECT_EQ(CycleWork{*program_}.run(), 1);
  open_on("2026-12-08");
  EXPECT_EQ(CycleWork{*program_}.run(), 0);
  open_on("2027-03-10");
  EXPECT_EQ(CycleWork{*program_}.run(), 1) << "for March; nobody could answer for the months between";
  auto const newest = must("cycle list", json::object()).at("cycles").at(0);
  EXPECT_EQ(newest.at("title"), "March 2027");
  EXPECT_EQ(newest.at("due"), "2027-03-30");
  EXPECT_EQ(cycles(), 3u);
}

TEST_F(CycleWorkTest, WhoMayNoLongerIsNotActedFor) {
  must("role revoke", {{"grant", grant_}});
  open_on("2026-12-02");
  CycleWork work{*program_};
  EXPECT_EQ(work.run(), 0);
  must("role grant", {{"account", account_}, {"role", "programme manager"}});
  EXPECT_EQ(cycles(), 1u);
  EXPECT_EQ(work.run(), 1) << "tried again each minute";
}

TEST_F(CycleWorkTest, TheServersOwnThreadAsksOnceAndEnds) {
  open_on("2026-12-02");
  { CycleTicker ticker{*program_}; }  // it begins at once, and may be told to end before it has asked
  CycleWork{*program_}.run();
  EXPECT_EQ(cycles(), 2u);
}

}  // namespace
}  // namespace gt::app
