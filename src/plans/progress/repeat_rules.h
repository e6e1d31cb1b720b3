#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/core/date.h"

/// When a cycle of updates that repeats is asked for again. Pure.
namespace gt::plans {

enum class Every { two_weeks, month, quarter, never };
/// "two weeks", "month", "quarter", "never".
std::string_view word(Every every);
std::optional<Every> every_from(std::string_view text);
/// "every two weeks", "monthly", "every three months"; never for `never`.
std::string_view in_words(Every every);

/// The cycle that is repeated, as it was asked for.
struct RepeatedCycle {
  std::string title;
  Date opened_on, due;
};

/// The same day so many times later: the weekday, or the day of the month, and the month's last where it is shorter.
/// Counted from the first, so that a 31st comes back after a short month. `never` is a bug.
Date moved(Date first, Every every, int times);

/// Whether owners have until the next would be asked for, or longer.
bool is_too_long(RepeatedCycle const& first, Every every);

/// The last cycle that was asked for, by whatever way.
struct LastCycle {
  std::optional<Date> period;  ///< of one that repeated another
  Date due;
  bool is_open;
};

struct NextCycle {
  Date period, period_due;  ///< by the rule alone
  Date asked_on;            ///< a working day; not before the last cycle's day has passed, while that is open
  Date due;                 ///< a working day
  std::string title;        ///< "December 2026" after a "November 2026"; else by its due day
};

/// The next that owners can still answer. One asked for by hand stands for the periods that begin up to its due day,
/// periods before `set_on` are not asked for, and those that nobody opened in time are left out. Nothing for `never`.
std::optional<NextCycle> next_cycle(RepeatedCycle const& first, Every every, Date set_on, LastCycle const& last,
                                    Date today);

/// Whether it is asked for today: on its day, or a later working day when that was missed.
bool is_due(NextCycle const& next, Date today);

}  // namespace gt::plans
