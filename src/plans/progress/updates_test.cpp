#include <gmock/gmock.h>

#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class Updates : public test::PlansTest {
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
  std::string open(std::string const& title = "November 2026") {
    return done("cycle open", {{"title", title}, {"due", "2026-11-30"}}).at("cycle");
  }
  json cycle() { return done("cycle list", json::object()).at("cycles").at(0); }
  /// As the owner; the manager goes on.
  std::string send(std::string const& action, json more = json::object()) {
    json input{{"action", action}, {"status", "on track"}, {"was_done", "Two teams have begun."}};
    input.update(more);
    actor_ = owner_;
    auto id = done("update send", input).value("update", "");
    actor_ = manager_;
    return id;
  }
  json approve(std::string const& update) { return done("update approve", {{"update", update}}); }
  operations::Actor owner_ = actor_, manager_ = actor_;
};

TEST_P(Updates, OneCycleIsOpenAtATime) {
  EXPECT_EQ(refusal("cycle open", {{"title", "October"}, {"due", "2026-11-20"}}).fields.at(0).field, "due");
  auto id = open();
  auto refused = refusal("cycle open", {{"title", "Another"}, {"due", "2026-11-30"}});
  EXPECT_EQ(refused.kind, ErrorKind::conflict);
  EXPECT_THAT(refused.message, HasSubstr("“November 2026” is open already"));
  EXPECT_EQ(done("cycle close", {{"cycle", id}}).at("closed_on"), "2026-11-21");
  EXPECT_EQ(refusal("cycle close", {{"cycle", id}}).kind, ErrorKind::conflict);
  EXPECT_EQ(done("cycle open", {{"title", "December"}, {"due", "2026-12-31"}}).at("number"), 2);
  EXPECT_EQ(refusal("cycle close", {{"cycle", "k7m2q9x4t8v3b6dp"}}).kind, ErrorKind::not_found);
}

TEST_P(Updates, AsksWhoeverOwnsWhatIsUnderWay) {
  auto mine = action("Supervise", {{"owner_account", owner_.account.text()}});
  action("Train", {{"owner_account", owner_.account.text()}});
  action("Publish", {{"start", "2026-11-21"}});
  action("Later", {{"start", "2026-11-22"}});
  action("Finished", {{"status", "done"}});
  auto gone = action("Taken out");
  done("action end", {{"action", gone}, {"version", 1}});
  open();
  EXPECT_EQ(cycle().at("asked"), 3);
  EXPECT_EQ(cycle().at("owners_asked"), 2) << "an account and a role";
  EXPECT_EQ(cycle().at("outstanding"), 3);
  auto update = send(mine);
  EXPECT_EQ(cycle().at("sent"), 1);
  EXPECT_EQ(cycle().at("outstanding"), 2);
  EXPECT_EQ(cycle().at("owners_outstanding"), 2) << "one of their two is still owed";
  approve(update);
  EXPECT_EQ(cycle().at("sent"), 0);
  EXPECT_EQ(cycle().at("approved"), 1);
}

TEST_P(Updates, WhatIsFinishedInTheCycleStaysCounted) {
  auto id = action("Supervise");
  prove(id);
  open();
  approve(send(id, {{"status", "done"}}));
  EXPECT_EQ(in_plan("actions", id).at("status"), "done");
  EXPECT_EQ(cycle().at("asked"), 1);
  EXPECT_EQ(cycle().at("approved"), 1);
}

TEST_P(Updates, AClosedCycleKeepsItsCounts) {
  auto id = action("Supervise");
  action("Train");
  auto cycle_id = open();
  send(id);
  done("cycle close", {{"cycle", cycle_id}});
  clock_.set(Instant::from_iso("2026-11-24T09:00:00Z").value());
  action("Added later");
  done("action end", {{"action", id}, {"version", 1}});
  EXPECT_EQ(cycle().at("asked"), 2);
  EXPECT_EQ(cycle().at("sent"), 1);
  EXPECT_EQ(cycle().at("outstanding"), 1);
}

TEST_P(Updates, AnUpdateBelongsToTheOpenCycle) {
  auto id = action("Supervise");
  send(id);
  EXPECT_TRUE(done("update list", {{"action", id}}).at("updates").at(0).at("cycle").is_null());
  auto cycle_id = open();
  clock_.set(Instant::from_iso("2026-11-22T09:00:00Z").value());
  send(id, {{"was_done", "Four teams."}});
  auto updates = done("update list", {{"action", id}}).at("updates");
  ASSERT_THAT(updates, SizeIs(2));
  EXPECT_EQ(updates[0].at("was_done"), "Four teams.") << "newest first";
  EXPECT_EQ(updates[0].at("cycle"), cycle_id);
  actor_ = owner_;
  EXPECT_EQ(refusal("update send", {{"action", id}, {"status", "on track"}, {"was_done", "Again"}}).kind,
            ErrorKind::conflict)
      << "one waits already";
}

TEST_P(Updates, AreShortAndSayWhatWasDone) {
  auto id = action("Supervise");
  EXPECT_EQ(refusal("update send", {{"action", id}, {"status", "on track"}}).fields.at(0).field, "was_done");
  EXPECT_EQ(refusal("update send", {{"action", id}, {"was_done", "Begun"}}).fields.at(0).field, "status");
  for (auto const* field : {"was_done", "changed_for_children", "comes_next", "help_wanted"}) {
    json input{{"action", id}, {"status", "on track"}, {"was_done", "Begun"}};
    input[field] = std::string(1001, 'a');
    EXPECT_EQ(refusal("update send", input).fields.at(0).field, field);
  }
  EXPECT_EQ(
      refusal("update send", {{"action", "k7m2q9x4t8v3b6dp"}, {"status", "on track"}, {"was_done", "Begun"}}).kind,
      ErrorKind::not_found);
}

TEST_P(Updates, ApprovingSaysWhereItStands) {
  auto id = action("Supervise");
  auto update = send(id);
  EXPECT_EQ(in_plan("actions", id).at("status"), "not started") << "not before it is approved";
  auto answer = done("update approve", {{"update", update}, {"note", "Thank you."}});
  EXPECT_EQ(answer.at("status_applied"), true);
  EXPECT_EQ(in_plan("actions", id).at("status"), "on track");
  EXPECT_EQ(in_plan("actions", id).at("note"), "Two teams have begun.");
  auto kept = done("update list", {{"action", id}}).at("updates").at(0);
  EXPECT_EQ(kept.at("decided_by"), "Programme manager");
  EXPECT_EQ(kept.at("decision_note"), "Thank you.");
}

TEST_P(Updates, DoneWithoutProofIsApprovedButNotDone) {
  auto id = action("Supervise");
  auto answer = approve(send(id, {{"status", "done"}}));
  EXPECT_EQ(answer.at("state"), "approved");
  EXPECT_EQ(answer.at("status_applied"), false);
  EXPECT_THAT(answer.at("reason").get<std::string>(),
              testing::AllOf(HasSubstr("The status stays “not started”."), HasSubstr("evidence")));
  EXPECT_EQ(in_plan("actions", id).at("status"), "not started");
  EXPECT_EQ(in_plan("actions", id).at("note"), "Two teams have begun.");
}

TEST_P(Updates, DoneIsDoneOnTheDayItWasWritten) {
  auto id = action("Supervise");
  prove(id);
  auto update = send(id, {{"status", "done"}});
  clock_.set(Instant::from_iso("2026-11-24T09:00:00Z").value());
  EXPECT_EQ(approve(update).at("status_applied"), true);
  EXPECT_EQ(in_plan("actions", id).at("done_on"), "2026-11-21");
  approve(send(id, {{"status", "on track"}, {"was_done", "It was not finished."}}));
  EXPECT_TRUE(in_plan("actions", id).at("done_on").is_null());
}

TEST_P(Updates, AtRiskNeedsARecovery) {
  auto id = action("Supervise");
  auto answer = approve(send(id, {{"status", "at risk"}}));
  EXPECT_EQ(answer.at("status_applied"), false);
  EXPECT_THAT(answer.at("reason").get<std::string>(), HasSubstr("Say what will bring it back."));
  EXPECT_EQ(in_plan("actions", id).at("status"), "not started");
}

TEST_P(Updates, NobodyDecidesOnTheirOwn) {
  auto id = action("Supervise");
  auto mine = done("update send", {{"action", id}, {"status", "on track"}, {"was_done", "Begun"}}).value("update", "");
  EXPECT_EQ(refusal("update approve", {{"update", mine}}).kind, ErrorKind::forbidden);
  EXPECT_EQ(refusal("update return", {{"update", mine}, {"note", "More"}}).kind, ErrorKind::forbidden);
  EXPECT_EQ(refusal("update approve", {{"update", "k7m2q9x4t8v3b6dp"}}).kind, ErrorKind::not_found);
  actor_ = owner_;
  EXPECT_EQ(refusal("update approve", {{"update", mine}}).kind, ErrorKind::forbidden) << "a contributor approves none";
}

TEST_P(Updates, WhatWasDecidedNeverChanges) {
  auto id = action("Supervise");
  auto approved = send(id);
  approve(approved);
  EXPECT_EQ(refusal("update approve", {{"update", approved}}).kind, ErrorKind::conflict);
  EXPECT_EQ(refusal("update return", {{"update", approved}, {"note", "No"}}).kind, ErrorKind::conflict);
}

TEST_P(Updates, AReturnedOneIsSentAgainAsAnother) {
  auto id = action("Supervise");
  open();
  auto first = send(id);
  EXPECT_EQ(refusal("update return", {{"update", first}}).fields.at(0).field, "note");
  done("update return", {{"update", first}, {"note", "How many children?"}});
  EXPECT_EQ(cycle().at("outstanding"), 1) << "it is owed again";
  EXPECT_EQ(in_plan("actions", id).at("note"), "");
  clock_.set(Instant::from_iso("2026-11-22T09:00:00Z").value());
  send(id, {{"was_done", "Two teams, 40 children."}});
  auto updates = done("update list", {{"action", id}}).at("updates");
  ASSERT_THAT(updates, SizeIs(2));
  EXPECT_EQ(updates[1].at("state"), "returned");
  EXPECT_EQ(updates[1].at("was_done"), "Two teams have begun.");
  EXPECT_THAT(done("update list", {{"state", "returned"}}).at("updates"), SizeIs(1));
  EXPECT_THAT(done("update list", json::object()).at("updates"), SizeIs(1));
}

TEST_P(Updates, AnOlderOneDoesNotOverwriteALater) {
  auto id = action("Supervise");
  auto older = send(id, {{"status", "off track"}});
  open();
  clock_.set(Instant::from_iso("2026-11-22T09:00:00Z").value());
  approve(send(id, {{"was_done", "Four teams."}}));
  auto answer = approve(older);
  EXPECT_EQ(answer.at("status_applied"), false);
  EXPECT_THAT(answer.at("reason").get<std::string>(), HasSubstr("A later update was approved already"));
  EXPECT_EQ(in_plan("actions", id).at("status"), "on track");
  EXPECT_EQ(in_plan("actions", id).at("note"), "Four teams.");
}

TEST_P(Updates, ARoleForAThemeReachesItsActions) {
  auto practice = theme("Practice"), workforce = theme("Workforce");
  auto mine = action("Supervise", {{"themes", {practice}}}), other = action("Train", {{"themes", {workforce}}});
  auto sent_mine = send(mine), sent_other = send(other);
  become("theme lead", "Practice lead");
  be("theme lead", practice);
  EXPECT_EQ(refusal("update send", {{"action", other}, {"status", "on track"}, {"was_done", "Begun"}}).kind,
            ErrorKind::forbidden);
  EXPECT_EQ(refusal("update approve", {{"update", sent_other}}).kind, ErrorKind::forbidden);
  approve(sent_mine);
  EXPECT_EQ(refusal("cycle open", {{"title", "Mine"}, {"due", "2026-11-30"}}).kind, ErrorKind::forbidden);
}

TEST_P(Updates, StayWithinTheirCouncil) {
  auto id = action("Supervise");
  auto update = send(id);
  auto cycle_id = open();
  auto foreigner = stranger();
  auto refused = perform_as(foreigner, "update approve", {{"update", update}});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
  EXPECT_FALSE(perform_as(foreigner, "cycle close", {{"cycle", cycle_id}}).has_value());
  EXPECT_THAT(perform_as(foreigner, "update list", {{"action", id}})->at("updates"), IsEmpty());
  EXPECT_THAT(perform_as(foreigner, "cycle list", json::object())->at("cycles"), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, Updates, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
