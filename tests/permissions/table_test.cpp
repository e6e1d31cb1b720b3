#include "tests/permissions/table.h"

#include <stdexcept>

#include <gmock/gmock.h>

#include "app/program.h"

namespace gt::permissions {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAreArray;

operations::Registry registry() {
  return app::make_registry([](FileContent const&) { return pdf::Text{}; },
                            [](FileContent const&, std::string const&) { return sheet::Workbook{}; });
}

TEST(PermissionsTable, NamesEveryOperationAndNothingElse) {
  std::vector<std::string> declared, listed;
  auto const operations = registry();
  for (auto const& each : operations.all()) declared.push_back(each.name);
  for (auto const& each : permissions_table().rows) listed.push_back(each.operation);
  EXPECT_THAT(listed, UnorderedElementsAreArray(declared))
      << "tests/permissions.tsv and the operations of the program must name the same; decide who may, then write it "
         "there by hand.";
}

TEST(PermissionsTable, HasAColumnForEveryRole) {
  EXPECT_THAT(permissions_table().roles, UnorderedElementsAreArray(operations::all_roles()));
}

// Reading the declaration instead of trying it: a cell that allows needs a role that grants the permission.
TEST(PermissionsTable, AgreesWithTheRolesInReference) {
  auto const operations = registry();
  for (auto const& row : permissions_table().rows) {
    auto const* operation = operations.find(row.operation);
    ASSERT_NE(operation, nullptr) << row.operation;
    for (auto const& [role, cell] : row.cells) {
      if (operation->permission.empty()) {
        EXPECT_EQ(cell, "own") << row.operation << ", " << role;
      } else {
        EXPECT_EQ(cell != "-", operations::role_grants(role, operation->permission)) << row.operation << ", " << role;
      }
      EXPECT_FALSE(operation->kind == operations::Kind::change && cell == "any") << row.operation << ", " << role;
    }
  }
}

TEST(PermissionsTable, RefusesALineThatSaysNothingClear) {
  std::string const heading = "operation\ttoken\treader\n";
  auto message = [&](std::string const& lines) -> std::string {
    try {
      read_table(lines);
    } catch (std::runtime_error const& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message(heading + "plan show\tyes\tany\n"), "");
  EXPECT_THAT(message("plan show\tyes\tany\n"), HasSubstr("line 1: the heading is not there"));
  EXPECT_THAT(message(heading + "plan show\tyes\n"), HasSubstr("line 2: 2 cells, not 3"));
  EXPECT_THAT(message(heading + "plan show\tperhaps\tany\n"), HasSubstr("must be yes or no"));
  EXPECT_THAT(message(heading + "plan show\tyes\tsome\n"), HasSubstr("“some” is no word"));
  EXPECT_THAT(message(heading + "plan show\tyes\tany\nplan show\tyes\t-\n"), HasSubstr("line 3: “plan show” is here"));
}

}  // namespace
}  // namespace gt::permissions
