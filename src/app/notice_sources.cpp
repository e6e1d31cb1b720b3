#include "app/notice_sources.h"

#include "governance/decisions/decision_calendar.h"
#include "governance/telling.h"
#include "inspections/clocks/clocks.h"
#include "plans/progress/telling.h"

namespace gt::app {

namespace {

// What the law asks for after a report was received stands in calendars of the whole programme until it is done.
std::vector<notices::CalendarItem> clock_items(db::Transaction& transaction, operations::Actor const& owner,
                                               notices::FeedScope const& scope, Date today) {
  std::vector<notices::CalendarItem> items;
  if (scope.kind != notices::FeedScope::Kind::programme || !operations::may(owner, "inspection.view")) return items;
  for (auto const& each : inspections::list_clocks(transaction, std::nullopt, today)) {
    if (!each.standing.due || each.done_on) continue;
    auto const inspection = each.inspection.text();
    items.push_back({"clock-" + inspection + "-" + each.rule->code + "@goldenthread", *each.standing.due,
                     each.rule->label, each.inspection_title, "/inspections/" + inspection + "#clocks",
                     Instant::start_of(*each.received), each.version + 1});
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
                                                   Date from, Date to) {
  std::vector<governance::OutsideDate> out;
  if (!operations::may(reader, "inspection.view")) return out;
  for (auto const& each : inspections::list_clocks(transaction, std::nullopt, to)) {
    if (!each.standing.due || *each.standing.due < from || *each.standing.due > to) continue;
    out.push_back({*each.standing.due, each.rule->label, each.inspection_title, each.standing.words,
                   "/inspections/" + each.inspection.text() + "#clocks",
                   each.standing.state == inspections::ClockStanding::State::late});
  }
  return out;
}

}  // namespace gt::app
