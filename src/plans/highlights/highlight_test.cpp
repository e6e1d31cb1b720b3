#include "plans/highlights/issued.h"

#include <gmock/gmock.h>

#include "plans/plans_test_fixture.h"
#include "platform/db/sha256.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(Period, IsTheMonthBeforeUnlessSomebodySays) {
  auto of = [](char const* day) { return last_month(Date::from_iso(day).value()); };
  EXPECT_EQ(of("2026-11-21").from.iso(), "2026-10-01");
  EXPECT_EQ(of("2026-11-21").to.iso(), "2026-10-31");
  EXPECT_EQ(of("2027-03-01").to.iso(), "2027-02-28");
  EXPECT_EQ(of("2027-01-31").from.iso(), "2026-12-01");
  auto next = period_after(of("2026-11-21"));
  EXPECT_EQ(next.from.iso(), "2026-11-01");
  EXPECT_EQ(next.to.iso(), "2026-12-01") << "as many days";
}

class HighlightReport : public test::PlansTest {
 protected:
  void SetUp() override {
    PlansTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    found_council();
    become("contributor", "Team manager");
    owner_ = actor_;
    become("programme manager", "Programme manager");
    manager_ = actor_;
    practice_ = theme("Practice");
  }
  void on(std::string const& day) { clock_.set(Instant::from_iso(day + "T09:00:00Z").value()); }
  std::string under_theme(std::string const& title, json more = json::object()) {
    more["themes"] = {practice_};
    return action(title, more);
  }
  std::string report(std::string from = "2026-11-01", std::string to = "2026-11-30") {
    return get("/themes/" + practice_ + "/highlight", {{"from", from}, {"to", to}}).body;
  }
  operations::Actor owner_ = actor_, manager_ = actor_;
  std::string practice_;
};

TEST_P(HighlightReport, SaysInWordsWhatIsEmpty) {
  EXPECT_THAT(report(),
              AllOf(HasSubstr("The theme has no action, so there is nothing to judge."),
                    HasSubstr("Nothing was completed in this period."), HasSubstr("Nothing slipped in this period."),
                    HasSubstr("Nothing falls due in the next period."),
                    HasSubstr("No difference for children was agreed or reported in this period."),
                    HasSubstr("No risk or issue is open."), HasSubstr("Nobody asked for help in this period.")));
  EXPECT_THAT(get("/themes/" + practice_).body, HasSubstr("/themes/" + practice_ + "/highlight"));
  EXPECT_THAT(get("/themes/" + practice_ + "/highlight").body, HasSubstr("datetime=\"2026-10-31\""));
}

TEST_P(HighlightReport, RefusesAPeriodThatIsNone) {
  auto at = "/themes/" + practice_ + "/highlight";
  EXPECT_THAT(get(at, {{"from", "31 November"}}).body, HasSubstr("is not a day"));
  EXPECT_THAT(get(at, {{"from", "2026-11-30"}, {"to", "2026-11-01"}}).body,
              HasSubstr("The period must end on 30 November 2026 or later"));
  EXPECT_EQ(get("/themes/k7m2q9x4t8v3b6dp/highlight").status, 404);
  actor_ = stranger();
  EXPECT_EQ(get(at).status, 404);
}

TEST_P(HighlightReport, StatesBothRatingsThenAndNowWithWhy) {
  on("2026-10-20");
  auto id = under_theme("Supervise");
  done("action progress", {{"action", id}, {"version", 1}, {"status", "on track"}});
  on("2026-11-10");
  done("action progress", {{"action", id}, {"version", 2}, {"status", "off track"}});
  auto page = report();
  EXPECT_THAT(page, AllOf(HasSubstr("On 1 November 2026"), HasSubstr("On track"), HasSubstr("Off track")));
  EXPECT_THAT(report("2026-10-01", "2026-10-31"), HasSubstr("Not kept here yet")) << "nothing is known of that day";
}

TEST_P(HighlightReport, CountsActionsOfItsProjects) {
  auto project =
      done("project add", {{"title", "Supervision"}, {"lead_role", "Head of service"}, {"under", {practice_}}});
  auto id = action("Train", {{"due", "2026-12-10"}});
  done("link add", {{"from", project.at("id")}, {"to", id}});
  EXPECT_THAT(report(), AllOf(HasSubstr("/actions/" + id), Not(HasSubstr("there is nothing to judge"))));
}

TEST_P(HighlightReport, TellsWhatWasAchievedAndByWhatItIsShown) {
  under_theme("Train", {{"status", "done"}, {"done_on", "2026-11-02"}});
  under_theme("Recruit", {{"status", "done"}, {"done_on", "2026-10-31"}});
  auto page = report();
  EXPECT_THAT(page,
              AllOf(HasSubstr("Train"), HasSubstr("done on"), HasSubstr("Guidance issued"), Not(HasSubstr("Recruit"))));
}

TEST_P(HighlightReport, NamesWhatSlippedAndItsCause) {
  auto moved = under_theme("Supervise", {{"due", "2026-12-31"}});
  done("date ask", {{"action", moved}, {"due", "2027-02-26"}, {"reason", "The trainer left"}});
  auto silent = under_theme("Recruit", {{"due", "2026-11-10"}});
  auto refused = under_theme("Publish", {{"due", "2027-05-31"}});
  auto change =
      done("date ask",
           {{"action", refused}, {"due", "2027-06-30"}, {"reason", "No printer"}, {"requester", "Press office"}});
  done("date decide",
       {{"date_change", change.at("date_change")}, {"decision", "refused"}, {"note", "Print elsewhere"}});
  auto page = report();
  EXPECT_THAT(page,
              AllOf(HasSubstr("asked for and not agreed yet. Cause: The trainer left"), HasSubstr("/actions/" + silent),
                    HasSubstr("No cause has been given"), Not(HasSubstr("No printer"))));
  EXPECT_THAT(report("2026-10-01", "2026-10-31"), HasSubstr("Nothing slipped in this period."));
}

TEST_P(HighlightReport, ReportsChildrenAndHelpFromWhatWasApproved) {
  auto id = under_theme("Supervise");
  actor_ = owner_;
  auto update = done("update send", {{"action", id},
                                     {"status", "on track"},
                                     {"was_done", "Two teams."},
                                     {"changed_for_children", "Plans say what the child wants."},
                                     {"help_wanted", "A room for five teams."}});
  actor_ = manager_;
  EXPECT_THAT(report(), Not(HasSubstr("A room for five teams."))) << "not before it is approved";
  done("update approve", {{"update", update.at("update")}});
  prove(id);
  done("difference claim", {{"action", id}, {"rung", "output"}, {"statement", "The guidance is out."}});
  EXPECT_THAT(report(), AllOf(HasSubstr("Plans say what the child wants."), HasSubstr("A room for five teams."),
                              HasSubstr("The guidance is out."), HasSubstr("stands on its evidence")));
  EXPECT_THAT(report("2026-10-01", "2026-10-31"), Not(HasSubstr("A room for five teams.")));
}

TEST_P(HighlightReport, ScoresRisksBeforeAndAfterMitigation) {
  auto risk = [&](std::string const& title, json more) {
    json input{{"title", title},  {"risk_kind", "risk"}, {"owner_role", "Head of service"},
               {"likelihood", 4}, {"impact", 5},         {"under", {practice_}}};
    input.update(more);
    done("risk add", input);
  };
  risk("Managers leave", {{"mitigation", "Retention pay"}, {"likelihood_after", 2}, {"impact_after", 5}});
  risk("Money runs out", json::object());
  risk("It was cold", {{"risk_state", "closed"}, {"closed_note", "Spring came"}});
  EXPECT_THAT(report(), AllOf(HasSubstr("20 (4 × 5)"), HasSubstr("10 (2 × 5)"), HasSubstr("Retention pay"),
                              HasSubstr("Not scored"), HasSubstr("None is recorded"), Not(HasSubstr("It was cold"))));
}

TEST_P(HighlightReport, AsIssuedNeverChanges) {
  on("2026-12-03");
  auto id = under_theme("Supervise", {{"due", "2026-11-20"}});
  auto at = "/themes/" + practice_ + "/highlight";
  auto sent = post(at, {{"from", "2026-11-01"}, {"to", "2026-11-30"}});
  ASSERT_EQ(sent.status, 303) << sent.body;
  auto const address = std::string(*sent.headers.first("Location"));
  auto const before = get(address).body;
  EXPECT_THAT(before,
              AllOf(HasSubstr("Highlight report 1, as issued"), HasSubstr("due on 20 November 2026 and not done"),
                    HasSubstr("Issued by Programme manager"), HasSubstr("Fingerprint ")));
  done("action change", {{"action", id},
                         {"version", 1},
                         {"title", "Supervise everybody"},
                         {"owner_role", "Lead"},
                         {"due", "2026-11-20"}});
  done("theme change", {{"theme", practice_}, {"version", 1}, {"title", "Practice and supervision"}});
  EXPECT_EQ(get(address).body, before);
  EXPECT_THAT(report(), HasSubstr("Supervise everybody"));
  auto listed = done("highlight list", {{"theme", practice_}}).at("reports");
  ASSERT_EQ(listed.size(), 1u);
  auto kept = done("highlight issued", {{"report", listed[0].at("id")}});
  EXPECT_EQ(db::sha256_hex(kept.at("document").dump()), kept.at("content_hash"));
  EXPECT_EQ(kept.at("document").at("title"), "Practice");
  EXPECT_EQ(document_from(kept.at("document")).parts.size(), 7u);
}

TEST_P(HighlightReport, IsIssuedAgainOnlyWithAReasonAndNeverAhead) {
  on("2026-12-03");
  json const november{{"theme", practice_}, {"from", "2026-11-01"}, {"to", "2026-11-30"}};
  EXPECT_EQ(done("highlight issue", november).at("number"), 1);
  EXPECT_THAT(refusal("highlight issue", november).message, HasSubstr("This period was issued on 3 December 2026"));
  auto again = november;
  again["note"] = "A date was wrong";
  EXPECT_EQ(done("highlight issue", again).at("number"), 2);
  EXPECT_THAT(report(), AllOf(HasSubstr("Why this period is issued again"), HasSubstr("A date was wrong")));
  auto ahead = november;
  ahead["to"] = "2026-12-31";
  EXPECT_THAT(refusal("highlight issue", ahead).message, HasSubstr("still to come"));
  auto refused = post("/themes/" + practice_ + "/highlight", {{"from", "2026-11-01"}, {"to", "2026-11-30"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Say why it is issued again."));
  EXPECT_EQ(get("/highlights/k7m2q9x4t8v3b6dp").status, 404);
  actor_ = owner_;
  EXPECT_EQ(refusal("highlight issue", again).kind, ErrorKind::forbidden);
  EXPECT_THAT(report(), Not(HasSubstr("Issue this report")));
}

TEST_P(HighlightReport, IssuedLeavesRestrictedEvidenceOut) {
  on("2026-12-03");
  auto id = under_theme("Train", {{"status", "done"}, {"done_on", "2026-11-02"}});
  auto secret = done("evidence add", {{"title", "A family's own account"},
                                      {"source", "feedback"},
                                      {"voice", "parent or carer"},
                                      {"rung", "experience"},
                                      {"dated", "2026-11-01"},
                                      {"restricted", true},
                                      {"shows", "They were heard"}});
  done("evidence link", {{"evidence", secret.at("evidence")}, {"of", id}});
  EXPECT_THAT(report(), HasSubstr("own account"));
  auto issued = done("highlight issue", {{"theme", practice_}, {"from", "2026-11-01"}, {"to", "2026-11-30"}});
  EXPECT_EQ(done("highlight issued", {{"report", issued.at("id")}}).dump().find("own account"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Engines, HighlightReport, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
