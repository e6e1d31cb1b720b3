#include "governance/rota/solver/cost.h"

#include <algorithm>

namespace gt::governance::rota {

namespace {

bool holds(std::vector<std::size_t> const& list, std::size_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

Date plus_months(Date day, int months) {
  auto const count = day.year() * 12 + day.month() - 1 + months;
  // 31 August and 6 months is the last day of February.
  for (auto last = day.day();; --last)
    if (auto const found = Date::from_parts(count / 12, count % 12 + 1, last)) return *found;
}

bool can_come(Problem const& problem, std::size_t theme, std::size_t m) {
  auto const& meeting = problem.meetings[m];
  return meeting.slots > 0 && !holds(meeting.away, theme) && !holds(meeting.barred, theme);
}

}  // namespace

Part part_of(Rules const& rules, Soft soft) {
  auto const at = std::find(rules.importance.begin(), rules.importance.end(), soft) - rules.importance.begin();
  return static_cast<Part>(static_cast<std::size_t>(Part::first) + static_cast<std::size_t>(at));
}

bool past_limit(Problem const& problem, std::size_t theme, Place place, std::size_t m) {
  auto const& rules = problem.rules;
  auto const& start = problem.themes[theme];
  auto const wait = static_cast<int>(m) + (place == 0 ? start.meetings_ago : 1 - static_cast<int>(place));
  if (rules.every_meetings && wait >= *rules.every_meetings) return true;
  if (!rules.every_days && !rules.every_months) return false;
  auto const before = start.last ? *start.last : start.since.value_or(problem.meetings.front().day);
  auto const last = place == 0 ? before : problem.meetings[place - 1].day;
  auto const next = m + 1 < problem.meetings.size() ? problem.meetings[m + 1].day
                                                    : problem.next_meeting.value_or(problem.meetings[m].day);
  return (rules.every_days && next > last.plus_days(*rules.every_days)) ||
         (rules.every_months && next > plus_months(last, *rules.every_months));
}

std::size_t first_possible(Problem const& problem, std::size_t theme) {
  std::size_t m = 0;
  while (m < problem.meetings.size() && !can_come(problem, theme, m)) ++m;
  return m;
}

bool unanswered(Request const& request, Place place, std::size_t m) {
  return m >= request.meeting && (request.by ? place == 0 : place <= request.meeting);
}

CostTable::CostTable(Problem const& problem)
    : themes_{problem.themes.size()},
      meetings_{problem.meetings.size()},
      fills_{problem.rules.odd_slot == OddSlot::wraps_round},
      round_{round_length(problem)},
      may_(themes_ * meetings_, 1),
      fixed_(themes_ * meetings_, 0),
      next_fixed_(themes_ * (meetings_ + 1), meetings_),
      unseen_(themes_ * (meetings_ + 1) * meetings_) {
  std::vector<char> before(themes_ * meetings_, 0);
  for (std::size_t m = 0; m < meetings_; ++m) {
    auto const& meeting = problem.meetings[m];
    slots_.push_back(meeting.slots);
    for (auto const t : meeting.away) may_[t * meetings_ + m] = 0;
    for (auto const t : meeting.barred) may_[t * meetings_ + m] = 0;
    for (auto const t : meeting.fixed) fixed_[t * meetings_ + m] = 1;
    if (!problem.previous.empty())
      for (auto const t : problem.previous[m]) before[t * meetings_ + m] = 1;
  }
  auto const limit = part_of(problem.rules, Soft::every);
  auto const returns = part_of(problem.rules, Soft::red_returns);
  auto const answers = part_of(problem.rules, Soft::asked);
  for (std::size_t t = 0; t < themes_; ++t) {
    auto const& theme = problem.themes[t];
    ago_.push_back(theme.meetings_ago);
    seen_before_.push_back(theme.last ? 1 : 0);
    for (auto m = meetings_; m-- > 0;)
      next_fixed_[t * (meetings_ + 1) + m] = fixed(t, m) ? m : next_fixed_[t * (meetings_ + 1) + m + 1];
    auto const red_from = theme.red ? first_possible(problem, t) : meetings_;
    for (Place place = 0; place <= meetings_; ++place) {
      Cost sum{};
      for (std::size_t m = place; m < meetings_; ++m) {
        if (past_limit(problem, t, place, m)) sum[theme.every_firm ? Part::broken : limit] += 1;
        if (place == 0 && m >= red_from) sum[theme.red_firm ? Part::broken : returns] += 1;
        for (auto const& request : problem.requests)
          if (request.theme == t && unanswered(request, place, m)) sum[request.firm ? Part::broken : answers] += 1;
        sum[Part::waiting] += static_cast<int>(m) + (place == 0 ? ago_[t] : 1 - static_cast<int>(place));
        sum[Part::changes] += before[t * meetings_ + m];
        unseen_[(t * (meetings_ + 1) + place) * meetings_ + m] = sum;
      }
    }
  }
}

Cost CostTable::look(std::size_t theme, Place place, std::size_t m) const {
  Cost cost{};
  auto const gap = static_cast<int>(m) + (place == 0 ? ago_[theme] : 1 - static_cast<int>(place));
  bool const again = place > 0 || seen_before_[theme];
  if (!fills_ && again && gap < round_ && !fixed(theme, m)) cost[Part::early] = 1;
  cost[Part::later] = static_cast<std::int64_t>(m);
  cost[Part::turn] = static_cast<std::int64_t>(theme * (meetings_ - m));
  return cost;
}

Cost CostTable::stretch(std::size_t theme, Place place, std::size_t next) const {
  Cost cost{};
  if (next > place) cost += unseen(theme, place, next - 1);
  if (next < meetings_) cost += look(theme, place, next);
  return cost;
}

bool CostTable::possible(std::size_t theme, Place place, std::size_t next) const {
  return next_fixed_[theme * (meetings_ + 1) + place] >= next && (next == meetings_ || may(theme, next));
}

Cost CostTable::row(std::size_t theme, std::vector<std::size_t> const& looks) const {
  Cost cost{};
  Place place = 0;
  for (auto const m : looks) {
    cost += stretch(theme, place, m);
    place = m + 1;
  }
  return cost += stretch(theme, place, meetings_);
}

Cost cost_of(CostTable const& table, Plan const& plan) {
  std::vector<std::vector<std::size_t>> rows(table.themes());
  for (std::size_t m = 0; m < plan.size(); ++m)
    for (auto const t : plan[m]) rows[t].push_back(m);
  Cost cost{};
  for (std::size_t t = 0; t < rows.size(); ++t) cost += table.row(t, rows[t]);
  return cost;
}

bool keeps_to_the_fixed(CostTable const& table, Plan const& plan) {
  if (plan.size() != table.meetings()) return false;
  for (std::size_t m = 0; m < plan.size(); ++m) {
    if (plan[m].size() > static_cast<std::size_t>(table.slots(m))) return false;
    for (std::size_t t = 0; t < table.themes(); ++t) {
      auto const times = std::count(plan[m].begin(), plan[m].end(), t);
      if (times > 1 || (times == 1 && !table.may(t, m)) || (times == 0 && table.fixed(t, m))) return false;
    }
  }
  return true;
}

}  // namespace gt::governance::rota
