#pragma once

#include <cstddef>
#include <optional>

#include "governance/rota/solver/bound.h"

// The searches for a plan: one meeting after another over all states, which is exact while they are few, and changing a
// plan's places until nothing gains.
namespace gt::governance::rota {

struct Searched {
  std::optional<Plan> plan;  ///< cheaper than the limit; nothing when none was found
  Cost cost{};
  bool complete{true};  ///< no plan under the limit was passed over
};

/// Goes meeting by meeting. A state is each theme's last look: all that later costs depend on. States that cannot end
/// under `limit` by the relaxation's bound are dropped; of more than `width`, the least promising are, and so are
/// choices for a meeting beyond `choices`, which makes the search incomplete. Time and memory are linear in meetings x
/// width x choices x themes; without those limits, states can grow as (meetings + 1) ^ themes. `relaxation` must have
/// been prepared.
Searched search_by_meeting(CostTable const& table, Relaxation const& relaxation, std::optional<Cost> const& limit,
                           std::size_t width, std::size_t choices);

/// Exchanges, replaces, moves and adds looks while that gains; then `kicks` times disturbs a little and tries again,
/// keeping what is not worse. The same every time. One pass takes (looks + places)^2 steps.
Plan improved(CostTable const& table, Plan plan, int kicks);

/// Exchanges looks at random, `steps` times, at first also where that costs more and less and less so (simulated
/// annealing over one weighted sum of the parts), and returns the best plan met by the parts themselves. The same every
/// time.
Plan cooled(CostTable const& table, Plan plan, long long steps);

}  // namespace gt::governance::rota
