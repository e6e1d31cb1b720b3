#include "app/first_look.h"

#include <gtest/gtest.h>

#include "app/app_test_fixture.h"
#include "people/people.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

using namespace std::chrono_literals;

class FirstLookAtPlans : public testing::Test {
 protected:
  void SetUp() override {
    program_ = open_program(data_.path(), 3);
    ASSERT_TRUE(program_);
  }
  void council() {
    auto const made = people::create_first_administrator(
        program_->database(), program_->clock(),
        {"Northmere", "Northmere Council", "administrator@northmere.example", "Administrator"});
    ASSERT_TRUE(made) << made.error().message;
  }
  gt::test::TemporaryFolder data_;
  std::unique_ptr<Program> program_;
};

TEST_F(FirstLookAtPlans, ReadsEveryCouncilOnce) {
  {
    FirstLook none{*program_};
    EXPECT_TRUE(none.wait(10s));
    EXPECT_EQ(none.read(), 0U);
  }
  council();
  FirstLook one{*program_};
  EXPECT_TRUE(one.wait(10s));
  EXPECT_EQ(one.read(), 1U);
}

TEST_F(FirstLookAtPlans, GivesItsConnectionBack) {
  council();
  for (int again = 0; again < 8; ++again) FirstLook const look{*program_};
  auto transaction = program_->database().change(std::nullopt);
  EXPECT_EQ(people::all_authorities(program_->database()).size(), 1U);
}

}  // namespace
}  // namespace gt::app
