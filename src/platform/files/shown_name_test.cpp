#include "platform/files/shown_name.h"

#include <gtest/gtest.h>

namespace gt::files {
namespace {

TEST(ShownName, IsTheNameWithoutFolders) {
  EXPECT_EQ(shown_name("Plan of July.xlsx", "tracker"), "Plan of July.xlsx");
  EXPECT_EQ(shown_name("C:\\Users\\a\\plan.xlsx", "tracker"), "plan.xlsx");
  EXPECT_EQ(shown_name("../../etc/plan.csv", "tracker"), "plan.csv");
}

TEST(ShownName, IsAnotherWhereItCannotBeShown) {
  EXPECT_EQ(shown_name("", "tracker"), "tracker");
  EXPECT_EQ(shown_name("folder/", "tracker"), "tracker");
  EXPECT_EQ(shown_name("\xff.csv", "ledger"), "ledger");
  EXPECT_EQ(shown_name(std::string(201, 'a'), "ledger"), "ledger");
  EXPECT_EQ(shown_name(std::string(200, 'a'), "ledger"), std::string(200, 'a'));
}

}  // namespace
}  // namespace gt::files
