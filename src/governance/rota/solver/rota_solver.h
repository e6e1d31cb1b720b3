#pragma once

#include <optional>
#include <vector>

#include "governance/rota/solver/clash.h"
#include "governance/rota/solver/cost.h"
#include "governance/rota/solver/problem.h"

// Plans which themes a board looks at when. cost.h says what is best; clash.h what is said when nothing can be.
//
// Method. 1 A plan is found meeting by meeting, and by exchanging its looks. 2 Prices on the meetings' places give a
// bound that no plan can be under (bound.h). 3 A search over all states that could still be cheaper follows; while they
// are few, as on every case of six themes and six meetings and on a usual year of a board, it is exact. Otherwise the
// plan found stands beside the bound. The same problem always gets the same plan.
//
// Work: the cost table themes x meetings^2; a step of the prices as much; the search meetings x states x choices x
// themes with at most states / (themes x meetings) states a meeting; exact planning is exponential in the number of
// themes.
namespace gt::governance::rota {

enum class Why {
  fixed,            ///< set by hand
  red_returns,      ///< off track, and this is its return
  asked,            ///< the board asked, and this answers it
  limit_near,       ///< at the next meeting it would be past its limit
  longest_waiting,  ///< none that could come here and does not has waited longer
  suggested,        ///< evens out the waits of all themes together
};

struct Slot {
  std::size_t theme;
  Why why;
  bool kept;  ///< the previous plan had it here
};

enum class WhyFree {
  nobody_can,  ///< every theme is here, away or marked "not here"
  round_over,  ///< every theme was looked at in this round, and the odd slot stays free by rule
};

struct PlannedMeeting {
  std::vector<Slot> slots;  ///< in the themes' order
  int free{0};
  std::optional<WhyFree> why_free;
};

struct PlannedTheme {
  std::vector<std::size_t> looks;  ///< meetings, in order
  int longest_gap_meetings{0};     ///< between two looks, the one before the first meeting counted
  int longest_gap_days{0};         ///< the same in days; without any look, to the last meeting
  bool past_limit{false};          ///< at some meeting, by the definition in cost.h
};

/// How evenly the themes come.
struct Fairness {
  int fewest_looks{0};
  int most_looks{0};
  int shortest_gap{0};  ///< the shortest of the themes' longest gaps, in meetings
  int longest_gap{0};
};

struct Solution {
  Plan plan;
  std::vector<PlannedMeeting> meetings;
  std::vector<PlannedTheme> themes;
  Fairness fairness;
  int round{0};                           ///< meetings in a full round, as `round_length`
  std::optional<std::size_t> round_over;  ///< the meeting by which every theme has been looked at
  Cost cost;
  Cost at_least;       ///< no plan costs less
  bool proven{false};  ///< the plan is the best there is: cost equals at_least
};

struct Outcome {
  std::optional<Solution> solution;  ///< nothing when what was set by hand clashes with itself, the slots or an absence
  std::optional<Clash> clash;        ///< the firm rules cannot all hold; a solution beside it breaks the fewest
};

/// How long to try. The work is counted, not timed, so that plans do not depend on the machine.
struct Effort {
  std::size_t states{1'000'000};  ///< themes x meetings x states a meeting that the wide search may hold; 0 does
                                  ///< without it and all that follows
  std::size_t choices{300};       ///< sets of themes tried at a meeting from each state
  int price_rounds{600};
  int kicks{40};
  long long cooling_steps{100'000};
};
/// For `bench/plan_rota.cpp` and whoever can wait.
inline constexpr Effort thorough{2'000'000, 300, 8'000, 400, 3'000'000};

/// Errors: invalid, as `check`. Says how far it is (platform/core/progress.h).
Result<Outcome> solve(Problem const& problem, Effort const& effort = {});

/// What of an outcome took long to find.
struct Found {
  std::optional<Plan> plan;  ///< nothing where there was no solution
  Cost at_least;
  std::optional<Clash> clash;
};
/// The outcome again of which this was found before, for the same problem. Errors: invalid, as `check`, and for what
/// does not fit the problem.
Result<Outcome> outcome_of(Problem const& problem, Found found);

}  // namespace gt::governance::rota
