#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/core/date.h"

/// How a target for a judgement ended, from what was judged since. Pure.
namespace gt::inspections {

/// One judgement in one line of the history.
struct Judged {
  std::string grade;       ///< "good"
  Date on;                 ///< the day from which it stands (judged_on)
  std::string inspection;  ///< its title
};

/// A target as it was set, and what people have said of its end.
struct TargetFacts {
  std::string grade;
  Date by, set_on;
  std::optional<std::string> said_outcome;  ///< "met", "missed" or "withdrawn"
  std::optional<Date> said_on;
  std::optional<Date> superseded_on;
};

struct TargetStanding {
  enum class State { open, met, met_late, missed, date_passed, superseded, withdrawn } state;
  std::string words;          ///< "Met on 5 September 2025, 206 days before its date"
  std::optional<int> days{};  ///< of met: before its date (0 on the day); of met late: after it
  bool is_from_inspection = false;
};
/// "open", "met", "met late", "missed", "date passed", "superseded", "withdrawn"
std::string_view word(TargetStanding::State state);

/// Whether `grade` is as good as `wanted`, or better. False for what is no grade of the scale ("not judged").
bool is_at_least(std::string_view grade, std::string_view wanted);

/// As it stood on `day`. `judged` is the line's, oldest first; what came before the target was set does not count.
/// An inspection outranks what people say: a judgement that reaches the grade meets the target; one that does not
/// misses it once its date has passed. A target that no inspection has tested is neither met nor missed when its date
/// passes.
TargetStanding standing(TargetFacts const& target, std::vector<Judged> const& judged, Date day);

}  // namespace gt::inspections
