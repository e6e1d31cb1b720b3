#include "governance/rota/rota_plan.h"
#include "governance/rota/rota_test_fixture.h"
#include "platform/jobs/worker.h"

namespace gt::governance::rota::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

using Rota = RotaTest;

TEST_P(Rota, SevenThemesAtTwoAMeetingComeRoundInFourMeetings) {
  auto const rota = plan();
  ASSERT_EQ(8U, rota.size());
  EXPECT_EQ((std::vector<std::vector<int>>{{1, 2}, {3, 4}, {5, 6}, {1, 7}}),
            (std::vector<std::vector<int>>(rota.begin(), rota.begin() + 4)));
  EXPECT_EQ(4, shown().at("meetings_in_a_round"));
  EXPECT_THAT(page(), HasSubstr("A full round takes 4 meetings, the last with 1 place over."));
  set_rules({{"odd_slot", "stays free"}});
  EXPECT_EQ((std::vector<int>{7}), plan().at(3));
  EXPECT_THAT(page(), HasSubstr("1 of 2, 1 free"));
}

TEST_P(Rota, SaysWhatItsColoursAndWordsMean) {
  auto const shown = page();
  EXPECT_THAT(shown, HasSubstr("What the colours, shapes and words mean"));
  EXPECT_THAT(shown, HasSubstr("At least one action of the theme is off track."));
  EXPECT_THAT(shown, HasSubstr("on no agenda until it is accepted"));
}

TEST_P(Rota, AThemeOffTrackReturnsAtTheNextMeetingItCan) {
  auto const times_off_track = [&] {
    auto const shown = page();
    int count = 0;
    for (auto at = shown.find("Off track"); at != std::string::npos; at = shown.find("Off track", at + 1)) ++count;
    return count;
  };
  auto const in_the_key = times_off_track();
  set_off_track(themes_[6]);
  EXPECT_EQ("returns", state_of(0, 6));
  EXPECT_GT(times_off_track(), in_the_key);
  done("rota absence", {{"body", board_}, {"theme", themes_[6]}, {"from", "2026-12-01"}, {"to", "2026-12-31"}});
  EXPECT_EQ("lead away", state_of(0, 6));
  EXPECT_EQ("returns", state_of(1, 6));
  set_rules({{"red_is", "no rule"}});
  EXPECT_NE("returns", state_of(1, 6));
}

TEST_P(Rota, AcceptingPutsTheThemesOnTheAgendasAndPlanningAgainMovesOnlyThose) {
  set_rules();
  done("rota set", {{"meeting", meetings_[0]}, {"theme", themes_[4]}, {"why", "The chair asked"}});
  ASSERT_EQ(1U, agenda(meetings_[0]).size());
  EXPECT_EQ("Rota: The chair asked", agenda(meetings_[0])[0].why);
  auto const accepted = accept();
  EXPECT_EQ(15, accepted.at("put_on"));
  EXPECT_EQ(2U, agenda(meetings_[0]).size());
  EXPECT_EQ("", shown().value("fingerprint", "?"));
  EXPECT_EQ("planned", state_of(0, 0));
  EXPECT_EQ("set", state_of(0, 4));
  auto const before = plan();

  // Another is set by hand: it and the first stand, what the rota itself had there moves.
  done("rota set", {{"meeting", meetings_[0]}, {"theme", themes_[5]}, {"why", ""}});
  EXPECT_EQ((std::vector<int>{5, 6}), plan().at(0));
  EXPECT_EQ("would move", state_of(0, 0));
  EXPECT_GE(accept().at("taken_off"), 1);
  EXPECT_EQ(2U, agenda(meetings_[0]).size());
  EXPECT_NE(before, plan());
}

TEST_P(Rota, ItemsPutOnAnAgendaByHandCountAsSet) {
  put_on(meetings_[1], themes_[0]);
  EXPECT_EQ("set", state_of(1, 0));
  put_on(meetings_[1], themes_[1]);
  put_on(meetings_[1], themes_[2]);
  auto const rota = shown();
  ASSERT_FALSE(rota.at("clash").is_null());
  EXPECT_EQ(4U, rota.at("clash").at("what").size()) << "three themes and a meeting with two places";
  EXPECT_THAT(page(), HasSubstr("There is no rota, because these cannot hold together."));
  EXPECT_THAT(page(), HasSubstr("The meeting of 6 January 2027 has places for 2 themes."));
}

TEST_P(Rota, MeetingsHeldAreLooksAndAgendasThatAreOutStand) {
  auto const held = meeting(Date::from_iso("2026-10-21").value(), MeetingState::held);
  put_on(held, themes_[0]);
  auto const out = meeting(Date::from_iso("2026-11-25").value(), MeetingState::papers_out);
  put_on(out, themes_[1]);
  auto const rota = shown();
  EXPECT_EQ("2026-10-21", rota.at("themes").at(0).at("last"));
  EXPECT_EQ("held", rota.at("meetings").at(0).at("themes").at(0).at("state"));
  EXPECT_EQ((std::vector<int>{2}), plan().at(1));
  EXPECT_EQ("set", state_of(1, 1));
  EXPECT_THAT(page(), HasSubstr("Papers out"));
  auto const refused = refusal("rota set", {{"meeting", out}, {"theme", themes_[3]}});
  EXPECT_EQ(ErrorKind::conflict, refused.kind);
}

TEST_P(Rota, AThemeSetWhereItsLeadIsAwayIsNamedWithTheWayOn) {
  done("rota set", {{"meeting", meetings_[2]}, {"theme", themes_[3]}});
  done("rota absence", {{"body", board_}, {"theme", themes_[3]}, {"from", "2027-02-01"}, {"to", "2027-02-05"}});
  auto const clash = shown().at("clash");
  ASSERT_FALSE(clash.is_null());
  EXPECT_EQ((json{"Theme 4 is set for 3 February 2027.", "The lead of Theme 4 is away on 3 February 2027."}),
            clash.at("what"));
  auto const refused = refusal("rota accept", {{"body", board_}, {"fingerprint", "anything"}});
  EXPECT_EQ(ErrorKind::conflict, refused.kind);
  EXPECT_THAT(refused.message, HasSubstr("Theme 4 is set for 3 February 2027."));
  EXPECT_THAT(refused.message, HasSubstr("Set the theme for another meeting"));
  EXPECT_THAT(page(), HasSubstr("The way on:"));
}

TEST_P(Rota, AFirmLimitThatCannotHoldByCountingIsNamed) {
  set_rules({{"every_meetings", 3}, {"every_is", "firm"}});
  auto const rota = shown();
  ASSERT_FALSE(rota.at("clash").is_null());
  EXPECT_EQ(4U, rota.at("clash").at("what").size()) << "three meetings of two places, and the limit of all seven";
  EXPECT_THAT(page(), HasSubstr("The rota below breaks them as little as can be."));
  set_rules({{"every_meetings", 4}, {"every_is", "firm"}});
  EXPECT_TRUE(shown().at("clash").is_null());
}

TEST_P(Rota, TheBoardsRequestIsKept) {
  done("rota request", {{"meeting", meetings_[1]}, {"theme", themes_[0]}});
  EXPECT_EQ((std::vector<int>{1}), std::vector<int>(1, plan().at(1).at(0)));
  done("rota request", {{"meeting", meetings_[0]}, {"theme", themes_[6]}, {"by", true}});
  EXPECT_EQ("suggest", state_of(0, 6));
  EXPECT_THAT(page(), HasSubstr("the board asked"));
}

TEST_P(Rota, WhatIsTakenBackNoLongerHolds) {
  auto const mark = done("rota bar", {{"meeting", meetings_[0]}, {"theme", themes_[0]}}).value("mark", "");
  EXPECT_EQ("not here", state_of(0, 0));
  EXPECT_EQ(ErrorKind::invalid, refusal("rota set", {{"meeting", meetings_[0]}, {"theme", themes_[0]}}).kind);
  EXPECT_EQ(ErrorKind::conflict, refusal("rota bar", {{"meeting", meetings_[0]}, {"theme", themes_[0]}}).kind);
  EXPECT_EQ(ErrorKind::conflict, refusal("rota clear", {{"mark", mark}, {"version", 7}}).kind);
  done("rota clear", {{"mark", mark}, {"version", 1}});
  EXPECT_EQ("suggest", state_of(0, 0));
  EXPECT_EQ(ErrorKind::not_found, refusal("rota clear", {{"mark", mark}, {"version", 1}}).kind);

  auto const set = done("rota set", {{"meeting", meetings_[5]}, {"theme", themes_[0]}}).value("mark", "");
  EXPECT_EQ(1U, agenda(meetings_[5]).size());
  done("rota clear", {{"mark", set}, {"version", 1}});
  EXPECT_TRUE(agenda(meetings_[5]).empty()) << "it leaves the agenda too";
}

TEST_P(Rota, RulesAreVersionsWithDatesAndNothingIsOverwritten) {
  set_rules({{"in_force_from", "2026-11-01"}, {"every_months", 6}});
  set_rules({{"in_force_from", "2027-03-01"}, {"themes_a_meeting", 3}, {"why", "Agreed by the board"}});
  auto const rota = shown();
  ASSERT_EQ(2U, rota.at("all_rules").size());
  EXPECT_EQ(2, rota.at("meetings").at(2).at("places")) << "3 February";
  EXPECT_EQ(3, rota.at("meetings").at(3).at("places")) << "3 March";
  EXPECT_EQ(6, rota.at("rules").at("every_months")) << "the rules of the first meeting planned";
  auto const early = refusal(
      "rota rules", {{"body", board_}, {"version", 2}, {"themes_a_meeting", 2}, {"in_force_from", "2027-01-01"}});
  EXPECT_THAT(early.message, HasSubstr("began on 1 March 2027"));
  EXPECT_EQ(ErrorKind::conflict,
            refusal("rota rules", {{"body", board_}, {"version", 1}, {"themes_a_meeting", 2}}).kind);
  EXPECT_EQ(ErrorKind::invalid,
            refusal("rota rules", {{"body", board_}, {"version", 2}, {"themes_a_meeting", 0}}).kind);
  auto const response = get("/bodies/" + board_ + "/rota/rules");
  EXPECT_THAT(response.body, HasSubstr("Agreed by the board"));
}

TEST_P(Rota, WhatWasNotSeenIsNotAccepted) {
  auto const seen = shown().value("fingerprint", "");
  done("rota bar", {{"meeting", meetings_[0]}, {"theme", themes_[0]}});
  auto const refused = refusal("rota accept", {{"body", board_}, {"fingerprint", seen}});
  EXPECT_EQ(ErrorKind::conflict, refused.kind);
  EXPECT_THAT(refused.message, HasSubstr("Look at it again"));
  EXPECT_TRUE(agenda(meetings_[0]).empty());
}

TEST_P(Rota, PrivateItemsSayNothingToThoseWhoMayNotSeeThem) {
  auto const held = meeting(Date::from_iso("2026-10-21").value(), MeetingState::held);
  put_on(held, themes_[2], true);
  EXPECT_EQ("2026-10-21", shown().at("themes").at(2).at("last"));
  be("reader");
  EXPECT_TRUE(shown().at("themes").at(2).at("last").is_null());
  EXPECT_THAT(page(), Not(HasSubstr("slot\">Held")));
}

TEST_P(Rota, AnotherCouncilSeesNoneOfIt) {
  EXPECT_EQ(ErrorKind::not_found, perform_as(stranger(), "rota show", {{"body", board_}}).error().kind);
  EXPECT_EQ(
      ErrorKind::not_found,
      perform_as(stranger(), "rota rules", {{"body", board_}, {"version", 0}, {"themes_a_meeting", 2}}).error().kind);
  EXPECT_FALSE(perform_as(stranger(), "rota set", {{"meeting", meetings_[0]}, {"theme", themes_[0]}}).has_value());
}

TEST_P(Rota, ThePageSetsAThemeAndShowsARefusedFormAgain) {
  gt::test::Fields form;
  for (auto const& [name, value] : std::vector<std::pair<std::string, std::string>>{
           {"meeting", meetings_[1]}, {"theme", themes_[6]}, {"what", "set"}, {"why", "Asked at the last meeting"}})
    form.add(name, value);
  auto const saved = post("/bodies/" + board_ + "/rota/themes", form);
  EXPECT_EQ(303, saved.status);
  EXPECT_EQ("set", state_of(1, 6));
  auto const again = post("/bodies/" + board_ + "/rota/themes", form);
  EXPECT_EQ(409, again.status);
  EXPECT_THAT(again.body, HasSubstr("Theme 7 is set for 6 January 2027 already."));
  gt::test::Fields empty;
  empty.add("what", "set");
  EXPECT_EQ(422, post("/bodies/" + board_ + "/rota/themes", empty).status);
}

TEST_P(Rota, ThePageAcceptsWhatItShows) {
  gt::test::Fields form;
  form.add("fingerprint", shown().value("fingerprint", ""));
  form.add("to", Date::from_iso("2027-11-22").value().iso());
  auto const saved = post("/bodies/" + board_ + "/rota/accept", form);
  EXPECT_EQ(303, saved.status);
  EXPECT_EQ(2U, agenda(meetings_[0]).size());
  EXPECT_THAT(page(), Not(HasSubstr("Accept the suggestions")));
}

TEST_P(Rota, DaysInTheAddressChooseTheMeetings) {
  gt::test::Fields query;
  query.add("to", "6 January 2027");
  EXPECT_EQ(2U, shown({{"to", "2027-01-06"}}).at("meetings").size());
  EXPECT_THAT(page(query), Not(HasSubstr("3 February 2027")));
  EXPECT_EQ(ErrorKind::invalid, refusal("rota show", {{"body", board_}, {"to", "2026-01-01"}}).kind);
  gt::test::Fields wrong;
  wrong.add("to", "soon");
  EXPECT_EQ(422, get("/bodies/" + board_ + "/rota", wrong).status);
}

TEST_P(Rota, TheExportHoldsWhatThePageShows) {
  auto const response = get("/bodies/" + board_ + "/rota.csv");
  EXPECT_EQ(200, response.status);
  EXPECT_THAT(response.body, HasSubstr("9 December 2026"));
  EXPECT_THAT(response.body, HasSubstr("Suggest"));
  EXPECT_EQ(200, get("/bodies/" + board_ + "/rota.ods").status);
}

TEST_P(Rota, WithoutMeetingsOrThemesThePageSaysWhatToDo) {
  board_ = body("Sub-group");
  EXPECT_THAT(page(), HasSubstr("Add its meetings first"));
}

TEST_P(Rota, ReadersSeeTheRotaAndChangeNothing) {
  be("reader");
  EXPECT_THAT(page(), Not(HasSubstr("Accept the suggestions")));
  EXPECT_THAT(page(), Not(HasSubstr("Set a theme by hand")));
  EXPECT_EQ(ErrorKind::forbidden, refusal("rota set", {{"meeting", meetings_[0]}, {"theme", themes_[0]}}).kind);
  EXPECT_EQ(403, get("/bodies/" + board_ + "/rota/absences/new").status);
}

TEST_P(Rota, ALargeOneIsPlannedByAJobAndKept) {
  for (int each = 8; each <= 9; ++each) themes_.push_back(theme("Theme " + std::to_string(each)));
  // On another day for each engine, so that nothing planned it in this process before.
  auto const first = Date::from_iso(GetParam() == db::Engine::sqlite ? "2026-12-09" : "2026-12-10").value();
  for (int each = 8; each < 12; ++each) meetings_.push_back(meeting(first.plus_days(28 * each)));
  auto const address = "/bodies/" + board_ + "/rota";
  EXPECT_EQ(get(address).status, 200) << "without firm rules nobody waits long";
  set_rules({{"every_meetings", 6}, {"every_is", "firm"}});
  auto const job = gt::test::location_of(get(address));
  ASSERT_THAT(job, testing::StartsWith("/jobs/"));
  EXPECT_EQ(gt::test::location_of(get(address)), job) << "looked at again it is begun once";
  jobs::Worker worker{environment(), {.find_actor = [this](auto&, auto const&) { return std::optional{actor_}; }}};
  EXPECT_TRUE(worker.run_next());
  EXPECT_FALSE(worker.run_next());
  auto const shown_page = get(address);
  EXPECT_EQ(shown_page.status, 200);
  EXPECT_THAT(shown_page.body, HasSubstr("Theme 9"));
  auto const finished = done("job list", json::object()).at("jobs").at(0);
  EXPECT_EQ(finished.at("address"), address);
  accept();
  EXPECT_EQ(get(address).status, 303) << "what was accepted is another problem";
}

TEST_P(Rota, AKeptPlanIsFoundAgainByWhatItWasPlannedFrom) {
  // Meetings of its own, on another day for each engine, so that nothing planned it in this process before.
  for (int each = 0; each < 3; ++each)
    meeting(
        Date::from_iso(GetParam() == db::Engine::sqlite ? "2026-12-17" : "2026-12-18").value().plus_days(28 * each));
  auto const today = clock_.today();
  auto change = database().change(authority());
  auto const situation = read_situation(change, board_, usual_span(today), Sight::of_everything(), today).value();
  EXPECT_FALSE(find_plan(change, situation));
  auto const outcome = solve(situation.problem).value();
  keep_plan(change, situation, outcome, clock_.now());
  auto const found = find_plan(change, situation);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->solution->plan, outcome.solution->plan);
  EXPECT_EQ(found->solution->cost, outcome.solution->cost);
  EXPECT_EQ(found->solution->proven, outcome.solution->proven);
  EXPECT_EQ(found->clash.has_value(), outcome.clash.has_value());
  change.commit();
}

INSTANTIATE_TEST_SUITE_P(Engines, Rota, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::governance::rota::test
