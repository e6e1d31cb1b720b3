#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"

/// Periods that the law sets: rule, source and convention of counting as data. Source: reference/clocks.tsv. Pure.
namespace gt::calendar {

enum class Counting {
  working_after,             ///< working days after the start; the day after is day 1
  clear_days_before,         ///< calendar days before the event, neither end counted
  clear_working_days_before  ///< working days before the event, neither end counted
};

/// The convention that a file of rules names so: "working-after"; nothing when there is none of that name.
std::optional<Counting> counting_named(std::string_view name);
/// When a period of so many days ends, or by when notice must be given.
Date due_on(Counting counting, int days, Date event);
/// "70 working days; the first is the day after": how the days are counted.
std::string counted_in_words(Counting counting, int days);

struct ClockRule {
  std::string code, label;
  int days;
  Counting counting;
  std::string from_event;  ///< what starts it, or what it comes before: "report received"
  std::optional<Date> valid_from, valid_to;
  std::string source;
  std::string working_day{};  ///< which days it counts, in words, with the source of that
};
std::vector<ClockRule> const& clock_rules();
/// The rule of that code in force on `day`; null when there is none.
ClockRule const* find_clock(std::string_view code, Date day);

/// When it ends, or by when notice must be given.
Date due_on(ClockRule const& rule, Date event);
/// "70 working days, the day after it was received being the first"; how the days are counted.
std::string counted_in_words(ClockRule const& rule);
/// Whether the day lies where bank holidays were not published yet, so that it may still move.
bool may_still_move(Date day);
/// What to say beside such a day; empty for one that stands.
std::string warning_for(Date day);

}  // namespace gt::calendar
