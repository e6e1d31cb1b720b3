#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "governance/decisions/decision_calendar.h"
#include "governance/decisions/decisions_test_fixture.h"

namespace gt::governance {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Decisions : public test::DecisionsTest {};

// Source: PAPERS T1, checks: a key decision noticed on 19 February 2018, taken on 20 March 2018.
TEST_P(Decisions, RunFromNoticeToEffect) {
  today_is("2018-03-01T09:00:00Z");
  auto id = plan(content({{"title", "Quarterly report of the improvement plan"}, {"day", "2018-03-20"}}));
  EXPECT_EQ(line(id, "key-notice").at("latest"), "2018-02-19");
  EXPECT_EQ(line(id, "key-notice").at("state"), "Missed");
  EXPECT_THAT(line(id, "key-notice").at("remedy").get<std::string>(), HasSubstr("General exception"));
  step(id, "notice_published", "2018-02-19");
  EXPECT_EQ(line(id, "key-notice").at("state"), "Done");
  EXPECT_EQ(line(id, "agenda-executive").at("latest"), "2018-03-12");
  today_is("2018-03-21T09:00:00Z");
  step(id, "agenda_published", "2018-03-12");
  done("decision take", about(id, {{"taken", "2018-03-20"},
                                   {"outcome", "Approved as recommended."},
                                   {"approved", "The plan’s next stage"},
                                   {"approved_money", "£750k"},
                                   {"approved_posts", "Twelve social workers for a year"}}));
  EXPECT_EQ(shown(id).at("state"), "taken");
  EXPECT_EQ(shown(id).at("approved_pence"), 75'000'000);
  step(id, "record_published", "2018-03-21");
  EXPECT_EQ(shown(id).at("call_in_ends"), "2018-03-28");
  today_is("2018-04-20T09:00:00Z");
  auto early = refusal("decision follow", about(id, {{"done", "Posts filled"}, {"in_effect_from", "2018-03-28"}}));
  EXPECT_THAT(early.message, HasSubstr("Call-in runs until 28 March 2018"));
  done("decision follow", about(id, {{"done", "Nine of twelve posts filled"},
                                     {"done_links", "/actions/k7m2q9x4t8v3b6dp\nhttps://council.example/report"},
                                     {"in_effect_from", "2018-03-29"}}));
  auto page = get("/decisions/" + id).body;
  EXPECT_THAT(page, AllOf(HasSubstr("Quarterly report of the improvement plan"), HasSubstr("Key decision"),
                          HasSubstr("19 February 2018"), HasSubstr("SI 2012/2089 regulation 9"),
                          HasSubstr("Approved as recommended."), HasSubstr("£750,000"),
                          HasSubstr("Twelve social workers for a year"), HasSubstr("Nine of twelve posts filled")));
  EXPECT_THAT(page, AllOf(HasSubstr("href=\"/actions/k7m2q9x4t8v3b6dp\""),
                          HasSubstr("href=\"https://council.example/report\""), HasSubstr("Over: not called in")));
}

// Source: PAPERS B1.12: a committee recommends, the executive decides.
TEST_P(Decisions, AnswerARecommendation) {
  Entry asked{EntryId::fresh(), &board_kind("recommendation"), 0, ""};
  asked.title = "Draw down Phase 3: £141k part-year, £795k full year";
  asked.body = scrutiny_;
  asked.fields = {{"body", scrutiny_}, {"to_body", cabinet_}};
  {
    auto change = database().change(authority());
    insert_entry(change, asked);
    change.commit();
  }
  auto id = plan(content({{"answers", asked.id.text()}, {"recommended_by", "Scrutiny, January 2017"}}));
  EXPECT_EQ(shown(id).at("answers"), asked.id.text());
  EXPECT_THAT(get("/decisions/" + id).body, AllOf(HasSubstr("From recommendation to result"), HasSubstr(asked.title),
                                                  HasSubstr(asked.address()), HasSubstr("Scrutiny, January 2017")));
  auto elsewhere =
      refusal("decision plan", content({{"body", board_}, {"is_key", "no"}, {"answers", asked.id.text()}}));
  EXPECT_THAT(elsewhere.message, HasSubstr("was not made to Improvement Board"));
}

TEST_P(Decisions, SayWhatIsMissingAndTheWayOn) {
  auto refused = refusal("decision plan", content({{"why_key", ""}}));
  EXPECT_THAT(fields_of(refused), ElementsAre("why_key"));
  refused = refusal("decision plan", content({{"is_key", "no"}, {"why_key", ""}, {"money", "500k"}}));
  EXPECT_THAT(refused.message, HasSubstr("£500,000 is at or above £500,000"));
  refused = refusal("decision plan", content({{"is_private", "yes"}}));
  EXPECT_THAT(fields_of(refused), ElementsAre("exempt_paragraph", "public_title"));
  refused = refusal("decision plan",
                    content({{"is_private", "yes"}, {"public_title", "A contract"}, {"exempt_paragraph", "3"}}));
  EXPECT_THAT(fields_of(refused), ElementsAre("public_interest"));
  EXPECT_THAT(refused.message, HasSubstr("Schedule 12A paragraph 10"));
  EXPECT_TRUE(
      perform("decision plan",
              content({{"is_private", "yes"}, {"public_title", "A contract"}, {"exempt_paragraph", "confidential"}})))
      << "confidential information has no public interest test";
  refused = refusal("decision plan", content({{"exempt_paragraph", "3"}}));
  EXPECT_THAT(fields_of(refused), ElementsAre("exempt_paragraph"));
  refused = refusal("decision plan", content({{"body", board_}}));
  EXPECT_THAT(refused.message, HasSubstr("Only the executive"));
  refused = refusal("decision plan", content({{"day", ""}}));
  EXPECT_THAT(fields_of(refused), ElementsAre("day"));
  refused = refusal("decision plan", content({{"until", "2027-02-09"}}));
  EXPECT_THAT(fields_of(refused), ElementsAre("until"));
  refused = refusal("decision plan", content({{"money", "lots"}}));
  EXPECT_THAT(fields_of(refused), ElementsAre("money"));
  refused =
      refusal("decision plan", content({{"equality", "screened out"}, {"committee_link", "javascript:alert(1)"}}));
  EXPECT_THAT(fields_of(refused), ElementsAre("equality_reason", "committee_link"));
  refused = refusal("decision plan", content({{"equality", "attached"}}));
  EXPECT_THAT(fields_of(refused), ElementsAre("equality_groups", "equality_impact", "equality_mitigation"));
  refused = refusal("decision plan", content({{"decided_by", "council-meeting"}}));
  EXPECT_THAT(fields_of(refused), Contains("decided_by"));
  EXPECT_TRUE(perform("decision plan", content({{"decided_by", "executive-alone"}})));
}

TEST_P(Decisions, AreTakenAtTheirMeetingAndAfterTheirNotice) {
  auto february = meeting(cabinet_, day(2027, 2, 10));
  auto refused = refusal("decision plan", content({{"meeting", february}, {"day", "2027-02-09"}}));
  EXPECT_THAT(refused.message, HasSubstr("The meeting is on 10 February 2027"));
  refused = refusal("decision plan", content({{"meeting", meeting(board_, day(2027, 2, 3))}, {"day", ""}}));
  EXPECT_THAT(fields_of(refused), ElementsAre("meeting"));
  refused = refusal("decision plan",
                    content({{"meeting", meeting(cabinet_, day(2027, 2, 3), MeetingState::cancelled)}, {"day", ""}}));
  EXPECT_THAT(refused.message, HasSubstr("was cancelled"));
  auto id = plan(content({{"meeting", february}, {"day", ""}}));
  EXPECT_EQ(shown(id).at("day"), "2027-02-10");

  today_is("2027-02-12T09:00:00Z");
  refused = refusal("decision take", about(id, {{"taken", "2027-02-09"}, {"outcome", "Agreed"}}));
  EXPECT_THAT(refused.message,
              HasSubstr("The meeting that decides it is on 10 February 2027: it cannot be taken before"));
  refused = refusal("decision take", about(id, {{"taken", "2027-02-10"}, {"outcome", "Agreed"}}));
  EXPECT_THAT(refused.message, AllOf(HasSubstr("No notice is recorded"), HasSubstr("regulation 9"),
                                     HasSubstr("“Taken without notice”")));
  step(id, "urgency_agreed", "2027-02-09");
  done("decision take", about(id, {{"taken", "2027-02-10"}, {"outcome", "Agreed"}}));
  refused = refusal("decision step", about(id, {{"step", "urgency_agreed"}, {"day", ""}}));
  EXPECT_THAT(fields_of(refused), ElementsAre("day")) << "what it was taken on stays";
  refused = refusal("decision step", about(id, {{"step", "called_in"}, {"day", "2027-02-11"}}));
  EXPECT_THAT(refused.message, HasSubstr("Call-in runs from publication"));
  step(id, "record_published", "2027-02-11");
  refused = refusal("decision step", about(id, {{"step", "called_in"}, {"day", "2027-02-10"}}));
  EXPECT_THAT(refused.message, HasSubstr("is before the publication of the record"));
  step(id, "called_in", "2027-02-12");
  EXPECT_THAT(get("/decisions/" + id).body,
              AllOf(HasSubstr("Do not put it into effect"), HasSubstr("Call-in settled")));
  refused = refusal("decision withdraw", about(id, {{"why", "Not wanted"}}));
  EXPECT_THAT(refused.message, HasSubstr("It was taken on 10 February 2027"));
}

TEST_P(Decisions, MayBeRecordedAsTakenWithoutNoticeWhichTheChecklistKeepsSaying) {
  today_is("2027-02-12T09:00:00Z");
  auto id = plan(content());
  done("decision take", about(id, {{"taken", "2027-02-10"},
                                   {"outcome", "Agreed"},
                                   {"without_notice", "Nobody knows whether it was given."}}));
  EXPECT_EQ(line(id, "key-notice").at("state"), "Missed");
  EXPECT_THAT(get("/decisions/" + id).body,
              AllOf(HasSubstr("Ask the monitoring officer"), HasSubstr("Nobody knows whether it was given.")));
}

TEST_P(Decisions, KeepTheirPrivatePartFromWhoeverMayNotSeeIt) {
  auto id = plan(private_content());
  step(id, "first_private_notice", "2026-11-20");
  auto const secret = {"Settlement", "weaken the council", "sixty thousand", "395,000", "39500000"};
  auto const looks = [&] {
    std::vector<std::string> out{shown(id).dump(),
                                 done("decision list", json::object()).dump(),
                                 get("/decisions/" + id).body,
                                 get("/decisions").body,
                                 get("/forward-plan", {{"from", "1 January 2027"}, {"to", "31 March 2027"}}).body,
                                 get("/forward-plan.csv", {{"from", "1 January 2027"}}).body};
    return out;
  };
  for (auto const& text : looks()) EXPECT_THAT(text, HasSubstr("Settlement with the former agency"));
  EXPECT_EQ(done("decision list", {{"words", "settlement"}}).at("matching"), 1);

  be("member");
  for (auto const& text : looks()) {
    EXPECT_THAT(text, HasSubstr("A contractual matter"));
    for (auto const* each : secret) EXPECT_THAT(text, Not(HasSubstr(each))) << text;
  }
  EXPECT_EQ(done("decision list", {{"words", "settlement"}}).at("matching"), 0);
  EXPECT_EQ(done("decision list", {{"words", "contractual"}}).at("matching"), 1);
  EXPECT_THAT(get("/decisions/" + id).body, HasSubstr("Part of this decision is private"));
  be("clerk");
  EXPECT_EQ(get("/decisions/" + id + "/edit").status, 403);
  EXPECT_EQ(refusal("decision step", about(id, {{"step", "agenda_published"}, {"day", "2026-11-20"}})).kind,
            ErrorKind::forbidden);

  be("programme manager");
  auto read = database().read(authority());
  for (auto const& each :
       decision_calendar_items(read, actor_, {notices::FeedScope::Kind::programme, ""}, clock_.today()))
    for (auto const* word : secret) EXPECT_THAT(each.title + each.note, Not(HasSubstr(word)));
}

// The audit log is read by administrators, and history by everybody who may see the page.
TEST_P(Decisions, TellTheAuditLogNothingPrivate) {
  auto id = plan(private_content());
  step(id, "first_private_notice", "2026-11-20");
  done("decision change", about(id, content({{"title", "Settlement with the former agency"}})));
  done("decision change", about(id, private_content()));
  auto read = database().read(authority());
  for (auto const& row : history_of(read, id, Sight::of_nothing_private())) {
    auto const text = row.state.dump();
    if (text.find("\"is_private\":\"yes\"") == std::string::npos) continue;
    EXPECT_THAT(text, AllOf(HasSubstr("A contractual matter"), Not(HasSubstr("Settlement")), Not(HasSubstr("weaken")),
                            Not(HasSubstr("39500000"))));
  }
}

TEST_P(Decisions, AreSeenByNoOtherCouncil) {
  auto id = plan(content());
  EXPECT_EQ(perform_as(stranger(), "decision show", {{"decision", id}}).error().kind, ErrorKind::not_found);
  EXPECT_EQ(perform_as(stranger(), "decision list", json::object())->at("total"), 0);
  auto theirs = content();
  EXPECT_EQ(perform_as(stranger(), "decision plan", theirs).error().fields.front().field, "body");
  done("council-decision-settings set", {{"call_in_days", 7},
                                         {"record_days", 3},
                                         {"key_money", "£1m"},
                                         {"key_wards", 2},
                                         {"who_may_call_in", "Three members"},
                                         {"version", 0}});
  EXPECT_EQ(perform_as(stranger(), "council-decision-settings show", json::object())->at("call_in_days"), 5);
}

TEST_P(Decisions, FollowTheCouncilsOwnSettings) {
  auto set = [&](json const& more) {
    json input{{"call_in_days", 7}, {"record_days", 3}, {"key_money", "£1m"},
               {"key_wards", 2},    {"version", 0},     {"who_may_call_in", "Three members, on one of twelve grounds"}};
    input.update(more);
    return input;
  };
  EXPECT_EQ(refusal("council-decision-settings set", set({{"call_in_days", 0}})).fields.front().field, "call_in_days");
  EXPECT_EQ(refusal("council-decision-settings set", set({{"key_money", "plenty"}})).fields.front().field, "key_money");
  EXPECT_EQ(refusal("council-decision-settings set", set({{"version", 1}})).kind, ErrorKind::conflict);
  done("council-decision-settings set", set(json::object()));
  EXPECT_EQ(refusal("council-decision-settings set", set(json::object())).kind, ErrorKind::conflict) << "set already";
  EXPECT_TRUE(perform("decision plan", content({{"is_key", "no"}, {"why_key", ""}, {"money", "£750k"}})));
  auto id = plan(content());
  EXPECT_EQ(line(id, "record-meeting").at("latest"), "2027-02-15");
  EXPECT_THAT(get("/decisions/" + id).body, HasSubstr("Three members, on one of twelve grounds"));

  EXPECT_THAT(get("/decision-settings").body, AllOf(HasSubstr("£1,000,000"), HasSubstr("value=\"7\"")));
  gt::test::Fields form{{"key_money", "800k"},
                        {"key_wards", "3"},
                        {"record_days", "2"},
                        {"call_in_days", "5"},
                        {"who_may_call_in", "Five members"},
                        {"lock_version", "1"}};
  EXPECT_EQ(post("/decision-settings", form).status, 303);
  auto stale = post("/decision-settings", form);
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, HasSubstr("Five members"));
  be("member");
  EXPECT_THAT(get("/decision-settings").body,
              AllOf(HasSubstr("£800,000"), Not(HasSubstr("<form method=\"post\" action=\"/decision-settings"))));
}

INSTANTIATE_TEST_SUITE_P(Engines, Decisions, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::governance
