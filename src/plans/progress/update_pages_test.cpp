#include <gmock/gmock.h>

#include "plans/plans_test_fixture.h"
#include "platform/sheet/sheet_reader.h"

namespace gt::plans {
namespace {

using gt::test::Fields;
using gt::test::is_chosen;
using gt::test::location_of;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class UpdatePages : public test::PlansTest {
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
  std::string send(std::string const& action, json more = json::object()) {
    json input{{"action", action}, {"status", "on track"}, {"was_done", "Two teams have begun."}};
    input.update(more);
    actor_ = owner_;
    auto id = done("update send", input).value("update", "");
    actor_ = manager_;
    return id;
  }
  operations::Actor owner_ = actor_, manager_ = actor_;
};

TEST_P(UpdatePages, TheChaseListSaysHowLateEachIsAndThatItWasMoved) {
  action("Publish", {{"due", "2026-10-22"}});
  auto const moved = action("Recruit", {{"due", "2026-11-10"}, {"owner_account", owner_.account.text()}});
  actor_ = owner_;
  auto const asked = done("date ask", {{"action", moved}, {"due", "2027-02-28"}, {"reason", "Nobody applied"}});
  actor_ = manager_;
  done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  done("cycle open", {{"title", "November 2026"}, {"due", "2026-11-30"}});
  EXPECT_THAT(
      gt::test::main_part(get("/plan/updates").body),
      AllOf(HasSubstr("30 days late"), HasSubstr("Moved once, 110 days"), HasSubstr("11 days past the first date")));
}

TEST_P(UpdatePages, SendOneAndKeepWhatWasTyped) {
  auto id = action("Supervise");
  auto at = "/actions/" + id;
  done("cycle open", {{"title", "November 2026"}, {"due", "2026-11-30"}});
  actor_ = owner_;
  EXPECT_THAT(get(at).body, AllOf(HasSubstr(at + "/update\">Send an update"), Not(HasSubstr("Say how it goes")),
                                  HasSubstr("Nobody has sent an update about it yet.")));
  EXPECT_THAT(get(at + "/update").body, AllOf(HasSubstr("November 2026"), HasSubstr("30 November 2026"),
                                              HasSubstr("This is the first update about it.")));
  auto refused = post(at + "/update", {{"status", "on track"}, {"was_done", " "}, {"comes_next", "The <rest>"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("href=\"#was_done\""), HasSubstr("The &lt;rest&gt;")));
  auto sent = post(at + "/update", {{"status", "on track"}, {"was_done", "Two teams."}, {"help_wanted", "A room"}});
  EXPECT_EQ(sent.status, 303);
  EXPECT_THAT(location_of(sent), HasSubstr(at));
  EXPECT_THAT(get(at).body, AllOf(HasSubstr("Two teams."), HasSubstr("A room"), HasSubstr("Waits to be approved")));
  EXPECT_EQ(post(at + "/update", {{"status", "on track"}, {"was_done", "More"}}).status, 409);
  EXPECT_THAT(get(at + "/update").body, HasSubstr("The last update, 21 November 2026"));
}

TEST_P(UpdatePages, AReturnedOneIsWrittenAgainFromItsOwnWords) {
  auto id = action("Supervise");
  auto update = send(id, {{"status", "at risk"}});
  EXPECT_THAT(get("/updates/" + update).body, AllOf(HasSubstr("Two teams have begun."), HasSubstr("Nothing said")));
  EXPECT_EQ(post("/updates/" + update, {{"note", "?"}}).status, 422) << "no decision";
  auto refused = post("/updates/" + update, {{"decision", "return"}, {"note", ""}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#note\""));
  EXPECT_EQ(post("/updates/" + update, {{"decision", "return"}, {"note", "How many children?"}}).status, 303);
  EXPECT_EQ(post("/updates/" + update, {{"decision", "approve"}}).status, 409);
  actor_ = owner_;
  auto form = get("/actions/" + id + "/update").body;
  EXPECT_THAT(form, AllOf(HasSubstr("How many children?"), HasSubstr(">\nTwo teams have begun.</textarea>")));
  EXPECT_TRUE(is_chosen(form, "at risk"));
}

TEST_P(UpdatePages, ApprovingSaysWhyTheStatusStays) {
  auto id = action("Supervise");
  auto update = send(id, {{"status", "done"}});
  auto approved = post("/updates/" + update, {{"decision", "approve"}});
  EXPECT_EQ(approved.status, 303);
  EXPECT_THAT(get("/updates/" + update).body,
              AllOf(HasSubstr("Approved by Programme manager"), Not(HasSubstr("<form action=\"/updates"))));
  EXPECT_THAT(get("/actions/" + id).body, HasSubstr("Two teams have begun."));
  EXPECT_EQ(in_plan("actions", id).at("status"), "not started");
}

TEST_P(UpdatePages, ShowNoDecisionToWhoMayNotMakeIt) {
  auto id = action("Supervise");
  auto update = send(id);
  actor_ = owner_;
  EXPECT_THAT(get("/updates/" + update).body, Not(HasSubstr("name=\"decision\"")));
  EXPECT_EQ(post("/updates/" + update, {{"decision", "approve"}}).status, 403);
  be("reader");
  EXPECT_THAT(get("/updates/" + update).body, Not(HasSubstr("name=\"decision\"")));
  EXPECT_EQ(get("/actions/" + id + "/update").status, 403);
  EXPECT_THAT(get("/actions/" + id + "/updates").body, Not(HasSubstr("Send an update")));
  EXPECT_EQ(get("/updates/k7m2q9x4t8v3b6dp").status, 404);
  auto foreign = "/updates/" + update;
  actor_ = stranger();
  EXPECT_EQ(get(foreign).status, 404);
  EXPECT_EQ(get("/actions/" + id + "/updates").status, 404);
}

TEST_P(UpdatePages, AnActionShowsFiveAndALinkToAll) {
  auto id = action("Supervise");
  for (int each = 1; each <= 6; ++each) {
    clock_.set(Instant::from_iso("2026-11-21T09:00:00Z").value().plus_seconds(each * 60));
    done("update approve", {{"update", send(id, {{"was_done", "Update number " + std::to_string(each)}})}});
  }
  auto page = get("/actions/" + id).body;
  EXPECT_THAT(page,
              AllOf(HasSubstr("Update number 2"), Not(HasSubstr("Update number 1<")), HasSubstr("All its updates")));
  EXPECT_THAT(get("/actions/" + id + "/updates").body,
              AllOf(HasSubstr("Update number 1<"), HasSubstr("Update number 6")));
}

TEST_P(UpdatePages, TheCycleSaysWhoIsStillToSendTheirs) {
  EXPECT_THAT(get("/plan/updates").body, AllOf(HasSubstr("No cycle is open"), HasSubstr("name=\"title\"")));
  auto practice = theme("Practice");
  auto mine = action("Supervise", {{"owner_account", owner_.account.text()}, {"themes", {practice}}});
  action("=Train", {{"owner_role", "Head of training"}});
  EXPECT_EQ(post("/plan/updates", {{"title", "November 2026"}, {"due", "1 November 2026"}}).status, 422);
  EXPECT_EQ(post("/plan/updates", {{"title", "November 2026"}, {"due", "30 November 2026"}}).status, 303);
  auto page = get("/plan/updates").body;
  EXPECT_THAT(page, AllOf(HasSubstr("2 of 2 updates still outstanding, from 2 owners; 0 sent"),
                          HasSubstr("Service manager (Team manager)"), HasSubstr("Head of training"),
                          HasSubstr("Close this cycle"), Not(HasSubstr("Ask for updates</button>"))));
  send(mine);
  page = get("/plan/updates").body;
  EXPECT_THAT(page, AllOf(HasSubstr("1 of 2 updates still outstanding, from 1 owner; 1 sent"),
                          Not(HasSubstr("/actions/" + mine))));
  EXPECT_THAT(get("/plan/updates", {{"standing", "sent"}}).body,
              AllOf(HasSubstr("/actions/" + mine + "/updates"), HasSubstr("1 of 2 updates")));
  EXPECT_THAT(get("/plan/updates", {{"standing", "all"}, {"theme", practice}}).body,
              AllOf(HasSubstr("/actions/" + mine), Not(HasSubstr("2 =Train"))));
  EXPECT_THAT(get("/plan/updates", {{"owner", "Head of training"}}).body, HasSubstr("2 =Train"));
  EXPECT_THAT(get("/plan/updates", {{"owner", owner_.account.text()}}).body,
              HasSubstr("No update is in this standing."));
  auto file = get("/plan/updates.csv");
  EXPECT_THAT(file.headers.first("Content-Disposition").value_or(""), HasSubstr("updates-to-chase.csv"));
  EXPECT_EQ(file.body,
            "\xEF\xBB\xBF"
            "owner,account,number,action,action due,last update,standing,cycle,asked for by\r\n"
            "Head of training,,2,'=Train,2027-03-31,,outstanding,November 2026,2026-11-30\r\n");
  for (auto const* ending : {"xlsx", "ods"}) {
    auto const other = get(std::string("/plan/updates.") + ending, {{"standing", "all"}});
    auto const book = sheet::read(other.body, std::string("updates-to-chase.") + ending);
    ASSERT_TRUE(book.has_value()) << ending;
    auto const& rows = book->sheets.at(0).rows;
    ASSERT_EQ(rows.size(), 6u) << ending << ": title, note, nothing, headings, the two that are shown";
    EXPECT_EQ(rows[4].cells.at(3).text, "=Train") << ending;
  }
  be("reader");
  EXPECT_THAT(gt::test::main_part(get("/plan/updates").body), Not(HasSubstr("method=\"post\"")));
}

TEST_P(UpdatePages, AnOwnerWhoseAccountIsCalledByTheRoleIsNamedOnce) {
  action("Supervise", {{"owner_role", "Team Manager"}, {"owner_account", owner_.account.text()}});
  action("Train", {{"owner_role", "Head of training"}, {"owner_account", owner_.account.text()}});
  done("cycle open", {{"title", "November 2026"}, {"due", "2026-11-30"}});
  auto const page = get("/plan/updates").body;
  EXPECT_THAT(page, AllOf(HasSubstr(">Team Manager</th>"), HasSubstr(">Head of training (Team manager)</th>"),
                          Not(HasSubstr("Team Manager (Team manager)"))));
}

TEST_P(UpdatePages, ACycleIsClosedAndListed) {
  action("Supervise");
  auto id = done("cycle open", {{"title", "October 2026"}, {"due", "2026-11-30"}}).value("cycle", "");
  EXPECT_EQ(post("/plan/updates/" + id + "/close", {}).status, 303);
  EXPECT_EQ(post("/plan/updates/" + id + "/close", {}).status, 409);
  auto page = get("/plan/updates", {{"show", "cycles"}}).body;
  EXPECT_THAT(page, AllOf(HasSubstr("No cycle is open"), HasSubstr("1 October 2026")));
  be("contributor");
  EXPECT_EQ(post("/plan/updates", {{"title", "Mine"}, {"due", "30 November 2026"}}).status, 403);
}

TEST_P(UpdatePages, TheThemesLeadDecidesAndOtherLeadsDoNot) {
  auto mine = theme("Mine"), theirs = theme("Theirs");
  auto update = send(action("Supervise", {{"themes", {mine}}}));
  be("theme lead", mine);
  EXPECT_THAT(get("/updates/" + update).body, HasSubstr("name=\"decision\""));
  be("theme lead", theirs);
  EXPECT_THAT(get("/updates/" + update).body, Not(HasSubstr("name=\"decision\"")));
}

INSTANTIATE_TEST_SUITE_P(Engines, UpdatePages, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
