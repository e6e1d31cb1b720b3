#include <gmock/gmock.h>

#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class DateLedger : public test::PlansTest {};

TEST_P(DateLedger, NobodyAgreesToWhatTheyAskedThemselves) {
  found_council();
  become("programme manager", "Programme manager");
  auto id = action("Supervise");
  auto asked = done("date ask", {{"action", id}, {"due", "2027-05-28"}, {"reason", "The trainer left"}});
  json decide{{"date_change", asked.at("date_change")}, {"decision", "agreed"}};
  EXPECT_EQ(refusal("date decide", decide).kind, ErrorKind::forbidden);
  become("programme manager", "Other manager");
  EXPECT_EQ(done("date decide", decide).at("due"), "2027-05-28");
  EXPECT_EQ(refusal("date decide", decide).kind, ErrorKind::conflict) << "it was decided already";
}

TEST_P(DateLedger, AnAgreedDateIsNoDelayButTheFirstOneIsNotForgotten) {
  auto const id = action("Supervise", {{"due", "2026-10-31"}, {"status", "on track"}});
  auto const late = get("/plan").body;
  EXPECT_THAT(late, AllOf(HasSubstr("gt-brag--red\">Late<"), HasSubstr("21 days late")));
  auto const asked =
      done("date ask", {{"action", id}, {"due", "2027-05-28"}, {"reason", "Late"}, {"requester", "Team manager"}});
  done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  for (auto const& address : {std::string("/plan"), "/actions/" + id})
    EXPECT_THAT(get(address).body, AllOf(HasSubstr("gt-brag--amber\">Past its first date<"),
                                         HasSubstr("21 days past the first date"), Not(HasSubstr("21 days late"))))
        << address;
  EXPECT_THAT(get("/plan", {{"colour", "amber"}}).body, HasSubstr("Supervise")) << "the council’s rule says the same";
}

TEST_P(DateLedger, WhoAskedIsNotOfferedToDecide) {
  auto const id = action("Supervise");
  done("date ask", {{"action", id}, {"due", "2027-04-30"}, {"reason", "Late"}});
  EXPECT_THAT(get("/actions/" + id).body, AllOf(HasSubstr("Waits to be agreed."), Not(HasSubstr(">Decide</a>"))));
  auto const other = action("Train");
  done("date ask", {{"action", other}, {"due", "2027-04-30"}, {"reason", "Late"}, {"requester", "Team manager"}});
  EXPECT_THAT(get("/actions/" + other).body, HasSubstr(">Decide</a>"));
}

TEST_P(DateLedger, RefusingSaysWhyAndMovesNothing) {
  auto id = action("Supervise");
  auto asked =
      done("date ask", {{"action", id}, {"due", "2027-05-28"}, {"reason", "Late"}, {"requester", "Team manager"}});
  json decide{{"date_change", asked.at("date_change")}, {"decision", "refused"}};
  EXPECT_EQ(refusal("date decide", decide).fields[0].field, "note");
  decide["note"] = "See the supplier first";
  done("date decide", decide);
  EXPECT_EQ(in_plan("actions", id).at("due"), "2027-03-31");
  EXPECT_EQ(in_plan("actions", id).at("moves"), 0);
  auto ledger = done("date list", {{"action", id}}).at("date_changes");
  ASSERT_THAT(ledger, SizeIs(1));
  EXPECT_EQ(ledger[0].at("state"), "refused");
  EXPECT_EQ(ledger[0].at("requester"), "Team manager");
}

TEST_P(DateLedger, OneDateAtATimeAndNeverTheSame) {
  auto id = action("Supervise");
  EXPECT_EQ(refusal("date ask", {{"action", id}, {"due", "2027-03-31"}, {"reason", "Late"}}).fields[0].field, "due");
  done("date ask", {{"action", id}, {"due", "2027-05-28"}, {"reason", "Late"}});
  EXPECT_EQ(refusal("date ask", {{"action", id}, {"due", "2027-06-30"}, {"reason", "Later"}}).kind,
            ErrorKind::conflict);
}

TEST_P(DateLedger, TheBoardsMeetingIsNamedWhereTheBoardAgrees) {
  done("programme set", {{"title", "Programme"}, {"dates_agreed_by", "board"}});
  auto id = action("Supervise");
  auto asked =
      done("date ask", {{"action", id}, {"due", "2027-05-28"}, {"reason", "Late"}, {"requester", "Team manager"}});
  json decide{{"date_change", asked.at("date_change")}, {"decision", "agreed"}};
  EXPECT_EQ(refusal("date decide", decide).fields[0].field, "meeting");
  decide["meeting"] = "Improvement board, 18 November 2026";
  done("date decide", decide);
  EXPECT_THAT(get("/actions/" + id).body,
              AllOf(HasSubstr("Improvement board, 18 November 2026"), HasSubstr("Moved once, 58 days.")));
}

TEST_P(DateLedger, OverdueStaysOverdueAgainstTheFirstDate) {
  auto id = action("Supervise", {{"due", "2026-10-31"}});
  auto asked =
      done("date ask", {{"action", id}, {"due", "2027-02-28"}, {"reason", "Late"}, {"requester", "Team manager"}});
  done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  auto shown = in_plan("actions", id);
  EXPECT_EQ(shown.at("late"), false) << "against the agreed date";
  EXPECT_EQ(shown.at("days_late_against_first"), 21);
  EXPECT_THAT(get("/actions/" + id).body, HasSubstr("21 days past the first date"));
}

TEST_P(DateLedger, PagesAskAndDecide) {
  auto id = action("Supervise");
  auto at = "/actions/" + id;
  EXPECT_THAT(get(at + "/date").body, HasSubstr("It is due on 31 March 2027"));
  EXPECT_EQ(post(at + "/date", {{"due", "31 April 2027"}, {"reason", ""}}).status, 422);
  EXPECT_EQ(post(at + "/date", {{"due", "30 April 2027"}, {"reason", "Late"}, {"requester", "Team manager"}}).status,
            303);
  auto change = done("date list", json::object()).at("date_changes")[0].at("id").get<std::string>();
  EXPECT_THAT(get(at).body, AllOf(HasSubstr("/date-changes/" + change), Not(HasSubstr(at + "/date\""))));
  EXPECT_THAT(get("/date-changes/" + change).body, AllOf(HasSubstr("30 April 2027"), HasSubstr("Team manager")));
  EXPECT_EQ(post("/date-changes/" + change, {{"decision", ""}}).status, 422);
  EXPECT_EQ(post("/date-changes/" + change, {{"decision", "agreed"}}).status, 303);
  EXPECT_EQ(in_plan("actions", id).at("due"), "2027-04-30");
}

INSTANTIATE_TEST_SUITE_P(Engines, DateLedger, gt::test::engines(), gt::test::engine_name);

class DifferenceMade : public test::PlansTest {
 protected:
  void SetUp() override {
    PlansTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    found_council();
    become("programme manager", "Programme manager");
  }
  /// Evidence that practice changed, over four months, accepted by a colleague; its id.
  std::string practice_evidence(std::string const& action, std::string const& source) {
    json more{{"source", source},          {"rung", "practice"}, {"dated", "2026-10-31"}, {"period_from", "2026-07-01"},
              {"period_to", "2026-10-31"}, {"address", ""}};
    if (source == "audit") more.update({{"audit_question", "Is it used?"}, {"audit_good", 8}, {"audit_audited", 11}});
    auto evidence = prove(action, more);
    auto mine = actor_;
    become("auditor", "Case auditor");
    done("evidence review", {{"evidence", evidence}, {"version", 1}, {"verdict", "accepted"}});
    actor_ = mine;
    return evidence;
  }
};

TEST_P(DifferenceMade, ARefusalNamesEveryProofThatIsMissing) {
  auto id = action("Supervise");
  auto refused = refusal("difference claim", {{"action", id}, {"rung", "practice"}, {"statement", "Better"}});
  EXPECT_EQ(refused.kind, ErrorKind::invalid);
  EXPECT_THAT(refused.fields, SizeIs(testing::Ge(2u)));
  practice_evidence(id, "audit");
  refused = refusal("difference claim", {{"action", id}, {"rung", "practice"}, {"statement", "Better"}});
  EXPECT_THAT(refused.fields, SizeIs(1)) << refused.message;
}

TEST_P(DifferenceMade, OutputStandsOnItsEvidence) {
  auto id = action("Supervise");
  prove(id);
  EXPECT_EQ(done("difference claim", {{"action", id}, {"rung", "output"}, {"statement", "Issued"}}).at("state"),
            "agreed");
  EXPECT_EQ(in_plan("actions", id).at("difference"), "output");
}

TEST_P(DifferenceMade, PracticeWaitsForSomeoneElse) {
  auto id = action("Supervise");
  practice_evidence(id, "audit");
  practice_evidence(id, "observation");
  auto claim = done("difference claim", {{"action", id}, {"rung", "practice"}, {"statement", "Files show reflection"}});
  EXPECT_EQ(claim.at("state"), "claimed");
  EXPECT_EQ(in_plan("actions", id).at("difference"), "none") << "not before it is agreed";
  json decide{{"difference_claim", claim.at("difference_claim")}, {"decision", "agreed"}};
  EXPECT_EQ(refusal("difference decide", decide).kind, ErrorKind::forbidden) << "not by who claims it";
  become("board member", "Board chair");
  EXPECT_THAT(get("/actions/" + id).body, HasSubstr("/difference-claims/"));
  done("difference decide", decide);
  EXPECT_EQ(in_plan("actions", id).at("difference"), "practice");
  EXPECT_THAT(get("/actions/" + id).body,
              AllOf(HasSubstr("Agreed by Board chair"), HasSubstr("Files show reflection")));
}

TEST_P(DifferenceMade, TheOwnerDoesNotAgree) {
  become("programme manager", "Owner");
  auto owner = actor_;
  auto id = action("Supervise", {{"owner_account", owner.account.text()}});
  practice_evidence(id, "audit");
  practice_evidence(id, "observation");
  become("programme manager", "Claimant");
  auto claim = done("difference claim", {{"action", id}, {"rung", "practice"}, {"statement", "Files show reflection"}});
  actor_ = owner;
  EXPECT_EQ(
      refusal("difference decide", {{"difference_claim", claim.at("difference_claim")}, {"decision", "agreed"}}).kind,
      ErrorKind::invalid);
}

TEST_P(DifferenceMade, EvidenceTakenOutNoLongerCarriesAClaim) {
  auto id = action("Supervise");
  practice_evidence(id, "audit");
  auto gone = practice_evidence(id, "observation");
  auto claim = done("difference claim", {{"action", id}, {"rung", "practice"}, {"statement", "Files show reflection"}});
  done("evidence end", {{"evidence", gone}, {"version", 2}});
  become("board member", "Board chair");
  EXPECT_EQ(
      refusal("difference decide", {{"difference_claim", claim.at("difference_claim")}, {"decision", "agreed"}}).kind,
      ErrorKind::invalid);
}

TEST_P(DifferenceMade, ARatingWhoseProofIsGoneSaysSo) {
  constexpr char const* gone = "What its ratings rested on no longer stands";
  auto const finished = action("Publish", {{"status", "done"}, {"due", "2026-10-31"}});
  EXPECT_THAT(get("/actions/" + finished).body, Not(HasSubstr(gone)));
  auto const proof = done("evidence list", json::object()).at("evidence").at(0);
  done("evidence end", {{"evidence", proof.at("id")}, {"version", proof.at("version")}});
  EXPECT_THAT(get("/actions/" + finished).body, AllOf(HasSubstr(gone), HasSubstr("It needs")));

  auto const id = action("Supervise");
  practice_evidence(id, "audit");
  auto const observed = practice_evidence(id, "observation");
  auto const claim =
      done("difference claim", {{"action", id}, {"rung", "practice"}, {"statement", "Files show reflection"}});
  become("board member", "Board chair");
  done("difference decide", {{"difference_claim", claim.at("difference_claim")}, {"decision", "agreed"}});
  EXPECT_THAT(get("/actions/" + id).body, Not(HasSubstr(gone)));
  become("auditor", "Second auditor");
  done("evidence review", {{"evidence", observed}, {"version", 2}, {"verdict", "rejected"}, {"note", "Wrong team"}});
  EXPECT_THAT(get("/actions/" + id).body, AllOf(HasSubstr(gone), HasSubstr("kind")));
}

INSTANTIATE_TEST_SUITE_P(Engines, DifferenceMade, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
