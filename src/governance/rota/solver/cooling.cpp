#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

#include "governance/rota/solver/search.h"
#include "platform/core/progress.h"

namespace gt::governance::rota {

namespace {

/// What a unit of each part weighs while cooling. Only the way is weighed so: plans are compared by their parts.
constexpr std::array<double, part_count> weights{400'000, 60'000, 3'000, 100, 40, 1, 0.5, 0.001, 0.0001};
constexpr double warmest = 1'500;
constexpr double coldest = 0.5;
constexpr long long steps_between_looks = 1024;

using Row = std::vector<std::size_t>;  ///< the meetings of a theme, in order

double weighed(Cost const& cost) {
  double sum = 0;
  for (std::size_t i = 0; i < part_count; ++i) sum += weights[i] * static_cast<double>(cost.parts[i]);
  return sum;
}

void swap_look(Row& row, std::size_t from, std::size_t to) {
  row.erase(std::lower_bound(row.begin(), row.end(), from));
  row.insert(std::lower_bound(row.begin(), row.end(), to), to);
}

class Cooling {
 public:
  Cooling(CostTable const& table, Plan plan) : table_{table}, plan_{std::move(plan)}, rows_(table.themes()) {
    for (std::size_t m = 0; m < plan_.size(); ++m)
      for (auto const t : plan_[m]) rows_[t].push_back(m);
    for (std::size_t t = 0; t < rows_.size(); ++t) {
      costs_.push_back(table_.row(t, rows_[t]));
      cost_ += costs_.back();
    }
    best_ = plan_;
    best_cost_ = cost_;
  }

  Plan run(long long steps) {
    auto const rate = std::log(coldest / warmest) / static_cast<double>(std::max(steps, 1LL));
    for (long long step = 0; step < steps; ++step) {
      if (step % steps_between_looks == 0) progress::at(step, steps, "Trying exchanges");
      auto const a = random_() % plan_.size();
      auto const b = random_() % plan_.size();
      if (a == b || plan_[a].empty()) continue;
      auto const heat = warmest * std::exp(rate * static_cast<double>(step));
      // Mostly two themes change places; else one that is nowhere in sight takes the place.
      if (random_() % 4 != 0 && !plan_[b].empty())
        exchange(a, random_() % plan_[a].size(), b, random_() % plan_[b].size(), heat);
      else
        replace(a, random_() % plan_[a].size(), random_() % rows_.size(), heat);
    }
    return best_;
  }

 private:
  bool is_at(std::size_t t, std::size_t m) const { return std::binary_search(rows_[t].begin(), rows_[t].end(), m); }

  bool accepted(Cost const& change, double heat) {
    auto const rise = weighed(change);
    if (rise <= 0) return true;
    // 24 bits of chance are exact in a double.
    return static_cast<double>(random_() >> 8) / 16'777'216.0 < std::exp(-rise / heat);
  }

  void keep(std::size_t t, Row const& row, Cost const& cost) {
    rows_[t] = row;
    cost_ += cost - costs_[t];
    costs_[t] = cost;
  }

  void remember() {
    if (cost_ >= best_cost_) return;
    best_cost_ = cost_;
    best_ = plan_;
  }

  void exchange(std::size_t a, std::size_t i, std::size_t b, std::size_t j, double heat) {
    auto const t = plan_[a][i];
    auto const u = plan_[b][j];
    if (t == u || table_.fixed(t, a) || table_.fixed(u, b) || !table_.may(t, b) || !table_.may(u, a) || is_at(t, b) ||
        is_at(u, a))
      return;
    first_ = rows_[t];
    second_ = rows_[u];
    swap_look(first_, a, b);
    swap_look(second_, b, a);
    auto const t_cost = table_.row(t, first_);
    auto const u_cost = table_.row(u, second_);
    if (!accepted(t_cost - costs_[t] + u_cost - costs_[u], heat)) return;
    keep(t, first_, t_cost);
    keep(u, second_, u_cost);
    std::swap(plan_[a][i], plan_[b][j]);
    remember();
  }

  void replace(std::size_t a, std::size_t i, std::size_t u, double heat) {
    auto const t = plan_[a][i];
    if (table_.fixed(t, a) || !table_.may(u, a) || is_at(u, a)) return;
    first_ = rows_[t];
    second_ = rows_[u];
    first_.erase(std::lower_bound(first_.begin(), first_.end(), a));
    second_.insert(std::lower_bound(second_.begin(), second_.end(), a), a);
    auto const t_cost = table_.row(t, first_);
    auto const u_cost = table_.row(u, second_);
    if (!accepted(t_cost - costs_[t] + u_cost - costs_[u], heat)) return;
    keep(t, first_, t_cost);
    keep(u, second_, u_cost);
    plan_[a][i] = u;
    remember();
  }

  CostTable const& table_;
  Plan plan_;
  std::vector<Row> rows_;
  std::vector<Cost> costs_;
  Cost cost_{};
  Plan best_;
  Cost best_cost_{};
  Row first_, second_;
  std::mt19937 random_{11};  // the standard gives its sequence, so plans are the same everywhere
};

}  // namespace

Plan cooled(CostTable const& table, Plan plan, long long steps) {
  if (table.themes() < 2 || table.meetings() < 2) return plan;
  auto found = Cooling{table, std::move(plan)}.run(steps);
  for (auto& meeting : found) std::sort(meeting.begin(), meeting.end());
  return found;
}

}  // namespace gt::governance::rota
