#include <gmock/gmock.h>

#include "plans/history/difference.h"
#include "plans/history/plain_words.h"
#include "plans/history/restoring.h"
#include "plans/history/versions.h"
#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST(ChangedFields, NameWhatDiffersInWords) {
  auto changed = changed_fields({{"due", "2027-01-31"}, {"title", "One"}, {"version", 1}, {"aliases", {"A", "B"}}},
                                {{"due", "2027-02-28"}, {"title", "One"}, {"version", 2}, {"aliases", {"A"}}});
  ASSERT_THAT(changed, SizeIs(2));
  EXPECT_EQ(changed[0].label, "Aliases");
  EXPECT_EQ(changed[0].before, "A; B");
  EXPECT_EQ(changed[1].before, "31 January 2027");
  EXPECT_EQ(changed[1].after, "28 February 2027");
  EXPECT_THAT(changed_fields(nullptr, nullptr), IsEmpty());
}

TEST(ChangedFields, SayNothingOfLinksThatOnlyTheStateWhenAddedNames) {
  EXPECT_THAT(changed_fields({{"title", "One"}, {"themes", {"a"}}, {"under", {"b"}}}, {{"title", "One"}}), IsEmpty());
  EXPECT_THAT(changed_fields(nullptr, {{"themes", {"a"}}}), SizeIs(1)) << "what it was added to is said";
}

class PlanHistory : public test::PlansTest {
 protected:
  json compare_with_now(std::string const& from) { return done("plan compare", {{"from", from}}).at("differences"); }
};

TEST_P(PlanHistory, KeepsEveryStateWithWhoAndWhy) {
  auto id = action("Supervise");
  done("action change", {{"action", id}, {"version", 1}, {"title", "Supervise monthly"}, {"owner_role", "Lead"}});
  done("action end", {{"action", id}, {"version", 2}, {"why", "Merged with action 3"}});
  auto history = done("history show", {{"record", id}}).at("history");
  ASSERT_THAT(history, SizeIs(3));
  EXPECT_EQ(history[0].at("verb"), "ended");
  EXPECT_EQ(history[0].at("why"), "Merged with action 3");
  EXPECT_TRUE(history[0].at("state").is_null());
  EXPECT_EQ(history[2].at("state").at("title"), "Supervise");
  EXPECT_THAT(get("/history/" + id).body, AllOf(HasSubstr("Merged with action 3"), HasSubstr("Supervise monthly"),
                                                HasSubstr("Restore it as it was then")));
}

TEST_P(PlanHistory, AChangeOfWordsTakesAwayNoLink) {
  auto const practice = theme("Practice", findings({"Supervision"}));
  auto const id = action("Supervise", {{"themes", {practice}}});
  auto const version = done("version freeze", {{"title", "First"}});
  done("action change", {{"action", id}, {"version", 1}, {"title", "Supervise monthly"}, {"owner_role", "Lead"}});
  auto const history = get("/history/" + id).body;
  auto const latest = history.substr(0, history.find("added it"));
  EXPECT_THAT(latest, AllOf(HasSubstr("Supervise monthly"), Not(HasSubstr("Practice"))));
  auto const compared = compare_with_now(version.at("id"));
  ASSERT_THAT(compared, SizeIs(1));
  EXPECT_THAT(compared[0].dump(), Not(HasSubstr("themes")));
}

TEST_P(PlanHistory, RestoresAsANewChange) {
  auto id = action("Supervise", {{"note", "Two teams"}});
  done("action change", {{"action", id}, {"version", 1}, {"title", "Changed by mistake"}, {"owner_role", "Nobody"}});
  done("action end", {{"action", id}, {"version", 2}});
  auto history = done("history show", {{"record", id}}).at("history");
  EXPECT_EQ(refusal("history restore", {{"record", id}, {"sequence", history[0].at("sequence")}}).kind,
            ErrorKind::invalid)
      << "it was not there then";
  EXPECT_EQ(post("/history/" + id, {{"sequence", history[2].at("sequence").dump()}}).status, 303);
  auto shown = in_plan("actions", id);
  EXPECT_EQ(shown.at("title"), "Supervise");
  EXPECT_EQ(shown.at("owner_role"), "Service manager");
  EXPECT_EQ(shown.at("note"), "Two teams");
  EXPECT_EQ(done("history show", {{"record", id}}).at("history")[0].at("verb"), "restored");
}

TEST_P(PlanHistory, RestoringMovesNoDateAndProvesNothing) {
  auto id = action("Supervise", {{"status", "done"}});
  auto asked = done("history show", {{"record", id}}).at("history");
  done("action progress", {{"action", id}, {"version", 2}, {"status", "on track"}});
  done("history restore", {{"record", id}, {"sequence", asked[0].at("sequence")}});
  EXPECT_EQ(in_plan("actions", id).at("status"), "on track") << "done needs its own proof";
}

TEST_P(PlanHistory, OffersNoRestoringWhereOnlyADateDiffers) {
  auto const id = action("Supervise");
  auto const asked =
      done("date ask", {{"action", id}, {"due", "2027-06-30"}, {"reason", "Late"}, {"requester", "Lead"}});
  done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  auto const history = done("history show", {{"record", id}}).at("history");
  auto const sequence = history.back().at("sequence");
  EXPECT_THAT(get("/history/" + id).body, Not(HasSubstr("Restore it as it was then")));
  EXPECT_EQ(done("history restore", {{"record", id}, {"sequence", sequence}}).at("changed"), false);
  EXPECT_EQ(post("/history/" + id, {{"sequence", sequence.dump()}}).status, 303);
  EXPECT_EQ(done("history show", {{"record", id}}).at("history").size(), history.size()) << "no empty entry";
  EXPECT_EQ(in_plan("actions", id).at("due"), "2027-06-30");
}

TEST_P(PlanHistory, AsksWhyAndNamesEachStateAndItsButton) {
  auto const id = action("Supervise");
  done("action change", {{"action", id}, {"version", 1}, {"title", "Second"}, {"owner_role", "Lead"}});
  auto const history = done("history show", {{"record", id}}).at("history");
  auto const sequence = history[1].at("sequence").dump();
  auto const at = Instant::from_iso(history[1].at("at").get<std::string>())->printed();
  EXPECT_THAT(get("/history/" + id).body,
              AllOf(HasSubstr("Things are called here what they are called now."),
                    HasSubstr("Restore it as it was then<span class=\"govuk-visually-hidden\"> on " + at),
                    HasSubstr(">Added<span class=\"govuk-visually-hidden\"> on " + at),
                    HasSubstr("name=\"why-" + sequence + "\"")));
  EXPECT_EQ(post("/history/" + id, {{"sequence", sequence}, {"why-" + sequence, "A slip"}}).status, 303);
  EXPECT_EQ(done("history show", {{"record", id}}).at("history")[0].at("why"), "A slip");
}

TEST(RestoresSomething, LeavesAsideWhatOnlyAgreementOrProofMoves) {
  PastState past{1,
                 "action",
                 "id",
                 "One",
                 Instant::from_unix_milliseconds(0),
                 AccountId::trusted("a"),
                 "",
                 "",
                 "",
                 "",
                 {{"title", "One"}, {"due", "2027-01-31"}, {"status", "done"}}};
  json const now{{"title", "One"}, {"due", "2027-02-28"}, {"status", "on track"}};
  EXPECT_FALSE(restores_something(past, now));
  EXPECT_TRUE(restores_something(past, nullptr)) << "it was taken out";
  past.state["title"] = "Another";
  EXPECT_TRUE(restores_something(past, now));
  past.state = nullptr;
  EXPECT_FALSE(restores_something(past, now));
}

TEST_P(PlanHistory, ComparesActionsByTheirOwnReference) {
  auto const id = action("Supervise", {{"reference", "A1"}});
  auto const version = done("version freeze", {{"title", "First"}}).at("id").get<std::string>();
  done("action change",
       {{"action", id}, {"version", 1}, {"title", "Supervise weekly"}, {"owner_role", "Lead"}, {"reference", "A1"}});
  EXPECT_EQ(compare_with_now(version)[0].at("number"), "A1");
  EXPECT_THAT(get("/plan/compare", {{"from", version}}).body,
              AllOf(HasSubstr("A1 Supervise weekly"), Not(HasSubstr("GT-1"))));
}

TEST_P(PlanHistory, RestoresThemesAndRecords) {
  auto practice = theme("Practice");
  auto guidance = done("project add", {{"title", "Guidance"}, {"purpose", "One way"}, {"under", {practice}}})
                      .at("id")
                      .get<std::string>();
  done("project change", {{"project", guidance}, {"version", 1}, {"title", "Other"}});
  done("project end", {{"project", guidance}, {"version", 2}});
  auto history = done("history show", {{"record", guidance}}).at("history");
  done("history restore", {{"record", guidance}, {"sequence", history[2].at("sequence")}});
  EXPECT_EQ(done("project show", {{"project", guidance}}).at("purpose"), "One way");
  done("theme end", {{"theme", practice}, {"version", 1}});
  auto of_theme = done("history show", {{"record", practice}}).at("history");
  done("history restore", {{"record", practice}, {"sequence", of_theme[1].at("sequence")}});
  EXPECT_EQ(in_plan("themes", practice).at("title"), "Practice");
}

TEST_P(PlanHistory, ComparesAFrozenVersionWithNow) {
  auto stays = action("Stays"), moves = action("Moves"), goes = action("Goes"), changes_hands = action("Changes hands");
  auto version = done("version freeze", {{"title", "As submitted to Ofsted and DfE"}});
  EXPECT_THAT(compare_with_now(version.at("id")), IsEmpty());
  auto asked = done("date ask", {{"action", moves}, {"due", "2027-06-30"}, {"reason", "Late"}, {"requester", "Lead"}});
  done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  done("action end", {{"action", goes}, {"version", 1}});
  done("action change",
       {{"action", changes_hands}, {"version", 1}, {"title", "Changes hands"}, {"owner_role", "Someone new"}});
  auto comes = action("Comes");
  std::map<std::string, json> by_id;
  for (auto const& each : compare_with_now(version.at("id"))) by_id[each.at("id")] = each;
  EXPECT_EQ(by_id.size(), 4u) << "what stayed is not listed: " << by_id.count(stays);
  EXPECT_EQ(by_id.at(goes).at("what"), "taken out");
  EXPECT_EQ(by_id.at(comes).at("what"), "added");
  EXPECT_EQ(by_id.at(moves).at("date_moved"), true);
  EXPECT_EQ(by_id.at(changes_hands).at("owner_changed"), true);
  auto page = get("/plan/compare", {{"from", version.at("id").get<std::string>()}}).body;
  EXPECT_THAT(page, AllOf(HasSubstr("4 differences: 1 added, 1 taken out, 1 with another date, 1 with another owner"),
                          HasSubstr("As submitted to Ofsted and DfE"), HasSubstr("30 June 2027")));
}

TEST_P(PlanHistory, ComparesInTheWordsOfThePagesAndCountsTheDaysThatADateMoved) {
  found_council();
  become("programme manager", "Rosa Khan");
  auto const rosa = actor_.account.text();
  auto const id = action("Supervise", {{"due", "2027-05-28"}});
  auto const project = done("project add", {{"title", "Workforce"}}).at("id").get<std::string>();
  auto const version = done("version freeze", {{"title", "As submitted"}}).at("id").get<std::string>();
  auto const asked = done("date ask", {{"action", id}, {"due", "2027-06-28"}, {"reason", "Late"}});
  become("programme manager", "Other manager");
  done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  done("action change",
       {{"action", id}, {"version", 2}, {"title", "Supervise"}, {"owner_role", "Lead"}, {"owner_account", rosa}});
  done("project change", {{"project", project}, {"version", 1}, {"title", "Workforce and pay"}});
  auto const page = get("/plan/compare", {{"from", version}}).body;
  EXPECT_THAT(page, AllOf(HasSubstr("GT-1 Supervise"), HasSubstr("Due on: "), HasSubstr(", moved 31 days"),
                          HasSubstr("The owner’s account: "), HasSubstr("Rosa Khan"), HasSubstr("1 Workforce and pay"),
                          Not(HasSubstr(rosa)), Not(HasSubstr("Owner account"))));
  for (auto const& each : compare_with_now(version)) {
    if (each.at("id") != id) continue;
    EXPECT_EQ(each.at("number"), "GT-1");
    EXPECT_THAT(each.at("fields").dump(), AllOf(HasSubstr("\"moved\":\"moved 31 days\""), HasSubstr("Rosa Khan")));
  }
}

TEST(MovedInWords, CountsDaysBothWays) {
  EXPECT_EQ(moved_in_words("28 May 2027", "28 June 2027"), "moved 31 days");
  EXPECT_EQ(moved_in_words("28 June 2027", "27 June 2027"), "moved 1 day earlier");
  EXPECT_EQ(moved_in_words("", "27 June 2027"), "");
  EXPECT_EQ(moved_in_words("Lead", "Manager"), "");
}

TEST_P(PlanHistory, AFrozenVersionDoesNotChange) {
  action("Stays");
  auto version = done("version freeze", {{"title", "First"}});
  action("Comes later");
  auto read = database().read(authority());
  EXPECT_EQ(content_hash(states_at(read, version.at("sequence"))), version.at("content_hash"));
  EXPECT_NE(content_hash(states_at(read, last_sequence(read))), version.at("content_hash"));
}

TEST_P(PlanHistory, ComparesDays) {
  action("Supervise");
  EXPECT_THAT(compare_with_now("20 November 2026"), SizeIs(1)) << "the day before it was added";
  EXPECT_THAT(compare_with_now("2026-11-21"), IsEmpty());
  EXPECT_EQ(refusal("plan compare", {{"from", "2027-01-01"}}).fields[0].field, "from");
  auto const refused = get("/plan/compare", {{"from_day", "31 June 2026"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#from_day\"")) << "said where it was typed";
  EXPECT_THAT(get("/plan/versions").body, HasSubstr("Nothing has been frozen yet"));
  EXPECT_EQ(post("/plan/versions", {{"title", ""}}).status, 422);
  EXPECT_EQ(post("/plan/versions", {{"title", "As submitted"}}).status, 303);
  EXPECT_THAT(get("/plan/versions").body, HasSubstr("As submitted"));
}

INSTANTIATE_TEST_SUITE_P(Engines, PlanHistory, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
