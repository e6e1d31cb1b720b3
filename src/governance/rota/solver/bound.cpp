#include "governance/rota/solver/bound.h"

#include <algorithm>
#include <cmath>

#include "platform/core/progress.h"

namespace gt::governance::rota {

namespace {

/// A price below 0 would pay for leaving a place empty, which no plan gains from.
void keep_from_falling_below_nothing(Cost& price) {
  if (price < Cost{}) price = Cost{};
}

Cost rounded_up(Cost scaled) {
  Cost cost{};
  for (std::size_t i = 0; i < part_count; ++i) {
    auto const part = std::max<std::int64_t>(scaled.parts[i], 0);
    cost.parts[i] = (part + Relaxation::scale - 1) / Relaxation::scale;
    // Later parts bound nothing once an earlier one was raised.
    if (scaled.parts[i] < 0 || part % Relaxation::scale != 0) return cost;
  }
  return cost;
}

}  // namespace

Relaxation::Relaxation(CostTable const& table)
    : table_{table}, prices_(table.meetings()), from_(table.meetings() + 2), next_(table.meetings() + 2) {
  bound_ = value(nullptr);
}

void Relaxation::best_rows(std::size_t theme) {
  auto const meetings = table_.meetings();
  for (Place place = meetings + 1; place-- > 0;) {
    bool found = false;
    for (auto next = place; next <= meetings; ++next) {
      if (!table_.possible(theme, place, next)) continue;
      auto cost = table_.stretch(theme, place, next) * scale;
      if (next < meetings) (cost += prices_[next]) += from_[next + 1];
      if (found && cost >= from_[place]) continue;
      found = true;
      from_[place] = cost;
      next_[place] = next;
    }
  }
}

Cost Relaxation::value(std::vector<int>* loads) {
  Cost total{};
  for (std::size_t t = 0; t < table_.themes(); ++t) {
    best_rows(t);
    total += from_[0];
    if (loads == nullptr) continue;
    for (auto next = next_[0]; next < table_.meetings(); next = next_[next + 1]) ++(*loads)[next];
  }
  for (std::size_t m = 0; m < table_.meetings(); ++m) total -= prices_[m] * table_.slots(m);
  return total;
}

void Relaxation::tighten(Cost const& best, int rounds) {
  auto const meetings = table_.meetings();
  for (std::size_t part = 0; part < part_count; ++part) {
    auto best_prices = prices_;
    double pace = 1.0;
    int since = 0;
    for (int round = 0; round < rounds; ++round) {
      progress::at(round, rounds, "Finding how good a plan can be");
      std::vector<int> loads(meetings, 0);
      auto const now = value(&loads);
      if (now > bound_) {
        bound_ = now;
        best_prices = prices_;
        since = 0;
      } else if (++since >= 30) {
        since = 0;
        pace /= 2;
        prices_ = best_prices;
        if (pace < 0.0005) break;
      }
      auto const gap = best.parts[part] * scale - now.parts[part];
      std::int64_t length = 0;
      for (std::size_t m = 0; m < meetings; ++m) {
        std::int64_t const over = loads[m] - table_.slots(m);
        if (over > 0 || prices_[m] > Cost{}) length += over * over;
      }
      if (gap <= 0 || length == 0) break;
      auto const step = pace * static_cast<double>(gap) / static_cast<double>(length);
      for (std::size_t m = 0; m < meetings; ++m) {
        prices_[m].parts[part] += std::llround(step * (loads[m] - table_.slots(m)));
        keep_from_falling_below_nothing(prices_[m]);
      }
    }
    prices_ = best_prices;
    if (bound_.parts[part] < best.parts[part] * scale) return;
  }
}

Cost Relaxation::at_least() const { return rounded_up(bound_); }

void Relaxation::prepare() {
  auto const meetings = table_.meetings();
  to_go_.assign(table_.themes() * meetings * (meetings + 1), Cost{});
  for (std::size_t t = 0; t < table_.themes(); ++t) {
    best_rows(t);
    for (std::size_t m = 0; m < meetings; ++m)
      for (Place place = 0; place <= m + 1; ++place) {
        auto const charged = m >= place ? table_.unseen(t, place, m) : Cost{};
        auto& best = to_go_[(t * meetings + m) * (meetings + 1) + place];
        bool found = false;
        for (auto next = m + 1; next <= meetings; ++next) {
          // A choice set by hand at or before m was kept already, or is before `place`.
          if (!table_.possible(t, m + 1, next)) continue;
          auto cost = (table_.stretch(t, place, next) - charged) * scale;
          if (next < meetings) (cost += prices_[next]) += from_[next + 1];
          if (!found || cost < best) best = cost;
          found = true;
        }
      }
  }
  paid_back_.assign(meetings, Cost{});
  for (auto m = meetings; m-- > 1;) paid_back_[m - 1] = paid_back_[m] + prices_[m] * table_.slots(m);
}

}  // namespace gt::governance::rota
