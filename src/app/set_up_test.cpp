#include "app/set_up.h"

#include <gmock/gmock.h>

#include "app/app_test_fixture.h"
#include "app/operation_command.h"
#include "people/people.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr char const* printed_council = "Northmere Council";
constexpr char const* first_email = "administrator@northmere.example";

class SetUpAtStart : public testing::Test {
 protected:
  void SetUp() override {
    program_ = open_program(data_.path());
    ASSERT_TRUE(program_);
  }
  Welcome start(std::string const& administrator = first_email) {
    auto welcome = set_up_empty(*program_, printed_council, administrator, "--data here");
    EXPECT_TRUE(welcome) << (welcome ? "" : welcome.error().message);
    return welcome ? *welcome : Welcome{};
  }
  // The address the link is for; empty when it is not good.
  std::string email_of(Welcome const& welcome) {
    auto const token = welcome.link_path.substr(welcome.link_path.find('=') + 1);
    return people::one_time_link_email(program_->database(), program_->clock(), token).value_or("");
  }
  void choose_password(Welcome const& welcome) {
    auto const token = welcome.link_path.substr(welcome.link_path.find('=') + 1);
    auto const done = people::use_one_time_link(program_->database(), program_->clock(), token,
                                                {"", "kettle lantern moss", "192.0.2.1", "r"});
    ASSERT_TRUE(done) << done.error().message;
  }

  gt::test::TemporaryFolder data_;
  std::unique_ptr<Program> program_;
};

// The start that made the account may have failed before anybody saw its link.
TEST_F(SetUpAtStart, GivesANewLinkUntilAPasswordIsChosen) {
  auto const made = start();
  EXPECT_EQ(made.who, "the first administrator");
  EXPECT_EQ(made.email, first_email);
  auto const again = start("Administrator@Northmere.example");
  EXPECT_EQ(again.who, made.who);
  EXPECT_NE(again.link_path, made.link_path);
  EXPECT_EQ(email_of(made), "") << "replaced";
  EXPECT_EQ(email_of(again), first_email);
  choose_password(again);
  auto const later = start();
  EXPECT_EQ(later.who + later.link_path + later.advice, "");
}

TEST_F(SetUpAtStart, LeavesTheLinkOfACommandAlone) {
  auto const made = people::create_first_administrator(program_->database(), program_->clock(),
                                                       {"Northmere", printed_council, first_email, "Administrator"});
  ASSERT_TRUE(made) << made.error().message;
  auto const welcome = start("administrator@council.example");
  EXPECT_EQ(welcome.link_path, "");
  EXPECT_THAT(welcome.advice,
              AllOf(StartsWith("Nobody has chosen the first administrator’s password"),
                    HasSubstr("reset-link --data here --account " + made->account.text() + " --as " + first_email)));
  EXPECT_EQ(email_of({.link_path = made->link.path()}), first_email);
}

TEST_F(SetUpAtStart, GivesNoLinkWhereThereAreOthers) {
  start();
  auto const actor = people::command_line_actor(program_->database(), {first_email, "", {}});
  auto const added = operations::perform(program_->environment(), *actor, "user add",
                                         {{"email", "new@northmere.example"}, {"name", "New"}, {"role", "reader"}});
  ASSERT_TRUE(added) << added.error().message;
  auto const welcome = start();
  EXPECT_EQ(welcome.link_path + welcome.advice, "");
}

// As whoever looks at the worked example starts it the second time.
TEST_F(SetUpAtStart, GivesALinkForTheExampleUntilAPasswordIsChosen) {
  gt::test::TemporaryFolder folder;  // the example's report is really read
  auto opened = Program::open({folder.path(), "", true}, read_when_asked(), read_sheet_when_asked(), 2);
  ASSERT_TRUE(opened) << opened.error().message;
  program_ = std::move(*opened);
  auto const made = set_up_example(*program_);
  ASSERT_TRUE(made) << made.error().message;
  auto const again = start("administrator@council.example");
  EXPECT_EQ(again.who, made->who);
  EXPECT_EQ(email_of(again), "programme.manager@northmere.example");
  choose_password(again);
  auto const later = start("administrator@council.example");
  EXPECT_EQ(later.who + later.link_path + later.advice, "");
  program_.reset();  // before its folder goes
}

TEST(WelcomeText, NamesNobodyWhereItIsKept) {
  constexpr char const* here = "http://127.0.0.1:8080";
  Welcome linked{.who = "the first administrator", .email = first_email, .link_path = "/one-time-link?token=t"};
  EXPECT_EQ(welcome_text(here, linked, true),
            "\nGolden Thread is running at http://127.0.0.1:8080\nSign in as the first administrator, "
            "administrator@northmere.example, with this link, once, and choose a password:\n"
            "  http://127.0.0.1:8080/one-time-link?token=t\nStop it with Control-C.\n");
  auto const kept = welcome_text(here, linked, false);
  EXPECT_THAT(
      kept, AllOf(HasSubstr("as the first administrator with this link"), HasSubstr("?token=t"), Not(HasSubstr("@"))));
  Welcome const advised{.email = first_email, .advice = std::string("reset-link --as ") + first_email};
  EXPECT_THAT(welcome_text(here, advised, true), HasSubstr(std::string("--as ") + first_email + "\n"));
  EXPECT_THAT(welcome_text(here, advised, false), AllOf(HasSubstr("--as EMAIL\n"), Not(HasSubstr("@"))));
}

TEST(WelcomeText, SaysWhatDoesNotWork) {
  EXPECT_EQ(welcome_text("http://[::1]:80", {.warning = "No files can be stored."}, true),
            "\nGolden Thread is running at http://[::1]:80\nSign in with your account.\nNo files can be stored.\n"
            "Stop it with Control-C.\n");
}

TEST(PlaceOptions, AreThoseOfAShell) {
  EXPECT_EQ(place_options({"/var/lib/goldenthread", ""}), "--data /var/lib/goldenthread");
  EXPECT_EQ(place_options({"/a b/it's", "", true}), "--data '/a b/it'\\''s' --development");
  EXPECT_EQ(place_options({"/d", "host=/run/postgresql dbname=gt"}),
            "--data /d --postgresql 'host=/run/postgresql dbname=gt'");
  for (auto const* secret : {"host=a password=hunter2", "postgresql://gt:hunter2@a/gt"})
    EXPECT_EQ(place_options({"/d", secret}), "--data /d --postgresql CONNINFO") << secret;
  EXPECT_EQ(place_options({"here", ""}), "--data " + (std::filesystem::current_path() / "here").string());
}

}  // namespace
}  // namespace gt::app
