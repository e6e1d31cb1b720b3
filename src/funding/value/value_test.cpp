#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "funding/funding_test_fixture.h"

namespace gt::funding {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Values : public test::FundingTest {};
INSTANTIATE_TEST_SUITE_P(Engines, Values, gt::test::engines(), gt::test::engine_name);

TEST_P(Values, StandCostBesideWhatWasDoneAndDivideNothing) {
  EXPECT_THAT(get("/resources/value").body, HasSubstr("No themes yet"));
  auto const supervision = done("theme add", {{"title", "Supervision"}}).value("theme", "");
  auto const quiet = done("theme add", {{"title", "Adolescents"}}).value("theme", "");
  auto const approval = approved("100000");
  auto const first = line(approval, "60000", {{"title", "Therapists"}});
  auto const second = line(approval, "10000", {{"title", "Academy"}});
  line(approval, "5000", {{"title", "Licences"}});
  done("cost-line set-themes",
       {{"cost_line", first}, {"version", 1}, {"themes", {supervision, quiet}}, {"shares", {"75", "25"}}});
  done("cost-line set-themes", {{"cost_line", second}, {"version", 1}, {"themes", json::array({supervision})}});
  auto const action = done("action add", {{"title", "Issue guidance"},
                                          {"owner_role", "Service manager"},
                                          {"due", "2027-03-31"},
                                          {"under", json::array({supervision})}})
                          .value("action", "");
  auto const evidence = done("evidence add", {{"title", "Audit of supervision"},
                                              {"source", "audit"},
                                              {"rung", "practice"},
                                              {"dated", "2026-11-01"},
                                              {"shows", "Eight of eleven were reflective."},
                                              {"audit_question", "Is it reflective?"},
                                              {"audit_good", 8},
                                              {"audit_audited", 11}})
                            .value("evidence", "");
  done("link add", {{"from", action}, {"to", evidence}});

  auto const value = done("money value", json::object());
  auto const theme = value.at("themes").at(0);
  EXPECT_EQ(theme.at("title"), "Supervision");
  EXPECT_THAT(theme.at("lines"), SizeIs(2));
  EXPECT_EQ(theme.at("lines").at(0).at("apportioned"), "45000.00");
  EXPECT_TRUE(theme.at("lines").at(1).at("apportioned").is_null());
  EXPECT_EQ(theme.at("apportioned"), "45000.00");
  EXPECT_EQ(theme.at("actions"), 1);
  EXPECT_EQ(theme.at("actions_done"), 0);
  EXPECT_EQ(theme.at("evidence"), 1);
  EXPECT_EQ(theme.at("audits"), 1);
  EXPECT_EQ(value.at("themes").at(1).at("apportioned"), "15000.00");
  EXPECT_EQ(value.at("themes").at(1).at("actions"), 0);
  EXPECT_EQ(value.at("lines_supporting_none").at(0).at("title"), "Licences");
  auto const page = get("/resources/value").body;
  EXPECT_THAT(page, AllOf(HasSubstr("Nothing here is divided by anything else."), HasSubstr("0 of 1"),
                          HasSubstr("(£45,000)"), HasSubstr("No actions"), Not(HasSubstr("%"))));
}

}  // namespace
}  // namespace gt::funding
