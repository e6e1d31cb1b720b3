#include "inspections/clocks/clock_rules.h"

#include <array>

#include <fmt/format.h>

#include "platform/calendar/working_days.h"

namespace gt::inspections {

namespace {

constexpr std::array duties{Duty::required, Duty::voluntary, Duty::not_required};

std::string working_days(int count) { return fmt::format("{} working {}", count, count == 1 ? "day" : "days"); }

}  // namespace

std::string_view word(Duty duty) {
  switch (duty) {
    case Duty::required:
      return "required";
    case Duty::voluntary:
      return "voluntary";
    case Duty::not_required:
      return "not required";
  }
  ENSURE(false);
}

std::optional<Duty> duty_from(std::string_view text) {
  for (auto each : duties)
    if (text == word(each)) return each;
  return std::nullopt;
}

ClockStanding standing(calendar::ClockRule const& rule, Duty duty, std::optional<Date> start,
                       std::optional<Date> done_on, Date today) {
  using State = ClockStanding::State;
  auto const due = start ? std::optional{calendar::due_on(rule, *start)} : std::nullopt;
  if (done_on) {
    if (!due || duty != Duty::required) return {State::done, due, "Done"};
    if (*done_on > *due)
      return {State::done_late, due,
              fmt::format("Done, {} late", working_days(calendar::working_days_between(*due, *done_on)))};
    auto const spare = calendar::working_days_between(*done_on, *due);
    return {State::done, due,
            spare == 0 ? "Done, on the last day" : fmt::format("Done with {} to spare", working_days(spare))};
  }
  if (duty == Duty::not_required) return {State::not_required, std::nullopt, "Not required"};
  if (!due) return {State::not_running, std::nullopt, "Starts when the day of receipt is entered"};
  if (duty == Duty::voluntary) return {State::running, due, "Not done; voluntary, so it is never late"};
  if (today > *due)
    return {State::late, due, fmt::format("{} late", working_days(calendar::working_days_between(*due, today)))};
  auto const left = calendar::working_days_between(today, *due);
  return {State::running, due, left == 0 ? "Due today" : fmt::format("{} left", working_days(left))};
}

}  // namespace gt::inspections
