#include "governance/decisions/decision_calendar.h"

#include <fmt/format.h>

#include "governance/decisions/decision_store.h"

namespace gt::governance {

namespace {

constexpr int days_kept_in_calendar = 90;

}  // namespace

std::vector<notices::CalendarItem> decision_calendar_items(db::Transaction& transaction, operations::Actor const& owner,
                                                           notices::FeedScope const& scope, Date today) {
  std::vector<notices::CalendarItem> items;
  if (scope.kind != notices::FeedScope::Kind::programme || !operations::may(owner, kSeeGovernance)) return items;
  auto const settings = decision_settings(transaction).rules;
  DecisionFilter filter;
  filter.from = today.plus_days(-days_kept_in_calendar);
  for (auto const& each : all_decisions(transaction, filter, Sight::of_nothing_private())) {
    auto const id = each.id.text(), address = "/decisions/" + id;
    bool const is_cancelled = each.withdrawn_on.has_value();
    items.push_back({"decision-" + id + "@goldenthread", each.taken_on.value_or(each.day),
                     fmt::format("{}{}", each.is_key ? "Key decision: " : "Decision: ", each.title), each.body_name,
                     address, each.changed_at, each.version, is_cancelled});
    for (auto const& step : checklist(each, settings, today)) {
      if (!step.latest || step.state == StepState::replaced) continue;
      items.push_back({"decision-" + id + "-" + step.rule->code + "@goldenthread", *step.latest,
                       fmt::format("{}{}: {}", step.done ? "Done: " : "By today: ", step.rule->label, each.title),
                       fmt::format("{}. {}.", step.counted, step.rule->source), address, each.changed_at, each.version,
                       is_cancelled});
    }
  }
  return items;
}

}  // namespace gt::governance
