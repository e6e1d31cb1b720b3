#include "funding/ledgers/budget_monitor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/sheet/sheet_reader.h"

namespace gt::funding::ledgers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

BudgetMonitor read_csv(std::string const& csv) {
  auto const workbook = sheet::read(csv, "monitor.csv");
  EXPECT_TRUE(workbook.has_value());
  return read_monitor(*workbook);
}

TEST(BudgetMonitor, ReadsAreasWithChangesAndChecksTotalsAndVariances) {
  auto const read = read_csv(
      "Budget monitoring,,,,\nAll in £000,,,,\nService area,Base budget,In-year changes,Forecast outturn,Variance\n"
      "Front door,6120,80,6431,231\nFostering,\"2,000\",,1900.5,(99.5)\nTotal,8120,80,8331.5,131.5\n");
  EXPECT_THAT(read.faults, IsEmpty());
  ASSERT_THAT(read.rows, SizeIs(2));
  EXPECT_EQ(read.rows[0].area, "Front door");
  EXPECT_EQ(in_pence(*read.rows[0].changes, Unit::thousands), Money::pounds(80'000));
  EXPECT_FALSE(read.rows[1].changes.has_value());
  EXPECT_THAT(read.units, ElementsAre(Unit::thousands));
}

TEST(BudgetMonitor, NamesWhatIsWrongByItsPlace) {
  auto const fault = [](std::string const& csv) {
    auto const read = read_csv(csv);
    return read.faults.empty() ? std::string() : read.faults.front().message;
  };
  EXPECT_THAT(fault("Service,Budget,Forecast\nA,tbc,5\n"),
              HasSubstr("monitor.csv, row 2, column B: “tbc” is not an amount"));
  EXPECT_THAT(fault("Service,Budget,Forecast\nA,5,\n"), HasSubstr("row 2, column C: A service area has a budget and"));
  EXPECT_THAT(fault("Service,Budget,Forecast\n,5,6\n"), HasSubstr("row 2, column A: This row has no service area"));
  EXPECT_THAT(fault("Service,Budget,Forecast,Variance\nA,5,6,2\n"),
              HasSubstr("The row says 2.00, and its forecast is 1.00"));
  EXPECT_THAT(fault("Service,Budget,Forecast\nA,5,6\nTotal,6,6\n"),
              HasSubstr("This total is 6.00, and the rows above it come to 5.00"));
  EXPECT_THAT(fault("Who,What\nA,5\n"), HasSubstr("no service area was found"));
}

}  // namespace
}  // namespace gt::funding::ledgers
