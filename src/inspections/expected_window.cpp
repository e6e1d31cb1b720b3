#include "inspections/inspections.h"

#include <fmt/format.h>

#include "inspections/reference.h"

namespace gt::inspections {

namespace {

std::optional<Date> day_of(InspectionSummary const& each) {
  return each.end ? each.end : each.start ? each.start : each.published;
}

}  // namespace

std::optional<ExpectedWindow> expected_window(std::vector<InspectionSummary> const& inspections) {
  InspectionSummary const* last = nullptr;
  InspectionCycle const* cycle = nullptr;
  for (auto const& each : inspections) {
    auto const day = day_of(each);
    if (!day || (last != nullptr && *day <= *day_of(*last))) continue;
    auto const* found = find_inspection_cycle(each.kind, *day);
    if (found == nullptr) continue;
    last = &each;
    cycle = found;
  }
  if (last == nullptr || last->overall == "inadequate" || (!last->overall && last->has_inadequate)) return std::nullopt;
  auto const anniversary = day_of(*last)->plus_months(12 * cycle->years);
  return ExpectedWindow{anniversary.plus_months(-cycle->months_before),
                        anniversary.plus_months(cycle->months_after),
                        last->title,
                        *day_of(*last),
                        cycle->years,
                        cycle->months_before,
                        cycle->months_after,
                        cycle->rule,
                        cycle->source};
}

std::string window_in_words(std::optional<ExpectedWindow> const& window, Date today) {
  if (!window)
    return "No window can be worked out: there is no graded inspection with a day here, or the last one found services "
           "inadequate, and then monitoring visits come first.";
  auto const counted =
      fmt::format("{} years after “{}” of {}, from {} months before to {} months after", window->years,
                  window->last_title, window->last_day.printed(), window->months_before, window->months_after);
  if (today > window->to)
    return fmt::format("The usual window closed on {} ({}). It can come any day.", window->to.printed(), counted);
  if (today >= window->from)
    return fmt::format("The usual window is open until {} ({}). It can come any day.", window->to.printed(), counted);
  return fmt::format("Usually between {} and {}: {}. Focused visits can come sooner.", window->from.printed(),
                     window->to.printed(), counted);
}

}  // namespace gt::inspections
