#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using gt::test::expect_golden;
using gt::test::Fields;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char const* folder = "src/plans";

class PlanPages : public test::PlansTest {
 protected:
  // Two findings, one answered: two themes, three actions, one of them late and one in no theme.
  void make_plan() {
    found_ = findings({"The regularity and quality of supervision.", "The clarity of children’s plans."});
    done("programme set",
         {{"title", "Northmere improvement"}, {"vision", "Every child is known."}, {"target", "Good by 2028"}});
    practice_ = theme("Practice", {found_[0]});
    workforce_ = theme("Workforce");
    late_ = action("Supervise monthly", {{"due", "2026-10-31"},
                                         {"themes", {practice_}},
                                         {"findings", {found_[0]}},
                                         {"status", "on track"},
                                         {"note", "Two of five teams."}});
    done_ = action("Train managers", {{"due", "2026-11-30"},
                                      {"status", "done"},
                                      {"done_on", "2026-11-02"},
                                      {"themes", {practice_, workforce_}},
                                      {"findings", {found_[0]}}});
    loose_ = action("Publish a handbook", {{"due", "2026-12-01"}, {"owner_role", "Communications lead"}});
  }
  std::vector<std::string> found_;
  std::string practice_, workforce_, late_, done_, loose_;
};

TEST_P(PlanPages, SayWhereToStart) {
  expect_golden(folder, "plan-empty", get("/plan"));
  EXPECT_THAT(get("/").body, AllOf(HasSubstr("Nothing to do yet"), HasSubstr("/inspections/new")));
  EXPECT_THAT(get("/plan/coverage").body, HasSubstr("There are no findings yet"));
  EXPECT_THAT(get("/plan/paper").body, HasSubstr("No inspection has been added."));
  be("reader");
  EXPECT_THAT(get("/plan").body, AllOf(HasSubstr("The plan has no themes yet"), Not(HasSubstr("/themes/new"))));
  EXPECT_EQ(get("/plan/programme").status, 404);
}

TEST_P(PlanPages, AreAsTheyWere) {
  make_plan();
  expect_golden(folder, "plan", get("/plan"));
  expect_golden(folder, "coverage", get("/plan/coverage"));
  expect_golden(folder, "paper", get("/plan/paper"));
  expect_golden(folder, "finding", get("/findings/" + found_[0]));
  expect_golden(folder, "action", get("/actions/" + late_));
  expect_golden(folder, "theme", get("/themes/" + practice_));
  expect_golden(folder, "my-work", get("/"));
}

TEST_P(PlanPages, FollowAThreadBothWays) {
  make_plan();
  auto finding = get("/findings/" + found_[0]).body;
  EXPECT_THAT(finding, AllOf(HasSubstr("href=\"/themes/" + practice_), HasSubstr("href=\"/actions/" + late_),
                             HasSubstr("1 of 2 actions are done, and 1 is late"), HasSubstr("is 21 days late")));
  EXPECT_THAT(get("/actions/" + late_).body,
              AllOf(HasSubstr("href=\"/findings/" + found_[0]), HasSubstr("href=\"/themes/" + practice_)));
  EXPECT_THAT(get("/themes/" + practice_).body,
              AllOf(HasSubstr("href=\"/findings/" + found_[0]), HasSubstr("href=\"/actions/" + late_)));
}

TEST_P(PlanPages, NameTheGapsOfAThread) {
  make_plan();
  EXPECT_THAT(get("/findings/" + found_[1]).body,
              AllOf(HasSubstr("Nothing in the plan answers this yet."), HasSubstr("No theme answers it"),
                    HasSubstr("No action answers it."), HasSubstr("/themes/new?finding=" + found_[1])));
  done("action link", {{"action", loose_}, {"finding", found_[1]}});
  EXPECT_THAT(get("/findings/" + found_[1]).body,
              AllOf(HasSubstr("No theme holds them together."), HasSubstr("is in no theme.")));
  EXPECT_THAT(get("/plan/coverage").body,
              AllOf(HasSubstr("Findings with no theme"), Not(HasSubstr("Findings with no action")),
                    HasSubstr("Themes that answer no finding"), HasSubstr("Actions in no theme")));
}

// Never by colour alone: each page with a mark says what the marks mean.
TEST_P(PlanPages, SayWhatTheirColoursMean) {
  make_plan();
  for (auto const& path : {std::string("/plan"), "/findings/" + found_[0], "/themes/" + practice_, "/actions/" + late_})
    EXPECT_THAT(get(path).body, HasSubstr("What the colours and shapes mean")) << path;
}

TEST_P(PlanPages, ShowWhatWasTakenOutAsAGap) {
  make_plan();
  done("theme end", {{"theme", practice_}, {"version", 1}});
  auto const gap = "href=\"/history/" + practice_ + "\"";
  auto const finding = get("/findings/" + found_[0]).body;
  EXPECT_THAT(finding, AllOf(HasSubstr(gap), HasSubstr("Taken out: a gap in the thread"),
                             HasSubstr("No theme answers this any more"), HasSubstr("The theme “Practice” ")));
  EXPECT_THAT(get("/actions/" + late_).body, HasSubstr(gap));
  EXPECT_THAT(get("/plan/coverage").body, AllOf(HasSubstr("Findings with no theme"), HasSubstr(gap)));
  EXPECT_THAT(get("/history/" + practice_).body,
              AllOf(HasSubstr("It was taken out of the plan."), Not(HasSubstr("href=\"/themes/" + practice_))));
  for (auto const& id : {late_, done_}) {
    auto const version = in_plan("actions", id).at("version");
    done("action end", {{"action", id}, {"version", version}});
  }
  EXPECT_THAT(get("/findings/" + found_[0]).body,
              AllOf(HasSubstr("href=\"/history/" + late_ + "\""), HasSubstr("No action answers this any more"),
                    HasSubstr("What answered this was taken out of the plan. Nothing answers it now.")));
  EXPECT_THAT(get("/plan/coverage").body, HasSubstr("href=\"/history/" + late_ + "\""));
}

TEST_P(PlanPages, SayWhereTheProofOfARatingIsGone) {
  make_plan();
  constexpr char const* gone = "is called done, and what showed it no longer stands.";
  EXPECT_THAT(get("/findings/" + found_[0]).body, Not(HasSubstr(gone)));
  auto const listed = done("evidence list", nlohmann::json::object());
  for (auto const& each : listed.at("evidence"))
    done("evidence end", {{"evidence", each.at("id")}, {"version", each.at("version")}});
  EXPECT_THAT(get("/findings/" + found_[0]).body, HasSubstr(gone));
}

TEST_P(PlanPages, FilterByTheAddress) {
  make_plan();
  auto shown = [&](Fields query) {
    auto body = get("/plan", std::move(query)).body;
    std::string letters;
    for (auto const& [id, letter] : {std::pair{late_, 'l'}, {done_, 'd'}, {loose_, 'o'}})
      if (body.find("href=\"/actions/" + id) != std::string::npos) letters += letter;
    return letters;
  };
  EXPECT_EQ(shown({}), "ldo");
  EXPECT_EQ(shown({{"theme", workforce_}}), "d");
  EXPECT_EQ(shown({{"status", "on track"}}), "") << "what is late is not on track";
  EXPECT_EQ(shown({{"status", "late"}}), "l");
  EXPECT_EQ(shown({{"owner", "Communications lead"}}), "o");
  EXPECT_EQ(shown({{"due", "late"}}), "l");
  EXPECT_EQ(shown({{"due", "month"}}), "o");
  EXPECT_EQ(shown({{"finding", found_[0]}}), "ld");
  EXPECT_EQ(shown({{"finding", found_[0]}, {"status", "done"}}), "d");
  EXPECT_EQ(shown({{"status", "nonsense"}}), "");
  EXPECT_THAT(get("/plan", {{"status", "nonsense"}}).body, HasSubstr("No action matches."));
  auto filtered = get("/plan", {{"status", "done"}}).body;
  EXPECT_THAT(filtered, HasSubstr("/plan.csv?status=done"));
  EXPECT_TRUE(gt::test::is_chosen(filtered, "done"));
  done("theme end", {{"theme", workforce_}, {"version", 1}});
  EXPECT_THAT(get("/plan", {{"theme", workforce_}}).body, HasSubstr("No action matches."));
}

TEST_P(PlanPages, SayThatAPageIsBeyondTheEndAndLinkTheLastOne) {
  make_plan();
  EXPECT_THAT(get("/plan", {{"page", "9"}, {"sort", "due"}}).body,
              AllOf(HasSubstr("This list has no page 9."), HasSubstr("href=\"/plan?sort=due\">See its only page"),
                    Not(HasSubstr("No action matches")), Not(HasSubstr("Pages of this list"))));
  for (int more = 0; more < 100; ++more) action("Supervise " + std::to_string(more));
  EXPECT_THAT(get("/plan", {{"page", "9"}}).body, HasSubstr("href=\"/plan?page=2\">See its last page, 2"));
  EXPECT_THAT(get("/plan", {{"page", "2"}}).body, Not(HasSubstr("This list has no page")));
  EXPECT_THAT(get("/plan", {{"page", "9"}, {"words", "nothing says this"}}).body, HasSubstr("No action matches."));
}

TEST_P(PlanPages, ExportWhatTheFiltersShowAndNoSpreadsheetRuns) {
  make_plan();
  action("=2+5", {{"owner_role", "@lead"}, {"note", "One, \"two\"\r\nthree"}});
  auto all = get("/plan.csv").body;
  EXPECT_THAT(
      all,
      testing::StartsWith(
          "\xEF\xBB\xBF"
          "Reference,Action,Owner,Theme,Project,Start,Due,Status,Progress,First due,Late,"
          "Done on,Findings,Difference made,Delivered,Colour\r\nGT-1,Supervise monthly,Service manager,Practice,"));
  EXPECT_THAT(all, HasSubstr("\r\nGT-4,'=2+5,'@lead,,,,2027-03-31,not started,\"One, \"\"two\"\"\nthree\",2027-03-31,"
                             "no,,,None shown,Not started,Grey\r\n"));
  EXPECT_THAT(all, HasSubstr(",Practice; Workforce,"));
  auto some = get("/plan.csv", {{"due", "late"}}).body;
  EXPECT_THAT(some, AllOf(HasSubstr("Supervise monthly"), Not(HasSubstr("Train managers"))));
  EXPECT_THAT(get("/plan.csv").headers.first("Content-Disposition").value_or(""), HasSubstr("improvement-plan.csv"));
}

TEST_P(PlanPages, ShowAReaderNoWayToChange) {
  make_plan();
  be("reader");
  for (auto const& path : std::vector<std::string>{"/", "/plan", "/plan/coverage", "/plan/paper", "/plan/programme",
                                                   "/themes/" + practice_, "/actions/" + late_,
                                                   "/findings/" + found_[0], "/findings/" + found_[1]}) {
    auto response = get(path);
    EXPECT_EQ(response.status, 200) << path;
    auto part = gt::test::main_part(response.body);
    EXPECT_THAT(part, AllOf(Not(HasSubstr("method=\"post\"")), Not(HasSubstr("/edit")), Not(HasSubstr("/new")),
                            Not(HasSubstr("/progress")), Not(HasSubstr("/end"))))
        << path;
  }
  for (auto const& path : {"/themes/" + practice_ + "/edit", "/themes/" + practice_ + "/end",
                           "/actions/" + late_ + "/edit", "/actions/" + late_ + "/end",
                           "/actions/" + late_ + "/progress", std::string("/themes/new"), std::string("/actions/new")})
    EXPECT_EQ(get(path).status, 403) << path;
  EXPECT_EQ(post("/themes/new", {{"title", "Mine"}}).status, 403);
  EXPECT_EQ(post("/links", {{"change", "theme unlink"}, {"theme", practice_}, {"finding", found_[0]}}).status, 403);
  EXPECT_EQ(in_plan("themes", practice_).at("findings").size(), 1u);
}

TEST_P(PlanPages, AnswerForOneAuthorityOnly) {
  make_plan();
  actor_ = stranger();
  for (auto const& path :
       {"/themes/" + practice_, "/themes/" + practice_ + "/edit", "/actions/" + late_, "/actions/" + late_ + "/edit",
        "/actions/" + late_ + "/progress", "/actions/" + late_ + "/end", "/findings/" + found_[0]})
    EXPECT_EQ(get(path).status, 404) << path;
  for (auto const& path : {"/", "/plan", "/plan.csv", "/plan/coverage", "/plan/paper"})
    EXPECT_THAT(get(path).body, AllOf(Not(HasSubstr("Supervise monthly")), Not(HasSubstr("Practice")),
                                      Not(HasSubstr("Northmere improvement"))))
        << path;
}

TEST_P(PlanPages, KeepTheTabsOfThePlanOnEveryPageBeneathIt) {
  done("programme set", {{"title", "Programme"}});
  auto const project = done("project add", {{"title", "Workforce"}}).at("id").get<std::string>();
  for (auto const& [path, label] :
       std::vector<std::pair<std::string, std::string>>{{"/plan", "Themes and actions"},
                                                        {"/plan/timeline", "Timeline"},
                                                        {"/plan/coverage", "Coverage"},
                                                        {"/plan/updates", "Updates"},
                                                        {"/plan/versions", "Versions"},
                                                        {"/plan/compare", "Versions"},
                                                        {"/plan/programme", "Programme"},
                                                        {"/projects", "Projects"},
                                                        {"/projects/" + project, "Projects"},
                                                        {"/stages", "Stages"},
                                                        {"/risks", "Risks"},
                                                        {"/goals", "Goals"},
                                                        {"/organisations", "Partners"}}) {
    auto const body = get(path).body;
    EXPECT_THAT(body, HasSubstr(">Coverage</a>")) << path;
    EXPECT_THAT(body, testing::ContainsRegex("aria-current=\"page\"[^>]*>" + label + "</a>")) << path;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, PlanPages, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
