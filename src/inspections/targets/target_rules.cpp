#include "inspections/targets/target_rules.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "platform/core/result.h"

namespace gt::inspections {

namespace {

// Best first. "Adequate" is the third grade of the scale before 2013.
constexpr std::array<std::string_view, 5> ladder{"outstanding", "good", "requires improvement", "adequate",
                                                 "inadequate"};

std::optional<std::size_t> rank(std::string_view grade) {
  auto const* found = std::find(ladder.begin(), ladder.end(), grade);
  if (found == ladder.end()) return std::nullopt;
  auto const at = static_cast<std::size_t>(found - ladder.begin());
  return at >= 3 ? at - 1 : at;
}

std::string days_in_words(int days) { return fmt::format("{} {}", days, days == 1 ? "day" : "days"); }

TargetStanding met(TargetFacts const& target, Judged const& by) {
  using State = TargetStanding::State;
  auto const late = by.on.days_since(target.by);
  if (late > 0)
    return {State::met_late, fmt::format("Met late, on {}: {} after its date", by.on.printed(), days_in_words(late)),
            late, true};
  auto const when = late == 0 ? std::string("on its very day") : days_in_words(-late) + " before its date";
  return {State::met, fmt::format("Met on {}, {}", by.on.printed(), when), -late, true};
}

TargetStanding said(TargetFacts const& target) {
  using State = TargetStanding::State;
  auto const on = target.said_on->printed();
  if (*target.said_outcome == "withdrawn") return {State::withdrawn, "Withdrawn on " + on};
  if (*target.said_outcome == "missed") return {State::missed, "Missed, as it was said on " + on};
  auto const late = target.said_on->days_since(target.by);
  if (late > 0)
    return {State::met_late, fmt::format("Met late, as it was said on {}: {} after its date", on, days_in_words(late)),
            late};
  return {State::met, "Met, as it was said on " + on, -late};
}

}  // namespace

std::string_view word(TargetStanding::State state) {
  using State = TargetStanding::State;
  switch (state) {
    case State::open:
      return "open";
    case State::met:
      return "met";
    case State::met_late:
      return "met late";
    case State::missed:
      return "missed";
    case State::date_passed:
      return "date passed";
    case State::superseded:
      return "superseded";
    case State::withdrawn:
      return "withdrawn";
  }
  ENSURE(false);
}

bool is_at_least(std::string_view grade, std::string_view wanted) {
  auto const have = rank(grade), want = rank(wanted);
  return have && want && *have <= *want;
}

TargetStanding standing(TargetFacts const& target, std::vector<Judged> const& judged, Date day) {
  using State = TargetStanding::State;
  auto const is_superseded = target.superseded_on && *target.superseded_on <= day;
  auto const is_withdrawn = target.said_outcome && *target.said_outcome == "withdrawn" && *target.said_on <= day;
  // What comes after it was given up does not count any more.
  auto const last = is_superseded ? *target.superseded_on : is_withdrawn ? *target.said_on : day;
  Judged const* worse = nullptr;
  for (auto const& each : judged) {
    if (each.on <= target.set_on || each.on > last || !rank(each.grade)) continue;
    if (is_at_least(each.grade, target.grade)) return met(target, each);
    worse = &each;
  }
  auto const is_past = last > target.by;
  if (worse != nullptr && is_past)
    return {State::missed, fmt::format("Missed: judged {} on {}", worse->grade, worse->on.printed()), {}, true};
  if (target.said_outcome && *target.said_on <= day) return said(target);
  if (is_superseded) return {State::superseded, "Superseded on " + target.superseded_on->printed()};
  if (is_past)
    return {State::date_passed, fmt::format("Its date passed on {}, and no inspection has judged this since it was set",
                                            target.by.printed())};
  auto const left = target.by.days_since(day);
  return {State::open,
          left == 0 ? std::string("Open: its date is today") : fmt::format("Open: {} left", days_in_words(left)), left};
}

}  // namespace gt::inspections
