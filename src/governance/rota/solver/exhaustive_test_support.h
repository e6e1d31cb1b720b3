#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <unordered_map>
#include <vector>

#include "governance/rota/solver/cost.h"

// The definition in cost.h written a second time, as plainly as it reads, and searches that leave nothing out.
namespace gt::governance::rota::test {

inline bool has(std::vector<std::size_t> const& list, std::size_t value) {
  return std::count(list.begin(), list.end(), value) > 0;
}

inline Date months_after(Date day, int months) {
  int const count = day.year() * 12 + day.month() - 1 + months;
  for (int last = day.day();; --last) {
    auto const found = Date::from_parts(count / 12, count % 12 + 1, last);
    if (found) return *found;
  }
}

/// What meeting `m` adds for a theme whose last look up to and with it was at `last`: a meeting, or -1 for none yet.
inline Cost at_meeting(Problem const& problem, std::size_t t, int last, int before, std::size_t m) {
  auto const& theme = problem.themes[t];
  auto const& meeting = problem.meetings[m];
  auto const& rules = problem.rules;
  auto const here = last == static_cast<int>(m);
  Cost cost{};
  auto const position = [&](Soft soft) {
    return static_cast<Part>(
        1 + (std::find(rules.importance.begin(), rules.importance.end(), soft) - rules.importance.begin()));
  };
  if (here) {
    cost[Part::later] = static_cast<std::int64_t>(m);
    cost[Part::turn] = static_cast<std::int64_t>(t * (problem.meetings.size() - m));
    auto const since = before < 0 ? static_cast<int>(m) + theme.meetings_ago : static_cast<int>(m) - before;
    bool const again = before >= 0 || theme.last.has_value();
    if (rules.odd_slot == OddSlot::stays_free && again && since < round_length(problem) && !has(meeting.fixed, t))
      cost[Part::early] = 1;
    return cost;
  }
  auto const wait = last < 0 ? static_cast<int>(m) + theme.meetings_ago : static_cast<int>(m) - last;
  auto const day = last >= 0 ? problem.meetings[static_cast<std::size_t>(last)].day
                             : theme.last.value_or(theme.since.value_or(problem.meetings[0].day));
  auto const next =
      m + 1 < problem.meetings.size() ? problem.meetings[m + 1].day : problem.next_meeting.value_or(meeting.day);
  bool const limit = (rules.every_meetings && wait >= *rules.every_meetings) ||
                     (rules.every_days && next.days_since(day) > *rules.every_days) ||
                     (rules.every_months && next > months_after(day, *rules.every_months));
  if (limit) cost[theme.every_firm ? Part::broken : position(Soft::every)] += 1;
  if (theme.red && last < 0) {
    bool could = false;
    for (std::size_t e = 0; e <= m; ++e) {
      auto const& earlier = problem.meetings[e];
      could = could || (earlier.slots > 0 && !has(earlier.away, t) && !has(earlier.barred, t));
    }
    if (could) cost[theme.red_firm ? Part::broken : position(Soft::red_returns)] += 1;
  }
  for (auto const& request : problem.requests) {
    if (request.theme != t || m < request.meeting) continue;
    auto const met = request.by ? last >= 0 : last >= static_cast<int>(request.meeting);
    if (!met) cost[request.firm ? Part::broken : position(Soft::asked)] += 1;
  }
  cost[Part::waiting] = wait;
  if (!problem.previous.empty() && has(problem.previous[m], t)) cost[Part::changes] = 1;
  return cost;
}

inline Cost plain_cost(Problem const& problem, Plan const& plan) {
  Cost cost{};
  for (std::size_t t = 0; t < problem.themes.size(); ++t) {
    int last = -1;
    for (std::size_t m = 0; m < problem.meetings.size(); ++m) {
      int const before = last;
      if (has(plan[m], t)) last = static_cast<int>(m);
      cost += at_meeting(problem, t, last, before, m);
    }
  }
  return cost;
}

/// Every set of themes that meeting `m` may have, with places left free too.
inline std::vector<std::vector<std::size_t>> sets_at(Problem const& problem, std::size_t m) {
  auto const& meeting = problem.meetings[m];
  std::vector<std::vector<std::size_t>> sets;
  for (std::uint32_t mask = 0; mask < (1U << problem.themes.size()); ++mask) {
    std::vector<std::size_t> set;
    bool fits = true;
    for (std::size_t t = 0; t < problem.themes.size(); ++t) {
      bool const in = (mask >> t) & 1U;
      if (in) set.push_back(t);
      fits = fits && !(in && (has(meeting.away, t) || has(meeting.barred, t))) && !(!in && has(meeting.fixed, t));
    }
    if (fits && set.size() <= static_cast<std::size_t>(meeting.slots)) sets.push_back(set);
  }
  return sets;
}

/// Each plan in turn. Nothing when none keeps the slots, absences and fixed choices.
inline std::optional<Cost> best_of_all_plans(Problem const& problem) {
  std::optional<Cost> best;
  Plan plan(problem.meetings.size());
  std::function<void(std::size_t)> const place = [&](std::size_t m) {
    if (m == plan.size()) {
      auto const cost = plain_cost(problem, plan);
      if (!best || cost < *best) best = cost;
      return;
    }
    for (auto const& set : sets_at(problem, m)) {
      plan[m] = set;
      place(m + 1);
    }
  };
  place(0);
  return best;
}

/// The same for larger cases: plans that end alike after a meeting are carried on once. Nothing is judged or cut.
/// Up to 15 themes and 14 meetings.
inline std::optional<Cost> best_of_all_states(Problem const& problem) {
  std::unordered_map<std::uint64_t, Cost> states{{0, Cost{}}};
  for (std::size_t m = 0; m < problem.meetings.size(); ++m) {
    std::unordered_map<std::uint64_t, Cost> next;
    auto const sets = sets_at(problem, m);
    // A theme's last look takes four bits: 0 for none, or the meeting's number from 1.
    auto const last_of = [](std::uint64_t state, std::size_t t) {
      return static_cast<int>((state >> (4 * t)) & 15U) - 1;
    };
    for (auto const& [state, paid] : states) {
      std::vector<Cost> absent, present;
      for (std::size_t t = 0; t < problem.themes.size(); ++t) {
        auto const last = last_of(state, t);
        absent.push_back(at_meeting(problem, t, last, last, m));
        present.push_back(at_meeting(problem, t, static_cast<int>(m), last, m));
      }
      for (auto const& set : sets) {
        auto cost = paid;
        auto after = state;
        for (std::size_t t = 0; t < problem.themes.size(); ++t) {
          auto const here = has(set, t);
          cost += here ? present[t] : absent[t];
          if (here) after = (after & ~(std::uint64_t{15} << (4 * t))) | (static_cast<std::uint64_t>(m + 1) << (4 * t));
        }
        auto const [found, fresh] = next.try_emplace(after, cost);
        if (!fresh && cost < found->second) found->second = cost;
      }
    }
    states = std::move(next);
  }
  std::optional<Cost> best;
  for (auto const& [state, cost] : states)
    if (!best || cost < *best) best = cost;
  return best;
}

/// Themes and meetings four weeks apart, nothing else.
inline Problem dated(int themes, std::vector<int> const& slots) {
  Problem problem;
  auto day = *Date::from_parts(2026, 9, 16);
  for (int t = 0; t < themes; ++t) problem.themes.push_back(Theme{"t" + std::to_string(t + 1)});
  for (auto const places : slots) {
    problem.meetings.push_back(Meeting{day, places});
    day = day.plus_days(28);
  }
  return problem;
}

/// A case drawn from a seed: uneven slots, absences, choices by hand, requests, limits, red themes, an earlier plan.
inline Problem drawn(std::uint32_t seed, std::size_t most_themes_drawn, std::size_t most_meetings_drawn,
                     std::size_t most_slots) {
  std::mt19937 random{seed};
  auto const below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  std::vector<int> slots(1 + below(most_meetings_drawn));
  for (auto& places : slots) places = static_cast<int>(below(8) == 0 ? 0 : 1 + below(most_slots));
  auto problem = dated(static_cast<int>(1 + below(most_themes_drawn)), slots);
  auto const themes = problem.themes.size();
  auto const meetings = problem.meetings.size();
  bool const firm = below(3) == 0;
  for (auto& theme : problem.themes) {
    theme.meetings_ago = 1 + static_cast<int>(below(6));
    if (below(4) != 0) theme.last = problem.meetings[0].day.plus_days(-28 * theme.meetings_ago);
    theme.red = below(4) == 0;
    theme.every_firm = firm && below(2) == 0;
    theme.red_firm = firm && below(2) == 0;
  }
  auto const density = 2 + below(8);
  for (auto& meeting : problem.meetings)
    for (std::size_t t = 0; t < themes; ++t) {
      auto const what = below(density * 3);
      if (what == 0) meeting.away.push_back(t);
      if (what == 1) meeting.barred.push_back(t);
      if (what == 2 && meeting.fixed.size() < static_cast<std::size_t>(meeting.slots)) meeting.fixed.push_back(t);
    }
  for (auto count = below(3); count > 0; --count)
    problem.requests.push_back({below(themes), below(meetings), below(2) == 0, firm && below(2) == 0});
  if (below(2) == 0) problem.rules.every_meetings = 1 + static_cast<int>(below(5));
  if (below(4) == 0) problem.rules.every_days = 20 + static_cast<int>(below(150));
  if (below(4) == 0) problem.rules.every_months = 1 + static_cast<int>(below(5));
  for (auto i = below(6); i > 0; --i)
    std::next_permutation(problem.rules.importance.begin(), problem.rules.importance.end());
  if (below(3) == 0) problem.rules.odd_slot = OddSlot::stays_free;
  if (below(3) == 0) {
    problem.previous.resize(meetings);
    for (auto& meeting : problem.previous)
      for (std::size_t t = 0; t < themes; ++t)
        if (below(3) == 0) meeting.push_back(t);
  }
  if (below(2) == 0) problem.next_meeting = problem.meetings.back().day.plus_days(28);
  return problem;
}

}  // namespace gt::governance::rota::test
