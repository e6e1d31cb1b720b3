#include "app/mail_work.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "people/people.h"
#include "tests/support/mail_server.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// An installation with a settings file and a real mail server, on a Monday at nine.
class MailWork : public testing::Test {
 protected:
  void SetUp() override {
    if (auto const* set = std::getenv("GOLDENTHREAD_NOW")) before_ = set;
    ::setenv("GOLDENTHREAD_NOW", "2026-11-23T09:00:00Z", 1);
  }
  void TearDown() override {
    program_.reset();
    if (before_)
      ::setenv("GOLDENTHREAD_NOW", before_->c_str(), 1);
    else
      ::unsetenv("GOLDENTHREAD_NOW");
  }
  void open(std::string const& settings) {
    auto const file = data_.path() / configuration_file;
    std::ofstream{file} << settings;
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    auto opened = Program::open(
        {data_.path().string(), "", true}, [](FileContent const&) { return pdf::Text{}; },
        [](FileContent const&, std::string const&) { return sheet::Workbook{}; }, 3);
    ASSERT_TRUE(opened) << opened.error().message;
    program_ = std::move(*opened);
    auto made = people::create_first_administrator(
        program_->database(), program_->clock(),
        {"Northmere", "Northmere Council", "administrator@northmere.example", "Administrator"});
    ASSERT_TRUE(made) << made.error().message;
    account_ = made->account.text();
    must("role grant", {{"account", account_}, {"role", "programme manager"}});
  }
  json must(std::string_view operation, json const& input) {
    auto actor = people::command_line_actor(program_->database(), {"administrator@northmere.example", "", {}});
    auto done = operations::perform(program_->environment(), *actor, operation, input);
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
    return done ? *done : json::object();
  }
  std::string settings() const {
    return "public-address = https://gt.northmere.example\nmail-server = 127.0.0.1\nmail-security = none\n"
           "mail-from = gt@northmere.example\nmail-user = golden\nmail-password = secret-word\nmail-port = " +
           std::to_string(server_.port()) + "\n";
  }

  std::optional<std::string> before_;
  gt::test::TemporaryFolder data_, taken_;
  gt::test::MailServer server_{taken_.path(), {"--user", "golden", "--password", "secret-word"}};
  std::unique_ptr<Program> program_;
  std::string account_;
};

TEST_F(MailWork, OnePersonsDigestOfARealPlan) {
  open(settings());
  auto const theme = must("theme add", {{"title", "Supervision"}, {"lead_role", "Head of service"}}).at("theme");
  auto const action = must("action add", {{"title", "Audit visits"},
                                          {"owner_role", "Service manager"},
                                          {"owner_account", account_},
                                          {"due", "2026-11-20"},
                                          {"themes", {theme}}})
                          .at("action")
                          .get<std::string>();
  must("comment add", {{"record", action}, {"text", "The heron must not leave the council."}});
  must("mail test", json::object());
  auto const run = run_mail(*program_);
  ASSERT_TRUE(run) << run.error().message;
  EXPECT_EQ(run->composed, 1);
  EXPECT_EQ(run->sent, 2);
  auto const taken = server_.taken();
  ASSERT_EQ(taken.size(), 2u);
  std::string all;
  for (auto const& each : taken) {
    EXPECT_EQ(each.at("user"), "golden");
    EXPECT_EQ(each.at("from"), "gt@northmere.example");
    all += each.at("content").get<std::string>();
  }
  EXPECT_THAT(all, AllOf(HasSubstr("Action 1: Audit visits, due 20 November 2026"),
                         HasSubstr("https://gt.northmere.example/actions/" + action), HasSubstr("test mail"),
                         Not(HasSubstr("heron")), Not(HasSubstr("secret-word"))));
  EXPECT_EQ(run_mail(*program_)->sent, 0);
  EXPECT_THAT(must("mail list", json::object()).dump(), Not(HasSubstr("secret-word")));
}

TEST_F(MailWork, WithoutAServerItSaysWhatToDo) {
  open("public-address = https://gt.northmere.example\n");
  auto const run = run_mail(*program_);
  ASSERT_FALSE(run);
  EXPECT_THAT(run.error().message, HasSubstr("Set mail-server, mail-from and public-address in goldenthread.conf"));
  MailTicker idle{*program_};  // starts nothing, ends at once
}

TEST_F(MailWork, TheServersOwnThreadSendsAndEnds) {
  open(settings());
  must("mail test", json::object());
  {
    MailTicker ticker{*program_};
    // It begins at once; ending it lets the mail that is under way come to its end or wait.
  }
  auto const counts = must("mail list", json::object()).at("counts");
  auto const is_sent = counts.value("sent", 0) == 1;
  EXPECT_EQ(server_.taken().size(), is_sent ? 1u : 0u) << counts;
  EXPECT_TRUE(is_sent || counts.value("waiting", 0) == 1) << counts;
}

TEST_F(MailWork, AFaultInTheSettingsStopsTheProgram) {
  std::ofstream{data_.path() / configuration_file} << "mail-sever = x\n";
  auto const opened = Program::open(
      {data_.path().string(), "", true}, [](FileContent const&) { return pdf::Text{}; },
      [](FileContent const&, std::string const&) { return sheet::Workbook{}; }, 1);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, HasSubstr("line 1"));
}

}  // namespace
}  // namespace gt::app
