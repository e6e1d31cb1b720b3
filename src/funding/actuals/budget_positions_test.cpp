#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "funding/funding_test_fixture.h"

namespace gt::funding {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;

/// A council with two service budgets.
class BudgetPositions : public test::FundingTest {
 protected:
  void SetUp() override {
    test::FundingTest::SetUp();
    if (IsSkipped()) return;
    auto const base = add("fund", {{"title", "Base"}, {"fund_kind", "base budget"}});
    door_ = add("service-budget", {{"title", "Front door"}, {"inside", base}});
    add("service-budget", {{"title", "Fostering"}, {"inside", base}});
  }
  json input(std::string const& csv, json more = json::object()) {
    more["file"] = operations::upload_value({"monitor.csv", csv});
    if (!more.contains("month")) more["month"] = "October 2026";
    return more;
  }
  json positions() { return done("budget-position list", {{"inside", door_}}).at("records"); }
  std::string door_;
};
INSTANTIATE_TEST_SUITE_P(Engines, BudgetPositions, gt::test::engines(), gt::test::engine_name);

constexpr char const* monitor =
    "Service area,Budget,Changes,Forecast outturn\nFront Door,6120000,80000,6431000\nFostering,5,,5\n";

TEST_P(BudgetPositions, AMonitorBecomesAPositionOfEachBudgetAndIsReplacedByALaterOne) {
  auto const shown = done("service-budget check-positions", input(monitor));
  ASSERT_THAT(shown.at("positions"), SizeIs(2));
  EXPECT_EQ(shown.at("positions").at(0).at("over"), "231000.00");
  EXPECT_THAT(positions(), SizeIs(0));
  EXPECT_EQ(done("service-budget bring-in-positions", input(monitor, {{"seen", shown.at("seen")}})).at("positions"), 2);
  ASSERT_THAT(positions(), SizeIs(1));
  EXPECT_EQ(positions().at(0).at("on"), "2026-10-31");
  EXPECT_EQ(positions().at(0).at("forecast"), "6431000.00");
  // As it was shown, or not at all.
  EXPECT_EQ(refusal("service-budget bring-in-positions", input(monitor, {{"seen", shown.at("seen")}})).kind,
            ErrorKind::conflict);
  done("service-budget bring-in-positions", input("Service,Budget,Forecast\nFront door,6120000,6400000\n"));
  ASSERT_THAT(positions(), SizeIs(1));
  EXPECT_EQ(positions().at(0).at("forecast"), "6400000.00");
  done("service-budget bring-in-positions",
       input("Service,Budget,Forecast\nFront door,6120000,6300000\n", {{"month", "2026-11"}}));
  EXPECT_THAT(positions(), SizeIs(2));
}

TEST_P(BudgetPositions, RefusesWhatItDoesNotKnowAndNeverGuessesTheUnit) {
  auto const wrong = input("Service,Budget,Forecast\nFront door,1,2\nParks,1,2\n");
  EXPECT_THAT(refusal("service-budget bring-in-positions", wrong).fields.at(0).message,
              HasSubstr("no service budget is called “Parks”"));
  EXPECT_THAT(positions(), SizeIs(0));
  auto const csv = "All £000\nService,Budget,Forecast\nFront door,6120,6431.5\n";
  EXPECT_TRUE(done("service-budget check-positions", input(csv)).at("asks_unit").get<bool>());
  EXPECT_EQ(refusal("service-budget bring-in-positions", input(csv)).fields.at(0).field, "unit");
  done("service-budget bring-in-positions", input(csv, {{"unit", "thousands"}}));
  EXPECT_EQ(positions().at(0).at("forecast"), "6431500.00");
  EXPECT_EQ(refusal("service-budget check-positions", {{"month", "2026-10"}}).fields.at(0).field, "file");
  EXPECT_EQ(refusal("service-budget bring-in-positions", {{"month", "2026-10"}, {"positions", json::array({5})}})
                .fields.at(0)
                .field,
            "positions");
}

TEST_P(BudgetPositions, IsLookedAtAndBroughtInByItsPages) {
  EXPECT_EQ(get("/service-budgets/import").status, 200);
  EXPECT_THAT(get("/service-budgets/" + door_).body, HasSubstr("/service-budgets/import"));
  auto const shown = done("service-budget check-positions", input(monitor));
  auto const sent = post("/service-budgets/import/confirm", {{"month", "2026-10"},
                                                             {"seen", shown.at("seen").get<std::string>()},
                                                             {"positions", shown.at("positions").dump()}});
  EXPECT_EQ(sent.status, 303);
  EXPECT_THAT(positions(), SizeIs(1));
  EXPECT_EQ(post("/service-budgets/import", {{"month", "2026-10"}}).status, 422);
}

}  // namespace
}  // namespace gt::funding
