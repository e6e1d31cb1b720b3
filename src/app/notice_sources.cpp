#include "app/notice_sources.h"

#include <fmt/format.h>

#include "governance/decisions/decision_calendar.h"
#include "governance/telling.h"
#include "inspections/clocks/clocks.h"
#include "plans/progress/telling.h"

namespace gt::app {

namespace {

// What a clock is called in a calendar: only what does not change from one day to the next, but for being late.
std::string title_of(inspections::InspectionClock const& clock) {
  using State = inspections::ClockStanding::State;
  switch (clock.standing.state) {
    case State::late:
      return "Late: " + clock.rule->label;
    case State::done:
      return "Done: " + clock.rule->label;
    case State::done_late:
      return "Done late: " + clock.rule->label;
    default:
      return clock.rule->label;
  }
}

std::string note_of(inspections::InspectionClock const& clock) {
  auto out =
      fmt::format("{}. {}. {}.", clock.inspection_title, calendar::counted_in_words(*clock.rule), clock.rule->source);
  if (clock.done_on) out += fmt::format(" {} ({}).", clock.standing.words, clock.done_on->printed());
  if (auto const warning = calendar::warning_for(*clock.standing.due); !warning.empty()) out += " " + warning;
  return out;
}

// What the law asks for after a report was received stands in calendars of the whole programme on the day it is due,
// and stays there as done or late.
std::vector<notices::CalendarItem> clock_items(db::Transaction& transaction, operations::Actor const& owner,
                                               notices::FeedScope const& scope, Date today) {
  std::vector<notices::CalendarItem> items;
  if (scope.kind != notices::FeedScope::Kind::programme || !operations::may(owner, "inspection.view")) return items;
  for (auto const& each : inspections::list_clocks(transaction, std::nullopt, today)) {
    if (!each.standing.due) continue;
    auto const inspection = each.inspection.text();
    items.push_back({"clock-" + inspection + "-" + each.rule->code + "@goldenthread", *each.standing.due,
                     title_of(each), note_of(each), "/inspections/" + inspection + "#clocks", each.changed,
                     each.revision});
  }
  return items;
}

}  // namespace

notices::Sources notice_sources() {
  return {.subject = &plans::subject_of_comments,
          .digest = {&plans::digest_items, &governance::digest_items},
          .calendar = {&plans::calendar_items, &clock_items, &governance::calendar_items,
                       &governance::decision_calendar_items},
          .themes = &plans::themes_for_calendars};
}

std::vector<governance::OutsideDate> outside_dates(db::Transaction& transaction, operations::Actor const& reader,
                                                   Date from, Date to, Date today) {
  std::vector<governance::OutsideDate> out;
  if (!operations::may(reader, "inspection.view")) return out;
  for (auto const& each : inspections::list_clocks(transaction, std::nullopt, today)) {
    if (!each.standing.due || *each.standing.due < from || *each.standing.due > to) continue;
    auto standing = each.standing.words;
    if (auto const warning = calendar::warning_for(*each.standing.due); !warning.empty()) standing += ". " + warning;
    out.push_back({*each.standing.due, each.rule->label, each.inspection_title, std::move(standing),
                   "/inspections/" + each.inspection.text() + "#clocks",
                   each.standing.state == inspections::ClockStanding::State::late});
  }
  return out;
}

}  // namespace gt::app
