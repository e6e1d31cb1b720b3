#include <algorithm>

#include <fmt/format.h>

#include "plans/pages/plan_page_list.h"

namespace gt::plans {

using namespace html;

namespace {

constexpr int days_ahead = 31;
constexpr std::size_t most_lines = 12;

std::vector<Task> action_tasks(std::vector<Action const*> const& actions, Date today) {
  std::vector<Task> tasks;
  for (auto const* each : actions) {
    if (tasks.size() == most_lines) break;
    Html when = is_late(*each, today) ? late(today.days_since(*each->due)) : date(*each->due);
    tasks.push_back({action_link(*each), words(each->owner_role), when});
  }
  return tasks;
}

Html work_list(std::string_view title, std::vector<Action const*> const& actions, Date today, Href const& all,
               std::string_view none) {
  Html out = heading(words(title));
  if (actions.empty()) {
    out << paragraph(words(none));
    return out;
  }
  out << task_list(action_tasks(actions, today));
  if (actions.size() > most_lines) out << paragraph(link(words(fmt::format("All {}", actions.size())), all));
  return out;
}

}  // namespace

Result<pages::Answer> my_work_page(pages::PageCall& call) {
  auto plan = TRY(read_plan(call));
  auto today = call.environment().clock.today();
  std::vector<Action const*> late_actions, soon;
  for (auto const& each : plan.actions) {
    if (is_late(each, today)) late_actions.push_back(&each);
    if (each.status != ActionStatus::done && each.due && *each.due >= today &&
        each.due->days_since(today) <= days_ahead)
      soon.push_back(&each);
  }
  auto by_due = [](auto const* a, auto const* b) {
    return std::pair(*a->due, a->number) < std::pair(*b->due, b->number);
  };
  std::sort(late_actions.begin(), late_actions.end(), by_due);
  std::sort(soon.begin(), soon.end(), by_due);
  std::vector<Html> uncovered;
  for (auto const& each : plan.findings)
    if (plan.themes_of_finding(each.id.text()).empty() || plan.actions_of_finding(each.id.text()).empty())
      uncovered.push_back(finding_link(each));

  Page page;
  page.title = "My work";
  page.section = "My work";
  page.body << head({.title = "My work", .caption = plan.programme ? plan.programme->title : ""});
  if (plan.findings.empty() && plan.actions.empty()) {
    Empty empty;
    empty.title = "Nothing to do yet";
    empty.what_for = words(
        "Golden Thread follows each sentence of an inspection to what was done about it. It starts with the inspection "
        "report.");
    if (call.may("inspection.edit")) empty.steps = {link_button("Add an inspection report", "/inspections/new")};
    page.body << empty_state(empty);
    return pages::page(std::move(page));
  }
  Html sentence;
  sentence << plural(static_cast<std::int64_t>(late_actions.size()), "action") << " late, "
           << static_cast<std::int64_t>(soon.size()) << " due in the next month, "
           << plural(static_cast<std::int64_t>(uncovered.size()), "finding") << " without a theme or an action.";
  page.body << lede(sentence);
  Html main = work_list("Late", late_actions, today, Query{}.with("due", "late").at("/plan"), "Nothing is late.");
  main << work_list("Due in the next month", soon, today, Query{}.with("due", "month").at("/plan"),
                    "Nothing falls due in the next month.");
  Html side;
  auto done = std::count_if(plan.actions.begin(), plan.actions.end(),
                            [](auto const& each) { return each.status == ActionStatus::done; });
  side << panel("Findings that need something",
                uncovered.empty() ? paragraph(words("Every finding has a theme and an action.")) : bullets(uncovered));
  Html position = paragraph(
      words(fmt::format("{} of {} done.", done, plural(static_cast<std::int64_t>(plan.actions.size()), "action"))));
  if (plan.programme && !plan.programme->target.empty())
    position << paragraph(words("Target: " + plan.programme->target));
  position << paragraph(link(words("Open the plan"), "/plan"))
           << paragraph(link(words("See coverage"), "/plan/coverage"));
  side << panel("The plan", position);
  page.body << columns(main, side);
  return pages::page(std::move(page));
}

}  // namespace gt::plans
