#include "plans/action_operations.h"

#include <algorithm>

#include "plans/plan_json.h"
#include "plans/plan_rules.h"
#include "plans/refusals.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

std::vector<std::string> const statuses{"not started", "in progress", "done"};

struct AddAction {
  std::string title, owner_role, status, note;
  std::optional<Date> start, due, done_on;
  std::vector<ThemeId> themes;
  std::vector<FindingId> findings;
};

operations::Fields<AddAction> add_action_fields() {
  using T = AddAction;
  return {field("title", &T::title, "What will be done, so that anyone can tell whether it was",
                "Every social worker has monthly reflective supervision, recorded within five days")
              .required()
              .max_length(300),
          field("owner_role", &T::owner_role, "Who answers for it, by role", "Service manager, assessment")
              .required()
              .max_length(120),
          field("due", &T::due, "The day it is due", "2027-03-31").required(),
          field("start", &T::start, "The day it starts", "2027-01-04"),
          field("status", &T::status, "How far it is; not started when left out", "in progress").choices(statuses),
          field("note", &T::note, "Where it stands, in a sentence or two", "Two of five teams have begun."),
          field("done_on", &T::done_on, "The day it was done", "2027-03-30"),
          field("themes", &T::themes, "The themes it belongs to", json::array({example_id})).max_length(20),
          field("findings", &T::findings, "The findings it answers", json::array({example_id})).max_length(200)};
}

// Links to what is there; a role narrowed to themes may use only its own.
Result<void> link_to_themes(Call& call, ActionId const& action, std::vector<ThemeId> const& themes) {
  for (auto const& theme : themes) {
    if (!find_theme(call.db(), theme))
      return refuse_field("themes", "One of the themes is not in the plan. Choose them from the list.");
    TRY(call.allow_theme(theme.text()));
    link(call.db(), theme, action);
  }
  return {};
}

Result<void> link_to_findings(Call& call, ActionId const& action, std::vector<FindingId> const& findings) {
  for (auto const& finding : findings) {
    if (!inspections::find_finding(call.db(), finding))
      return refuse_field("findings", "One of the findings is not here. Choose them from the list.");
    link(call.db(), finding, action);
  }
  return {};
}

Result<json> run_add_action(Call& call, AddAction const& input) {
  Action action{ActionId::fresh(),
                0,
                one_line(input.title),
                one_line(input.owner_role),
                input.start,
                input.due,
                input.due,
                action_status(input.status).value_or(ActionStatus::not_started),
                with_plain_line_ends(input.note),
                input.done_on,
                1};
  TRY(due_is_not_before_start(action));
  TRY(done_has_a_day(action, call.today()));
  action.number = insert_action(call.db(), action);
  TRY(link_to_themes(call, action.id, input.themes));
  TRY(link_to_findings(call, action.id, input.findings));
  auto after = to_json(action, call.today());
  for (auto const& theme : input.themes) after["themes"].push_back(theme.text());
  for (auto const& finding : input.findings) after["findings"].push_back(finding.text());
  call.changed({"action", action.id.text(), action.title, nullptr, after});
  return json{{"action", action.id.text()}, {"number", action.number}, {"version", 1}};
}

// The action, when the actor's role reaches one of its themes.
Result<Action> reachable_action(Call& call, ActionId const& id) {
  auto found = find_action(call.db(), id);
  if (!found) return none_such("action");
  TRY(call.allow_themes(theme_ids_of_action(call.db(), id)));
  return *std::move(found);
}

Result<json> save(Call& call, Action action, Action const& before) {
  action = with_first_due_kept(std::move(action), before);
  TRY(due_is_not_before_start(action));
  TRY(done_has_a_day(action, call.today()));
  if (!save_action(call.db(), action)) return changed_first("action");
  ++action.version;
  call.changed(
      {"action", action.id.text(), action.title, to_json(before, call.today()), to_json(action, call.today())});
  return json{{"action", action.id.text()}, {"version", action.version}};
}

struct ChangeAction {
  std::optional<ActionId> action;
  std::int64_t version = 0;
  std::string title, owner_role;
  std::optional<Date> start, due;
};

operations::Fields<ChangeAction> change_action_fields() {
  using T = ChangeAction;
  return {field("action", &T::action, "The action", example_id).required(),
          field("version", &T::version, "The version you saw, so that nobody’s change is lost", 1).required(),
          field("title", &T::title, "What will be done", "Every social worker has monthly reflective supervision")
              .required()
              .max_length(300),
          field("owner_role", &T::owner_role, "Who answers for it, by role", "Service manager, assessment")
              .required()
              .max_length(120),
          field("due", &T::due, "The day it is due; the first due date is kept", "2027-03-31").required(),
          field("start", &T::start, "The day it starts", "2027-01-04")};
}

Result<json> run_change_action(Call& call, ChangeAction const& input) {
  auto before = TRY(reachable_action(call, *input.action));
  auto action = before;
  action.title = one_line(input.title);
  action.owner_role = one_line(input.owner_role);
  action.start = input.start;
  action.due = input.due;
  action.version = input.version;
  return save(call, std::move(action), before);
}

struct ProgressAction {
  std::optional<ActionId> action;
  std::int64_t version = 0;
  std::string status, note;
  std::optional<Date> done_on;
};

operations::Fields<ProgressAction> progress_fields() {
  using T = ProgressAction;
  return {field("action", &T::action, "The action", example_id).required(),
          field("version", &T::version, "The version you saw, so that nobody’s change is lost", 1).required(),
          field("status", &T::status, "How far it is", "in progress").required().choices(statuses),
          field("note", &T::note, "Where it stands, in a sentence or two", "Two of five teams have begun."),
          field("done_on", &T::done_on, "The day it was done; needed when it is done", "2027-03-30")};
}

Result<json> run_progress(Call& call, ProgressAction const& input) {
  auto before = TRY(reachable_action(call, *input.action));
  auto action = before;
  action.status = *action_status(input.status);
  action.note = with_plain_line_ends(input.note);
  action.done_on = input.done_on;
  action.version = input.version;
  return save(call, std::move(action), before);
}

struct EndAction {
  std::optional<ActionId> action;
  std::int64_t version = 0;
};

Result<json> run_end_action(Call& call, EndAction const& input) {
  auto before = TRY(reachable_action(call, *input.action));
  if (!end_action(call.db(), before.id, input.version, call.now())) return changed_first("action");
  call.changed({"action", before.id.text(), before.title, to_json(before, call.today()), nullptr});
  return json{{"ended", before.id.text()}};
}

struct LinkAction {
  std::optional<ActionId> action;
  std::optional<ThemeId> theme;
  std::optional<FindingId> finding;
};

operations::Fields<LinkAction> link_action_fields() {
  return {field("action", &LinkAction::action, "The action", example_id).required(),
          field("theme", &LinkAction::theme, "A theme it belongs to", example_id),
          field("finding", &LinkAction::finding, "A finding it answers", example_id)};
}

template <bool linked>
Result<json> run_link_action(Call& call, LinkAction const& input) {
  auto action = find_action(call.db(), *input.action);
  if (!action) return none_such("action");
  if (!input.theme && !input.finding) return refuse_field("theme", "Name a theme or a finding, or both.");
  // Both ends must be within reach, or a lead could take another theme's action by linking it to their own. An action
  // of no theme is free to be taken in.
  auto own_themes = theme_ids_of_action(call.db(), action->id);
  if (!own_themes.empty() || !input.theme) TRY(call.allow_themes(own_themes));
  bool changed = false;
  json value{{"action", action->title}};
  if (input.theme) {
    auto theme = find_theme(call.db(), *input.theme);
    if (!theme) return none_such("theme");
    TRY(call.allow_theme(theme->id.text()));
    changed = linked ? link(call.db(), theme->id, action->id) : unlink(call.db(), theme->id, action->id);
    value["theme"] = theme->title;
  }
  if (input.finding) {
    auto finding = inspections::find_finding(call.db(), *input.finding);
    if (!finding) return none_such("finding");
    bool moved = linked ? link(call.db(), finding->id, action->id) : unlink(call.db(), finding->id, action->id);
    changed = changed || moved;
    value["finding"] = finding->title;
  }
  if (changed)
    call.changed(
        {"link", action->id.text(), action->title, linked ? json(nullptr) : value, linked ? value : json(nullptr)});
  return json{{"changed", changed}};
}

struct ListActions {
  std::optional<ThemeId> theme;
  std::optional<FindingId> finding;
  std::string status;
  bool late = false;
};

Result<json> run_list_actions(Call& call, ListActions const& input) {
  auto plan = load_plan(call.db());
  auto rows = json::array();
  auto has = [](std::vector<std::string> const& ids, std::string const& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  for (auto const& each : plan.actions) {
    auto const& id = each.id.text();
    if (input.theme && !has(plan.theme_action.to(id), input.theme->text())) continue;
    if (input.finding && !has(plan.finding_action.to(id), input.finding->text())) continue;
    if (!input.status.empty() && word(each.status) != input.status) continue;
    if (input.late && !is_late(each, call.today())) continue;
    rows.push_back(to_json(each, call.today()));
  }
  return json{{"actions", rows}};
}

}  // namespace

void add_action_operations(operations::Registry& registry) {
  json const done{{"action", example_id}, {"version", 1}};
  registry.add(declare<ListActions>(
      "action list", "List the plan’s actions", Kind::read, "plan.view",
      {field("theme", &ListActions::theme, "Only this theme’s", example_id),
       field("finding", &ListActions::finding, "Only those that answer this finding", example_id),
       field("status", &ListActions::status, "Only those with this status", "in progress").choices(statuses),
       field("late", &ListActions::late, "Only those past their due date and not done", true)},
      {{"actions", json::array()}}, &run_list_actions));
  registry.add(declare<AddAction>("action add", "Add an action to the plan", Kind::change, "action.edit",
                                  add_action_fields(), done, &run_add_action));
  registry.add(declare<ChangeAction>("action change", "Change what an action is, who owns it or when it is due",
                                     Kind::change, "action.edit", change_action_fields(), done, &run_change_action));
  registry.add(declare<ProgressAction>("action progress", "Say how an action goes", Kind::change, "action.progress",
                                       progress_fields(), done, &run_progress));
  registry.add(declare<EndAction>("action end", "Take an action out of the plan; its history stays", Kind::change,
                                  "action.edit",
                                  {field("action", &EndAction::action, "The action", example_id).required(),
                                   field("version", &EndAction::version, "The version you saw", 1).required()},
                                  {{"ended", example_id}}, &run_end_action));
  registry.add(declare<LinkAction>("action link", "Say that an action belongs to a theme or answers a finding",
                                   Kind::change, "action.edit", link_action_fields(), {{"changed", true}},
                                   &run_link_action<true>));
  registry.add(declare<LinkAction>("action unlink", "Take away an action’s link to a theme or a finding", Kind::change,
                                   "action.edit", link_action_fields(), {{"changed", true}}, &run_link_action<false>));
}

}  // namespace gt::plans
