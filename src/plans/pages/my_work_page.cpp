#include <algorithm>

#include <fmt/format.h>

#include "plans/pages/plan_page_list.h"
#include "plans/progress/my_work.h"
#include "plans/progress/telling.h"

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

std::vector<Action const*> late_of(std::vector<Action> const& actions, Date today) {
  std::vector<Action const*> out;
  for (auto const& each : actions)
    if (is_late(each, today)) out.push_back(&each);
  return out;
}

std::vector<Action const*> due_soon_of(std::vector<Action> const& actions, Date today) {
  std::vector<Action const*> out;
  for (auto const& each : actions)
    if (each.status != ActionStatus::done && each.due && *each.due >= today &&
        each.due->days_since(today) <= days_ahead)
      out.push_back(&each);
  return out;
}

// A part of someone's own work; nothing where there is none, so that the page stays short.
Html own_part(std::string_view title, std::vector<Task> const& tasks) {
  if (tasks.empty()) return {};
  Html out = heading(words(title));
  out << task_list(tasks);
  return out;
}

std::vector<Task> tasks_of(std::vector<Action const*> const& actions, Date today) {
  std::vector<Task> tasks;
  for (auto const* each : actions) {
    Html when = is_late(*each, today) ? late(today.days_since(*each->due)) : date(*each->due);
    tasks.push_back({action_link(*each), words(rules::word(each->status)), when});
  }
  return tasks;
}

std::vector<Task> asked_tasks(MyWork const& work) {
  std::vector<Task> tasks;
  for (auto const& each : work.asked.asked)
    tasks.push_back({link(words(fmt::format("Send an update about {} {}", each.number, each.title)),
                          Href{"/actions/" + each.action.text() + "/update"}),
                     words(work.cycle->title), date(work.cycle->due)});
  return tasks;
}

Task decision_task(ToDecide const& each) {
  std::string address, question;
  switch (each.kind) {
    case ToDecide::Kind::date:
      address = "/date-changes/";
      question = fmt::format("asks for {} instead", Date::from_iso(each.what).value().printed());
      break;
    case ToDecide::Kind::claim:
      address = "/difference-claims/";
      question = fmt::format("claims “{}”", rules::word(rules::rung_from_code(each.what).value_or(rules::Rung::none)));
      break;
    case ToDecide::Kind::update:
      address = "/updates/";
      question = fmt::format("sent an update: {}", each.what);
      break;
  }
  Html since;
  since << "since " << date(each.since);
  return {link(words(fmt::format("{} {}", each.action_number, each.action_title)), Href{address + each.id}),
          words(fmt::format("{} {}.", each.by, question)), since};
}

std::vector<Task> held_up_tasks(MyWork const& work) {
  std::vector<Task> tasks;
  for (auto const& each : work.held_up) {
    Html note;
    note << "It waits for "
         << link(words(fmt::format("{} {}", each.other_number, each.other_title)),
                 Href{"/actions/" + each.other.text()})
         << ". " << each.other_owner << ".";
    tasks.push_back({link(words(fmt::format("{} {}", each.number, each.title)), Href{"/actions/" + each.action.text()}),
                     note, each.other_due ? date(*each.other_due) : words("no date yet")});
  }
  return tasks;
}

Html own_work(MyWork const& work, Date today) {
  std::vector<Task> decisions;
  for (auto const& each : work.to_decide) decisions.push_back(decision_task(each));
  for (auto const& each : work.documents) {
    Html since;
    since << "since " << date(each.since().london_date());
    decisions.push_back({link(words(each.title()), Href{each.address()}),
                         words(fmt::format("{} {}.", each.by(), each.change ? "asks for it" : "submitted it")), since});
  }
  auto late_tasks = tasks_of(late_of(work.actions, today), today);
  auto soon_tasks = tasks_of(due_soon_of(work.actions, today), today);
  Html out;
  Html sentence;
  sentence << "Yours: " << plural(static_cast<std::int64_t>(late_tasks.size()), "action") << " late, "
           << static_cast<std::int64_t>(soon_tasks.size()) << " due in the next month, "
           << plural(static_cast<std::int64_t>(work.asked.asked.size()), "update") << " asked of you, "
           << plural(static_cast<std::int64_t>(decisions.size()), "decision") << " waiting for you.";
  out << lede(sentence) << own_part("Your actions that are late", late_tasks)
      << own_part("Updates asked of you", asked_tasks(work)) << own_part("Waiting for your agreement", decisions)
      << own_part("Your actions due in the next month", soon_tasks)
      << own_part("Your actions that wait for others", held_up_tasks(work));
  return out;
}

Html nothing_of_own() {
  return paragraph(
      words("Nothing waits for you: no action is yours, no update is asked of you and nothing needs your agreement."));
}

// The whole programme, for those who run it.
Html programme_work(pages::PageCall const& call, Plan const& plan, Date today) {
  auto late_actions = late_of(plan.actions, today), soon = due_soon_of(plan.actions, today);
  auto by_due = [](auto const* a, auto const* b) {
    return std::pair(*a->due, a->number) < std::pair(*b->due, b->number);
  };
  std::sort(late_actions.begin(), late_actions.end(), by_due);
  std::sort(soon.begin(), soon.end(), by_due);
  std::vector<Html> uncovered;
  for (auto const& each : plan.findings)
    if (plan.themes_of_finding(each.id.text()).empty() || plan.actions_of_finding(each.id.text()).empty())
      uncovered.push_back(finding_link(each));
  if (plan.findings.empty() && plan.actions.empty()) {
    Empty empty;
    empty.title = "Nothing to do yet";
    empty.what_for = words(
        "Golden Thread follows each sentence of an inspection to what was done about it. It starts with the inspection "
        "report.");
    if (call.may("inspection.edit")) empty.steps = {link_button("Add an inspection report", "/inspections/new")};
    return empty_state(empty);
  }
  Html sentence;
  sentence << "The programme: " << plural(static_cast<std::int64_t>(late_actions.size()), "action") << " late, "
           << static_cast<std::int64_t>(soon.size()) << " due in the next month, "
           << plural(static_cast<std::int64_t>(uncovered.size()), "finding") << " without a theme or an action.";
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
  Html out = lede(sentence);
  out << columns(main, side);
  return out;
}

struct Loaded {
  MyWork work;
  std::optional<Programme> programme;
  std::optional<Plan> plan;  ///< read only for those who run the programme
  std::vector<Task> mentions{};
};

}  // namespace

Result<pages::Answer> my_work_page(pages::PageCall& call) {
  auto today = call.environment().clock.today();
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    Loaded out{my_work(transaction, call.actor(), today), std::nullopt, std::nullopt};
    if (call.may("plan.edit")) {
      out.plan = load_plan(transaction);
      out.programme = out.plan->programme;
    } else {
      out.programme = find_programme(transaction);
    }
    out.mentions = mention_tasks(transaction, call.actor());
    return out;
  }));
  Page page;
  page.title = "My work";
  page.section = "My work";
  page.body << head({.title = "My work", .caption = loaded.programme ? loaded.programme->title : ""});
  bool is_new = loaded.plan && loaded.plan->findings.empty() && loaded.plan->actions.empty();
  if (!loaded.work.is_empty())
    page.body << own_work(loaded.work, today);
  else if (!is_new && loaded.mentions.empty())
    page.body << nothing_of_own();
  page.body << own_part("You are mentioned", loaded.mentions);
  if (loaded.plan)
    page.body << programme_work(call, *loaded.plan, today);
  else
    page.body << paragraph(link(words("Open the plan"), "/plan"));
  return pages::page(std::move(page));
}

}  // namespace gt::plans
