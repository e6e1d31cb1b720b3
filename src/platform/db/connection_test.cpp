#include "platform/db/connection.h"

#include <gmock/gmock.h>

#include "tests/support/store_test.h"

// What is said of a server that does not answer: enough to find out why, and never the password.
namespace gt::db {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string fault_of_opening(std::string const& postgresql) {
  test::TemporaryFolder const folder;
  try {
    Connection const connection{{folder.path(), postgresql}};
  } catch (DatabaseError const& fault) {
    return fault.what();
  }
  return "it was opened";
}

TEST(ConnectionToNoServer, KeepsTheReasonOfTheLibrary) {
  EXPECT_THAT(fault_of_opening("host=/nowhere/at-all password=kettle connect_timeout=2"),
              AllOf(HasSubstr("The database could not be opened: connection to server on socket \"/nowhere/at-all/"),
                    HasSubstr("failed: "), Not(HasSubstr("kettle")), Not(HasSubstr("\n"))));
}

TEST(ConnectionToNoServer, NeverSaysThePassword) {
  EXPECT_THAT(fault_of_opening("host=/nowhere password=kettle lantern moss"),
              AllOf(HasSubstr("the connection string cannot be read"), Not(HasSubstr("lantern"))));
  EXPECT_THAT(fault_of_opening("postgresql://gt:kettle@%2Flantern@moss/gt?connect_timeout=2"),
              AllOf(HasSubstr("Cannot establish connection"), Not(HasSubstr("lantern"))));
  EXPECT_THAT(fault_of_opening("host=/nowhere/lantern password=lantern"), Not(HasSubstr("lantern")));
}

}  // namespace
}  // namespace gt::db
