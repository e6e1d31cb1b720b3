#include "plans/pages/plan_filter.h"

#include <algorithm>

namespace gt::plans {

namespace {

bool due_matches(Action const& action, std::string const& due, Date today) {
  if (due.empty()) return true;
  if (due == "late") return is_late(action, today);
  if (!action.due || action.status == ActionStatus::done) return false;
  auto days = action.due->days_since(today);
  if (due == "month") return days >= 0 && days <= 31;
  if (due == "quarter") return days >= 0 && days <= 92;
  return false;
}

bool matches(Plan const& plan, Action const& action, ChosenActions const& chosen, Date today) {
  auto holds = [](std::vector<std::string> const& ids, std::string const& id) {
    return id.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  auto const& id = action.id.text();
  // A theme that was taken out has no actions to show.
  if (!chosen.theme.empty() && plan.theme(chosen.theme) == nullptr) return false;
  return holds(plan.theme_action.to(id), chosen.theme) && holds(plan.finding_action.to(id), chosen.finding) &&
         (chosen.status.empty() || status_word(action.status) == chosen.status) &&
         (chosen.owner.empty() || action.owner_role == chosen.owner) && due_matches(action, chosen.due, today);
}

}  // namespace

ChosenActions::ChosenActions(html::Query const& query)
    : theme{query.value("theme")},
      status{query.value("status")},
      owner{query.value("owner")},
      finding{query.value("finding")},
      due{query.value("due")} {}

std::vector<Action const*> shown_actions(Plan const& plan, ChosenActions const& chosen, Date today) {
  std::vector<Action const*> out;
  for (auto const& each : plan.actions)
    if (matches(plan, each, chosen, today)) out.push_back(&each);
  return out;
}

}  // namespace gt::plans
