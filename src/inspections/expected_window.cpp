#include "inspections/inspections.h"

#include <fmt/format.h>

namespace gt::inspections {

namespace {

constexpr int years_between = 3;
constexpr int months_either_side = 6;

bool is_graded(InspectionSummary const& each) {
  return each.kind == "sif" || each.kind == "ilacs-standard" || each.kind == "ilacs-short";
}

std::optional<Date> day_of(InspectionSummary const& each) {
  return each.end ? each.end : each.start ? each.start : each.published;
}

}  // namespace

std::optional<ExpectedWindow> expected_window(std::vector<InspectionSummary> const& inspections) {
  InspectionSummary const* last = nullptr;
  for (auto const& each : inspections)
    if (is_graded(each) && day_of(each) && (last == nullptr || *day_of(each) > *day_of(*last))) last = &each;
  if (last == nullptr || last->overall == "inadequate") return std::nullopt;
  auto const third = day_of(*last)->plus_months(12 * years_between);
  return ExpectedWindow{third.plus_months(-months_either_side), third.plus_months(months_either_side), last->title,
                        *day_of(*last)};
}

std::string window_in_words(std::optional<ExpectedWindow> const& window, Date today) {
  if (!window)
    return "No window can be worked out: there is no graded inspection with a day here, or the last one found services "
           "inadequate, and then monitoring visits come first.";
  auto const counted = fmt::format("three years after “{}” of {}, give or take six months", window->last_title,
                                   window->last_day.printed());
  if (today > window->to)
    return fmt::format("The usual window closed on {} ({}). It can come any day.", window->to.printed(), counted);
  if (today >= window->from)
    return fmt::format("The usual window is open until {} ({}). It can come any day.", window->to.printed(), counted);
  return fmt::format("Usually between {} and {}: {}. Focused visits can come sooner.", window->from.printed(),
                     window->to.printed(), counted);
}

}  // namespace gt::inspections
