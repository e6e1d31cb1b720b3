#include "governance/rota/solver/rota_solver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "governance/rota/solver/exhaustive_test_support.h"
#include "governance/rota/solver/search.h"

namespace gt::governance::rota {
namespace {

using test::dated;
using test::drawn;
using testing::ElementsAre;

Outcome solved(Problem const& problem) {
  auto outcome = solve(problem);
  EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().message);
  return *outcome;
}

Solution plan_of(Problem const& problem) {
  auto outcome = solved(problem);
  EXPECT_FALSE(outcome.clash.has_value());
  EXPECT_TRUE(outcome.solution.has_value());
  EXPECT_TRUE(keeps_to_the_fixed(CostTable{problem}, outcome.solution->plan));
  return *outcome.solution;
}

void expect_best(Problem const& problem, std::optional<Cost> const& best, std::string const& name) {
  auto const outcome = solved(problem);
  ASSERT_EQ(best.has_value(), outcome.solution.has_value()) << name;
  if (!best) {
    EXPECT_TRUE(outcome.clash.has_value()) << name;
    return;
  }
  EXPECT_EQ(best->parts, outcome.solution->cost.parts) << name;
  EXPECT_EQ(test::plain_cost(problem, outcome.solution->plan), outcome.solution->cost) << name;
  EXPECT_TRUE(keeps_to_the_fixed(CostTable{problem}, outcome.solution->plan)) << name;
  EXPECT_TRUE(outcome.solution->proven) << name;
  EXPECT_EQ((*best)[Part::broken] > 0, outcome.clash.has_value()) << name;
}

TEST(RotaSolver, SevenThemesAtTwoAMeetingTakeFourMeetingsAndTheFourthWrapsRound) {
  auto const solution = plan_of(dated(7, {2, 2, 2, 2}));
  EXPECT_EQ(4, solution.round);
  EXPECT_EQ(3U, solution.round_over);
  EXPECT_EQ(1, odd_slots(dated(7, {2, 2, 2, 2})));
  EXPECT_EQ((Plan{{0, 1}, {2, 3}, {4, 5}, {0, 6}}), solution.plan);
  for (auto const& meeting : solution.meetings) EXPECT_EQ(0, meeting.free);
  EXPECT_EQ(1, solution.fairness.fewest_looks);
  EXPECT_EQ(2, solution.fairness.most_looks);
}

TEST(RotaSolver, TheOddSlotStaysFreeWhereTheBodySaysSo) {
  auto problem = dated(7, {2, 2, 2, 2, 2, 2, 2, 2});
  problem.rules.odd_slot = OddSlot::stays_free;
  auto const solution = plan_of(problem);
  EXPECT_EQ((Plan{{0, 1}, {2, 3}, {4, 5}, {6}, {0, 1}, {2, 3}, {4, 5}, {6}}), solution.plan);
  EXPECT_EQ(1, solution.meetings[3].free);
  EXPECT_EQ(WhyFree::round_over, solution.meetings[3].why_free);
  EXPECT_EQ(0, solution.cost[Part::early]);
}

TEST(RotaSolver, FourThemesAtOneAMeetingGoRound) {
  auto const solution = plan_of(dated(4, {1, 1, 1, 1, 1, 1, 1, 1}));
  EXPECT_EQ((Plan{{0}, {1}, {2}, {3}, {0}, {1}, {2}, {3}}), solution.plan);
  EXPECT_EQ(4, solution.round);
  EXPECT_EQ(0, odd_slots(dated(4, {1})));
}

TEST(RotaSolver, WhoHasWaitedLongestComesFirst) {
  auto problem = dated(3, {1, 1, 1});
  problem.themes[0].meetings_ago = 1;
  problem.themes[1].meetings_ago = 2;
  problem.themes[2].meetings_ago = 3;
  auto const solution = plan_of(problem);
  EXPECT_EQ((Plan{{2}, {1}, {0}}), solution.plan);
  EXPECT_EQ(Why::longest_waiting, solution.meetings[0].slots[0].why);
}

TEST(RotaSolver, ARedThemeReturnsAtTheNextMeetingItCan) {
  auto problem = dated(4, {1, 1, 1, 1});
  problem.themes[0].meetings_ago = 4;
  problem.themes[3].red = true;
  EXPECT_EQ((Plan{{3}, {0}, {1}, {2}}), plan_of(problem).plan);
  EXPECT_EQ(Why::red_returns, plan_of(problem).meetings[0].slots[0].why);

  problem.meetings[0].away = {3};
  auto const later = plan_of(problem);
  EXPECT_EQ(3U, later.plan[1].at(0));
  EXPECT_EQ(0, later.cost[Part::first]) << "an absence does not count against a return";
}

TEST(RotaSolver, NobodyIsPlacedWhileTheLeadIsAway) {
  auto problem = dated(2, {2, 2});
  problem.meetings[0].away = {0};
  problem.meetings[1].barred = {1};
  auto const solution = plan_of(problem);
  EXPECT_EQ((Plan{{1}, {0}}), solution.plan);
  EXPECT_EQ(1, solution.meetings[0].free);
  EXPECT_EQ(WhyFree::nobody_can, solution.meetings[0].why_free);
}

TEST(RotaSolver, TheBoardsRequestIsMetAtItsMeetingOrByIt) {
  auto problem = dated(4, {1, 1, 1, 1});
  problem.requests = {{3, 1, false, false}};
  auto const at = plan_of(problem);
  EXPECT_THAT(at.plan[1], ElementsAre(3));
  EXPECT_EQ(Why::asked, at.meetings[1].slots[0].why);
  problem.requests = {{3, 1, true, false}, {2, 0, true, false}};
  EXPECT_EQ((Plan{{2}, {3}, {0}, {1}}), plan_of(problem).plan);
}

TEST(RotaSolver, TheOrderOfImportanceDecidesWhichRuleGivesWay) {
  auto problem = dated(2, {1, 1});
  problem.themes[0].red = true;
  problem.requests = {{1, 0, false, false}};
  EXPECT_EQ((Plan{{0}, {1}}), plan_of(problem).plan);
  problem.rules.importance = {Soft::asked, Soft::every, Soft::red_returns};
  EXPECT_EQ((Plan{{1}, {0}}), plan_of(problem).plan);
}

TEST(RotaSolver, LimitsCountInMeetingsDaysAndCalendarMonths) {
  auto problem = dated(1, {1, 1, 1});
  problem.themes[0].last = problem.meetings[0].day.plus_days(-28);
  problem.rules.every_meetings = 2;
  EXPECT_FALSE(past_limit(problem, 0, 0, 0)) << "the next meeting is the second";
  EXPECT_TRUE(past_limit(problem, 0, 0, 1));
  problem.rules = {};
  problem.rules.every_days = 56;  // 19 August to 14 October is 56 days
  EXPECT_FALSE(past_limit(problem, 0, 0, 0));
  EXPECT_TRUE(past_limit(problem, 0, 0, 1));
  problem.rules = {};
  problem.rules.every_months = 1;  // 19 August: until 19 September; the next meeting is on 14 October
  EXPECT_TRUE(past_limit(problem, 0, 0, 0));
  problem.meetings[1].day = *Date::from_iso("2026-09-19");
  EXPECT_FALSE(past_limit(problem, 0, 0, 0));
  problem.themes[0].last = *Date::from_iso("2025-08-31");
  problem.rules.every_months = 6;
  problem.meetings[0].day = *Date::from_iso("2026-01-31");
  problem.meetings[1].day = *Date::from_iso("2026-02-28");  // 31 August and six months
  EXPECT_FALSE(past_limit(problem, 0, 0, 0));
  problem.meetings[1].day = *Date::from_iso("2026-03-01");
  EXPECT_TRUE(past_limit(problem, 0, 0, 0));
}

TEST(RotaSolver, AThemeNearItsLimitSaysSo) {
  auto problem = dated(3, {1, 1, 1, 1});
  problem.rules.every_meetings = 3;
  auto const solution = plan_of(problem);
  EXPECT_EQ(Why::limit_near, solution.meetings[2].slots[0].why);
  EXPECT_EQ(0, solution.cost[Part::second]);
  for (auto const& theme : solution.themes) EXPECT_FALSE(theme.past_limit);
}

TEST(RotaSolver, GapsCountFromTheLastLookBeforeTheFirstMeeting) {
  auto problem = dated(2, {1, 1, 1});
  problem.themes[1].last = *Date::from_iso("2026-04-22");
  problem.themes[1].meetings_ago = 5;
  problem.meetings[0].fixed = {0};
  auto const solution = plan_of(problem);
  EXPECT_THAT(solution.themes[1].looks, ElementsAre(1));
  EXPECT_EQ(6, solution.themes[1].longest_gap_meetings);
  EXPECT_EQ(175, solution.themes[1].longest_gap_days);
  EXPECT_EQ(6, solution.fairness.longest_gap);
}

TEST(RotaSolver, PlanningAgainKeepsEveryFixedChoiceAndWhatCostsTheSame) {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    auto problem = drawn(90'000 + seed, 6, 6, 3);
    problem.previous.clear();
    auto const first = solved(problem);
    if (!first.solution) continue;
    auto const& before = first.solution->plan;
    // Without the last part, which orders equals, the earlier plan costs as little as any, so all of it is kept.
    problem.previous = before;
    std::reverse(problem.themes.begin(), problem.themes.end());
    std::reverse(problem.themes.begin(), problem.themes.end());
    auto const again = solved(problem);
    EXPECT_EQ(before, again.solution->plan) << seed;
    EXPECT_EQ(0, again.solution->cost[Part::changes]) << seed;
    // One more is set by hand: it stands, and so do those that were.
    for (std::size_t m = 0; m < before.size(); ++m) {
      auto& meeting = problem.meetings[m];
      if (before[m].empty() || test::has(meeting.fixed, before[m][0])) continue;
      meeting.fixed.push_back(before[m][0]);
      EXPECT_EQ(before, solved(problem).solution->plan) << seed;
      break;
    }
  }
}

TEST(RotaSolver, AnEarlierPlanIsKeptBetweenEquals) {
  auto problem = dated(3, {1, 1, 1});
  problem.previous = {{2}, {0}, {1}};
  auto const solution = plan_of(problem);
  EXPECT_EQ(problem.previous, solution.plan);
  EXPECT_TRUE(solution.meetings[0].slots[0].kept);
  problem.meetings[0].fixed = {0};
  EXPECT_EQ((Plan{{0}, {2}, {1}}), plan_of(problem).plan) << "the third keeps its meeting";
}

TEST(RotaSolver, ChoicesByHandStandEvenWhereTheyCostMore) {
  auto problem = dated(3, {1, 1, 1, 1});
  problem.meetings[0].fixed = {2};
  problem.meetings[1].fixed = {2};
  auto const solution = plan_of(problem);
  EXPECT_EQ((Plan{{2}, {2}, {0}, {1}}), solution.plan);
  EXPECT_EQ(Why::fixed, solution.meetings[1].slots[0].why);
}

TEST(RotaSolver, NothingToPlanIsAnEmptyPlan) {
  EXPECT_TRUE(plan_of(dated(0, {2, 2})).proven);
  auto const none = solved(dated(3, {}));
  EXPECT_TRUE(none.solution->plan.empty());
  EXPECT_EQ(3U, none.solution->themes.size());
  auto const closed = plan_of(dated(2, {0, 0}));
  EXPECT_EQ((Plan{{}, {}}), closed.plan);
  EXPECT_EQ(0, closed.round);
}

TEST(RotaSolver, WhatCannotBeReadIsRefused) {
  auto problem = dated(2, {1, 1});
  problem.meetings[1].day = problem.meetings[0].day;
  EXPECT_FALSE(solve(problem).has_value());
  problem = dated(2, {1});
  problem.meetings[0].fixed = {2};
  EXPECT_FALSE(solve(problem).has_value());
  problem = dated(2, {1});
  problem.rules.every_meetings = 0;
  EXPECT_FALSE(solve(problem).has_value());
  problem = dated(2, {1});
  problem.rules.importance = {Soft::every, Soft::every, Soft::asked};
  EXPECT_FALSE(solve(problem).has_value());
  EXPECT_FALSE(solve(dated(101, {1})).has_value());
  EXPECT_FALSE(solve(dated(1, std::vector<int>(61, 1))).has_value());
  problem = dated(2, {1});
  problem.requests = {{0, 1, false, false}};
  EXPECT_FALSE(solve(problem).has_value());
}

// Every combination of a few themes, meetings, slots, red flags, limits and both ways with the odd slot.
TEST(RotaSolver, IsTheBestOfAllPlansInEverySmallCase) {
  for (int themes = 1; themes <= 3; ++themes)
    for (std::size_t meetings = 1; meetings <= 3; ++meetings)
      for (int slots = 0; slots <= 2; ++slots)
        for (int red = 0; red < (1 << themes); ++red)
          for (int every = 0; every <= 3; ++every)
            for (auto const odd : {OddSlot::wraps_round, OddSlot::stays_free}) {
              auto problem = dated(themes, std::vector<int>(meetings, slots));
              for (int t = 0; t < themes; ++t) problem.themes[static_cast<std::size_t>(t)].red = ((red >> t) & 1) != 0;
              if (every > 0) problem.rules.every_meetings = every;
              problem.rules.odd_slot = odd;
              expect_best(problem, test::best_of_all_plans(problem),
                          std::to_string(themes) + " themes, " + std::to_string(meetings) + " meetings, " +
                              std::to_string(slots) + " slots, red " + std::to_string(red));
            }
}

TEST(RotaSolver, TheTwoExhaustiveSearchesAgree) {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    auto const problem = drawn(500 + seed, 3, 3, 2);
    EXPECT_EQ(test::best_of_all_plans(problem), test::best_of_all_states(problem)) << seed;
  }
}

TEST(RotaSolver, IsTheBestOfAllInDrawnCasesOfUpToSixThemesAndSixMeetings) {
  for (std::uint32_t seed = 0; seed < 250; ++seed) {
    auto const problem = drawn(seed, 6, 6, 3);
    expect_best(problem, test::best_of_all_states(problem), "seed " + std::to_string(seed));
  }
}

TEST(RotaSolver, IsTheBestOfAllWhereSixThemesMeetSixTimes) {
  for (int slots = 1; slots <= 3; ++slots) {
    auto problem = dated(6, std::vector<int>(6, slots));
    problem.themes[4].red = true;
    problem.meetings[2].away = {1, 5};
    problem.requests = {{2, 3, false, false}};
    problem.rules.every_meetings = 4;
    expect_best(problem, test::best_of_all_states(problem), std::to_string(slots) + " slots");
  }
}

TEST(RotaSolver, TheBoundIsUnderTheBestAndTheSamePlanComesEveryTime) {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    auto const problem = drawn(7'000 + seed, 6, 6, 3);
    auto const best = test::best_of_all_states(problem);
    if (!best) continue;
    CostTable const table{problem};
    Relaxation relaxation{table};
    EXPECT_LE(relaxation.at_least(), *best) << seed;
    relaxation.tighten(*best, 60);
    EXPECT_LE(relaxation.at_least(), *best) << seed;
  }
  auto const large = drawn(11, 30, 24, 3);
  auto const once = solve(large, Effort{50'000, 60, 40, 5, 2'000});
  auto const twice = solve(large, Effort{50'000, 60, 40, 5, 2'000});
  EXPECT_EQ(once->solution->plan, twice->solution->plan);
  EXPECT_LE(once->solution->at_least, once->solution->cost);
  EXPECT_TRUE(keeps_to_the_fixed(CostTable{large}, once->solution->plan));
}

TEST(RotaSolver, AnOutcomeIsMadeAgainFromItsPlan) {
  for (std::uint32_t seed = 0; seed < 12; ++seed) {
    auto const problem = drawn(9'000 + seed, 6, 6, 3);
    auto const found = solve(problem, Effort{20'000, 60, 40, 5, 2'000}).value();
    Found kept;
    if (found.solution) kept.plan = found.solution->plan;
    if (found.solution) kept.at_least = found.solution->at_least;
    kept.clash = found.clash;
    auto const again = outcome_of(problem, kept).value();
    ASSERT_EQ(again.solution.has_value(), found.solution.has_value()) << seed;
    EXPECT_EQ(again.clash.has_value(), found.clash.has_value()) << seed;
    if (!found.solution) continue;
    EXPECT_EQ(again.solution->plan, found.solution->plan);
    EXPECT_EQ(again.solution->cost, found.solution->cost);
    EXPECT_EQ(again.solution->at_least, found.solution->at_least);
    EXPECT_EQ(again.solution->proven, found.solution->proven);
    EXPECT_EQ(again.solution->round, found.solution->round);
    for (std::size_t t = 0; t < problem.themes.size(); ++t)
      EXPECT_EQ(again.solution->themes[t].looks, found.solution->themes[t].looks);
  }
  auto const problem = drawn(1, 6, 6, 3);
  Plan const one_more(problem.meetings.size() + 1);
  EXPECT_FALSE(outcome_of(problem, {one_more, {}, {}})) << "as many meetings as there are";
  EXPECT_FALSE(outcome_of(problem, {Plan(problem.meetings.size(), {77}), {}, {}})) << "no such theme";
  Clash const unknown{{{FirmRule::every, 77, 0}}, true};
  EXPECT_FALSE(outcome_of(problem, {std::nullopt, {}, unknown}));
}

}  // namespace
}  // namespace gt::governance::rota
