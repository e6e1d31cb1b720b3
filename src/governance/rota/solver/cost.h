#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "governance/rota/solver/problem.h"

// What a plan costs: nine whole numbers compared one after another, so that no gain in a later one ever pays for a loss
// in an earlier. Everything is a sum over themes, and for a theme a sum over the stretches between two of its looks;
// only the meetings' slots join themes together. The search and the bound rest on that.
//
// A theme's wait at a meeting is the number of meetings since its last look: 0 when it is looked at there, and counted
// from `meetings_ago` before its first. At each meeting, after it is held:
//
//   limit   1 for each theme that is not there and, even were it at the next meeting, would be past its limit: the
//           last look is `every_meetings` or more meetings back, or the next meeting's day lies more than `every_days`
//           or `every_months` after it (at the last meeting planned, when the next is unknown, its own day). A limit
//           shorter than the time between two meetings asks for every meeting
//   red     1 for each red theme that has not been looked at since the first meeting, from the one it can first come
//           to (slots there, lead not away, not marked "not here")
//   asked   1 for each request not yet met: from its meeting on, no look since (by: no look at all)
//
//   0 broken    limit + red + asked, where they are firm
//   1-3         limit, red and asked where they are not firm, in the rules' order of importance
//   4 early     odd slot stays free: looks sooner than a round after the theme's last, not set by hand; otherwise 0.
//               A theme's first look ever is never early
//   5 waiting   the waits of all themes after all meetings, added up. A gap of g meetings adds 1 + 2 + ... up to g - 1:
//               even gaps cost less than uneven ones, an empty place costs, and who has waited longest is first
//   6 changes   places of the previous plan that are not kept
//   7 later     for each look, the meetings before it: where places stay free, the last ones do
//   8 turn      for each look, the theme's place in the list times the meetings from it to the end: between equals the
//               theme that stands first comes first
namespace gt::governance::rota {

enum class Part : std::size_t { broken, first, second, third, early, waiting, changes, later, turn };
inline constexpr std::size_t part_count = 9;

struct Cost {
  std::array<std::int64_t, part_count> parts{};

  std::int64_t& operator[](Part part) { return parts[static_cast<std::size_t>(part)]; }
  std::int64_t operator[](Part part) const { return parts[static_cast<std::size_t>(part)]; }
  Cost& operator+=(Cost const& other) {
    for (std::size_t i = 0; i < part_count; ++i) parts[i] += other.parts[i];
    return *this;
  }
  Cost& operator-=(Cost const& other) {
    for (std::size_t i = 0; i < part_count; ++i) parts[i] -= other.parts[i];
    return *this;
  }
  friend Cost operator+(Cost a, Cost const& b) { return a += b; }
  friend Cost operator-(Cost a, Cost const& b) { return a -= b; }
  friend Cost operator*(Cost a, std::int64_t factor) {
    for (auto& part : a.parts) part *= factor;
    return a;
  }
  friend bool operator==(Cost const&, Cost const&) = default;
  friend auto operator<=>(Cost const&, Cost const&) = default;
};

/// The part that a rule that is not firm adds to.
Part part_of(Rules const& rules, Soft soft);

/// Where a theme was last looked at: 0 is before the first meeting, m + 1 is meeting m.
using Place = std::size_t;

/// True when, not being at meeting `m` and last looked at in `place`, the theme is past its limit by the next meeting.
bool past_limit(Problem const& problem, std::size_t theme, Place place, std::size_t m);
/// The first meeting the theme can come to; the number of meetings when there is none.
std::size_t first_possible(Problem const& problem, std::size_t theme);
/// True when the request is not met after meeting `m`.
bool unanswered(Request const& request, Place place, std::size_t m);

/// The costs of one theme's stretches. Lists of a problem must have passed `check`.
class CostTable {
 public:
  explicit CostTable(Problem const& problem);

  std::size_t themes() const { return themes_; }
  std::size_t meetings() const { return meetings_; }
  int slots(std::size_t m) const { return slots_[m]; }
  bool may(std::size_t theme, std::size_t m) const { return may_[theme * meetings_ + m] != 0; }
  bool fixed(std::size_t theme, std::size_t m) const { return fixed_[theme * meetings_ + m] != 0; }
  bool fills_every_slot() const { return fills_; }

  /// Of not being looked at from the meeting after `place` through `m`; nothing when `m` is not after `place`.
  Cost const& unseen(std::size_t theme, Place place, std::size_t m) const {
    return unseen_[(theme * (meetings_ + 1) + place) * meetings_ + m];
  }
  /// Of that look itself, the last one before it in `place`.
  Cost look(std::size_t theme, Place place, std::size_t m) const;
  /// Of the stretch from `place` to a look at `next`, with that look; `next` = meetings() is the end.
  Cost stretch(std::size_t theme, Place place, std::size_t next) const;
  /// False when a choice set by hand lies between, or the theme may not be at `next`.
  bool possible(std::size_t theme, Place place, std::size_t next) const;

  /// Of a theme looked at in those meetings, in order.
  Cost row(std::size_t theme, std::vector<std::size_t> const& looks) const;

 private:
  std::size_t themes_;
  std::size_t meetings_;
  bool fills_;
  int round_;
  std::vector<int> slots_;
  std::vector<char> may_, fixed_, seen_before_;
  std::vector<std::size_t> next_fixed_;  ///< by theme and meeting: the first choice set by hand from it on
  std::vector<int> ago_;
  std::vector<Cost> unseen_;
};

/// Of a whole plan that keeps the slots, absences and choices set by hand.
Cost cost_of(CostTable const& table, Plan const& plan);

/// True when every meeting keeps its slots, every choice set by hand stands, and nobody is placed who may not be.
bool keeps_to_the_fixed(CostTable const& table, Plan const& plan);

}  // namespace gt::governance::rota
