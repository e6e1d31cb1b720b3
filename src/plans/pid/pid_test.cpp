#include "plans/pid/pid.h"

#include <gmock/gmock.h>

#include "plans/plans_test_fixture.h"
#include "platform/search/search.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Pids : public test::PlansTest {
 protected:
  void SetUp() override {
    PlansTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    found_council();
    become("board member", "Director");
    director_ = actor_;
    become("programme manager", "Programme manager");
    manager_ = actor_;
    practice_ = theme("Practice");
    project_ =
        done("project add", {{"title", "Guidance"}, {"lead_role", "Principal social worker"}, {"under", {practice_}}})
            .at("id");
  }
  std::string address() const { return "/projects/" + project_ + "/pid"; }
  json full() const {
    json out{{"project", project_}, {"version", 0}};
    for (auto const& section : pid_sections())
      if (section.is_required) out[section.key] = section.heading + " of Guidance";
    return out;
  }
  json shown(json more = json::object()) {
    json input{{"project", project_}};
    input.update(more);
    return done("pid show", input);
  }
  json as(operations::Actor const& who, std::string_view operation, json const& input) {
    auto was = std::exchange(actor_, who);
    auto out = done(operation, input);
    actor_ = was;
    return out;
  }
  Error refused(operations::Actor const& who, std::string_view operation, json const& input) {
    auto was = std::exchange(actor_, who);
    auto out = refusal(operation, input);
    actor_ = was;
    return out;
  }
  void write() { done("pid write", full()); }
  void submit() {
    write();
    done("pid submit", {{"project", project_}, {"version", 1}});
  }
  void approve() {
    submit();
    as(director_, "pid decide", {{"project", project_}, {"version", 2}, {"decision", "approved"}, {"note", "Agreed"}});
  }
  json ask(json more) {
    json input{{"project", project_}, {"version", shown().at("version")}, {"reason", "The supplier is late"}};
    input.update(more);
    return done("pid-change ask", input);
  }
  static std::string text(json const& content, std::string const& key) {
    for (auto const& each : content.at("sections"))
      if (each.at("key") == key) return each.at("text");
    return "no such section";
  }
  static json rows(json const& content, std::string const& section) {
    for (auto const& each : content.at("parts"))
      if (each.at("section") == section) return each.at("rows");
    return json::array();
  }
  operations::Actor director_ = actor_, manager_ = actor_;
  std::string practice_, project_;
};

TEST_P(Pids, AreWrittenASectionAtATime) {
  EXPECT_EQ(shown().at("state"), "none");
  EXPECT_EQ(done("pid write", {{"project", project_}, {"version", 0}, {"aims", "Plans move\r\n"}}).at("version"), 1);
  done("pid write", {{"project", project_}, {"version", 1}, {"scope_in", "Every team"}});
  EXPECT_EQ(text(shown(), "aims"), "Plans move") << "what is left out stays";
  EXPECT_EQ(text(shown(), "scope_in"), "Every team");
  done("pid write", {{"project", project_}, {"version", 2}, {"aims", ""}});
  EXPECT_EQ(text(shown(), "aims"), "");
  EXPECT_EQ(refusal("pid write", {{"project", project_}, {"version", 1}, {"aims", "Mine"}}).kind, ErrorKind::conflict);
  EXPECT_EQ(refusal("pid write", {{"project", project_}, {"version", 0}, {"aims", "Mine"}}).kind, ErrorKind::conflict);
  EXPECT_EQ(refusal("pid write", {{"project", project_}, {"version", 3}, {"wishes", "Mine"}}).fields.at(0).field,
            "wishes");
  EXPECT_EQ(refusal("pid write", {{"project", project_}, {"version", 3}, {"aims", std::string(6001, 'a')}})
                .fields.at(0)
                .field,
            "aims");
  EXPECT_EQ(refusal("pid write", {{"version", 3}, {"aims", "Mine"}}).fields.at(0).field, "project");
}

TEST_P(Pids, AreRefusedOnSubmissionWithEachEmptySectionNamed) {
  done("pid write", {{"project", project_}, {"version", 0}, {"aims", "Plans move"}});
  auto refused = refusal("pid submit", {{"project", project_}, {"version", 1}});
  EXPECT_EQ(refused.kind, ErrorKind::invalid);
  std::vector<std::string> fields;
  for (auto const& each : refused.fields) fields.push_back(each.field);
  EXPECT_THAT(fields, AllOf(Contains("success"), Contains("scope_in"), Contains("governance"), Not(Contains("aims")),
                            Not(Contains("organisation")), Not(Contains("budget"))))
      << "the project’s lead fills the organisation, and the budget is optional";
  EXPECT_THAT(refused.fields.at(0).message, HasSubstr("is empty"));
  EXPECT_EQ(shown().at("state"), "draft");
}

TEST_P(Pids, ShowTheRecordsOfTheProjectUntilTheyAreLocked) {
  auto objective =
      done("objective add", {{"title", "Plans move"}, {"inside", project_}, {"due", "2027-03-31"}}).at("id");
  done("success-measure add", {{"title", "Children seen"},
                               {"inside", objective},
                               {"unit", "percent"},
                               {"better", "higher"},
                               {"baseline_numerator", 730},
                               {"baseline_denominator", 1028},
                               {"baseline_on", "2026-10-31"},
                               {"target_numerator", 95},
                               {"target_denominator", 100},
                               {"due", "2027-03-31"}});
  done("team-member add", {{"title", "Team manager, North"}, {"inside", project_}, {"member_kind", "manager"}});
  done("risk add", {{"title", "Nobody has time"},
                    {"risk_kind", "risk"},
                    {"owner_role", "Lead"},
                    {"likelihood", 4},
                    {"impact", 3},
                    {"under", {project_}}});
  auto first = action("Write it", {{"under", {project_}}}), second = action("Use it", {{"under", {project_}}});
  action("The guide itself", {{"under", {project_}}, {"kind", "deliverable"}});
  done("link add", {{"from", second}, {"to", first}, {"relation", "waits for"}});
  approve();
  auto locked = shown();
  EXPECT_EQ(rows(locked, "aims").at(0).at("cells").at(0), "Plans move");
  EXPECT_EQ(rows(locked, "success").at(0).at("cells"),
            json({"Children seen", "higher", "730 of 1028", "31 October 2026", "95 of 100", "31 March 2027", "–"}));
  EXPECT_EQ(rows(locked, "organisation").at(1).at("cells").at(0), "Team manager, North");
  EXPECT_EQ(rows(locked, "risks").at(0).at("cells").at(3), "12 (4 × 3)");
  EXPECT_THAT(rows(locked, "milestones"), SizeIs(2));
  EXPECT_EQ(rows(locked, "deliverables").at(0).at("cells").at(0), "The guide itself");
  EXPECT_EQ(rows(locked, "dependencies").at(0).at("cells").at(0), "Use it");
  done("objective change",
       {{"objective", objective}, {"version", 1}, {"inside", project_}, {"title", "Plans stand still"}});
  EXPECT_EQ(shown(), locked) << "what was locked does not follow the records";
  auto moved = done("pid compare", {{"project", project_}, {"from", 1}}).at("differences");
  ASSERT_THAT(moved, SizeIs(1));
  EXPECT_EQ(moved.at(0).at("records").at(0).at("after").at(0), "Plans stand still");
  EXPECT_THAT(get(address()).body, AllOf(HasSubstr("have moved on"), HasSubstr(">Plans move<")));
}

TEST_P(Pids, AreApprovedByANamedPersonWhoDidNotSubmitThem) {
  write();
  EXPECT_EQ(refusal("pid decide", {{"project", project_}, {"version", 1}, {"decision", "approved"}}).kind,
            ErrorKind::conflict)
      << "it was not submitted";
  EXPECT_EQ(refusal("pid submit", {{"project", project_}, {"version", 1}, {"approver", manager_.account.text()}})
                .fields.at(0)
                .field,
            "approver");
  EXPECT_EQ(
      refusal("pid submit", {{"project", project_}, {"version", 1}, {"approver", new_opaque_id()}}).fields.at(0).field,
      "approver");
  done("pid submit", {{"project", project_}, {"version", 1}, {"approver", director_.account.text()}});
  EXPECT_EQ(refusal("pid write", {{"project", project_}, {"version", 2}, {"aims", "Other"}}).kind, ErrorKind::conflict);
  json const decision{{"project", project_}, {"version", 2}, {"decision", "approved"}};
  EXPECT_EQ(refused(manager_, "pid decide", decision).kind, ErrorKind::forbidden) << "who submits does not approve";
  become("programme manager", "Another manager");
  EXPECT_THAT(refusal("pid decide", decision).message, HasSubstr("Director was asked to approve"));
  auto stale = decision;
  stale["version"] = 1;
  EXPECT_EQ(refused(director_, "pid decide", stale).kind, ErrorKind::conflict);
  EXPECT_EQ(as(director_, "pid decide", decision).at("locked_version"), 1);
  auto const locked = shown();
  EXPECT_EQ(locked.at("state"), "approved");
  EXPECT_EQ(locked.at("versions").at(0).at("approved_by"), "Director");
  EXPECT_EQ(locked.at("versions").at(0).at("asked_by"), "Programme manager");
  EXPECT_EQ(locked.at("versions").at(0).at("fingerprint"), locked.at("fingerprint"));
  EXPECT_THAT(locked.at("fingerprint").get<std::string>(), SizeIs(64));
  EXPECT_EQ(refusal("pid write", {{"project", project_}, {"version", 3}, {"aims", "Other"}}).kind, ErrorKind::conflict);
  EXPECT_EQ(refusal("pid submit", {{"project", project_}, {"version", 3}}).kind, ErrorKind::conflict);
}

TEST_P(Pids, AreReturnedWithAReasonAndSubmittedAgain) {
  submit();
  json decision{{"project", project_}, {"version", 2}, {"decision", "returned"}};
  EXPECT_EQ(refused(director_, "pid decide", decision).fields.at(0).field, "note");
  decision["note"] = "No measure has a baseline";
  as(director_, "pid decide", decision);
  EXPECT_EQ(shown().at("state"), "returned");
  EXPECT_THAT(shown().at("versions"), IsEmpty());
  EXPECT_THAT(get(address()).body, HasSubstr("No measure has a baseline"));
  done("pid write", {{"project", project_}, {"version", 3}, {"success", "71 per cent now, 95 by March"}});
  done("pid submit", {{"project", project_}, {"version", 4}});
  done("pid withdraw", {{"project", project_}, {"version", 5}});
  EXPECT_EQ(shown().at("state"), "draft");
  EXPECT_EQ(refusal("pid withdraw", {{"project", project_}, {"version", 6}}).kind, ErrorKind::conflict);
}

TEST_P(Pids, AreNotLockedAsSomethingElseThanWasRead) {
  submit();
  auto const read = shown().at("fingerprint");
  done("objective add", {{"title", "Added meanwhile"}, {"inside", project_}});
  json decision{{"project", project_}, {"version", 2}, {"decision", "approved"}, {"seen", read}};
  EXPECT_THAT(refused(director_, "pid decide", decision).message, HasSubstr("changed while you were reading"));
  decision["seen"] = shown().at("fingerprint");
  as(director_, "pid decide", decision);
}

TEST_P(Pids, ChangeOnlyOnRequestAndKeepEveryVersion) {
  approve();
  EXPECT_EQ(refusal("pid-change ask", {{"project", project_}, {"version", 3}}).fields.at(0).field, "reason");
  EXPECT_THAT(refusal("pid-change ask",
                      {{"project", project_}, {"version", 3}, {"reason", "None"}, {"aims", text(shown(), "aims")}})
                  .message,
              HasSubstr("Nothing would be different"));
  EXPECT_EQ(refusal("pid-change ask", {{"project", project_}, {"version", 3}, {"reason", "Drop it"}, {"scope_in", ""}})
                .fields.at(0)
                .field,
            "scope_in")
      << "a required section cannot be emptied";
  EXPECT_EQ(
      refusal("pid-change ask", {{"project", project_}, {"version", 2}, {"reason", "Late"}, {"aims", "Other"}}).kind,
      ErrorKind::conflict);
  auto change = ask({{"scope_in", "Five teams"}}).at("pid_change");
  EXPECT_EQ(text(shown(), "scope_in"), "In scope of Guidance") << "it waits";
  EXPECT_EQ(
      refusal("pid-change ask", {{"project", project_}, {"version", 3}, {"reason", "Late"}, {"aims", "Other"}}).kind,
      ErrorKind::conflict)
      << "one at a time";
  json decision{{"pid_change", change}, {"decision", "accepted"}};
  EXPECT_EQ(refusal("pid-change decide", decision).kind, ErrorKind::forbidden) << "somebody else decides";
  EXPECT_EQ(as(director_, "pid-change decide", decision).at("locked_version"), 2);
  EXPECT_EQ(refused(director_, "pid-change decide", decision).kind, ErrorKind::conflict);
  auto const now = shown();
  EXPECT_EQ(text(now, "scope_in"), "Five teams");
  ASSERT_THAT(now.at("versions"), SizeIs(2));
  EXPECT_EQ(now.at("versions").at(0).at("why"), "The supplier is late");
  EXPECT_EQ(now.at("versions").at(0).at("change_request"), change);
  EXPECT_NE(now.at("versions").at(0).at("fingerprint"), now.at("versions").at(1).at("fingerprint"));
  EXPECT_EQ(text(shown({{"number", 1}}), "scope_in"), "In scope of Guidance") << "every version is kept";
  EXPECT_EQ(refusal("pid show", {{"project", project_}, {"number", 3}}).kind, ErrorKind::not_found);
  auto found = done("pid compare", {{"project", project_}, {"from", 1}, {"to", 2}}).at("differences");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found.at(0).at("before"), "In scope of Guidance");
  EXPECT_EQ(found.at(0).at("after"), "Five teams");
}

TEST_P(Pids, KeepRefusedAndWithdrawnRequests) {
  approve();
  auto first = ask({{"aims", "Fewer"}}).at("pid_change");
  EXPECT_EQ(
      refused(director_, "pid-change decide", {{"pid_change", first}, {"decision", "refused"}}).fields.at(0).field,
      "note");
  as(director_, "pid-change decide", {{"pid_change", first}, {"decision", "refused"}, {"note", "The aim stands"}});
  auto second = ask({{"aims", "Fewer still"}}).at("pid_change");
  done("pid-change withdraw", {{"pid_change", second}});
  auto changes = done("pid-change list", {{"project", project_}}).at("changes");
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_EQ(changes.at(0).at("state"), "withdrawn");
  EXPECT_EQ(changes.at(1).at("state"), "refused");
  EXPECT_EQ(changes.at(1).at("decision_note"), "The aim stands");
  EXPECT_EQ(changes.at(1).at("sections").at("aims"), "Fewer");
  EXPECT_THAT(shown().at("versions"), SizeIs(1));
}

TEST_P(Pids, AreReachedByRolesOfTheirThemeOnly) {
  auto const other = theme("Other");
  be("theme lead", other);
  EXPECT_EQ(refusal("pid write", full()).kind, ErrorKind::forbidden);
  be("theme lead", practice_);
  write();
  be("board member", practice_);
  EXPECT_EQ(refusal("pid submit", {{"project", project_}, {"version", 1}}).kind, ErrorKind::forbidden);
  actor_ = manager_;
  done("pid submit", {{"project", project_}, {"version", 1}});
  auto narrowed = director_;
  json const decision{{"project", project_}, {"version", 2}, {"decision", "approved"}};
  narrowed.grants = {{"board member", other, std::nullopt}};
  EXPECT_EQ(refused(narrowed, "pid decide", decision).kind, ErrorKind::forbidden);
  narrowed.grants = {{"board member", practice_, std::nullopt}};
  as(narrowed, "pid decide", decision);
  EXPECT_EQ(perform_as(stranger(), "pid show", {{"project", project_}}).error().kind, ErrorKind::not_found);
}

TEST_P(Pids, AreInTheHistoryAndTheSearch) {
  approve();
  auto const pid = shown().at("pid").get<std::string>();
  auto history = done("history show", {{"record", pid}}).at("history");
  ASSERT_THAT(history, SizeIs(3));
  EXPECT_EQ(history.at(0).at("verb"), "approved");
  EXPECT_EQ(history.at(0).at("why"), "Agreed");
  EXPECT_EQ(history.at(1).at("verb"), "submitted");
  EXPECT_THAT(get("/history/" + pid).body,
              AllOf(HasSubstr("Initiation document of Guidance"), Not(HasSubstr("Restore it"))));
  auto read = database().read(actor_.authority);
  EXPECT_THAT(gt::search::find(read, "scope guidance", {"plan.view"}, {}, kPidKind).hits, SizeIs(1));
}

TEST_P(Pids, OfEveryProjectAreListed) {
  auto listed = done("pid list", json::object()).at("pids");
  ASSERT_THAT(listed, SizeIs(1));
  EXPECT_EQ(listed.at(0).at("state"), "none");
  approve();
  ask({{"aims", "Fewer"}});
  listed = done("pid list", json::object()).at("pids");
  EXPECT_EQ(listed.at(0).at("locked_version"), 1);
  EXPECT_EQ(listed.at(0).at("change_waiting"), true);
  done("project end", {{"project", project_}, {"version", 1}});
  EXPECT_THAT(done("pid list", json::object()).at("pids"), IsEmpty());
  EXPECT_EQ(get(address()).status, 200) << "the document of a project that was taken out can be read";
  EXPECT_EQ(refusal("pid write", {{"project", project_}, {"version", 3}}).kind, ErrorKind::not_found);
}

TEST_P(Pids, WaitInTheWorkOfWhoeverMayDecide) {
  submit();
  EXPECT_THAT(get("/").body, Not(HasSubstr("Initiation document of Guidance"))) << "not whoever submitted it";
  actor_ = director_;
  EXPECT_THAT(get("/").body,
              AllOf(HasSubstr("Waiting for your agreement"), HasSubstr("Initiation document of Guidance"),
                    HasSubstr("Programme manager submitted it")));
  done("pid decide", {{"project", project_}, {"version", 2}, {"decision", "approved"}});
  EXPECT_THAT(get("/").body, Not(HasSubstr("Initiation document of Guidance")));
  actor_ = manager_;
  ask({{"aims", "Fewer"}});
  actor_ = director_;
  EXPECT_THAT(get("/").body, HasSubstr("Change 1 to the initiation document of Guidance"));
}

// ---- Pages ----

TEST_P(Pids, AreWrittenSubmittedAndApprovedOnPages) {
  EXPECT_THAT(get("/projects/" + project_).body, HasSubstr("none yet"));
  EXPECT_THAT(get(address()).body,
              AllOf(HasSubstr("There is no initiation document yet"), HasSubstr("Begin the document")));
  EXPECT_THAT(get(address() + "/edit").body, AllOf(HasSubstr("In scope"), HasSubstr("Out of scope (optional)")));
  gt::test::Fields fields{{"lock_version", "0"}, {"aims", "Plans <move>"}};
  EXPECT_EQ(post(address() + "/edit", fields).status, 303);
  EXPECT_THAT(get(address()).body, AllOf(HasSubstr("Plans &lt;move&gt;"), HasSubstr("Still empty, and required")));
  auto refused = post(address() + "/submit", {{"lock_version", "1"}, {"approver", ""}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body,
              AllOf(HasSubstr("href=\"#scope_in\""), HasSubstr("“In scope” is empty"), HasSubstr("id=\"scope_in\"")));
  gt::test::Fields all{{"lock_version", "1"}};
  for (auto const& section : pid_sections()) all.add(section.key, "Words");
  EXPECT_EQ(post(address() + "/edit", all).status, 303);
  EXPECT_THAT(get(address() + "/submit").body, AllOf(HasSubstr("Director"), Not(HasSubstr(">Programme manager ("))));
  EXPECT_EQ(post(address() + "/submit", {{"lock_version", "2"}, {"approver", director_.account.text()}}).status, 303);
  EXPECT_THAT(get(address()).body, AllOf(HasSubstr("It waits for Director"), HasSubstr("Take it back")));
  EXPECT_EQ(get(address() + "/decide").status, 303) << "not by whoever submitted it";
  EXPECT_EQ(get(address() + "/edit").status, 303);
  actor_ = director_;
  auto const read = shown().at("fingerprint").get<std::string>();
  EXPECT_THAT(get(address() + "/decide").body, HasSubstr(read));
  EXPECT_EQ(post(address() + "/decide", {{"lock_version", "3"}, {"decision", "returned"}, {"note", ""}}).status, 422);
  EXPECT_EQ(post(address() + "/decide", {{"lock_version", "3"}, {"decision", "approved"}, {"seen", read}}).status, 303);
  EXPECT_THAT(get(address()).body, AllOf(HasSubstr("Approved and locked"), HasSubstr(read.substr(0, 12)),
                                         HasSubstr("stand as they did when it was locked")));
  EXPECT_THAT(get("/projects/" + project_).body, HasSubstr("version 1, approved and locked"));
}

TEST_P(Pids, AreChangedOnPagesWithTheDifferenceShown) {
  approve();
  auto form = get(address() + "/change");
  EXPECT_THAT(form.body, HasSubstr("Why it must change"));
  EXPECT_EQ(post(address() + "/change", {{"lock_version", "3"}, {"reason", ""}, {"aims", "Other"}}).status, 422);
  gt::test::Fields fields{{"lock_version", "3"}, {"reason", "Three teams joined"}};
  for (auto const& section : pid_sections())
    if (section.is_required)
      fields.add(section.key,
                 section.key == "scope_in" ? "In scope of all Guidance" : section.heading + " of Guidance");
  auto asked = post(address() + "/change", fields);
  EXPECT_EQ(asked.status, 303);
  auto const id = done("pid-change list", json::object()).at("changes").at(0).at("id").get<std::string>();
  auto const at = address() + "/changes/" + id;
  EXPECT_THAT(get(at).body, AllOf(HasSubstr("<ins>all</ins>"), HasSubstr("Three teams joined"),
                                  Not(HasSubstr("Your decision")), HasSubstr("Withdraw the request")));
  EXPECT_EQ(get(address() + "/change").status, 303) << "one waits";
  EXPECT_THAT(get("/projects/" + project_).body, HasSubstr("a change waits for a decision"));
  actor_ = director_;
  EXPECT_THAT(get(at).body, HasSubstr("Your decision"));
  EXPECT_EQ(post(at, {{"decision", "refused"}, {"note", ""}}).status, 422);
  EXPECT_EQ(post(at, {{"decision", "accepted"}, {"note", ""}}).status, 303);
  auto const page = get(address()).body;
  EXPECT_THAT(page,
              AllOf(HasSubstr("In scope of all Guidance"), HasSubstr("Version 2"), HasSubstr("Compare two versions")));
  EXPECT_THAT(get(address() + "/compare", {{"from", "1"}, {"to", "2"}}).body,
              AllOf(HasSubstr("1 section differs"), HasSubstr("<ins>all</ins>")));
  EXPECT_THAT(get(address() + "/compare").body, HasSubstr("Choose two versions"));
  auto const first = shown().at("versions").at(1).at("id").get<std::string>();
  EXPECT_THAT(get(address() + "/versions/" + first).body,
              AllOf(HasSubstr("This is not the version that stands"), HasSubstr("In scope of Guidance")));
  EXPECT_EQ(get(address() + "/versions/" + new_opaque_id()).status, 404);
  EXPECT_EQ(get(address() + "/changes/" + new_opaque_id()).status, 404);
  EXPECT_EQ(get("/projects/" + new_opaque_id() + "/pid").status, 404);
}

TEST_P(Pids, TwoWhoWriteSeeBothVersions) {
  write();
  done("pid write", {{"project", project_}, {"version", 1}, {"aims", "Theirs"}});
  auto conflict = post(address() + "/edit", {{"lock_version", "1"}, {"aims", "Mine"}});
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, AllOf(HasSubstr("Theirs"), HasSubstr("Mine")));
}

INSTANTIATE_TEST_SUITE_P(Engines, Pids, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
