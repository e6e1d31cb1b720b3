#include "plans/pages/coverage_table.h"

#include <gmock/gmock.h>

#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using gt::test::main_part;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CoverageTable : public test::PlansTest {
 protected:
  void SetUp() override {
    PlansTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    auto const found = findings({"Supervision is weak.", "Plans are unclear.", "Visits are late."});
    auto const practice = theme("Practice", {found[1]});
    theme("Plans", {found[1], found[2]});
    action("Train managers", {{"themes", {practice}}, {"findings", {found[2]}}});
    action("Write shorter plans", {{"findings", {found[2]}}, {"status", "off track"}});
    action("Supervise", {{"findings", {found[0]}}});
  }
  /// Whether the table names these one after the other.
  static bool is_in_order(std::string const& text, std::vector<std::string> const& marks) {
    auto const table = text.substr(text.find("Every finding and what answers it"));
    std::size_t at = 0;
    for (auto const& mark : marks) {
      at = table.find(mark, at);
      if (at == std::string::npos) return false;
    }
    return true;
  }
};

TEST_P(CoverageTable, IsSortedByTheHeadings) {
  auto const page = [&](gt::test::Fields query) { return main_part(get("/plan/coverage", std::move(query)).body); };
  std::string const first = "1 Supervision is weak", second = "2 Plans are unclear", third = "3 Visits are late";
  EXPECT_TRUE(is_in_order(page({}), {first, second, third}));
  EXPECT_TRUE(is_in_order(page({{"sort", "actions"}, {"order", "desc"}}), {third, first, second}));
  EXPECT_TRUE(is_in_order(page({{"sort", "themes"}}), {first, third, second}));
  EXPECT_TRUE(is_in_order(page({{"sort", "finding"}, {"order", "desc"}}), {third, second, first}));
  EXPECT_THAT(page({{"sort", "actions"}}),
              AllOf(HasSubstr("aria-sort=\"ascending\""), HasSubstr("/plan/coverage?sort=actions&amp;order=desc\""),
                    HasSubstr("href=\"/plan/coverage.csv?sort=actions\"")));
}

TEST_P(CoverageTable, NamesAProjectThatWasTakenOutAsAGap) {
  auto const finding = coverage().at("findings_without_theme").at(0).at("id").get<std::string>();
  auto const project = done("project add", {{"title", "Supervision that moves plans"}, {"purpose", "One way"}})
                           .at("id")
                           .get<std::string>();
  done("link add", {{"from", finding}, {"to", project}});
  EXPECT_THAT(get("/plan/coverage").body, Not(HasSubstr("a gap in the thread")));
  done("project end", {{"project", project}, {"version", 1}});
  EXPECT_THAT(main_part(get("/plan/coverage").body),
              AllOf(HasSubstr("Supervise"), HasSubstr("Project 1 Supervision that moves plans"),
                    HasSubstr("a gap in the thread"), HasSubstr("/projects/" + project)));
  auto const shown = coverage().at("findings_with_gaps");
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_EQ(shown[0].at("taken_out")[0].at("id"), project);
}

TEST_P(CoverageTable, IsDownloadedAsItIsShown) {
  auto const file = get("/plan/coverage.csv", {{"sort", "actions"}, {"order", "desc"}});
  EXPECT_THAT(file.headers.first("Content-Disposition").value_or(""), HasSubstr("coverage.csv"));
  EXPECT_THAT(file.body,
              AllOf(HasSubstr("Number,Finding,Inspection,In the report,Themes,Actions,Done,Late against the first date,"
                              "Delivered,Difference made,Names of the actions,Taken out\r\n3,"),
                    HasSubstr(",Plans,2,0,0,Off track,None shown,1 Train managers; 2 Write shorter plans,\r\n"),
                    HasSubstr(",Practice; Plans,0,0,0,No action yet,,,\r\n")));
  for (auto const* ending : {"xlsx", "ods"}) {
    auto const other = get(std::string("/plan/coverage.") + ending);
    EXPECT_EQ(other.status, 200) << ending;
    EXPECT_THAT(other.body.substr(0, 2), "PK") << ending;
  }
  actor_ = stranger();
  EXPECT_THAT(get("/plan/coverage.csv").body, Not(HasSubstr("Practice")));
}

TEST_P(CoverageTable, IsFilteredAlikeOnThePageInItsFilesAndOverTheApi) {
  auto const inspection = coverage().at("listed").at(0).at("inspection");
  auto const plans = plan().at("themes").at(1).at("id").get<std::string>();
  done("theme end", {{"theme", plan().at("themes").at(0).at("id")}, {"version", 1}});
  struct Case {
    gt::test::Fields query;
    std::vector<std::string> shown;
  };
  std::string const first = "1 Supervision is weak", second = "2 Plans are unclear", third = "3 Visits are late";
  for (auto const& each : std::vector<Case>{{{}, {first, second, third}},
                                            {{{"standing", "answered"}}, {third}},
                                            {{{"standing", "no-theme"}}, {first}},
                                            {{{"standing", "no-action"}}, {second}},
                                            {{{"standing", "gaps"}}, {second}},
                                            {{{"theme", plans}}, {second, third}},
                                            {{{"theme", plans}, {"standing", "no-action"}}, {second}}}) {
    auto const page = main_part(get("/plan/coverage", each.query).body);
    auto const table = page.substr(page.find("<form class=\"gt-filter\""));
    auto const csv = get("/plan/coverage.csv", each.query).body;
    nlohmann::json input = nlohmann::json::object();
    for (auto const& [name, value] : each.query) input[name] = value;
    auto const listed = done("coverage show", input).at("listed");
    EXPECT_EQ(listed.size(), each.shown.size()) << input;
    for (auto const& name : {first, second, third}) {
      bool const is_shown = std::find(each.shown.begin(), each.shown.end(), name) != each.shown.end();
      EXPECT_EQ(table.find(name) != std::string::npos, is_shown) << input << name;
      EXPECT_EQ(csv.find(name.substr(2)) != std::string::npos, is_shown) << input << name;
      bool const is_listed = listed.dump().find(name.substr(2)) != std::string::npos;
      EXPECT_EQ(is_listed, is_shown) << input << name;
    }
  }
  EXPECT_THAT(get("/plan/coverage.csv", {{"standing", "gaps"}}).body, HasSubstr(",theme Practice\r\n"));
  EXPECT_THAT(get("/plan/coverage", {{"standing", "nonsense"}}).body, HasSubstr("No finding matches."));
  EXPECT_THAT(get("/plan/coverage", {{"standing", "gaps"}}).body, HasSubstr("/plan/coverage.csv?standing=gaps\""));
  EXPECT_EQ(refusal("coverage show", {{"standing", "nonsense"}}).fields.at(0).field, "standing");
  EXPECT_EQ(done("coverage show", {{"inspection", gt::AccountId::fresh().text()}}).at("findings"), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, CoverageTable, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
