#include "inspections/inspection_pages.h"

#include "inspections/inspections_test_fixture.h"
#include "platform/jobs/worker.h"

namespace gt::inspections {
namespace {

using gt::test::expect_golden;
using gt::test::Fields;
using gt::test::location_of;
using test::northmere_report;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using InspectionPages = test::InspectionsTest;

constexpr char const* folder = "src/inspections";

TEST_P(InspectionPages, SayWhereToStart) {
  auto response = get("/inspections");
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body,
              AllOf(HasSubstr("No inspection has been added yet"), HasSubstr("href=\"/inspections/new\"")));
  expect_golden(folder, "inspections-empty", response);
  be("reader");
  EXPECT_THAT(get("/inspections").body,
              AllOf(HasSubstr("No inspection has been added yet"), Not(HasSubstr("/inspections/new"))));
  EXPECT_EQ(get("/inspections/new").status, 403);
}

TEST_P(InspectionPages, AskForSignIn) {
  signed_in_ = false;
  auto response = get("/inspections");
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(location_of(response), "/sign-in?next=%2Finspections");
}

TEST_P(InspectionPages, ReadSeveralReportsByJobs) {
  web::Request request;
  request.method = web::Method::post;
  request.path = request.target = "/inspections/new";
  request.form_fields.add("csrf_token", "token-of-this-session");
  request.files.emplace_back("file", "first.pdf", "application/pdf", northmere_report());
  request.files.emplace_back("file", "second.pdf", "application/pdf", "no PDF at all");
  EXPECT_EQ(location_of(answer(std::move(request))), "/jobs?who=me");
  EXPECT_EQ(listed().at("waiting").size(), 0U);
  jobs::Worker worker{environment(), {.find_actor = [this](auto&, auto const&) { return std::optional{actor_}; }}};
  EXPECT_TRUE(worker.run_next());
  EXPECT_TRUE(worker.run_next());
  EXPECT_FALSE(worker.run_next());
  ASSERT_EQ(listed().at("waiting").size(), 1U);
  std::map<std::string, nlohmann::json> by_state;
  auto const all = done("job list", nlohmann::json::object());
  for (auto const& each : all.at("jobs")) by_state[each.at("state")] = each;
  EXPECT_EQ(by_state["done"].at("address"),
            "/readings/" + listed().at("waiting").at(0).at("reading").get<std::string>());
  EXPECT_EQ(by_state["done"].at("title"), "Read the report first.pdf");
  EXPECT_EQ(by_state["failed"].at("title"), "Read the report second.pdf");
  EXPECT_THAT(by_state["failed"].at("reason").get<std::string>(), HasSubstr("PDF"));
}

TEST_P(InspectionPages, ShowTheUploadAgainWithWhatWasWrong) {
  web::Request request;
  request.method = web::Method::post;
  request.path = request.target = "/inspections/new";
  request.form_fields.add("csrf_token", "token-of-this-session");
  auto nothing = answer(request);
  EXPECT_EQ(nothing.status, 422);
  EXPECT_THAT(nothing.body, AllOf(HasSubstr("There is a problem"), HasSubstr("<a href=\"#file\">Choose a file.</a>"),
                                  HasSubstr("<title>Error: ")));
  request.files.emplace_back("file", "letter.pdf", "application/pdf", "Dear director");
  auto refused = answer(request);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("<a href=\"#file\">"));
  request.files.clear();
  request.files.emplace_back("file", "report.pdf", "application/pdf", northmere_report());
  auto taken = answer(request);
  EXPECT_EQ(taken.status, 303);
  EXPECT_THAT(location_of(taken), testing::StartsWith("/readings/"));
  EXPECT_THAT(get("/inspections").body, AllOf(HasSubstr("Check and confirm report.pdf"), HasSubstr("14 findings")));
  done("inspection confirm", {{"reading", location_of(taken).substr(10)}});
  auto again = answer(request);
  EXPECT_EQ(again.status, 409);
  EXPECT_THAT(again.body, HasSubstr("This inspection is here already"));
}

TEST_P(InspectionPages, ShowTheFindingsAndWhatAnswersThem) {
  auto id = inspection();
  auto findings = shown(id).at("findings");
  coverage_[findings[0].value("id", "")] = {{"Planning"}, 2, 1, 1};
  coverage_[findings[1].value("id", "")] = {{"Planning", "Practice"}, 0, 0, 0};
  auto response = get("/inspections/" + id);
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, AllOf(HasSubstr("13 findings with no action"), HasSubstr("12 findings with no theme"),
                                   HasSubstr("Planning; Practice"), HasSubstr("1 of 2 actions done, 1 late")));
  expect_golden(folder, "inspection", response);
  expect_golden(folder, "inspections", get("/inspections"));

  be("reader");
  auto read = get("/inspections/" + id);
  EXPECT_EQ(read.status, 200);
  EXPECT_THAT(read.body, Not(HasSubstr("/edit")));
  EXPECT_EQ(get("/inspections/" + id + "/edit").status, 403);
}

TEST_P(InspectionPages, ShowWhatWasTakenOutAsAGap) {
  auto id = inspection();
  auto findings = shown(id).at("findings");
  EXPECT_THAT(get("/inspections/" + id).body, Not(HasSubstr("taken out")));
  coverage_[findings[0].value("id", "")] = {{}, 0, 0, 0, {{"Theme Practice", "/history/k7m2q9x4t8v3b6dp"}}};
  EXPECT_THAT(get("/inspections/" + id).body, AllOf(HasSubstr("href=\"/history/k7m2q9x4t8v3b6dp\">Theme Practice</a>"),
                                                    HasSubstr("Taken out: a gap in the thread"),
                                                    HasSubstr("1 finding joined to what was taken out of the plan")));
}

TEST_P(InspectionPages, ShowTheReportsOwnWords) {
  auto id = inspection();
  EXPECT_THAT(get("/inspections/" + id + "/text").body,
              AllOf(HasSubstr("id=\"paragraph-1\""), HasSubstr("Families in Northmere can find early help easily.")));
  auto document = get("/inspections/" + id + "/document");
  EXPECT_EQ(document.body, northmere_report());
  EXPECT_EQ(document.headers.first("Content-Type"), "application/pdf");
}

TEST_P(InspectionPages, ExportFindingsThatNoSpreadsheetRuns) {
  auto id = inspection();
  auto finding = shown(id).at("findings")[0];
  done("finding change",
       {{"finding", finding.at("id")}, {"version", 1}, {"title", "=cmd()"}, {"text", "Plans, \"clear\" ones."}});
  coverage_[finding.value("id", "")] = {{"+Planning", "Practice"}, 2, 1, 0, {{"Theme Quality", "/history/q"}}};
  auto response = get("/inspections/" + id + "/findings.csv");
  EXPECT_EQ(response.headers.first("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_THAT(response.body,
              testing::StartsWith("\xEF\xBB\xBF"
                                  "finding,title,inspector's words,page,paragraph,priority,group,timescale,themes,"
                                  "actions,done,late,taken out\r\n1,'=cmd(),\"Plans, \"\"clear\"\" ones.\","));
  EXPECT_THAT(response.body, HasSubstr(",'+Planning; Practice,2,1,0,Theme Quality\r\n"));
  EXPECT_EQ(std::count(response.body.begin(), response.body.end(), '\n'), 15);
}

TEST_P(InspectionPages, ClearADate) {
  auto id = inspection();
  auto form = get("/inspections/" + id + "/edit");
  EXPECT_THAT(form.body, HasSubstr("value=\"20 June 2025\""));
  auto saved = post("/inspections/" + id + "/edit", {{"lock_version", "1"},
                                                     {"inspection_start", "9 June 2025"},
                                                     {"inspection_end", ""},
                                                     {"published", "28/7/2025"},
                                                     {"received", " "},
                                                     {"lead_inspectors", "First Person\r\nSecond Person\r\n"},
                                                     {"deputy_lead_inspectors", ""}});
  EXPECT_EQ(location_of(saved), "/inspections/" + id);
  auto after = shown(id);
  EXPECT_TRUE(after.at("inspection_end").is_null());
  EXPECT_EQ(after.at("published"), "2025-07-28");
  EXPECT_EQ(after.at("lead_inspectors"), nlohmann::json::array({"First Person", "Second Person"}));
}

TEST_P(InspectionPages, ShowBothVersionsOfAConflictAndLoseNeither) {
  auto id = shown(inspection()).at("findings")[0].value("id", "");
  auto at = "/findings/" + id + "/edit";
  Fields const theirs{{"lock_version", "1"}, {"title", "Their name"}, {"text", "Same words"}};
  Fields mine{{"lock_version", "1"}, {"title", "My name"}, {"text", "Same words"}};
  EXPECT_EQ(post(at, theirs).status, 303);
  auto conflict = post(at, mine);
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, AllOf(HasSubstr("Their name"), HasSubstr("My name"), HasSubstr("name=\"keep\""),
                                   HasSubstr("name=\"lock_version\" value=\"2\"")));
  expect_golden(folder, "finding-conflict", conflict);
  auto title = [&] {
    auto const list = done("finding list", nlohmann::json::object());
    for (auto const& each : list.at("findings"))
      if (each.at("id") == id) return each.value("title", "");
    return std::string();
  };
  EXPECT_EQ(title(), "Their name");

  Fields answered{{"lock_version", "2"},
                  {"title", "My name"},
                  {"theirs:title", "Their name"},
                  {"text", "Same words"},
                  {"asked", "yes"}};
  auto unanswered = post(at, answered);
  EXPECT_EQ(unanswered.status, 409) << "pressing Continue without a choice saves nothing";
  EXPECT_THAT(unanswered.body,
              AllOf(HasSubstr("<a href=\"#keep\">Choose which version to keep.</a>"), HasSubstr("value=\"My name\"")));
  EXPECT_EQ(title(), "Their name");

  auto with_choice = [&](std::string choice) {
    auto fields = answered;
    fields.add("keep", std::move(choice));
    return post(at, fields);
  };
  EXPECT_THAT(with_choice("edit").body,
              AllOf(HasSubstr("value=\"My name\""), HasSubstr("Their name</"), HasSubstr("value=\"2\"")));
  EXPECT_EQ(with_choice("theirs").status, 303);
  EXPECT_EQ(title(), "Their name");
  EXPECT_EQ(with_choice("mine").status, 303);
  EXPECT_EQ(title(), "My name");
}

TEST_P(InspectionPages, AnEmptiedPlaceIsTakenAway) {
  auto const id = inspection();
  auto const finding = shown(id).at("findings")[0];
  EXPECT_FALSE(finding.at("place").is_null());
  EXPECT_EQ(post("/findings/" + finding.value("id", "") + "/edit", {{"lock_version", "1"},
                                                                    {"title", finding.value("title", "")},
                                                                    {"text", finding.value("text", "")},
                                                                    {"place", " "}})
                .status,
            303);
  EXPECT_TRUE(shown(id).at("findings")[0].at("place").is_null());
}

// A form that was refused keeps the version it was opened with: taking the newer one would overwrite, unseen, what
// someone else saved meanwhile.
TEST_P(InspectionPages, KeepTheVersionOfARefusedForm) {
  auto id = inspection();
  auto at = "/inspections/" + id + "/edit";
  Fields const wrong{{"lock_version", "1"}, {"inspection_start", "soon"}};
  EXPECT_EQ(post(at, {{"lock_version", "1"}, {"inspection_start", "10 June 2025"}}).status, 303);
  auto refused = post(at, wrong);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("name=\"lock_version\" value=\"1\""), HasSubstr("value=\"soon\""),
                                  HasSubstr("href=\"#inspection_start\"")));
}

TEST_P(InspectionPages, ChangeNothingWithoutTheToken) {
  auto reading = waiting_reading("\n");
  auto id = inspection();
  for (auto const& [path, form] : std::vector<std::pair<std::string, Fields>>{
           {"/inspections/" + id + "/edit", {{"lock_version", "1"}, {"inspection_start", "10 June 2025"}}},
           {"/readings/" + reading, {}},
           {"/readings/" + reading + "/discard", {}},
           {"/inspections/new", {}}}) {
    EXPECT_EQ(post_without_token(path, form).status, 403) << path;
    auto wrong = form;
    wrong.add("csrf_token", "token-of-that-session");
    EXPECT_EQ(post_without_token(path, wrong).status, 403) << path;
  }
  EXPECT_EQ(shown(id).at("inspection_start"), "2025-06-09");
  EXPECT_EQ(listed().at("waiting").size(), 1u);
}

TEST_P(InspectionPages, AnswerForOneAuthorityOnly) {
  auto reading = waiting_reading("\n");
  auto id = inspection();
  auto finding = shown(id).at("findings")[0].value("id", "");
  actor_ = stranger();
  for (auto const& path :
       {"/inspections/" + id, "/inspections/" + id + "/text", "/inspections/" + id + "/document",
        "/inspections/" + id + "/findings.csv", "/inspections/" + id + "/edit", "/readings/" + reading,
        "/readings/" + reading + "/document", "/findings/" + finding + "/edit"})
    EXPECT_EQ(get(path).status, 404) << path;
  EXPECT_THAT(get("/inspections").body, HasSubstr("No inspection has been added yet"));
  EXPECT_EQ(get("/inspections/no-such-id").status, 404);
}

INSTANTIATE_TEST_SUITE_P(Engines, InspectionPages, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::inspections
