#include "governance/rota/solver/rota_solver.h"

#include <algorithm>
#include <cmath>

#include "governance/rota/solver/search.h"

namespace gt::governance::rota {

namespace {

bool contains(std::vector<std::size_t> const& list, std::size_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// A bound on the number of states up to which the search may hold them all: six themes and six meetings have 117,649.
constexpr double few_states = 200'000;

struct Best {
  Plan plan;
  Cost cost;
  Cost at_least;
};

/// What was set by hand can stand: `find_clash` found nothing of two or more choices against a meeting.
bool choices_can_stand(CostTable const& table) {
  for (std::size_t m = 0; m < table.meetings(); ++m) {
    int set = 0;
    for (std::size_t t = 0; t < table.themes(); ++t) {
      if (!table.fixed(t, m)) continue;
      ++set;
      if (!table.may(t, m)) return false;
    }
    if (set > table.slots(m)) return false;
  }
  return true;
}

/// The previous plan, made to keep to what is fixed now: often close to the best already.
std::optional<Plan> from_previous(CostTable const& table, Problem const& problem) {
  if (problem.previous.empty()) return std::nullopt;
  Plan plan(table.meetings());
  for (std::size_t m = 0; m < plan.size(); ++m) {
    for (std::size_t t = 0; t < table.themes(); ++t)
      if (table.fixed(t, m)) plan[m].push_back(t);
    for (auto const t : problem.previous[m])
      if (plan[m].size() < static_cast<std::size_t>(table.slots(m)) && table.may(t, m) && !contains(plan[m], t))
        plan[m].push_back(t);
    std::sort(plan[m].begin(), plan[m].end());
  }
  return plan;
}

std::size_t width_for(CostTable const& table, Effort const& effort) {
  auto const states = std::pow(static_cast<double>(table.meetings() + 1), static_cast<double>(table.themes()));
  if (states <= few_states) return static_cast<std::size_t>(states);
  return std::max<std::size_t>(100, effort.states / (table.themes() * table.meetings()));
}

Best find_best(CostTable const& table, Problem const& problem, Effort const& effort) {
  Relaxation relaxation{table};
  relaxation.prepare();
  auto first = search_by_meeting(table, relaxation, std::nullopt, 16, 40);
  Best best{improved(table, *first.plan, 0), {}, {}};
  best.cost = cost_of(table, best.plan);
  auto const consider = [&](Plan plan) {
    auto const cost = cost_of(table, plan);
    if (cost >= best.cost) return;
    best.cost = cost;
    best.plan = std::move(plan);
  };
  if (auto const previous = from_previous(table, problem)) consider(improved(table, *previous, 0));
  relaxation.tighten(best.cost, effort.price_rounds);
  relaxation.prepare();
  best.at_least = relaxation.at_least();
  if (best.at_least == best.cost || effort.states == 0) return best;
  // Narrow first: a cheaper plan lets the wide search drop more.
  for (auto const width : {std::size_t{100}, width_for(table, effort)}) {
    auto searched = search_by_meeting(table, relaxation, best.cost, width, effort.choices);
    if (searched.plan) consider(std::move(*searched.plan));
    if (searched.complete) {
      best.at_least = best.cost;
      return best;
    }
  }
  consider(improved(table, best.plan, effort.kicks));
  consider(improved(table, cooled(table, best.plan, effort.cooling_steps), effort.kicks));
  relaxation.tighten(best.cost, effort.price_rounds);
  best.at_least = relaxation.at_least();
  return best;
}

Why why_of(Problem const& problem, CostTable const& table, Plan const& plan, std::vector<Place> const& places,
           std::size_t t, std::size_t m) {
  if (table.fixed(t, m)) return Why::fixed;
  if (problem.themes[t].red && places[t] == 0) return Why::red_returns;
  for (auto const& request : problem.requests)
    if (request.theme == t && (request.by ? places[t] == 0 : m >= request.meeting && places[t] <= request.meeting))
      return Why::asked;
  if (past_limit(problem, t, places[t], m)) return Why::limit_near;
  auto const wait = [&](std::size_t theme) {
    return static_cast<int>(m) +
           (places[theme] == 0 ? problem.themes[theme].meetings_ago : 1 - static_cast<int>(places[theme]));
  };
  for (std::size_t u = 0; u < table.themes(); ++u)
    if (table.may(u, m) && !contains(plan[m], u) && wait(u) > wait(t)) return Why::suggested;
  return Why::longest_waiting;
}

PlannedTheme described(Problem const& problem, std::size_t t, std::vector<std::size_t> looks) {
  PlannedTheme planned;
  auto const& theme = problem.themes[t];
  auto const first_day = problem.meetings.front().day;
  auto day = theme.last ? *theme.last : theme.since.value_or(first_day);
  int at = -theme.meetings_ago;
  Place place = 0;
  auto const gap = [&](std::size_t m) {
    planned.longest_gap_meetings = std::max(planned.longest_gap_meetings, static_cast<int>(m) - at);
    planned.longest_gap_days = std::max(planned.longest_gap_days, problem.meetings[m].day.days_since(day));
  };
  for (std::size_t m = 0; m < problem.meetings.size(); ++m) {
    if (!contains(looks, m)) {
      planned.past_limit = planned.past_limit || past_limit(problem, t, place, m);
      continue;
    }
    gap(m);
    day = problem.meetings[m].day;
    at = static_cast<int>(m);
    place = m + 1;
  }
  if (looks.empty()) gap(problem.meetings.size() - 1);
  planned.looks = std::move(looks);
  return planned;
}

Solution described(Problem const& problem, CostTable const& table, Best best) {
  Solution solution;
  std::vector<Place> places(table.themes(), 0);
  std::vector<std::vector<std::size_t>> rows(table.themes());
  std::size_t unseen = table.themes();
  for (std::size_t m = 0; m < table.meetings(); ++m) {
    PlannedMeeting meeting;
    for (auto const t : best.plan[m]) {
      auto const kept = !problem.previous.empty() && contains(problem.previous[m], t);
      meeting.slots.push_back({t, why_of(problem, table, best.plan, places, t, m), kept});
    }
    meeting.free = table.slots(m) - static_cast<int>(best.plan[m].size());
    bool somebody = false;
    for (std::size_t t = 0; t < table.themes(); ++t)
      somebody = somebody || (table.may(t, m) && !contains(best.plan[m], t));
    if (meeting.free > 0) meeting.why_free = somebody ? WhyFree::round_over : WhyFree::nobody_can;
    solution.meetings.push_back(std::move(meeting));
    for (auto const t : best.plan[m]) {
      if (places[t] == 0 && --unseen == 0) solution.round_over = m;
      places[t] = m + 1;
      rows[t].push_back(m);
    }
  }
  for (std::size_t t = 0; t < table.themes(); ++t) {
    solution.themes.push_back(described(problem, t, std::move(rows[t])));
    auto const& planned = solution.themes.back();
    auto const looks = static_cast<int>(planned.looks.size());
    auto& fair = solution.fairness;
    fair.fewest_looks = t == 0 ? looks : std::min(fair.fewest_looks, looks);
    fair.most_looks = std::max(fair.most_looks, looks);
    fair.shortest_gap =
        t == 0 ? planned.longest_gap_meetings : std::min(fair.shortest_gap, planned.longest_gap_meetings);
    fair.longest_gap = std::max(fair.longest_gap, planned.longest_gap_meetings);
  }
  solution.round = round_length(problem);
  solution.cost = best.cost;
  solution.at_least = best.at_least;
  solution.proven = best.cost == best.at_least;
  solution.plan = std::move(best.plan);
  return solution;
}

}  // namespace

Result<Outcome> solve(Problem const& problem, Effort const& effort) {
  TRY(check(problem));
  Outcome outcome;
  CostTable const table{problem};
  if (!choices_can_stand(table)) {
    outcome.clash = find_clash(problem);
    return outcome;
  }
  if (problem.meetings.empty()) {
    outcome.solution = Solution{};
    outcome.solution->themes.resize(problem.themes.size());
    outcome.solution->proven = true;
    return outcome;
  }
  auto best = find_best(table, problem, effort);
  if (best.cost[Part::broken] > 0) outcome.clash = find_clash(problem);
  outcome.solution = described(problem, table, std::move(best));
  return outcome;
}

Result<Outcome> outcome_of(Problem const& problem, Found found) {
  TRY(check(problem));
  CostTable const table{problem};
  auto const is_theme = [&](std::size_t theme) { return theme < table.themes(); };
  auto const refused = refuse(ErrorKind::invalid, "This plan is of other themes or meetings.");
  Outcome outcome;
  outcome.clash = std::move(found.clash);
  if (outcome.clash)
    for (auto const& part : outcome.clash->parts)
      if (!is_theme(part.theme) || part.meeting >= std::max<std::size_t>(table.meetings(), 1)) return refused;
  if (!found.plan) return outcome;
  if (found.plan->size() != table.meetings() || problem.meetings.empty()) return refused;
  for (auto const& meeting : *found.plan)
    if (!std::all_of(meeting.begin(), meeting.end(), is_theme)) return refused;
  Best best{*std::move(found.plan), {}, found.at_least};
  best.cost = cost_of(table, best.plan);
  outcome.solution = described(problem, table, std::move(best));
  return outcome;
}

}  // namespace gt::governance::rota
