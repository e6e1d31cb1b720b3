#include "plans/plans_test_fixture.h"
#include "plans/tracker/tracker.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class PlanExport : public test::PlansTest {
 protected:
  void make_plan() {
    auto practice = theme("Practice; and oversight");
    auto workforce = theme("Workforce");
    auto learning = theme("Learning");  // the action is in it by way of its project alone
    auto project =
        done("project add", {{"title", "Supervision"}, {"under", {practice, learning}}}).at("id").get<std::string>();
    auto told = findings({"Plans drift."});
    action("Supervise monthly", {{"themes", {practice, workforce}},
                                 {"reference", "1.10"},
                                 {"start", "2027-01-04"},
                                 {"under", {project}},
                                 {"findings", told},
                                 {"status", "on track"},
                                 {"note", "One, \"two\"\n\n  three\n"}});
    action("=2+5", {{"owner_role", "@lead"}, {"note", "'quoted and -5"}, {"status", "off track"}});
    action("'=quoted", {{"owner_role", "+44"}, {"due", ""}});
    action("2018", {{"reference", "04/05"}, {"note", "TRUE"}, {"due", "2026-10-31"}});
    action("Recover", {{"status", "at risk"}, {"recovery", "Two workers"}, {"recovery_by", "2026-12-01"}});
    action("Proven", {{"status", "done"}, {"due", "2026-10-31"}});
  }
  std::string exported(std::string const& ending) {
    auto const response = get("/plan." + ending);
    EXPECT_EQ(response.status, 200);
    return response.body;
  }
};

TEST_P(PlanExport, ARoundTripChangesNothing) {
  make_plan();
  for (std::string const ending : {"xlsx", "ods", "csv"}) {
    auto const before = exported(ending);
    auto const shown = done("tracker read", {{"file", operations::upload_value({"plan." + ending, before})}});
    EXPECT_THAT(shown.at("faults"), IsEmpty()) << ending << shown.dump(1);
    EXPECT_THAT(shown.at("questions"), IsEmpty()) << ending;
    EXPECT_THAT(shown.at("notes").dump(), Not(HasSubstr("was not read"))) << ending;
    EXPECT_EQ(shown.at("summary"), "Nothing differs. 6 rows read: 0 new, 0 change the plan, 6 as in the plan.")
        << ending << shown.dump(1);
    auto const outcome = done("tracker confirm", {{"import", shown.at("import")}});
    EXPECT_EQ(outcome.at("unchanged"), 6) << ending;
    EXPECT_EQ(exported(ending), before) << ending;
  }
}

TEST_P(PlanExport, HoldsBothRatings) {
  action("Proven", {{"status", "done"}, {"due", "2026-10-31"}});
  auto const csv = exported("csv");
  EXPECT_THAT(csv, HasSubstr("Findings,Difference made"));
  EXPECT_THAT(csv, HasSubstr("None shown"));
}

// The status is what was said; beside it stands how that reads on the day, as on the page.
TEST_P(PlanExport, SaysHowEachStandsAndItsColourAsThePageDoes) {
  action("Publish", {{"due", "2026-10-31"}, {"status", "on track"}});
  action("Recover", {{"status", "at risk"}, {"recovery", "Two workers"}, {"recovery_by", "2026-12-01"}});
  auto const late = get("/plan.csv", {{"status", "late"}}).body;
  EXPECT_THAT(late, HasSubstr(",on track,"));
  EXPECT_THAT(late, HasSubstr(",None shown,Late,Red\r\n"));
  EXPECT_THAT(late, Not(HasSubstr("Recover")));
  EXPECT_THAT(get("/plan.csv", {{"colour", "amber"}}).body, HasSubstr(",None shown,At risk,Amber\r\n"));
  // They say nothing to the import, whatever stands in them.
  auto csv = exported("csv");
  auto const at = csv.find(",Late,Red");
  ASSERT_NE(at, std::string::npos);
  csv.replace(at, 9, ",Done,Blue");
  auto const shown = done("tracker read", {{"file", operations::upload_value({"plan.csv", csv})}});
  EXPECT_THAT(shown.at("faults"), IsEmpty());
  EXPECT_EQ(shown.at("summary"), "Nothing differs. 2 rows read: 0 new, 0 change the plan, 2 as in the plan.");
}

TEST_P(PlanExport, WhatIsChangedInTheFileAndNothingElseIsChangedInThePlan) {
  make_plan();
  auto csv = exported("csv");
  auto const at = csv.find("Two workers");
  EXPECT_EQ(at, std::string::npos) << "a recovery is not in the export";
  auto const title = csv.find("Recover");
  ASSERT_NE(title, std::string::npos);
  csv.replace(title, 7, "Recover the lost visits");
  auto const shown = done("tracker read", {{"file", operations::upload_value({"plan.csv", csv})}});
  EXPECT_EQ(shown.at("summary"), "6 rows read: 0 new, 1 changes the plan, 5 as in the plan.");
  done("tracker confirm", {{"import", shown.at("import")}});
  EXPECT_EQ(exported("csv"), csv);
}

TEST_P(PlanExport, EveryFormatHoldsWhatTheFiltersShow) {
  make_plan();
  for (std::string const ending : {"xlsx", "ods", "csv"}) {
    auto const some = get("/plan." + ending, {{"status", "off track"}});
    auto const workbook = sheet::read(some.body, "plan." + ending);
    ASSERT_TRUE(workbook) << ending;
    std::size_t named = 0;
    for (auto const& row : workbook->sheets.at(0).rows)
      for (auto const& cell : row.cells) named += cell.text == "=2+5" ? 1 : cell.text == "2018" ? 100 : 0;
    EXPECT_EQ(named, 1U) << ending;
    EXPECT_THAT(some.headers.first("Content-Disposition").value_or(""), HasSubstr("improvement-plan." + ending));
  }
}

TEST_P(PlanExport, TheEmptyTrackerHasHeadingsThatAreUnderstood) {
  theme("Practice");
  auto const empty = get("/plan/import/template.xlsx");
  auto const workbook = sheet::read(empty.body, "action-tracker.xlsx");
  ASSERT_TRUE(workbook);
  auto const reading = tracker::read_tracker(*workbook);
  ASSERT_TRUE(reading.sheets.at(0).headings);
  for (auto const& column : reading.sheets.at(0).headings->columns) EXPECT_TRUE(column.field) << column.heading;
}

INSTANTIATE_TEST_SUITE_P(Engines, PlanExport, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
