#include "plans/progress/repeat_rules.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "platform/calendar/working_days.h"

namespace gt::plans {

namespace {

constexpr std::array all_of_them{Every::two_weeks, Every::month, Every::quarter, Every::never};

Date working_day_from(Date day) { return calendar::is_working_day(day) ? day : calendar::plus_working_days(day, 1); }

// "November 2026", as cycles are often called.
std::string month_of(Date day) {
  auto const printed = day.printed();
  return printed.substr(printed.find(' ') + 1);
}

std::string title_of(RepeatedCycle const& first, Every every, int times, Date due) {
  if (every != Every::two_weeks)
    for (auto const& day : {first.opened_on, first.due})
      if (first.title == month_of(day)) return month_of(moved(day, every, times));
  return "Updates by " + due.printed();
}

}  // namespace

std::string_view word(Every every) {
  switch (every) {
    case Every::two_weeks:
      return "two weeks";
    case Every::month:
      return "month";
    case Every::quarter:
      return "quarter";
    case Every::never:
      return "never";
  }
  ENSURE(false);
}

std::optional<Every> every_from(std::string_view text) {
  for (auto each : all_of_them)
    if (word(each) == text) return each;
  return std::nullopt;
}

std::string_view in_words(Every every) {
  switch (every) {
    case Every::two_weeks:
      return "every two weeks";
    case Every::month:
      return "monthly";
    case Every::quarter:
      return "every three months";
    case Every::never:
      return "never";
  }
  ENSURE(false);
}

Date moved(Date first, Every every, int times) {
  switch (every) {
    case Every::two_weeks:
      return first.plus_days(14 * times);
    case Every::month:
      return first.plus_months(times);
    case Every::quarter:
      return first.plus_months(3 * times);
    case Every::never:
      break;
  }
  ENSURE(false);
}

bool is_too_long(RepeatedCycle const& first, Every every) {
  return every != Every::never && first.due >= moved(first.opened_on, every, 1);
}

std::optional<NextCycle> next_cycle(RepeatedCycle const& first, Every every, Date set_on, LastCycle const& last,
                                    Date today) {
  if (every == Every::never) return std::nullopt;
  auto const after = last.period.value_or(last.due);
  for (int times = 1;; ++times) {
    auto const period = moved(first.opened_on, every, times), period_due = moved(first.due, every, times);
    auto const due = working_day_from(period_due);
    if (period <= after || period < set_on || due < today) continue;
    auto const from = last.is_open ? std::max(period, last.due.plus_days(1)) : period;
    auto const asked_on = working_day_from(from);
    return NextCycle{period, period_due, asked_on, std::max(due, asked_on), title_of(first, every, times, due)};
  }
}

bool is_due(NextCycle const& next, Date today) { return next.asked_on <= today && calendar::is_working_day(today); }

}  // namespace gt::plans
