#include <algorithm>
#include <random>
#include <utility>
#include <vector>

#include "governance/rota/solver/search.h"
#include "platform/core/progress.h"

namespace gt::governance::rota {

namespace {

using Rows = std::vector<std::vector<std::size_t>>;  ///< meetings by theme, in order

class Exchange {
 public:
  Exchange(CostTable const& table, Plan const& plan)
      : table_{&table}, rows_(table.themes()), load_(table.meetings(), 0) {
    for (std::size_t m = 0; m < plan.size(); ++m)
      for (auto const t : plan[m]) {
        rows_[t].push_back(m);
        ++load_[m];
      }
    for (std::size_t t = 0; t < rows_.size(); ++t) {
      costs_.push_back(table_->row(t, rows_[t]));
      total_ += costs_.back();
    }
  }

  Cost const& total() const { return total_; }

  Plan plan() const {
    Plan plan(table_->meetings());
    for (std::size_t t = 0; t < rows_.size(); ++t)
      for (auto const m : rows_[t]) plan[m].push_back(t);
    return plan;
  }

  /// Until nothing gains.
  void descend() {
    while (pass()) {
    }
  }

  /// Exchanges a few looks whatever they cost.
  void disturb(std::mt19937& random) {
    for (int i = 0; i < 3; ++i) {
      auto const a = random() % table_->meetings();
      auto const b = random() % table_->meetings();
      auto const here = at(a);
      auto const there = at(b);
      if (a == b || here.empty() || there.empty()) continue;
      auto const t = here[random() % here.size()];
      auto const u = there[random() % there.size()];
      if (t == u || !can_leave(t, a) || !can_leave(u, b) || !can_come(t, b) || !can_come(u, a)) continue;
      keep(t, changed(t, a, b));
      keep(u, changed(u, b, a));
    }
  }

 private:
  std::vector<std::size_t> at(std::size_t m) const {
    std::vector<std::size_t> themes;
    for (std::size_t t = 0; t < rows_.size(); ++t)
      if (is_at(t, m)) themes.push_back(t);
    return themes;
  }
  bool is_at(std::size_t t, std::size_t m) const { return std::binary_search(rows_[t].begin(), rows_[t].end(), m); }
  bool can_leave(std::size_t t, std::size_t m) const { return !table_->fixed(t, m); }
  bool can_come(std::size_t t, std::size_t m) const { return table_->may(t, m) && !is_at(t, m); }

  /// The row of `t` without the look at `from` and with one at `to`; the number of meetings stands for none.
  std::vector<std::size_t> changed(std::size_t t, std::size_t from, std::size_t to) const {
    auto row = rows_[t];
    if (from < table_->meetings()) row.erase(std::lower_bound(row.begin(), row.end(), from));
    if (to < table_->meetings()) row.insert(std::lower_bound(row.begin(), row.end(), to), to);
    return row;
  }

  void keep(std::size_t t, std::vector<std::size_t> row) {
    for (auto const m : rows_[t]) --load_[m];
    for (auto const m : row) ++load_[m];
    rows_[t] = std::move(row);
    total_ -= costs_[t];
    costs_[t] = table_->row(t, rows_[t]);
    total_ += costs_[t];
  }

  bool try_one(std::size_t t, std::size_t from, std::size_t to) {
    auto row = changed(t, from, to);
    if (table_->row(t, row) >= costs_[t]) return false;
    keep(t, std::move(row));
    return true;
  }

  bool try_two(std::size_t t, std::size_t t_from, std::size_t t_to, std::size_t u, std::size_t u_from,
               std::size_t u_to) {
    auto first = changed(t, t_from, t_to);
    auto second = changed(u, u_from, u_to);
    if (table_->row(t, first) + table_->row(u, second) >= costs_[t] + costs_[u]) return false;
    keep(t, std::move(first));
    keep(u, std::move(second));
    return true;
  }

  bool pass() {
    auto const none = table_->meetings();
    bool gained = false;
    for (std::size_t t = 0; t < rows_.size(); ++t)
      for (std::size_t a = 0; a <= none; ++a) {
        // `a` = none stands for a look that is new.
        if (a < none && (!is_at(t, a) || !can_leave(t, a))) continue;
        for (std::size_t b = 0; b < none; ++b) {
          if (a < none && !is_at(t, a)) break;
          if (a == b || !can_come(t, b)) continue;
          if (load_[b] < table_->slots(b)) {
            gained = try_one(t, a, b) || gained;
            continue;
          }
          for (std::size_t u = 0; u < rows_.size(); ++u) {
            if (u == t || !is_at(u, b) || !can_leave(u, b)) continue;
            // The other goes where this one leaves, or out.
            if ((a < none && can_come(u, a) && try_two(t, a, b, u, b, a)) || try_two(t, a, b, u, b, none)) {
              gained = true;
              break;
            }
          }
        }
        if (a < none && !table_->fills_every_slot() && is_at(t, a)) gained = try_one(t, a, none) || gained;
      }
    return gained;
  }

  CostTable const* table_;
  Rows rows_;
  std::vector<int> load_;
  std::vector<Cost> costs_;
  Cost total_{};
};

}  // namespace

Plan improved(CostTable const& table, Plan plan, int kicks) {
  if (table.meetings() == 0 || table.themes() == 0) return plan;
  Exchange best{table, plan};
  best.descend();
  std::mt19937 random{7};  // the standard gives its sequence, so plans are the same everywhere
  for (int i = 0; i < kicks; ++i) {
    progress::at(i, kicks, "Making the plan better");
    auto trial = best;
    trial.disturb(random);
    trial.descend();
    if (trial.total() <= best.total()) best = std::move(trial);
  }
  return best.plan();
}

}  // namespace gt::governance::rota
