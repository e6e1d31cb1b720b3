#include "plans/pages/plan_parts.h"

#include <fmt/format.h>

namespace gt::plans {

using namespace html;

html::Link plan_link() { return {words("Improvement plan"), "/plan"}; }
Href address_of(Theme const& theme) { return Href{"/themes/" + theme.id.text()}; }
Href address_of(Action const& action) { return Href{"/actions/" + action.id.text()}; }
Href address_of(inspections::Finding const& finding) { return Href{"/findings/" + finding.id.text()}; }

Html action_link(Action const& action) {
  return link(words(fmt::format("{} {}", action.number, action.title)), address_of(action));
}

Html finding_link(inspections::Finding const& finding) {
  return link(words(fmt::format("{} {}", finding.number.value_or(finding.position), finding.title)),
              address_of(finding));
}

Html theme_link(Theme const& theme) { return link(words(theme.title), address_of(theme)); }

Html status_shape(Action const& action, Date today) {
  if (is_late(action, today)) return brag(Brag::red, "Late");
  switch (action.status) {
    case ActionStatus::not_started:
      return brag(Brag::grey, "Not started");
    case ActionStatus::in_progress:
      return brag(Brag::green, "In progress");
    case ActionStatus::done:
      return brag(Brag::green, "Done");
  }
  ENSURE(false);
}

Html due_cell(Action const& action, Date today) {
  if (!action.due) return words("No date");
  Html out;
  bool moved = action.first_due && *action.first_due != *action.due;
  if (moved)
    out << change(date(*action.first_due), date(*action.due));
  else
    out << date(*action.due);
  if (is_late(action, today)) return with_note(out, late(today.days_since(*action.due)));
  return out;
}

Table actions_table(Plan const& plan, std::vector<Action const*> const& actions, Date today, std::string caption) {
  Table out;
  out.caption = std::move(caption);
  out.columns = {{"Action"}, {"Owner"}, {"Due"}, {"Status"}, {"Answers finding"}};
  for (auto const* each : actions)
    out.rows.push_back(
        {{action_link(*each), words(each->owner_role), due_cell(*each, today), status_shape(*each, today),
          joined(plan.findings_of_action(each->id.text()), finding_link, "None")}});
  return out;
}

std::vector<Option> theme_options(Plan const& plan) {
  std::vector<Option> options;
  for (auto const& each : plan.themes) options.push_back({each.id.text(), each.title, {}});
  return options;
}

std::vector<Option> finding_options(Plan const& plan) {
  std::vector<Option> options;
  for (auto const& each : plan.findings)
    options.push_back({each.id.text(), fmt::format("{} {}", each.number.value_or(each.position), each.title),
                       words(each.inspection_title)});
  return options;
}

std::vector<Option> status_options() {
  return {{"not started", "Not started", {}}, {"in progress", "In progress", {}}, {"done", "Done", {}}};
}

Result<Plan> read_plan(pages::PageCall const& call) {
  return call.read("plan.view", [](db::Transaction& transaction) { return load_plan(transaction); });
}

std::string printed(std::optional<Date> const& date) { return date ? date->printed() : ""; }

}  // namespace gt::plans
