#include "app/set_up.h"

#include <gmock/gmock.h>

#include "app/app_test_fixture.h"
#include "people/people.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
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
    auto welcome = set_up_empty(*program_, printed_council, administrator);
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
  EXPECT_EQ(made.who, std::string("the first administrator, ") + first_email);
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
              AllOf(StartsWith("Nobody has chosen the password of administrator@northmere.example"),
                    HasSubstr("reset-link --account " + made->account.text() + " --as " + first_email)));
  EXPECT_EQ(email_of({"", made->link.path()}), first_email);
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

}  // namespace
}  // namespace gt::app
