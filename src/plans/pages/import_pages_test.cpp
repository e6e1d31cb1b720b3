#include "plans/plans_test_fixture.h"
#include "platform/core/progress.h"
#include "platform/jobs/worker.h"

namespace gt::plans {
namespace {

using gt::test::location_of;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ImportPages : public test::PlansTest {
 protected:
  void expect_page(std::string const& name, web::Response const& response) {
    EXPECT_EQ(response.status, 200) << name;
    // The import's own id is in addresses that the golden files' reader does not know.
    auto shown = response;
    for (auto at = shown.body.find(import_); !import_.empty() && at != std::string::npos; at = shown.body.find(import_))
      shown.body.replace(at, import_.size(), "the-import");
    gt::test::expect_golden("src/plans", name, shown);
  }
  web::Response upload(std::string const& bytes, std::string const& name = "tracker.csv") {
    web::Request request;
    request.method = web::Method::post;
    request.path = request.target = "/plan/import";
    request.form_fields.add("csrf_token", "token-of-this-session");
    request.files.emplace_back("file", name, "application/octet-stream", bytes);
    return answer(std::move(request));
  }
  std::string read(std::string const& bytes) {
    auto const response = upload(bytes);
    EXPECT_EQ(response.status, 303);
    auto location = location_of(response);
    import_ = location.substr(location.rfind('/') + 1);
    return location;
  }
  std::string import_;
};

std::string const tracker_header = "Ref,Action,Owner,Theme,Start date,Due date,Status,Comments\n";

TEST_P(ImportPages, LookAsAgreed) {
  theme("Practice");
  action("Supervise monthly", {{"reference", "SUP-01"}});
  expect_page("import", get("/plan/import"));
  auto const address = read(tracker_header +
                            "SUP-01,Supervise weekly,Service manager,,,30/06/2027,Complete,Begun\n"
                            "SUP-02,Train managers,Head of service,Practice,,Apr-27,Amber,\n");
  expect_page("import-dry-run", get(address));
  auto const done_now = post(address, {{"answer-1", "30 April 2027"}});
  EXPECT_EQ(done_now.status, 303) << done_now.body;
  expect_page("import-done", get(address));
  EXPECT_THAT(get("/plan/import").body, Not(HasSubstr(import_)));
}

TEST_P(ImportPages, LongTrackersAreBroughtInByAJob) {
  std::string rows;
  for (int i = 1; i <= 600; ++i)
    rows += "L-" + std::to_string(i) + ",Visit family " + std::to_string(i) + ",Service manager,,,31/03/2027,,\n";
  auto const address = read(tracker_header + rows);
  auto const job = location_of(post(address, {}));
  EXPECT_THAT(job, testing::StartsWith("/jobs/"));
  EXPECT_EQ(location_of(get(address)), job) << "the import’s page leads to it while it is under way";
  EXPECT_EQ(location_of(post(address, {})), job) << "pressed twice it is begun once";
  EXPECT_EQ(plan().at("actions").size(), 0U);
  jobs::Worker worker{environment(), {.find_actor = [this](auto&, auto const&) { return std::optional{actor_}; }}};
  EXPECT_TRUE(worker.run_next());
  EXPECT_FALSE(worker.run_next());
  EXPECT_EQ(plan().at("actions").size(), 600U);
  EXPECT_THAT(get(address).body, HasSubstr("600"));
}

TEST_P(ImportPages, NothingOfATrackerStaysWhenItIsStoppedHalfWay) {
  auto const address = read(tracker_header +
                            "A,Supervise,Service manager,,,31/03/2027,,\n"
                            "B,Train managers,Service manager,,,31/03/2027,,\n"
                            "C,Visit,Service manager,,,31/03/2027,,\n");
  struct StopsAtTheThirdRow : progress::Watcher {
    void at(progress::Position const& position) override {
      if (position.what == "Writing rows" && position.done == 2) throw progress::Unwanted();
    }
  } stops;
  json const input{{"import", import_}, {"answers", json::object()}};
  {
    progress::Watched const watched{stops};
    EXPECT_THROW((void)perform("tracker confirm", input), progress::Unwanted);
  }
  EXPECT_EQ(plan().at("actions").size(), 0U);
  EXPECT_EQ(done("tracker confirm", input).at("added"), 3) << "and it can be brought in again";
}

TEST_P(ImportPages, FaultsStandInATableAndThereIsNoButton) {
  auto const address = read(tracker_header + "A,Supervise,Service manager,Workforce,,31 April 2027,,\n");
  auto const page = get(address).body;
  EXPECT_THAT(page, AllOf(HasSubstr("To be mended in the file"), HasSubstr("31 April 2027"),
                          HasSubstr("There is no theme “Workforce” in the plan."), Not(HasSubstr("Bring it in"))));
  EXPECT_THAT(page, Not(HasSubstr("tracker.csv, row 2, column D"))) << "the place has columns of its own";
  EXPECT_EQ(post(address, {}).status, 422);
}

TEST_P(ImportPages, UnansweredDatesAreShownWithTheirBoxes) {
  auto const address =
      read(tracker_header + "A,Supervise,Service manager,,,ongoing,,\nB,Train,Service manager,,,Q2 2027/28,,\n");
  auto const page = get(address).body;
  EXPECT_THAT(page, AllOf(HasSubstr("answer-1"), HasSubstr("answer-2"), HasSubstr("Bring it in")));
  auto const refused = post(address, {{"none-1", "yes"}, {"answer-2", "32 June 2027"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body,
              AllOf(HasSubstr("href=\"#answer-2\""), HasSubstr("32 June 2027"), Not(HasSubstr("href=\"#answer-1\""))));
  EXPECT_TRUE(plan().at("actions").empty());
  EXPECT_EQ(post(address, {{"none-1", "yes"}, {"answer-2", "30 September 2027"}}).status, 303);
  EXPECT_EQ(plan().at("actions").size(), 2U);
}

TEST_P(ImportPages, NewWordsForADateThatStandsAreAskedWithAnEmptyBox) {
  auto const first = read(tracker_header + "A,Supervise,Service manager,,,Apr-27,,\n");
  EXPECT_EQ(post(first, {{"answer-1", "30 April 2027"}}).status, 303);
  auto const again = read(tracker_header + "A,Supervise monthly,Service manager,,,May-27,,\n");
  auto const page = get(again).body;
  EXPECT_THAT(page, AllOf(HasSubstr("30 April 2027 stands now. For example 31 May 2027."),
                          Not(HasSubstr("value=\"30 April 2027\""))));
  auto const refused = post(again, {{"answer-1", ""}});
  EXPECT_EQ(refused.status, 422) << "it must be answered";
  EXPECT_THAT(refused.body, HasSubstr("href=\"#answer-1\""));
}

TEST_P(ImportPages, TheDryRunNamesTheThemesOfItsRowsAndThoseThatItWouldAdd) {
  theme("Practice");
  auto const address =
      read(tracker_header + "A,Supervise,Service manager,Practice,,,,\nB,Plan,Service manager,Plannning,,,,\n");
  post(address + "/choices", {{"also", "create_themes"}});
  auto const page = get(address).body;
  EXPECT_THAT(page, AllOf(HasSubstr("1 theme would be added: Plannning."), HasSubstr("<span>Practice</span>"),
                          HasSubstr("<span>Plannning</span>")));
}

TEST_P(ImportPages, ChoosingColumnsReadsTheStoredFileAgain) {
  auto const address = read("Ref,Action,Wer,Thema\nA,Supervise,Service manager,Workforce\n");
  EXPECT_THAT(get(address).body, HasSubstr("No column was read as the owner"));
  auto const again = post(address + "/choices", {{"heading-1", "Ref"},
                                                 {"column-1", "reference"},
                                                 {"heading-2", "Action"},
                                                 {"column-2", "action"},
                                                 {"heading-3", "Wer"},
                                                 {"column-3", "owner"},
                                                 {"heading-4", "Thema"},
                                                 {"column-4", "theme"},
                                                 {"also", "create_themes"}});
  EXPECT_EQ(location_of(again), address);
  auto const page = get(address).body;
  EXPECT_THAT(page, AllOf(HasSubstr("Bring it in"), Not(HasSubstr("To be mended"))));
  EXPECT_TRUE(gt::test::is_chosen(page, "create_themes"));
  EXPECT_EQ(post(address, {}).status, 303);
  EXPECT_EQ(plan().at("themes").size(), 1U);
}

TEST_P(ImportPages, AFileThatIsNoTrackerIsRefusedOnTheForm) {
  auto const nothing = post("/plan/import", {});
  EXPECT_EQ(nothing.status, 422);
  auto const damaged = upload("PK\x03\x04 broken", "tracker.xlsx");
  EXPECT_EQ(damaged.status, 422);
  EXPECT_THAT(damaged.body, AllOf(HasSubstr("href=\"#file\""), HasSubstr("tracker.xlsx")));
}

TEST_P(ImportPages, DiscardingLeavesThePlanAsItWas) {
  auto const address = read(tracker_header + "A,Supervise,Service manager,,,,,\n");
  EXPECT_THAT(get("/plan/import").body, HasSubstr(import_));
  EXPECT_EQ(location_of(post(address + "/discard", {})), "/plan/import");
  EXPECT_EQ(get(address).status, 404);
  EXPECT_TRUE(plan().at("actions").empty());
}

TEST_P(ImportPages, AReaderHasNoWayIn) {
  auto const address = read(tracker_header + "A,Supervise,Service manager,,,,,\n");
  be("reader");
  EXPECT_EQ(get("/plan/import").status, 403);
  EXPECT_EQ(get(address).status, 403);
  EXPECT_EQ(post(address, {}).status, 403);
  EXPECT_THAT(get("/plan").body, Not(HasSubstr("/plan/import")));
}

INSTANTIATE_TEST_SUITE_P(Engines, ImportPages, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
