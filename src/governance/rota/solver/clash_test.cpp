#include "governance/rota/solver/clash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "governance/rota/solver/exhaustive_test_support.h"
#include "governance/rota/solver/rota_solver.h"

namespace gt::governance::rota {
namespace {

using test::dated;
using testing::UnorderedElementsAre;

std::vector<ClashPart> clash_of(Problem const& problem) {
  auto const clash = find_clash(problem);
  EXPECT_TRUE(clash.has_value());
  EXPECT_TRUE(clash && clash->smallest);
  return clash ? clash->parts : std::vector<ClashPart>{};
}

TEST(RotaClash, AThemeSetWhereItsLeadIsAway) {
  auto problem = dated(3, {2, 2});
  problem.meetings[1].fixed = {0, 2};
  problem.meetings[1].away = {2};
  EXPECT_THAT(clash_of(problem),
              UnorderedElementsAre(ClashPart{FirmRule::fixed, 2, 1}, ClashPart{FirmRule::away, 2, 1}));
  auto const outcome = solve(problem);
  EXPECT_FALSE(outcome->solution.has_value()) << "no plan keeps what was set";
  EXPECT_TRUE(outcome->clash.has_value());
}

TEST(RotaClash, MoreThemesSetThanTheMeetingHolds) {
  auto problem = dated(4, {2, 2});
  problem.meetings[0].fixed = {0, 1, 3};
  EXPECT_THAT(clash_of(problem),
              UnorderedElementsAre(ClashPart{FirmRule::slots, 0, 0}, ClashPart{FirmRule::fixed, 0, 0},
                                   ClashPart{FirmRule::fixed, 1, 0}, ClashPart{FirmRule::fixed, 3, 0}));
}

TEST(RotaClash, FiveThemesEveryTwoMeetingsDoNotFitTwoAMeeting) {
  auto problem = dated(5, {2, 2, 2, 2});
  problem.rules.every_meetings = 2;
  for (auto& theme : problem.themes) theme.every_firm = true;
  auto const parts = clash_of(problem);
  EXPECT_EQ(7U, parts.size()) << "five themes and two meetings in a row, with four places";
  std::vector<std::size_t> meetings, themes;
  for (auto const& part : parts)
    (part.rule == FirmRule::slots ? meetings : themes)
        .push_back(part.rule == FirmRule::slots ? part.meeting : part.theme);
  ASSERT_EQ(2U, meetings.size());
  EXPECT_EQ(1U, meetings[1] - meetings[0]);
  EXPECT_THAT(themes, UnorderedElementsAre(0, 1, 2, 3, 4));
  auto const outcome = solve(problem);
  ASSERT_TRUE(outcome->solution.has_value()) << "the plan that breaks least stands beside the clash";
  EXPECT_GT(outcome->solution->cost[Part::broken], 0);
}

TEST(RotaClash, ALimitShorterThanTheTimeBetweenMeetingsAsksForEveryMeeting) {
  auto problem = dated(2, {1, 1, 1});
  problem.rules.every_days = 20;
  problem.themes[1].every_firm = true;
  EXPECT_EQ(true, can_hold(problem));
  problem.themes[0].every_firm = true;
  auto const parts = clash_of(problem);
  ASSERT_EQ(3U, parts.size()) << "two themes and one place";
  EXPECT_EQ(FirmRule::slots, parts[0].rule);
}

TEST(RotaClash, ALeadAwayForLongerThanTheLimit) {
  auto problem = dated(3, {2, 2, 2, 2, 2});
  problem.rules.every_meetings = 2;
  for (auto& theme : problem.themes) theme.every_firm = true;
  problem.meetings[2].away = {1};
  problem.meetings[3].away = {1};
  EXPECT_THAT(clash_of(problem), UnorderedElementsAre(ClashPart{FirmRule::every, 1, 0}, ClashPart{FirmRule::away, 1, 2},
                                                      ClashPart{FirmRule::away, 1, 3}));
}

TEST(RotaClash, ARedThemeThatAFullMeetingKeepsOut) {
  auto problem = dated(2, {1, 1});
  problem.themes[0].red = problem.themes[0].red_firm = true;
  problem.meetings[0].fixed = {1};
  EXPECT_THAT(clash_of(problem),
              UnorderedElementsAre(ClashPart{FirmRule::slots, 0, 0}, ClashPart{FirmRule::fixed, 1, 0},
                                   ClashPart{FirmRule::red, 0, 0}));
  problem.requests = {{1, 1, false, true}};
  problem.meetings[1].barred = {1};
  EXPECT_EQ(2U, clash_of(problem).size()) << "the request against the mark is smaller";
}

TEST(RotaClash, RulesThatGiveWayNeverClash) {
  auto problem = dated(5, {1, 1});
  problem.rules.every_meetings = 1;
  for (auto& theme : problem.themes) theme.red = true;
  EXPECT_EQ(std::nullopt, find_clash(problem));
  EXPECT_EQ(true, can_hold(problem));
}

/// The rules of the clash alone, asked of the exhaustive search: themes and meetings stay, all else is let go.
Problem only(Problem const& problem, std::vector<ClashPart> const& parts) {
  auto rest = problem;
  for (std::size_t m = 0; m < rest.meetings.size(); ++m) {
    auto& meeting = rest.meetings[m];
    meeting.fixed.clear();
    meeting.away.clear();
    meeting.barred.clear();
    meeting.slots = static_cast<int>(rest.themes.size());
  }
  for (auto& theme : rest.themes) theme.every_firm = theme.red_firm = false;
  auto const requests = rest.requests;
  rest.requests.clear();
  for (auto const& part : parts) {
    auto& meeting = rest.meetings[part.meeting];
    if (part.rule == FirmRule::slots) meeting.slots = problem.meetings[part.meeting].slots;
    if (part.rule == FirmRule::fixed) meeting.fixed.push_back(part.theme);
    if (part.rule == FirmRule::away) meeting.away.push_back(part.theme);
    if (part.rule == FirmRule::barred) meeting.barred.push_back(part.theme);
    if (part.rule == FirmRule::every) rest.themes[part.theme].every_firm = true;
    // Red means by its meeting, whichever absences are let go, so it is asked for as a request.
    if (part.rule == FirmRule::red) rest.requests.push_back({part.theme, part.meeting, true, true});
    if (part.rule == FirmRule::asked)
      for (auto const& request : requests)
        if (request.theme == part.theme && request.meeting == part.meeting && request.firm)
          rest.requests.push_back(request);
  }
  return rest;
}

bool impossible(Problem const& problem) {
  auto const best = test::best_of_all_states(problem);
  return !best || (*best)[Part::broken] > 0;
}

TEST(RotaClash, IsImpossibleAndWithoutAnyOnePartPossible) {
  int seen = 0;
  for (std::uint32_t seed = 0; seed < 400 && seen < 40; ++seed) {
    auto const problem = test::drawn(30'000 + seed, 5, 5, 2);
    auto const clash = find_clash(problem);
    EXPECT_EQ(clash.has_value(), impossible(problem)) << seed;
    if (!clash) continue;
    ++seen;
    EXPECT_TRUE(clash->smallest) << seed;
    EXPECT_TRUE(impossible(only(problem, clash->parts))) << seed;
    for (std::size_t i = 0; i < clash->parts.size(); ++i) {
      auto fewer = clash->parts;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      EXPECT_FALSE(impossible(only(problem, fewer))) << seed << " without part " << i;
    }
  }
  EXPECT_GE(seen, 20);
}

/// Every set of the rules, smallest first.
std::size_t fewest_by_trying_all(Problem const& problem, std::vector<ClashPart> const& all) {
  for (std::size_t size = 1; size <= all.size(); ++size) {
    std::vector<char> pick(all.size(), 0);
    std::fill(pick.begin(), pick.begin() + static_cast<std::ptrdiff_t>(size), 1);
    do {
      std::vector<ClashPart> parts;
      for (std::size_t i = 0; i < all.size(); ++i)
        if (pick[i]) parts.push_back(all[i]);
      if (impossible(only(problem, parts))) return size;
    } while (std::prev_permutation(pick.begin(), pick.end()));
  }
  return 0;
}

TEST(RotaClash, NoOtherHasFewerParts) {
  int seen = 0;
  for (std::uint32_t seed = 0; seed < 600 && seen < 25; ++seed) {
    auto problem = test::drawn(60'000 + seed, 3, 3, 1);
    for (auto& theme : problem.themes) theme.every_firm = theme.red_firm = true;
    std::vector<ClashPart> all;
    for (std::size_t m = 0; m < problem.meetings.size(); ++m) {
      all.push_back({FirmRule::slots, 0, m});
      for (auto const t : problem.meetings[m].fixed) all.push_back({FirmRule::fixed, t, m});
      for (auto const t : problem.meetings[m].away) all.push_back({FirmRule::away, t, m});
      for (auto const t : problem.meetings[m].barred) all.push_back({FirmRule::barred, t, m});
    }
    for (std::size_t t = 0; t < problem.themes.size(); ++t) {
      all.push_back({FirmRule::every, t, 0});
      if (problem.themes[t].red && first_possible(problem, t) < problem.meetings.size())
        all.push_back({FirmRule::red, t, first_possible(problem, t)});
    }
    for (auto const& request : problem.requests)
      if (request.firm) all.push_back({FirmRule::asked, request.theme, request.meeting});
    auto const clash = find_clash(problem);
    if (!clash || all.size() > 11) continue;
    ++seen;
    EXPECT_EQ(fewest_by_trying_all(problem, all), clash->parts.size()) << seed;
  }
  EXPECT_GE(seen, 10);
}

}  // namespace
}  // namespace gt::governance::rota
