#pragma once

#include <vector>

#include "governance/rota/solver/cost.h"

// A bound that no plan can be under. Without the meetings' slots the themes would be planned each by itself, which is a
// shortest path over its looks. So a place at a meeting is given a price: every theme pays it, the meeting's slots are
// paid back, and whatever the prices, no plan that keeps the slots costs less than the themes' cheapest paths together.
// Prices are raised where too many themes come and lowered where too few do (subgradient steps, a fixed number).
// A price is a cost itself, compared part after part, so one set of prices bounds all the parts in turn.
namespace gt::governance::rota {

class Relaxation {
 public:
  /// Costs are counted in this many parts of one, so that prices may be fractions and every sum stays exact.
  static constexpr std::int64_t scale = 240;

  /// Keeps a reference to the table.
  explicit Relaxation(CostTable const& table);

  /// Moves the prices, part by part, towards `best`, the cost of a plan that is known; `rounds` steps a part.
  /// It stops at the first part whose bound does not reach it, since later parts say nothing then.
  void tighten(Cost const& best, int rounds);

  /// No plan costs less. Parts after the first that is rounded up are 0.
  Cost at_least() const;
  /// The cheapest end for a theme last looked at in `place`, after meeting `m`; scaled, future prices paid.
  Cost const& to_go(std::size_t theme, std::size_t m, Place place) const {
    return to_go_[(theme * table_.meetings() + m) * (table_.meetings() + 1) + place];
  }
  /// What is paid back for the slots of the meetings after `m`; scaled.
  Cost const& paid_back_after(std::size_t m) const { return paid_back_[m]; }
  /// Makes `to_go` and `paid_back_after` those of the present prices.
  void prepare();

 private:
  Cost value(std::vector<int>* loads);
  void best_rows(std::size_t theme);

  CostTable const& table_;
  std::vector<Cost> prices_;
  Cost bound_;
  std::vector<Cost> from_;         ///< for the theme at hand, by place: its cheapest end
  std::vector<std::size_t> next_;  ///< and the look that begins it
  std::vector<Cost> to_go_;
  std::vector<Cost> paid_back_;
};

}  // namespace gt::governance::rota
