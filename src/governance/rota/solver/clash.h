#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "governance/rota/solver/problem.h"

// What to tell when the rules that may not give way cannot all hold: the fewest of them that cannot hold together.
namespace gt::governance::rota {

enum class FirmRule {
  slots,   ///< the meeting's number of places
  fixed,   ///< the theme was set at the meeting by hand
  away,    ///< the theme's lead is away from the meeting
  barred,  ///< the theme was marked "not here" at the meeting
  every,   ///< the theme's limit between two looks
  red,     ///< the theme is off track and returns at the next meeting it can
  asked,   ///< the board's request
};

struct ClashPart {
  FirmRule rule;
  std::size_t theme{0};  ///< all but slots
  std::size_t meeting{
      0};  ///< slots, fixed, away, barred: that meeting; red: the one it can return to; asked: asked for
  friend bool operator==(ClashPart const&, ClashPart const&) = default;
};

/// When it is the smallest, leaving out any one of the parts makes the others possible.
struct Clash {
  std::vector<ClashPart> parts;
  bool smallest{true};  ///< no other clash has fewer parts; false when that could not be shown within the work allowed
};

/// Nothing when the firm rules can hold together, or when that could neither be found nor refuted (20 million
/// states looked at). A problem must have passed `check`.
///
/// Method: fewest-part clashes by hitting sets. Any clash has a part of every set whose removal makes a plan possible;
/// the smallest set that hits all those known is a clash or, grown as far as it goes, leaves out a new such set.
/// Whether a set of rules can hold is decided meeting by meeting over the states of last looks, keeping only those that
/// no other is at least as late in everywhere (a later look never makes a later rule harder). Exponential at worst,
/// hence the limit: then rules are left out one by one while what remains is still shown impossible.
std::optional<Clash> find_clash(Problem const& problem);

/// True when the firm rules can hold together, false when they cannot, nothing when neither could be shown.
std::optional<bool> can_hold(Problem const& problem);

}  // namespace gt::governance::rota
