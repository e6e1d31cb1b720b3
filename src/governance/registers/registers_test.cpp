#include <fmt/format.h>

#include "governance/governance_test_fixture.h"
#include "platform/search/search.h"

namespace gt::governance::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Registers : public GovernanceTest {
 protected:
  json show(std::string const& kind, std::string const& id) { return done(kind + " show", {{kind, id}}); }
  json answered(std::string const& promise, std::string const& on) {
    return done("promise answer", {{"promise", promise},
                                   {"version", show("promise", promise).at("version")},
                                   {"answer", "41 permanent staff left."},
                                   {"answered_on", on},
                                   {"answered_by", "HR partner"}});
  }
};

TEST_P(Registers, APromiseIsDueAtTheBodysNextMeetingAndClosedOnlyByThatBody) {
  auto const board = body("Improvement Board"), scrutiny = body("Scrutiny");
  auto const first = meeting(scrutiny, "2026-09-24"), second = meeting(scrutiny, "2026-11-20");
  auto const other = meeting(board, "2026-11-18");
  auto const promise = done("promise add", {{"title", "I will bring you how many permanent staff have left."},
                                            {"body", scrutiny},
                                            {"meeting", first},
                                            {"asked_by", "A member"},
                                            {"promised_by", "Cabinet member"}})
                           .value("id", "");
  auto stored = show("promise", promise);
  EXPECT_EQ(stored.at("due"), "2026-11-20");
  EXPECT_EQ(stored.at("made_on"), "2026-09-24");
  EXPECT_EQ(stored.at("state"), "open");

  auto const close = [&](std::string const& at, char const* note = "") {
    return json{
        {"promise", promise}, {"version", show("promise", promise).at("version")}, {"meeting", at}, {"note", note}};
  };
  EXPECT_THAT(refusal("promise close", close(other)).message, HasSubstr("Only the body that was promised"));
  EXPECT_THAT(refusal("promise close", close(second)).message, HasSubstr("No answer is recorded"));
  answered(promise, "2026-11-19");
  EXPECT_EQ(show("promise", promise).at("state"), "answered");
  done("promise close", close(second));
  stored = show("promise", promise);
  EXPECT_EQ(stored.at("state"), "closed");
  EXPECT_EQ(stored.at("closed_on"), "2026-11-20");
  EXPECT_EQ(
      refusal("promise answer", {{"promise", promise}, {"version", stored.at("version")}, {"answer", "More"}}).kind,
      ErrorKind::conflict);
  done("promise reopen", {{"promise", promise}, {"version", stored.at("version")}, {"why", "Of another year"}});
  EXPECT_EQ(show("promise", promise).at("state"), "answered");
}

TEST_P(Registers, TheBodysPageCountsAllItsPromisesAndShowsAHundred) {
  auto const board = body("Improvement Board");
  auto const promise = [&](std::string const& title, std::string const& due) {
    return done("promise add", {{"title", title}, {"body", board}, {"promised_by", "Director"}, {"due", due}})
        .value("id", "");
  };
  answered(promise("The turnover of last year", "2026-05-01"), "2026-05-20");
  promise("The waiting list", "2026-05-02");
  for (int number = 1; number <= 101; ++number) promise(fmt::format("Figure {}", number), "2027-01-31");
  auto const page = get("/bodies/" + board).body;
  EXPECT_THAT(page, HasSubstr("102 promises are open, 1 of them late; 1 answered and not closed."));
  EXPECT_THAT(page, HasSubstr("1 were reported back late and 1 never."));
  EXPECT_THAT(page, HasSubstr("These are the first 100 of 103."));
  EXPECT_THAT(page, AllOf(HasSubstr("“The waiting list”"), HasSubstr("“Figure 98”"), Not(HasSubstr("“Figure 99”"))));
  auto const sheet = get("/bodies/" + board + "/call-over").body;
  EXPECT_THAT(sheet, AllOf(HasSubstr("These are the first 100 of 103."), HasSubstr("register of"),
                           Not(HasSubstr("“Figure 99”"))));
}

TEST_P(Registers, MovingADueDateKeepsTheFirst) {
  auto const board = body("Improvement Board");
  json input{
      {"title", "We will publish it by Easter."}, {"body", board}, {"promised_by", "Leader"}, {"due", "2026-04-03"}};
  auto const promise = done("promise add", input).value("id", "");
  input.update({{"promise", promise}, {"version", 1}, {"due", "2026-07-31"}, {"why", "The printer closed"}});
  done("promise change", input);
  auto const stored = show("promise", promise);
  EXPECT_EQ(stored.at("first_due"), "2026-04-03");
  EXPECT_EQ(stored.at("due"), "2026-07-31");
  ASSERT_THAT(stored.at("history"), SizeIs(2));
  EXPECT_EQ(stored.at("history").at(0).at("why"), "The printer closed");
  EXPECT_THAT(get("/promises/" + promise).body, HasSubstr("113 days late"));
}

TEST_P(Registers, AnOlderVersionIsAConflictAndThePageShowsBoth) {
  auto const board = body("Improvement Board");
  json input{{"title", "Words"}, {"body", board}, {"promised_by", "Director"}};
  auto const promise = done("promise add", input).value("id", "");
  input.update({{"promise", promise}, {"version", 1}, {"title", "Their words"}});
  done("promise change", input);
  EXPECT_EQ(refusal("promise change", input).kind, ErrorKind::conflict);
  gt::test::Fields form;
  for (auto const& [name, value] : std::map<std::string, std::string>{
           {"title", "My words"}, {"body", board}, {"promised_by", "Director"}, {"lock_version", "1"}})
    form.add(name, value);
  auto const page = post("/promises/" + promise + "/edit", form);
  EXPECT_EQ(page.status, 409);
  EXPECT_THAT(page.body, HasSubstr("Their words"));
  EXPECT_THAT(page.body, HasSubstr("My words"));
}

TEST_P(Registers, ADutyThatChangesItsRhythmKeepsTheOldOne) {
  auto const team = body("Corporate Leadership Team", {{"body_kind", "corporate leadership team"}});
  auto const duty = done("reporting-duty add", {{"title", "Progress"},
                                                {"inside", team},
                                                {"reported_by", "Director"},
                                                {"cadence", "weekly"},
                                                {"from", "2026-05-01"}})
                        .value("id", "");
  auto const changed = done("reporting-duty change-frequency",
                            {{"reporting_duty", duty}, {"version", 1}, {"cadence", "monthly"}, {"from", "2026-09-01"}});
  auto const listed = done("reporting-duty list", {{"inside", team}}).at("records");
  ASSERT_THAT(listed, SizeIs(2));
  EXPECT_EQ(done("reporting-duty show", {{"reporting_duty", duty}}).at("until"), "2026-08-31");
  auto const next = done("reporting-duty show", {{"reporting_duty", changed.at("id")}});
  EXPECT_EQ(next.at("cadence"), "monthly");
  EXPECT_EQ(next.at("replaces"), duty);
  EXPECT_THAT(get("/bodies/" + team).body, HasSubstr("51 days late"));  // since 1 October, and nothing was given
  done("report-given add",
       {{"title", "Progress in October"}, {"inside", changed.at("id")}, {"given_on", "2026-11-10"}});
  auto const page = get("/bodies/" + team).body;
  EXPECT_THAT(page, Not(HasSubstr("days late")));
  EXPECT_THAT(page, HasSubstr("10 December 2026"));
}

TEST_P(Registers, WhatARecordRefersToMustBeThere) {
  auto const board = body("Improvement Board"), scrutiny = body("Scrutiny");
  auto const theirs = meeting(scrutiny, "2026-11-20");
  json const input{{"title", "Words"}, {"body", board}, {"promised_by", "Director"}, {"meeting", theirs}};
  EXPECT_THAT(refusal("promise add", input).message, HasSubstr("another body"));
  EXPECT_EQ(refusal("promise add", {{"title", "Words"}, {"body", "k7m2q9x4t8v3b6dp"}, {"promised_by", "Director"}})
                .fields.at(0)
                .field,
            "body");
  EXPECT_EQ(
      refusal("recommendation add", {{"title", "Spend it"}, {"body", board}, {"to_body", board}}).fields.at(0).field,
      "to_body");
}

TEST_P(Registers, ARecommendationIsAnsweredByTheBodyItWasMadeTo) {
  auto const committee = body("Select committee"), executive = body("Executive", {{"body_kind", "cabinet"}});
  auto const made =
      done("recommendation add",
           {{"title", "Draw down phase 3"}, {"body", committee}, {"to_body", executive}, {"made_on", "2026-10-01"}})
          .value("id", "");
  json answer{
      {"recommendation", made}, {"version", 1}, {"answer", "accepted"}, {"meeting", meeting(committee, "2026-10-20")}};
  EXPECT_EQ(refusal("recommendation answer", answer).fields.at(0).field, "meeting");
  answer["meeting"] = meeting(executive, "2026-10-21");
  done("recommendation answer", answer);
  auto const shown = show("recommendation", made);
  EXPECT_EQ(shown.at("answer"), "accepted");
  EXPECT_EQ(shown.at("answered_on"), "2026-10-21");
  be_for_body("clerk", committee);
  answer["version"] = 2;
  EXPECT_EQ(refusal("recommendation answer", answer).kind, ErrorKind::forbidden);
}

TEST_P(Registers, WhatIsPrivateIsSeenByTheBodyAlone) {
  auto const board = body("Improvement Board"), scrutiny = body("Scrutiny");
  auto const secret = done("claim add", {{"title", "The contractor is Quillfeather."},
                                         {"body", board},
                                         {"made_by", "Director"},
                                         {"private", "yes"},
                                         {"exempt_paragraph", "3"},
                                         {"public_interest", "The terms are being negotiated."}})
                          .value("id", "");
  auto const seen = [&] {
    auto const listed = done("claim list", json::object());
    bool const in_list = listed.at("total") == 1;
    EXPECT_EQ(listed.at("records").size(), in_list ? 1u : 0u);
    for (auto const* path : {"/claims", "/claims.csv", "/ofsted-today"})
      EXPECT_EQ(get(path).body.find("Quillfeather") != std::string::npos, in_list) << path;
    for (auto const& path : {"/bodies/" + board + "/call-over", "/bodies/" + board})
      EXPECT_TRUE(in_list || get(path).body.find("Quillfeather") == std::string::npos) << path;
    EXPECT_EQ(get("/claims/" + secret).status == 200, in_list);
    return in_list;
  };
  EXPECT_TRUE(seen());
  be("member");
  EXPECT_FALSE(seen());
  be_for_body("member", scrutiny);
  EXPECT_FALSE(seen());
  be_for_body("member", board);
  EXPECT_TRUE(seen());
  be("board member");
  EXPECT_FALSE(seen());
  auto reading = database().read(authority());
  EXPECT_EQ(search::find(reading, "Quillfeather", {"board.view"}).total, 0);
}

TEST_P(Registers, ACurrentMemberWithAnAccountSeesThePrivatePartAFormerOneDoesNot) {
  auto made = people::create_first_administrator(
      database(), clock_, {"Southmere", "Southmere Council", "administrator@southmere.example", "Administrator"});
  ASSERT_TRUE(made.has_value());
  actor_.authority = made->authority;
  be("administrator");
  auto const account = done("user add", {{"email", "member@southmere.example"}, {"name", "Member"}, {"role", "member"}})
                           .value("account", "");
  be("programme manager");
  auto const board = body("Improvement Board");
  done("claim add", {{"title", "Said in private"},
                     {"body", board},
                     {"made_by", "Director"},
                     {"private", "yes"},
                     {"exempt_paragraph", "confidential"}});
  json member{
      {"title", "Councillor"}, {"inside", board}, {"capacity", "member"}, {"account", account}, {"from", "2026-01-01"}};
  auto const id = done("membership add", member).value("id", "");
  auto const count_as_member = [&] {
    auto reader = actor_;
    reader.account = AccountId::trusted(account);
    reader.grants = {{"member", std::nullopt, std::nullopt}};
    return perform_as(reader, "claim list", json::object())->at("total");
  };
  EXPECT_EQ(count_as_member(), 1);
  member.update({{"membership", id}, {"version", 1}, {"until", "2026-11-20"}});
  done("membership change", member);
  EXPECT_EQ(count_as_member(), 0);
}

TEST_P(Registers, AClerkOfOneBodyKeepsItsRegistersAndNoOthers) {
  auto const board = body("Improvement Board"), scrutiny = body("Scrutiny");
  be_for_body("clerk", board);
  json input{{"title", "Words"}, {"body", board}, {"promised_by", "Director"}};
  done("promise add", input);
  input["body"] = scrutiny;
  EXPECT_EQ(refusal("promise add", input).kind, ErrorKind::forbidden);
  EXPECT_EQ(refusal("subject add", {{"title", "A matter"}}).kind, ErrorKind::forbidden);
  EXPECT_EQ(refusal("body end", {{"body", scrutiny}, {"version", 1}}).kind, ErrorKind::forbidden);
}

TEST_P(Registers, ABodyThatStillMeetsIsNotTakenOut) {
  auto const board = body("Improvement Board");
  auto const coming = meeting(board, "2026-12-16");
  EXPECT_THAT(refusal("body end", {{"body", board}, {"version", 1}}).message, HasSubstr("16 December 2026"));
  advance(coming, "cancelled");
  done("body end", {{"body", board}, {"version", 1}, {"why", "Merged"}});
  EXPECT_EQ(done("body list", json::object()).at("total"), 0);
}

TEST_P(Registers, DownloadsHoldWhatTheFilterShows) {
  auto const board = body("Improvement Board"), scrutiny = body("Scrutiny");
  for (auto const& [of, words] : {std::pair{board, "=Alpha"}, std::pair{scrutiny, "Beta"}})
    done("promise add", {{"title", words}, {"body", of}, {"promised_by", "Director"}});
  gt::test::Fields query;
  query.add("body", board);
  auto const csv = get("/promises.csv", query).body;
  EXPECT_THAT(csv, HasSubstr("'=Alpha"));  // no spreadsheet runs it
  EXPECT_THAT(csv, Not(HasSubstr("Beta")));
  EXPECT_EQ(get("/promises.xlsx", query).status, 200);
  EXPECT_EQ(get("/promises.ods", query).status, 200);
}

TEST_P(Registers, AnEmptyRegisterSaysWhatItIsForAndHowToBegin) {
  for (auto const& kind : board_kinds()) {
    if (!kind.inside.empty()) continue;
    auto const page = get(kind.address).body;
    EXPECT_THAT(page, HasSubstr(kind.address + "/new")) << kind.word;
    EXPECT_THAT(get(kind.address + "/new").body, HasSubstr(kind.title_label)) << kind.word;
    auto const nothing = post(kind.address + "/new", {});
    EXPECT_EQ(nothing.status, 422) << kind.word;
    EXPECT_THAT(nothing.body, HasSubstr("There is a problem")) << kind.word;
  }
  be("reader");
  EXPECT_THAT(get("/promises").body, Not(HasSubstr("/promises/new")));
}

INSTANTIATE_TEST_SUITE_P(Engines, Registers, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::governance::test
