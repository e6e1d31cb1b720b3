#include <algorithm>

#include <fmt/format.h>

#include "plans/actions/action_rules.h"
#include "plans/lists/action_lists.h"
#include "plans/pages/plan_page_list.h"
#include "plans/progress/my_work.h"
#include "plans/progress/telling.h"

namespace gt::plans {

using namespace html;

namespace {

constexpr int days_ahead = 31;
constexpr int most_lines = 12;

std::vector<Task> action_tasks(std::vector<Action> const& actions, Date today) {
  std::vector<Task> tasks;
  for (auto const& each : actions) {
    Html when = is_late(each, today) ? late(today.days_since(*each.due)) : date(*each.due);
    tasks.push_back({action_link(each), words(each.owner_role), when});
  }
  return tasks;
}

Html work_list(std::string_view title, std::vector<Action> const& actions, std::int64_t count, Date today,
               Href const& all, std::string_view none) {
  Html out = heading(words(title));
  if (actions.empty()) {
    out << paragraph(words(none));
    return out;
  }
  out << task_list(action_tasks(actions, today));
  if (count > most_lines) out << paragraph(link(words(fmt::format("All {}", count)), all));
  return out;
}

std::vector<Action const*> late_of(std::vector<Action> const& actions, Date today) {
  std::vector<Action const*> out;
  for (auto const& each : actions)
    if (is_late(each, today)) out.push_back(&each);
  return out;
}

// What was moved is late against its first date all the same.
std::vector<Action const*> late_against_first_of(std::vector<Action> const& actions, Date today) {
  std::vector<Action const*> out;
  for (auto const& each : actions)
    if (!is_late(each, today) && days_late_against_first(each, today) > 0) out.push_back(&each);
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
    auto const behind_first = days_late_against_first(*each, today);
    Html when = is_late(*each, today) ? late(days_late(*each, today))
                : behind_first > 0    ? past_first_date(behind_first)
                                      : date(*each->due);
    Html note = words(fmt::format("Said to be {}.", status_word(each->status)));
    if (each->moves > 0) note << " " << slippage_words(*each);
    tasks.push_back({action_link(*each), note, when});
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
  auto const moved_tasks = tasks_of(late_against_first_of(work.actions, today), today);
  auto soon_tasks = tasks_of(due_soon_of(work.actions, today), today);
  Html out;
  Html sentence;
  sentence << "Yours: " << plural(static_cast<std::int64_t>(late_tasks.size()), "action") << " late, ";
  if (!moved_tasks.empty())
    sentence << static_cast<std::int64_t>(moved_tasks.size()) << " past the first date and moved, ";
  sentence << static_cast<std::int64_t>(soon_tasks.size()) << " due in the next month, "
           << plural(static_cast<std::int64_t>(work.asked.asked.size()), "update") << " asked of you, "
           << plural(static_cast<std::int64_t>(decisions.size()), "decision") << " waiting for you.";
  out << lede(sentence) << own_part("Your actions that are late", late_tasks)
      << own_part("Your actions that are past their first date, and were moved", moved_tasks)
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
struct ProgrammeWork {
  ProgrammeCounts counts;
  std::vector<Action> late, soon;
  std::vector<inspections::Finding> uncovered;
  bool has_findings = false;
};

ProgrammeWork read_programme_work(db::Transaction& transaction, Date today) {
  ProgrammeWork out{count_programme(transaction, today, days_ahead), {}, {}, {}, false};
  out.late = open_actions_due(transaction, Date::from_parts(1900, 1, 1).value(), today, most_lines);
  out.soon = open_actions_due(transaction, today, today.plus_days(days_ahead + 1), most_lines);
  auto findings = inspections::list_findings(transaction);
  out.has_findings = !findings.empty();
  auto covered = answered_findings(transaction);
  for (auto& each : findings)
    if (!covered.by_both(each.id.text())) out.uncovered.push_back(std::move(each));
  return out;
}

Html programme_work(pages::PageCall const& call, ProgrammeWork const& work, std::optional<Programme> const& programme,
                    Date today) {
  if (!work.has_findings && work.counts.actions == 0) {
    Empty empty;
    empty.title = "Nothing to do yet";
    empty.what_for = words(
        "Golden Thread follows each sentence of an inspection to what was done about it. It starts with the inspection "
        "report.");
    if (call.may("inspection.edit")) empty.steps = {link_button("Add an inspection report", "/inspections/new")};
    return empty_state(empty);
  }
  std::vector<Html> uncovered;
  for (auto const& each : work.uncovered) uncovered.push_back(finding_link(each));
  Html sentence;
  sentence << "The programme: " << plural(work.counts.late, "action") << " late, "
           << link(words(fmt::format("{} late against the first date", work.counts.late_against_first)),
                   Query{}.with("due", "first").with("sort", "first").at("/plan"))
           << ", " << work.counts.soon << " due in the next month, "
           << plural(static_cast<std::int64_t>(uncovered.size()), "finding") << " without a theme or an action.";
  Html main = work_list("Late", work.late, work.counts.late, today,
                        Query{}.with("due", "late").with("sort", "due").at("/plan"), "Nothing is late.");
  main << work_list("Due in the next month", work.soon, work.counts.soon, today,
                    Query{}.with("due", "month").with("sort", "due").at("/plan"),
                    "Nothing falls due in the next month.");
  Html side;
  side << panel("Findings that need something",
                uncovered.empty() ? paragraph(words("Every finding has a theme and an action.")) : bullets(uncovered));
  Html position =
      paragraph(words(fmt::format("{} of {} done.", work.counts.done, plural(work.counts.actions, "action"))));
  if (programme && !programme->target.empty()) position << paragraph(words("Target: " + programme->target));
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
  std::optional<ProgrammeWork> whole;  ///< read only for those who run the programme
  std::vector<Task> mentions{};
  std::vector<Task> promises{};  ///< to boards
};

std::vector<Task> promise_tasks(std::vector<OutsideTask> const& promises, Date today) {
  std::vector<Task> tasks;
  for (auto const& each : promises) {
    Html when = !each.due           ? words("no date yet")
                : *each.due < today ? late(today.days_since(*each.due))
                                    : date(*each.due);
    tasks.push_back({link(words(each.title), Href{each.address}), words(each.note), when});
  }
  return tasks;
}

}  // namespace

Result<pages::Answer> my_work_page(pages::PageCall& call, Outside const& outside) {
  auto today = call.environment().clock.today();
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    Loaded out{my_work(transaction, call.actor(), today), find_programme(transaction), std::nullopt};
    if (call.may("plan.edit")) out.whole = read_programme_work(transaction, today);
    out.mentions = mention_tasks(transaction, call.actor());
    if (outside.promises) out.promises = promise_tasks(outside.promises(transaction, call.actor(), today), today);
    return out;
  }));
  Page page;
  page.title = "My work";
  page.section = "My work";
  page.body << head({.title = "My work", .caption = loaded.programme ? loaded.programme->title : ""});
  bool is_new = loaded.whole && !loaded.whole->has_findings && loaded.whole->counts.actions == 0;
  if (!loaded.work.is_empty())
    page.body << own_work(loaded.work, today);
  else if (!is_new && loaded.mentions.empty() && loaded.promises.empty())
    page.body << nothing_of_own();
  page.body << own_part("Promises to boards that you are to answer", loaded.promises)
            << own_part("You are mentioned", loaded.mentions);
  if (loaded.whole)
    page.body << programme_work(call, *loaded.whole, loaded.programme, today);
  else
    page.body << paragraph(link(words("Open the plan"), "/plan"));
  return pages::page(std::move(page));
}

}  // namespace gt::plans
