#include "governance/rota/solver/clash.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "governance/rota/solver/bound.h"
#include "governance/rota/solver/cost.h"
#include "platform/core/progress.h"

namespace gt::governance::rota {

namespace {

/// States looked at before a question stays open, and over all questions of one clash.
constexpr long long question_effort = 200'000;
constexpr long long clash_effort = 20'000'000;
/// Beyond so many themes x meetings only counting is tried in earnest: states are too many.
constexpr std::size_t few_cells = 200;
constexpr long long question_effort_of_many = 2'000;

bool has(std::vector<std::size_t> const& list, std::size_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

using Chosen = std::vector<char>;  ///< by part: whether it is to hold

/// The firm rules of a problem, and whether some of them can hold together.
class FirmRules {
 public:
  explicit FirmRules(Problem const& problem) : problem_{problem} {
    auto const themes = problem.themes.size();
    for (std::size_t m = 0; m < problem.meetings.size(); ++m) {
      auto const& meeting = problem.meetings[m];
      parts_.push_back({FirmRule::slots, 0, m});
      for (std::size_t t = 0; t < themes; ++t) {
        if (has(meeting.fixed, t)) parts_.push_back({FirmRule::fixed, t, m});
        if (has(meeting.away, t)) parts_.push_back({FirmRule::away, t, m});
        if (has(meeting.barred, t)) parts_.push_back({FirmRule::barred, t, m});
      }
    }
    for (std::size_t t = 0; t < themes; ++t) {
      auto const& theme = problem.themes[t];
      auto const limited = problem.rules.every_meetings || problem.rules.every_days || problem.rules.every_months;
      if (theme.every_firm && limited) parts_.push_back({FirmRule::every, t, 0});
      auto const back = first_possible(problem, t);
      if (theme.red && theme.red_firm && back < problem.meetings.size()) parts_.push_back({FirmRule::red, t, back});
    }
    for (std::size_t i = 0; i < problem.requests.size(); ++i)
      if (problem.requests[i].firm) {
        requests_.resize(parts_.size() + 1);
        requests_[parts_.size()] = i;
        parts_.push_back({FirmRule::asked, problem.requests[i].theme, problem.requests[i].meeting});
      }
  }

  std::vector<ClashPart> const& parts() const { return parts_; }
  long long looked_at() const { return looked_at_; }

  /// True, false, or nothing when it was given up.
  std::optional<bool> can_hold(Chosen const& chosen);

 private:
  void take(Chosen const& chosen);
  void allow_stretches();
  bool stretch(std::size_t t, Place place, std::size_t next) const {
    return stretch_[(t * (meetings() + 1) + place) * (meetings() + 1) + next] != 0;
  }
  /// The theme, last looked at in `place`, need not be looked at before the meeting after `m`.
  bool can_wait(std::size_t t, Place place, std::size_t m) const {
    return wait_[(t * (meetings() + 1) + place) * (meetings() + 1) + m] != 0;
  }
  std::size_t themes() const { return problem_.themes.size(); }
  std::size_t meetings() const { return problem_.meetings.size(); }
  bool counting_refutes() const;

  Problem const& problem_;
  std::vector<ClashPart> parts_;
  std::vector<std::size_t> requests_;  ///< by part
  long long looked_at_{0};
  // Of the rules chosen:
  std::vector<int> slots_;
  std::vector<char> may_, fixed_, every_;
  std::vector<std::size_t> red_by_;
  std::vector<Request> asked_;
  std::vector<char> stretch_, wait_;
  std::vector<std::size_t> reach_;  ///< by theme and place: the farthest end of a stretch
};

void FirmRules::take(Chosen const& chosen) {
  slots_.assign(meetings(), static_cast<int>(themes()));
  may_.assign(themes() * meetings(), 1);
  fixed_.assign(themes() * meetings(), 0);
  every_.assign(themes(), 0);
  red_by_.assign(themes(), meetings());
  asked_.clear();
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (!chosen[i]) continue;
    auto const& part = parts_[i];
    auto const cell = part.theme * meetings() + part.meeting;
    switch (part.rule) {
      case FirmRule::slots:
        slots_[part.meeting] = problem_.meetings[part.meeting].slots;
        break;
      case FirmRule::fixed:
        fixed_[cell] = 1;
        break;
      case FirmRule::away:
      case FirmRule::barred:
        may_[cell] = 0;
        break;
      case FirmRule::every:
        every_[part.theme] = 1;
        break;
      case FirmRule::red:
        red_by_[part.theme] = part.meeting;
        break;
      case FirmRule::asked:
        asked_.push_back(problem_.requests[requests_[i]]);
        break;
    }
  }
}

/// Which stretches between two looks break nothing, and until when a theme may wait if it is to come to the end.
void FirmRules::allow_stretches() {
  auto const ends = meetings() + 1;
  stretch_.assign(themes() * ends * ends, 0);
  wait_.assign(themes() * ends * ends, 0);
  reach_.assign(themes() * ends, 0);
  for (std::size_t t = 0; t < themes(); ++t) {
    for (Place place = 0; place <= meetings(); ++place)
      for (auto next = place; next <= meetings(); ++next) {
        auto const at = (t * ends + place) * ends + next;
        stretch_[at] = next == meetings() || may_[t * meetings() + next] ? 1 : 0;
        reach_[t * ends + place] = next;
        if (next == meetings()) break;
        // What is unseen at `next` holds for every longer stretch.
        bool broken = fixed_[t * meetings() + next] != 0 || (every_[t] && past_limit(problem_, t, place, next)) ||
                      (place == 0 && next >= red_by_[t]);
        for (auto const& request : asked_) broken = broken || (request.theme == t && unanswered(request, place, next));
        if (broken) break;
      }
    // From the end: a place from which the end can be reached by stretches that are allowed.
    std::vector<char> reaches(ends + 1, 0);
    for (Place place = meetings() + 1; place-- > 0;)
      for (auto next = place; next <= meetings(); ++next)
        if (stretch(t, place, next) && (next == meetings() || reaches[next + 1])) reaches[place] = 1;
    for (Place place = 0; place <= meetings(); ++place) {
      bool later = false;
      for (auto m = meetings() + 1; m-- > place;) {
        // `later`: some look after m, or the end, still works.
        if (m < meetings()) wait_[(t * ends + place) * ends + m] = later ? 1 : 0;
        later = later || (stretch(t, place, m) && (m == meetings() || reaches[m + 1]));
      }
      // In the last column: whether the theme can come to the end from here at all.
      wait_[(t * ends + place) * ends + meetings()] = later ? 1 : 0;
    }
  }
}

/// Counts, for each run of meetings, the fewest looks that each theme must have within it.
bool FirmRules::counting_refutes() const {
  auto const none = static_cast<int>(meetings()) + 1;
  for (std::size_t from = 0; from < meetings(); ++from) {
    int room = 0;
    for (auto to = from; to < meetings(); ++to) {
      room += slots_[to];
      if (room >= static_cast<int>(themes() * (to - from + 1))) continue;
      int needed = 0;
      for (std::size_t t = 0; t < themes() && needed <= room; ++t) {
        std::vector<int> fewest(meetings() + 2, none);
        for (Place place = meetings() + 1; place-- > 0;)
          for (auto next = place; next <= reach_[t * (meetings() + 1) + place]; ++next)
            if (stretch(t, place, next))
              fewest[place] = std::min(
                  fewest[place], next == meetings() ? 0 : fewest[next + 1] + (next >= from && next <= to ? 1 : 0));
        needed += fewest[0];
      }
      if (needed > room) return true;
    }
  }
  return false;
}

using State = std::string;  ///< one byte a theme: the place of its last look

bool at_least_as_late(State const& a, State const& b) {
  for (std::size_t t = 0; t < a.size(); ++t)
    if (static_cast<unsigned char>(a[t]) < static_cast<unsigned char>(b[t])) return false;
  return true;
}

/// Adds the state unless one that is at least as late is there, and drops those it makes needless.
void keep_latest(std::vector<State>& states, State const& state) {
  for (auto const& other : states)
    if (at_least_as_late(other, state)) return;
  states.erase(
      std::remove_if(states.begin(), states.end(), [&](State const& other) { return at_least_as_late(state, other); }),
      states.end());
  states.push_back(state);
}

std::optional<bool> FirmRules::can_hold(Chosen const& chosen) {
  take(chosen);
  allow_stretches();
  for (std::size_t t = 0; t < themes(); ++t)
    if (!can_wait(t, 0, meetings())) return false;
  if (counting_refutes()) return false;
  auto const limit = looked_at_ + (themes() * meetings() <= few_cells ? question_effort : question_effort_of_many);
  bool complete = true;
  std::vector<State> states{State(themes(), '\0')};
  for (std::size_t m = 0; m < meetings(); ++m) {
    progress::at(looked_at_, clash_effort, "Finding which firm rules cannot hold together");
    std::vector<State> next;
    for (auto const& state : states) {
      auto child = state;
      std::vector<std::size_t> free;
      int room = slots_[m];
      bool dead = false;
      for (std::size_t t = 0; t < themes(); ++t) {
        auto const place = static_cast<Place>(static_cast<unsigned char>(state[t]));
        bool const can = may_[t * meetings() + m] && stretch(t, place, m) && can_wait(t, m + 1, meetings());
        if (!can_wait(t, place, m)) {
          dead = dead || !can || --room < 0;
          child[t] = static_cast<char>(static_cast<unsigned char>(m + 1));
        } else if (can) {
          free.push_back(t);
        }
      }
      if (dead) continue;
      // More looks never make anything harder, so all the room is used. Who must come again soonest goes first, which
      // finds a way quickly when there is one.
      auto const deadline = [&](std::size_t t) {
        auto last = m;
        while (last < meetings() && can_wait(t, static_cast<unsigned char>(state[t]), last)) ++last;
        return last;
      };
      std::vector<std::pair<std::size_t, std::size_t>> order;
      for (auto const t : free) order.emplace_back(deadline(t), t);
      std::sort(order.begin(), order.end());
      auto const take_now = std::min(order.size(), static_cast<std::size_t>(room));
      std::vector<char> pick(order.size(), 0);
      std::fill(pick.begin(), pick.begin() + static_cast<std::ptrdiff_t>(take_now), 1);
      do {
        if (++looked_at_ > limit || looked_at_ > clash_effort) {
          complete = false;
          break;
        }
        auto offered = child;
        for (std::size_t i = 0; i < order.size(); ++i)
          if (pick[i]) offered[order[i].second] = static_cast<char>(static_cast<unsigned char>(m + 1));
        keep_latest(next, offered);
      } while ((complete || next.size() < 20) && next.size() < 400 && std::prev_permutation(pick.begin(), pick.end()));
      if (next.size() >= 400) complete = false;
    }
    states = std::move(next);
    if (states.empty()) return complete ? std::optional{false} : std::nullopt;
  }
  return true;
}

/// The fewest parts that have one of each set.
class HittingSets {
 public:
  explicit HittingSets(std::size_t parts) : chosen_(parts, 0) {}

  void add(std::vector<std::size_t> set) { sets_.push_back(std::move(set)); }

  /// Nothing when all of them have `limit` parts or more.
  std::optional<Chosen> smallest(std::size_t limit) {
    best_.reset();
    best_size_ = limit;
    work_ = 0;
    std::fill(chosen_.begin(), chosen_.end(), 0);
    branch(0);
    return best_;
  }
  bool gave_up() const { return work_ > 300'000; }

 private:
  bool hit(std::vector<std::size_t> const& set) const {
    return std::any_of(set.begin(), set.end(), [&](std::size_t part) { return chosen_[part] != 0; });
  }

  void branch(std::size_t size) {
    if (++work_ > 300'000) return;
    // Sets that share nothing each need a part of their own.
    Chosen used(chosen_.size(), 0);
    std::size_t apart = 0;
    std::vector<std::size_t> const* fewest = nullptr;
    for (auto const& set : sets_) {
      if (hit(set)) continue;
      if (fewest == nullptr || set.size() < fewest->size()) fewest = &set;
      if (std::any_of(set.begin(), set.end(), [&](std::size_t part) { return used[part] != 0; })) continue;
      ++apart;
      for (auto const part : set) used[part] = 1;
    }
    if (size + apart >= best_size_) return;
    if (fewest == nullptr) {
      best_ = chosen_;
      best_size_ = size;
      return;
    }
    for (auto const part : *fewest) {
      chosen_[part] = 1;
      branch(size + 1);
      chosen_[part] = 0;
    }
  }

  std::vector<std::vector<std::size_t>> sets_;
  Chosen chosen_;
  std::optional<Chosen> best_;
  std::size_t best_size_{0};
  long long work_{0};
};

std::size_t size_of(Chosen const& chosen) {
  return static_cast<std::size_t>(std::count(chosen.begin(), chosen.end(), 1));
}

/// Leaves parts out, many at once and then one by one, while the rest is still shown impossible.
Chosen without_needless(FirmRules& rules, Chosen chosen) {
  for (auto block = chosen.size() / 2; block > 0; block /= 2)
    for (auto end = chosen.size(); end > 0; end -= std::min(end, block)) {
      auto fewer = chosen;
      std::fill(fewer.begin() + static_cast<std::ptrdiff_t>(end - std::min(end, block)),
                fewer.begin() + static_cast<std::ptrdiff_t>(end), 0);
      if (fewer != chosen && rules.can_hold(fewer) == std::optional{false}) chosen = fewer;
    }
  return chosen;
}

/// What is left out of the largest possible set around `chosen`.
std::vector<std::size_t> left_out(FirmRules& rules, Chosen chosen) {
  std::vector<std::size_t> set;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (chosen[i]) continue;
    chosen[i] = 1;
    if (rules.can_hold(chosen) == std::optional{true}) continue;
    chosen[i] = 0;
    set.push_back(i);
  }
  return set;
}

}  // namespace

std::optional<bool> can_hold(Problem const& problem) {
  FirmRules rules{problem};
  return rules.can_hold(Chosen(rules.parts().size(), 1));
}

std::optional<Clash> find_clash(Problem const& problem) {
  FirmRules rules{problem};
  Chosen all(rules.parts().size(), 1);
  if (rules.can_hold(all) != std::optional{false}) return std::nullopt;
  auto best = without_needless(rules, all);
  bool smallest = false;
  HittingSets sets{all.size()};
  bool const few = problem.themes.size() * problem.meetings.size() <= few_cells;
  while (few && rules.looked_at() < clash_effort) {
    auto const candidate = sets.smallest(size_of(best));
    if (sets.gave_up()) break;
    if (!candidate) {
      smallest = true;
      break;
    }
    auto const holds = rules.can_hold(*candidate);
    if (!holds) break;
    if (!*holds) {
      best = *candidate;
      smallest = true;
      break;
    }
    sets.add(left_out(rules, *candidate));
  }
  Clash clash;
  for (std::size_t i = 0; i < best.size(); ++i)
    if (best[i]) clash.parts.push_back(rules.parts()[i]);
  clash.smallest = smallest;
  return clash;
}

}  // namespace gt::governance::rota
