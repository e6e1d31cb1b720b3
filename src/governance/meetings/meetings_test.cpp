#include "governance/governance_test_fixture.h"
#include "governance/meetings/meeting_store.h"
#include "governance/telling.h"
#include "platform/search/search.h"

namespace gt::governance::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Meetings : public GovernanceTest {
 protected:
  json minute(std::string const& item, std::int64_t version, std::string const& text, json more = json::object()) {
    json input{{"item", item}, {"version", version}, {"minutes", text}};
    input.update(more);
    return done("item minute", input);
  }
};

TEST_P(Meetings, FromDraftToLocked) {
  auto const board = body("Improvement Board", {{"quorum", 2}});
  auto const first = meeting(board, "2026-11-18"), second = meeting(board, "2026-11-20");
  auto const one =
      item(first, "Adolescent safeguarding", {{"presenter", "Head of adolescent services"}, {"minutes_planned", 30}});
  EXPECT_EQ(refusal("item minute", {{"item", one}, {"version", 1}, {"minutes", "Early"}}).kind, ErrorKind::conflict);
  hold(first);
  minute(one, 1, "The board noted the report.");
  advance(first, "minutes in draft");
  EXPECT_EQ(refusal("meeting advance", {{"meeting", first},
                                        {"version", shown(first).at("version")},
                                        {"to", "minutes agreed"},
                                        {"agreed_at", second}})
                .fields.at(0)
                .field,
            "agreed_at");
  item(second, "Minutes of the last meeting");
  hold(second);
  advance(first, "minutes agreed", {{"agreed_at", second}});
  EXPECT_THAT(refusal("item minute", {{"item", one}, {"version", 2}, {"minutes", "Other words"}}).message,
              HasSubstr("corrections"));
  advance(first, "locked");
  auto const paper = get("/meetings/" + first + "/minutes/paper").body;
  EXPECT_THAT(paper, AllOf(HasSubstr("The board noted the report."), HasSubstr("Apologies: Lead member."),
                           Not(HasSubstr("Draft:"))));
  EXPECT_THAT(get("/meetings/" + first).body, HasSubstr("The minutes were agreed at"));
}

TEST_P(Meetings, APromiseIsMadeWhileTheMinutesAreWritten) {
  auto const board = body("Improvement Board");
  auto const first = meeting(board, "2026-11-18"), second = meeting(board, "2026-12-16");
  auto const one = item(first, "Turnover", {{"presenter", "HR partner"}});
  hold(first);
  gt::test::Fields form;
  form.add("minutes", "Members asked how many permanent staff left.");
  form.add("promise", "We will bring how many permanent staff have left.");
  form.add("asked_by", "A member");
  form.add("lock_version", "1");
  auto const saved = post("/items/" + one + "/minute", form);
  EXPECT_EQ(saved.status, 303);
  auto const promises = done("promise list", {{"body", board}}).at("records");
  ASSERT_THAT(promises, SizeIs(1));
  auto const& promise = promises.at(0);
  EXPECT_EQ(promise.at("promised_by"), "HR partner");
  EXPECT_EQ(promise.at("due"), "2026-12-16");
  EXPECT_EQ(promise.at("item"), one);
  auto const paper = get("/meetings/" + first + "/minutes/paper").body;
  EXPECT_THAT(paper, AllOf(HasSubstr("Action log"), HasSubstr("how many permanent staff have left"),
                           HasSubstr("16 December 2026")));
  EXPECT_EQ(shown(second).at("items"), json::array());
  done("meeting prefill", {{"meeting", second}});
  std::vector<std::string> titles;
  auto const after = shown(second);
  for (auto const& each : after.at("items")) titles.push_back(each.at("title"));
  EXPECT_THAT(titles, ElementsAre("Minutes of 18 November 2026", "Promises made to this body"));
  EXPECT_EQ(done("meeting prefill", {{"meeting", second}}).at("items"), json::array());
}

TEST_P(Meetings, TwoPeopleMinuteAtOnceAndNeitherLosesAnything) {
  auto const board = body("Improvement Board");
  auto const held = meeting(board, "2026-11-18");
  auto const one = item(held, "First"), two = item(held, "Second");
  hold(held);
  minute(one, 1, "Words of the first clerk.");
  minute(two, 1, "Words of the second clerk.");  // another item: no conflict
  gt::test::Fields form;
  form.add("minutes", "Late words of the second clerk.");
  form.add("promise", "A promise that must not be lost.");
  form.add("lock_version", "1");
  auto const page = post("/items/" + one + "/minute", form);
  EXPECT_EQ(page.status, 409);
  EXPECT_THAT(page.body, AllOf(HasSubstr("Words of the first clerk."), HasSubstr("Late words of the second clerk."),
                               HasSubstr("A promise that must not be lost.")));
  EXPECT_EQ(shown(held).at("items").at(0).at("minutes"), "Words of the first clerk.");
  EXPECT_EQ(done("promise list", {{"body", board}}).at("total"), 0);
}

TEST_P(Meetings, ItemsMoveAndAreCarriedForwardNeverBack) {
  auto const board = body("Improvement Board"), other = body("Scrutiny");
  auto const before = meeting(board, "2026-11-25"), now = meeting(board, "2026-12-02"),
             later = meeting(board, "2026-12-16");
  auto const theirs = meeting(other, "2026-12-20");
  auto const one = item(now, "One"), two = item(now, "Two"), three = item(now, "Three");
  done("item move", {{"item", three}, {"version", 1}, {"place", 1}});
  auto const order = [&](std::string const& of) {
    std::vector<std::string> titles;
    auto const agenda = shown(of);
    for (auto const& each : agenda.at("items")) titles.push_back(each.at("title"));
    return titles;
  };
  EXPECT_THAT(order(now), ElementsAre("Three", "One", "Two"));
  EXPECT_EQ(refusal("item move", {{"item", one}, {"version", 2}, {"place", 4}}).fields.at(0).field, "place");
  json carry{{"item", two}, {"version", 2}, {"to", before}};
  EXPECT_THAT(refusal("item carry", carry).message, HasSubstr("never back"));
  carry["to"] = theirs;
  EXPECT_THAT(refusal("item carry", carry).message, HasSubstr("same body"));
  carry["to"] = later;
  done("item carry", carry);
  EXPECT_THAT(order(later), ElementsAre("Two"));
  EXPECT_EQ(shown(later).at("items").at(0).at("carried_from"), two);
  carry["version"] = 3;
  EXPECT_EQ(refusal("item carry", carry).kind, ErrorKind::conflict);
}

TEST_P(Meetings, ExemptTextLeavesTheBodyNowhere) {
  auto const board = body("Improvement Board");
  auto const held = meeting(board, "2026-11-18");
  auto const open = item(held, "Open item");
  auto const secret = item(held, "Quillfeather contract",
                           {{"presenter", "Quillfeather lead"},
                            {"private", true},
                            {"exempt_paragraph", "3"},
                            {"public_interest", "The terms are being negotiated."},
                            {"public_title", "A contract"},
                            {"paper", "Quillfeather paper"}});
  hold(held);
  minute(secret, 1, "The Quillfeather price was agreed.",
         {{"promise", "Quillfeather will be told."}, {"promised_by", "Director"}});
  minute(open, 1, "Noted.");
  EXPECT_EQ(done("promise list", json::object()).at("records").at(0).at("private"), "yes");
  auto const everywhere = [&] {
    std::string all =
        shown(held).dump() + done("promise list", json::object()).dump() + done("meeting list", json::object()).dump();
    for (auto const& path :
         {"/meetings/" + held, "/meetings/" + held + "/agenda", "/meetings/" + held + "/minutes/paper",
          "/bodies/" + board, "/bodies/" + board + "/call-over", std::string("/promises"), std::string("/promises.csv"),
          std::string("/meetings"), std::string("/forward-plan"), std::string("/ofsted-today")})
      all += get(path).body;
    return all;
  };
  EXPECT_THAT(everywhere(), HasSubstr("Quillfeather price"));
  for (auto const* role : {"member", "board member", "external", "reader", "theme lead", "analyst"}) {
    be(role);
    auto const all = everywhere();
    EXPECT_THAT(all, Not(HasSubstr("Quillfeather"))) << role;
    EXPECT_THAT(all, HasSubstr("A contract")) << role;
    EXPECT_THAT(all, HasSubstr("exempt under paragraph 3")) << role;
  }
  be("programme manager");
  auto reading = database().read(authority());
  EXPECT_EQ(search::find(reading, "Quillfeather", {"board.view"}).total, 0);
  EXPECT_EQ(search::find(reading, "contract", {"board.view"}).total, 1);
  // A calendar is read by whoever has its address, and a mail by whoever opens it.
  for (auto const& each : calendar_items(reading, actor_, {notices::FeedScope::Kind::programme, ""}, clock_.today())) {
    EXPECT_THAT(each.title + each.note, Not(HasSubstr("Quillfeather")));
    EXPECT_LE(each.changed, clock_.now()) << "when the meeting was last changed, not its day";
  }
  for (auto const& each : digest_items(reading, actor_, clock_.now(), clock_.now()))
    EXPECT_THAT(each.title, Not(HasSubstr("Quillfeather")));
}

TEST_P(Meetings, WhatIsPrivateIsNotCountedOnAnAgenda) {
  auto const board = body("Improvement Board");
  auto const coming = meeting(board, "2026-12-16");
  json promise{{"title", "Words"}, {"body", board}, {"promised_by", "Director"}};
  done("promise add", promise);
  promise.update({{"private", "yes"}, {"exempt_paragraph", "confidential"}});
  done("promise add", promise);
  done("meeting prefill", {{"meeting", coming}});
  auto const agenda = shown(coming);
  ASSERT_THAT(agenda.at("items"), SizeIs(1));
  EXPECT_EQ(agenda.at("items").at(0).at("why"), "1 promise not closed");
}

TEST_P(Meetings, APrivateItemSaysWhy) {
  auto const board = body("Improvement Board");
  auto const coming = meeting(board, "2026-12-16");
  json input{{"meeting", coming}, {"title", "Words"}, {"private", true}};
  EXPECT_EQ(refusal("item add", input).fields.at(0).field, "exempt_paragraph");
  input["exempt_paragraph"] = "4";
  EXPECT_EQ(refusal("item add", input).fields.at(0).field, "public_interest");
  input["public_interest"] = "Posts are being evaluated.";
  done("item add", input);
}

TEST_P(Meetings, ASeriesLeavesDaysThatAreTaken) {
  auto const board = body("Improvement Board");
  meeting(board, "2026-12-16");
  auto const made =
      done("meeting plan-series", {{"body", board}, {"first", "2026-11-18"}, {"rhythm", "every month"}, {"count", 3}});
  EXPECT_THAT(made.at("meetings"), SizeIs(2));
  EXPECT_EQ(made.at("kept"), json::array({"2026-12-16"}));
  EXPECT_EQ(refusal("meeting add", {{"body", board}, {"on", "2026-12-16"}}).fields.at(0).field, "on");
  EXPECT_EQ(refusal("meeting add", {{"body", board}, {"on", "2026-12-17"}, {"starts_at", "25:00"}}).fields.at(0).field,
            "starts_at");
}

TEST_P(Meetings, AHeldMeetingDoesNotMoveAndItsAgendaStays) {
  auto const board = body("Improvement Board");
  auto const held = meeting(board, "2026-11-18");
  auto const one = item(held, "One");
  hold(held);
  EXPECT_EQ(refusal("meeting change", {{"meeting", held}, {"version", shown(held).at("version")}, {"on", "2026-11-19"}})
                .fields.at(0)
                .field,
            "on");
  EXPECT_EQ(refusal("item add", {{"meeting", held}, {"title", "Late"}}).kind, ErrorKind::conflict);
  EXPECT_EQ(refusal("item remove", {{"item", one}, {"version", 1}}).kind, ErrorKind::conflict);
}

TEST_P(Meetings, ASubjectIsFollowedAcrossBodies) {
  auto const scrutiny = body("Scrutiny"), cabinet = body("Cabinet", {{"body_kind", "cabinet"}});
  auto const subject = done("subject add", {{"title", "Improvement after the inspection"}}).value("id", "");
  auto const first = meeting(scrutiny, "2026-09-14"), second = meeting(cabinet, "2026-10-20");
  item(second, "Second quarter", {{"subject", subject}, {"printed_number", "9"}});
  item(first, "First quarter", {{"subject", subject}, {"printed_number", "8"}});
  done("question add", {{"title", "How many left?"},
                        {"body", scrutiny},
                        {"meeting", first},
                        {"subject", subject},
                        {"asked_by", "A member"}});
  auto const page = get("/subjects/" + subject).body;
  auto const at = [&](char const* words) { return page.find(words); };
  EXPECT_LT(at("item 8: First quarter"), at("item 9: Second quarter"));
  EXPECT_NE(at("How many left?"), std::string::npos);
  EXPECT_NE(at("item 9: Second quarter"), std::string::npos);
}

TEST_P(Meetings, WhoWasThereIsReadLineByLine) {
  auto const board = body("Improvement Board");
  auto const coming = meeting(board, "2026-11-18");
  gt::test::Fields form;
  form.add(
      "people",
      "Chair; present\r\nHead of HR; substitute for Director of resources; owns shares\r\n\r\nPolice; perhaps\r\n");
  form.add("lock_version", "1");
  auto refused = post("/meetings/" + coming + "/attendance", form);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("presence is present, apologies, absent or substitute"));
  EXPECT_THAT(refused.body, HasSubstr("Police; perhaps"));
  gt::test::Fields right;
  right.add("people", "Chair; present\r\nHead of HR; substitute for Director of resources; owns shares\r\n");
  right.add("lock_version", "1");
  EXPECT_EQ(post("/meetings/" + coming + "/attendance", right).status, 303);
  auto const people = shown(coming).at("attendance");
  ASSERT_THAT(people, SizeIs(2));
  EXPECT_EQ(people.at(1).at("stands_for"), "Director of resources");
  EXPECT_EQ(people.at(1).at("declared"), "owns shares");
}

TEST_P(Meetings, TheirViewStandsBesideOurs) {
  auto const theme = done("theme add", {{"title", "Help and protection"}}).value("theme", "");
  auto const visit =
      done("assurance-event add",
           {{"title", "First monitoring visit"}, {"event_kind", "monitoring visit"}, {"ends_on", "2016-11-09"}})
          .value("id", "");
  done("external-view add", {{"title", "very limited improvement"},
                             {"inside", visit},
                             {"view_kind", "progress statement"},
                             {"theme", theme},
                             {"scale", "limited"}});
  done("own-view add", {{"title", "confident across the full range"},
                        {"theme", theme},
                        {"said_by", "Deputy chief executive"},
                        {"said_on", "2017-01-20"},
                        {"scale", "considerable"}});
  auto const page = get("/external-view").body;
  EXPECT_THAT(page, AllOf(HasSubstr("We say more than they do"), HasSubstr("very limited improvement"),
                          HasSubstr("confident across the full range")));
  EXPECT_EQ(done("external-view compare", json::object()).at("themes").at(0).at("agreement"), "we say more");
}

TEST_P(Meetings, NothingOfAnotherCouncilIsSeen) {
  auto const board = body("Improvement Board");
  auto const own = meeting(board, "2026-12-16");
  auto const one = item(own, "One");
  auto const other = stranger();
  EXPECT_EQ(perform_as(other, "meeting show", {{"meeting", own}}).error().kind, ErrorKind::not_found);
  EXPECT_EQ(perform_as(other, "item change", {{"item", one}, {"version", 1}, {"title", "Theirs"}}).error().kind,
            ErrorKind::not_found);
  EXPECT_EQ(perform_as(other, "body list", json::object())->at("total"), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, Meetings, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::governance::test
