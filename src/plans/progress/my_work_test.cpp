#include "plans/progress/my_work.h"

#include <gmock/gmock.h>

#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class MyWorkPage : public test::PlansTest {
 protected:
  void SetUp() override {
    PlansTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    found_council();
    become("contributor", "Team manager");
    owner_ = actor_;
    become("programme manager", "Programme manager");
    manager_ = actor_;
  }
  std::string mine(std::string const& title, json more = json::object()) {
    more["owner_account"] = owner_.account.text();
    return action(title, more);
  }
  std::string page_of(operations::Actor const& who) {
    auto kept = actor_;
    actor_ = who;
    auto body = get("/").body;
    actor_ = kept;
    return body;
  }
  operations::Actor owner_ = actor_, manager_ = actor_;
};

TEST_P(MyWorkPage, SaysWhenNothingWaits) {
  EXPECT_THAT(page_of(owner_), AllOf(HasSubstr("Nothing waits for you"), Not(HasSubstr("The programme:"))));
  action("Supervise");
  EXPECT_THAT(page_of(owner_), Not(HasSubstr("Supervise")));
  EXPECT_THAT(page_of(manager_), AllOf(HasSubstr("Nothing waits for you"), HasSubstr("The programme: 0 actions late")));
}

TEST_P(MyWorkPage, ListsWhatIsLateAndDueOfTheOwner) {
  mine("Recruit", {{"due", "2026-11-10"}});
  mine("Train", {{"due", "2026-12-01"}});
  mine("Publish", {{"due", "2027-06-01"}});
  mine("Finished", {{"due", "2026-11-10"}, {"status", "done"}});
  action("Of someone else", {{"due", "2026-11-10"}});
  EXPECT_THAT(page_of(owner_), AllOf(HasSubstr("Yours: 1 action late, 1 due in the next month"), HasSubstr("1 Recruit"),
                                     HasSubstr("11 days late"), HasSubstr("2 Train"), Not(HasSubstr("Publish")),
                                     Not(HasSubstr("Finished")), Not(HasSubstr("Of someone else"))));
}

TEST_P(MyWorkPage, WhatWasMovedIsStillPastItsFirstDate) {
  auto const id = mine("Recruit", {{"due", "2026-11-10"}});
  actor_ = owner_;
  auto const asked = done("date ask", {{"action", id}, {"due", "2027-02-28"}, {"reason", "Nobody applied"}});
  actor_ = manager_;
  done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  EXPECT_THAT(page_of(owner_),
              AllOf(HasSubstr("Yours: 0 actions late, 1 past the first date and moved, 0 due in the next month"),
                    HasSubstr("11 days past the first date"), HasSubstr("Moved once, 110 days.")));
  EXPECT_THAT(page_of(manager_), AllOf(HasSubstr("The programme: 0 actions late, "),
                                       HasSubstr("1 late against the first date</a>"), HasSubstr("/plan?due=first")));
}

TEST_P(MyWorkPage, AsksForUpdatesUntilTheyAreSent) {
  auto id = mine("Supervise");
  mine("Later", {{"start", "2027-01-01"}});
  done("cycle open", {{"title", "November 2026"}, {"due", "2026-11-30"}});
  EXPECT_THAT(page_of(owner_), AllOf(HasSubstr("1 update asked of you"), HasSubstr("Send an update about 1 Supervise"),
                                     Not(HasSubstr("2 Later"))));
  actor_ = owner_;
  done("update send", {{"action", id}, {"status", "on track"}, {"was_done", "Begun"}});
  EXPECT_THAT(page_of(owner_), HasSubstr("0 updates asked of you"));
}

TEST_P(MyWorkPage, ShowsWhoMustAgreeAndNotTheirOwn) {
  auto id = action("Supervise");
  json const update{{"action", id}, {"status", "on track"}, {"was_done", "Begun"}};
  actor_ = owner_;
  auto sent = done("update send", update).value("update", "");
  auto asked = done("date ask", {{"action", id}, {"due", "2027-05-28"}, {"reason", "Late"}}).value("date_change", "");
  EXPECT_THAT(page_of(manager_),
              AllOf(HasSubstr("2 decisions waiting for you"), HasSubstr("href=\"/updates/" + sent),
                    HasSubstr("href=\"/date-changes/" + asked), HasSubstr("asks for 28 May 2027 instead")));
  EXPECT_THAT(page_of(owner_), Not(HasSubstr("/updates/" + sent))) << "a contributor approves none";
  become("board member", "Board chair");
  EXPECT_THAT(page_of(actor_), AllOf(Not(HasSubstr("/updates/" + sent)), Not(HasSubstr("/date-changes/" + asked))));
  actor_ = manager_;
  auto own = action("Train");
  auto mine_sent =
      done("update send", {{"action", own}, {"status", "on track"}, {"was_done", "Begun"}}).value("update", "");
  auto mine_asked =
      done("date ask", {{"action", own}, {"due", "2027-05-28"}, {"reason", "Late"}}).value("date_change", "");
  EXPECT_THAT(page_of(manager_),
              AllOf(Not(HasSubstr("/updates/" + mine_sent)), Not(HasSubstr("/date-changes/" + mine_asked))));
}

TEST_P(MyWorkPage, ShowsClaimsToWhoMayAgreeAndNotToTheOwner) {
  auto id = mine("Supervise");
  for (auto const* source : {"observation", "audit"}) {
    json more{{"source", source},          {"rung", "practice"}, {"dated", "2026-10-31"}, {"period_from", "2026-07-01"},
              {"period_to", "2026-10-31"}, {"address", ""}};
    if (std::string_view(source) == "audit")
      more.update({{"audit_question", "Is it used?"}, {"audit_good", 8}, {"audit_audited", 11}});
    auto evidence = prove(id, more);
    become("auditor", "Case auditor");
    done("evidence review", {{"evidence", evidence}, {"version", 1}, {"verdict", "accepted"}});
    actor_ = manager_;
  }
  auto claim = done("difference claim", {{"action", id}, {"rung", "practice"}, {"statement", "Seen"}})
                   .value("difference_claim", "");
  EXPECT_THAT(page_of(manager_), Not(HasSubstr("/difference-claims/" + claim))) << "who claims it";
  become("board member", "Board chair");
  EXPECT_THAT(page_of(actor_), AllOf(HasSubstr("/difference-claims/" + claim), HasSubstr("Practice has changed")));
  owner_.grants = {{"board member", std::nullopt, std::nullopt}};
  EXPECT_THAT(page_of(owner_), Not(HasSubstr("/difference-claims/" + claim))) << "who owns the action";
}

TEST_P(MyWorkPage, ALeadSeesWhatWaitsInTheirTheme) {
  auto practice = theme("Practice"), workforce = theme("Workforce");
  auto project =
      done("project add", {{"title", "Supervision"}, {"lead_role", "Head of service"}, {"under", {practice}}});
  auto direct = action("Supervise", {{"themes", {practice}}}), by_project = action("Observe"),
       other = action("Train", {{"themes", {workforce}}});
  done("link add", {{"from", project.at("id")}, {"to", by_project}});
  actor_ = owner_;
  auto send = [&](std::string const& id) {
    return done("update send", {{"action", id}, {"status", "on track"}, {"was_done", "Begun"}}).value("update", "");
  };
  auto first = send(direct), second = send(by_project), third = send(other);
  become("theme lead", "Practice lead");
  be("theme lead", practice);
  EXPECT_THAT(page_of(actor_), AllOf(HasSubstr("2 decisions waiting for you"), HasSubstr("/updates/" + first),
                                     HasSubstr("/updates/" + second), Not(HasSubstr("/updates/" + third))));
}

TEST_P(MyWorkPage, NamesWhatHoldsTheirActionsUp) {
  auto id = mine("Supervise");
  auto first = action("Recruit", {{"owner_role", "Head of recruitment"}});
  auto finished = action("Write the guidance", {{"status", "done"}});
  done("link add", {{"from", id}, {"to", first}});
  done("link add", {{"from", id}, {"to", finished}});
  EXPECT_THAT(page_of(owner_), AllOf(HasSubstr("Your actions that wait for others"), HasSubstr("2 Recruit"),
                                     HasSubstr("Head of recruitment"), Not(HasSubstr("Write the guidance"))));
}

INSTANTIATE_TEST_SUITE_P(Engines, MyWorkPage, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
