// Plans a rota that is hard: 40 themes, 36 meetings (three years), and many rules; and a board's usual year.
//
//   plan_rota
//
// For each it prints what the plan costs part by part (src/governance/rota/solver/cost.h), the bound that no plan can
// be under, the gap between them in the first part where they differ, and the time. The cases are fixed.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "governance/rota/solver/rota_solver.h"

namespace {

using namespace gt::governance::rota;

struct Case {
  char const* name;
  Problem problem;
};

Problem empty(std::size_t themes, std::size_t meetings, int slots) {
  Problem problem;
  auto day = *gt::Date::from_parts(2026, 9, 16);
  for (std::size_t t = 0; t < themes; ++t) problem.themes.push_back(Theme{std::to_string(t + 1)});
  for (std::size_t m = 0; m < meetings; ++m) {
    problem.meetings.push_back(Meeting{day, slots});
    // Not every month, and none in August.
    day = day.plus_days(day.month() == 7 ? 56 : 28);
  }
  return problem;
}

/// Uneven meetings, long and short absences, themes off track, requests, choices by hand and an earlier plan.
Problem hard() {
  auto problem = empty(40, 36, 3);
  std::mt19937 random{2026};
  auto const below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  auto const themes = problem.themes.size();
  auto const meetings = problem.meetings.size();
  for (auto& meeting : problem.meetings) meeting.slots = 2 + static_cast<int>(below(3));
  for (auto& theme : problem.themes) {
    theme.meetings_ago = 1 + static_cast<int>(below(14));
    theme.last = problem.meetings[0].day.plus_days(-28 * theme.meetings_ago);
    theme.red = below(6) == 0;
  }
  for (std::size_t t = 0; t < themes; ++t) {
    auto const from = below(meetings);
    for (std::size_t m = from; m < std::min(meetings, from + 1 + below(5)); ++m) problem.meetings[m].away.push_back(t);
    auto const other = below(meetings);
    if (other < from) problem.meetings[other].away.push_back(t);
    if (below(3) == 0) problem.meetings[below(meetings)].barred.push_back(t);
  }
  for (int i = 0; i < 14; ++i) {
    auto const t = below(themes);
    auto& meeting = problem.meetings[below(meetings)];
    auto const in = [&](std::vector<std::size_t> const& list) {
      return std::find(list.begin(), list.end(), t) != list.end();
    };
    if (in(meeting.away) || in(meeting.barred) || in(meeting.fixed)) continue;
    if (meeting.fixed.size() < 2) meeting.fixed.push_back(t);
  }
  for (int i = 0; i < 12; ++i) problem.requests.push_back({below(themes), below(meetings), below(2) == 0, false});
  problem.rules.every_meetings = 14;
  problem.rules.every_months = 15;
  problem.previous.resize(meetings);
  for (std::size_t m = 0; m < meetings; ++m)
    for (std::size_t i = 0; i < 2; ++i) problem.previous[m].push_back((m * 2 + i) % themes);
  return problem;
}

Problem firm() {
  auto problem = hard();
  problem.rules.every_meetings = 10;
  for (auto& theme : problem.themes) theme.every_firm = true;
  return problem;
}

Problem year() {
  auto problem = empty(9, 12, 2);
  problem.rules.every_months = 6;
  problem.themes[3].red = true;
  problem.meetings[1].away = {0, 3};
  problem.meetings[4].fixed = {5};
  problem.requests = {{7, 2, false, false}};
  return problem;
}

void print(char const* name, Cost const& cost) {
  std::printf("  %-10s", name);
  for (auto const part : cost.parts) std::printf("%8lld", static_cast<long long>(part));
  std::printf("\n");
}

void run(Case const& one) {
  auto const start = std::chrono::steady_clock::now();
  auto const outcome = solve(one.problem, thorough);
  auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!outcome || !outcome->solution) {
    std::printf("%s: no plan\n", one.name);
    return;
  }
  std::printf("%s: %zu themes, %zu meetings, %.2f s\n", one.name, one.problem.themes.size(),
              one.problem.meetings.size(), seconds);
  static constexpr std::array names{"broken",  "first",   "second", "third", "early",
                                    "waiting", "changes", "later",  "turn"};
  std::printf("  %-10s", "");
  for (auto const* part : names) std::printf("%8s", part);
  std::printf("\n");
  auto const& cost = outcome->solution->cost;
  auto const& bound = outcome->solution->at_least;
  print("plan", cost);
  print("at least", bound);
  std::size_t part = 0;
  while (part < part_count && cost.parts[part] == bound.parts[part]) ++part;
  if (part == part_count)
    std::printf("  the best there is\n");
  else
    std::printf("  equal before %s; there the gap is at most %lld, %.2f%%\n", names[part],
                static_cast<long long>(cost.parts[part] - bound.parts[part]),
                100.0 * static_cast<double>(cost.parts[part] - bound.parts[part]) /
                    static_cast<double>(std::max<std::int64_t>(cost.parts[part], 1)));
  if (outcome->clash)
    std::printf("  the firm rules clash: %zu of them%s\n", outcome->clash->parts.size(),
                outcome->clash->smallest ? ", no fewer do" : "");
  else if (cost[Part::broken] > 0)
    std::printf("  no plan was found that keeps the firm rules, and no clash of them\n");
}

}  // namespace

int main() {
  for (auto const& one :
       {Case{"A board's year", year()}, Case{"Hard", hard()}, Case{"Hard, with a firm limit", firm()}})
    run(one);
}
