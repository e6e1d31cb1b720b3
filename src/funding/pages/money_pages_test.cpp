#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "funding/actuals/ledger_imports.h"
#include "funding/funding_test_fixture.h"
#include "platform/core/progress.h"
#include "platform/jobs/worker.h"
#include "platform/sheet/sheet_reader.h"

namespace gt::funding {
namespace {

using gt::test::location_of;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A council with one line, its profile, and three months in its ledger.
class MoneyPages : public test::FundingTest {
 protected:
  void SetUp() override {
    test::FundingTest::SetUp();
    if (IsSkipped()) return;
    approval_ = approved("750000", {{"from", "2019-04-01"}, {"until", "2020-03-31"}});
    line_ = line(approval_, "120000", {{"from", "2019-04-01"}, {"until", "2020-03-31"}, {"recurrence", "one-off"}});
    done("cost-line set-profile", {{"cost_line", line_}, {"profile_version", 0}});
    ledger_ = add("ledger", {{"title", "General ledger"}});
  }
  std::string read(std::string const& csv) {
    return done("ledger read", {{"ledger", ledger_}, {"file", operations::upload_value({"file.csv", csv})}})
        .at("import");
  }
  void bring_in(std::string const& csv) {
    done("ledger-import bring-in", {{"ledger_import", read(csv)}, {"version", 1}});
  }
  std::string approval_, line_, ledger_;
};
INSTANTIATE_TEST_SUITE_P(Engines, MoneyPages, gt::test::engines(), gt::test::engine_name);

TEST_P(MoneyPages, TheOverviewSaysWhatIsSpentAndWhatIsNotNeeded) {
  bring_in("Code,Month,Amount\nL1,Apr-19,1000\nL1,May-19,2500.60\n");
  auto const page = get("/resources").body;
  EXPECT_THAT(page, HasSubstr("Spent to May 2019"));
  EXPECT_THAT(page, HasSubstr("£3,501"));
  EXPECT_THAT(page, HasSubstr("is not spent ("));
  EXPECT_THAT(page, HasSubstr("/underspend-returns/new?inside=" + approval_));
}

TEST_P(MoneyPages, LongFilesAreBroughtInByAJob) {
  std::string file = "Code,Month,Amount\n";
  for (int i = 0; i < 2001; ++i) file += "L1,Apr-19,1\n";
  auto const address = "/ledger-imports/" + read(file);
  auto const bring_in_now = [&] { return location_of(post(address + "/bring-in", {{"lock_version", "1"}})); };
  auto const job = bring_in_now();
  EXPECT_THAT(job, testing::StartsWith("/jobs/"));
  EXPECT_EQ(location_of(get(address)), job) << "the file’s page leads to it while it is under way";
  EXPECT_EQ(bring_in_now(), job) << "pressed twice it is begun once";
  auto const spent = [&] { return done("cost-line show-forecast", {{"cost_line", line_}}).at("spent"); };
  EXPECT_EQ(spent(), "0.00");
  jobs::Worker worker{environment(), {.find_actor = [this](auto&, auto const&) { return std::optional{actor_}; }}};
  EXPECT_TRUE(worker.run_next());
  EXPECT_FALSE(worker.run_next());
  EXPECT_EQ(spent(), "2001.00");
  EXPECT_THAT(get(address).body, HasSubstr("2,001 amounts were brought in for Apr"));
}

TEST_P(MoneyPages, NothingOfAFileStaysWhenItIsStoppedHalfWay) {
  auto const import = read("Code,Month,Amount\nL1,Apr-19,1000\nL1,May-19,2500\n");
  struct StopsAtTheSecond : progress::Watcher {
    void at(progress::Position const& position) override {
      if (position.what == "Writing amounts" && position.done == 1) throw progress::Unwanted();
    }
  } stops;
  json const input{{"ledger_import", import}, {"version", 1}};
  {
    progress::Watched const watched{stops};
    EXPECT_THROW((void)perform("ledger-import bring-in", input), progress::Unwanted);
  }
  EXPECT_EQ(done("cost-line show-forecast", {{"cost_line", line_}}).at("spent"), "0.00");
  EXPECT_EQ(done("ledger-import bring-in", input).at("postings"), 2) << "and it can be brought in again";
}

TEST_P(MoneyPages, TheForecastCanBeNarrowedAndDownloaded) {
  bring_in("Code,Month,Amount\nL1,Apr-19,1000\nL1,May-19,2500.60\n");
  EXPECT_THAT(get("/resources/forecast").body, AllOf(HasSubstr("Ledger loaded to May 2019"), HasSubstr("£103,501"),
                                                     HasSubstr("£16,499 under the profile")));
  EXPECT_THAT(get("/resources/forecast", {{"year", "2018/19"}}).body, Not(HasSubstr("£103,501")));
  EXPECT_EQ(get("/resources/forecast.xlsx").status, 200);
  // What is downloaded can be brought in again, and then changes nothing.
  for (auto const* ending : {"csv", "ods", "xlsx"}) {
    auto const file = get(std::string("/resources/forecast.") + ending, {{"figure", "spent"}}).body;
    auto const again = done("ledger read", {{"ledger", ledger_}, {"file", operations::upload_value({"spent", file})}});
    EXPECT_TRUE(again.at("questions").empty()) << again.dump();
    EXPECT_TRUE(again.at("faults").empty()) << again.dump();
    for (auto const& each : again.at("changes")) EXPECT_EQ(each.at("before"), each.at("after")) << ending;
    EXPECT_EQ(again.at("total"), "3500.60");
  }
}

TEST_P(MoneyPages, AFileIsAskedAboutAndBroughtInByItsPage) {
  EXPECT_THAT(get("/ledgers/" + ledger_).body, HasSubstr("Bring a file in"));
  EXPECT_EQ(get("/ledgers/" + ledger_ + "/read").status, 200);
  auto const import = "/ledger-imports/" + read("In £000\nCode,Name,Period,Amount\nTH1,Therapists,P1,1.5\n");
  EXPECT_THAT(get(import).body,
              AllOf(HasSubstr("What do its amounts count?"), HasSubstr("Of which financial year"),
                    HasSubstr("What is TH1 booked to?"), HasSubstr("The file calls it “Therapists”")));
  auto refused = post(import, {{"lock_version", "1"}, {"financial_year", "soon"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Write a financial year"));
  EXPECT_EQ(
      post(import, {{"lock_version", "1"}, {"financial_year", "2019/20"}, {"unit", "thousands"}, {"code-0", line_}})
          .status,
      303);
  EXPECT_THAT(get(import).body, AllOf(HasSubstr("1 amount come"), HasSubstr("Bring it in")));
  EXPECT_EQ(post(import + "/bring-in", {{"lock_version", "1"}}).status, 409);
  EXPECT_EQ(post(import + "/bring-in", {{"lock_version", "2"}}).status, 303);
  EXPECT_THAT(get(import).body, AllOf(HasSubstr("1 amount"), HasSubstr("Apr 2019")));
  EXPECT_THAT(get("/cost-lines/" + line_ + "/forecast").body, HasSubstr("Spent to April 2019: £1,500"));
  auto const other = "/ledger-imports/" + read("Code,Month,Amount\nL1,Apr-19,1\n");
  EXPECT_EQ(post(other + "/discard", {{"lock_version", "1"}}).status, 303);
  EXPECT_EQ(get(other).status, 404);
}

TEST_P(MoneyPages, AMonthIsSetByHandAndTheMonthsEndIsClosedAndOpened) {
  bring_in("Code,Month,Amount\nL1,Apr-19,1000\n");
  auto const page = "/cost-lines/" + line_ + "/forecast";
  EXPECT_EQ(post(page, {{"month", "April 2019"}, {"amount", "1"}, {"why", "x"}, {"forecast_version", "0"}}).status,
            422);
  EXPECT_EQ(
      post(page, {{"month", "July 2019"}, {"amount", "1234"}, {"why", "Cover"}, {"forecast_version", "0"}}).status,
      303);
  EXPECT_THAT(get(page).body, AllOf(HasSubstr("set July 2019 to £1,234: Cover"), HasSubstr("set by hand")));
  auto const end = [&] { return get("/resources/month-end", {{"month", "2019-04"}}).body; };
  EXPECT_THAT(end(), AllOf(HasSubstr("1 amounts of April 2019"), HasSubstr("Say why lines differ")));
  EXPECT_EQ(post("/resources/month-end/close", {{"month", "2019-04"}, {"why", ""}}).status, 303);
  EXPECT_THAT(end(), HasSubstr("Closed: no file changes"));
  EXPECT_EQ(post("/resources/month-end/close", {{"month", "2019-04"}, {"why", ""}}).status, 409);
}

TEST_P(MoneyPages, PublishesWhatTheCodeAsksFor) {
  bring_in(
      "Code,Month,Supplier,Amount,Ref\nL1,Apr-19,Training partner,500.01,INV 1\nL1,Apr-19,Training partner,500,INV "
      "2\n");
  auto const page = get("/resources/publication", {{"quarter", "2019-04"}}).body;
  EXPECT_THAT(page, AllOf(HasSubstr("Spending over £500"), HasSubstr("INV 1"), Not(HasSubstr("INV 2"))));
  EXPECT_THAT(get("/resources/publication/spending.csv", {{"quarter", "2019-04"}}).body, HasSubstr("Training partner"));
  EXPECT_THAT(get("/resources/publication", {{"quarter", "2019-07"}}).body,
              HasSubstr("There is none in these months."));
  EXPECT_THAT(get("/resources/records").body, HasSubstr("Ledger codes"));
}

}  // namespace
}  // namespace gt::funding
