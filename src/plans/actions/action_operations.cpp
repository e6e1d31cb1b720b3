#include "plans/actions/action_operations.h"

#include <limits>

#include <fmt/format.h>

#include "people/people.h"
#include "plans/actions/action_rules.h"
#include "plans/actions/saving.h"
#include "plans/history/history.h"
#include "plans/history/joins.h"
#include "plans/lists/action_lists.h"
#include "plans/plan_json.h"
#include "plans/refusals.h"
#include "plans/thread/links.h"
#include "plans/thread/reach.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

std::vector<std::string> const statuses_to_start{"not started", "on track", "at risk", "off track"};
std::vector<std::string> delivered_choices() {
  std::vector<std::string> out;
  for (auto each : all_delivered_words) out.push_back(lower_case(each));
  return out;
}

// What an action is; shared by adding and changing one.
struct Described {
  std::string title, owner_role, kind, reference, success;
  std::optional<AccountId> owner_account;
  std::optional<Date> start;
};

template <class T>
operations::Fields<T> described_fields() {
  return {
      field<T, std::string>("title", &T::title, "What will be done, so that anyone can tell whether it was",
                            "Every social worker has monthly reflective supervision, recorded within five days")
          .required()
          .max_length(300),
      field<T, std::string>("owner_role", &T::owner_role, "Who answers for it, by role", "Service manager, assessment")
          .required()
          .max_length(120),
      field<T, std::optional<AccountId>>("owner_account", &T::owner_account,
                                         "The owner’s account, so that it shows in their work", example_id),
      field<T, std::string>("kind", &T::kind, "What it is called; action when left out", "milestone")
          .choices({"action", "milestone", "deliverable"}),
      field<T, std::string>("reference", &T::reference, "The council’s own reference, as in its tracker", "SUP-04")
          .max_length(40),
      field<T, std::string>("success", &T::success, "How anyone will know that it worked",
                            "Nine in ten audited files show reflection on the child’s experience"),
      field<T, std::optional<Date>>("start", &T::start, "The day it starts", "2027-01-04")};
}

void describe(Action& action, Described const& input) {
  action.title = one_line(input.title);
  action.owner_role = one_line(input.owner_role);
  action.owner_account = input.owner_account;
  action.kind = input.kind.empty() ? "action" : input.kind;
  action.reference = one_line(input.reference);
  action.success = with_plain_line_ends(input.success);
  action.start = input.start;
}

Result<void> description_is_sound(Call& call, Action const& action) {
  if (action.owner_account) TRY(account_is_here(call.db(), "owner_account", *action.owner_account));
  if (!action.reference.empty())
    if (auto other = action_with_reference(call.db(), action.reference); other && other->id != action.id)
      return refuse_field("reference", fmt::format("Action {} has the reference {} already. Give this one another.",
                                                   other->number, action.reference));
  return due_is_not_before_start(action);
}

struct AddAction : Described {
  std::string status, note, recovery;
  std::optional<Date> due, recovery_by;
  std::vector<ThemeId> themes;
  std::vector<FindingId> findings;
  std::vector<std::string> under;
};

operations::Fields<AddAction> add_action_fields() {
  using T = AddAction;
  auto fields = described_fields<T>();
  for (auto& each : operations::Fields<T>{
           field("due", &T::due, "The day it is due; it is kept, and moves only by agreement", "2027-03-31"),
           field("status", &T::status, "How far it is; not started when left out", "on track")
               .choices(statuses_to_start),
           field("recovery", &T::recovery, "What will bring it back, when it is at risk",
                 "Two agency workers from May"),
           field("recovery_by", &T::recovery_by, "When that will be done", "2027-02-26"),
           field("note", &T::note, "Where it stands, in a sentence or two", "Two of five teams have begun."),
           field("themes", &T::themes, "The themes it belongs to", json::array({example_id})).max_length(20),
           field("findings", &T::findings, "The findings it answers", json::array({example_id})).max_length(200),
           field("under", &T::under, "Projects, objectives or stages it belongs to", json::array({example_id}))
               .max_length(20)})
    fields.push_back(std::move(each));
  return fields;
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

// Links from projects, objectives or stages; each must be in the plan.
Result<void> put_under(Call& call, ActionId const& action, std::vector<std::string> const& above) {
  std::vector<std::string> themes;
  for (auto const& id : above) {
    auto thing = find_thing(call.db(), id);
    auto const* rule = thing && !thing->is_ended ? find_link_rule(thing->kind, "action", {}) : nullptr;
    if (rule == nullptr)
      return refuse_field("under",
                          "One of these is not in the plan. Choose projects, objectives or stages from the list.");
    for (auto& theme : themes_reaching(call.db(), id)) themes.push_back(std::move(theme));
    add_link(call.db(), {thing->kind, id, std::string(rule->relation), "action", action.text()});
  }
  if (!above.empty() && !themes.empty()) TRY(call.allow_themes(themes));
  return {};
}

Result<json> run_add_action(Call& call, AddAction const& input) {
  Action action{ActionId::fresh(),
                0,
                "",
                "",
                std::nullopt,
                input.due,
                input.due,
                action_status(input.status).value_or(ActionStatus::not_started),
                with_plain_line_ends(input.note),
                std::nullopt,
                1};
  describe(action, input);
  action.recovery = one_line(input.recovery);
  action.recovery_by = input.recovery_by;
  TRY(description_is_sound(call, action));
  TRY(at_risk_has_a_recovery(action));
  action.number = insert_action(call.db(), action);
  TRY(link_to_themes(call, action.id, input.themes));
  TRY(link_to_findings(call, action.id, input.findings));
  TRY(put_under(call, action.id, input.under));
  auto after = state_json(action);
  for (auto const& theme : input.themes) after["themes"].push_back(theme.text());
  for (auto const& finding : input.findings) after["findings"].push_back(finding.text());
  for (auto const& above : input.under) after["under"].push_back(above);
  record_change(call, {"action", action.id.text(), action.title, nullptr, after});
  return json{{"action", action.id.text()}, {"number", action.number}, {"version", 1}};
}

struct ChangeAction : Described {
  std::optional<ActionId> action;
  std::int64_t version = 0;
  std::optional<Date> due;
};

operations::Fields<ChangeAction> change_action_fields() {
  using T = ChangeAction;
  auto fields = described_fields<T>();
  fields.insert(fields.begin(),
                {field("action", &T::action, "The action", example_id).required(),
                 field("version", &T::version, "The version you saw, so that nobody’s change is lost", 1).required()});
  fields.push_back(field(
      "due", &T::due, "The day it is due, while it has none; a date that stands is moved by “date ask”", "2027-03-31"));
  return fields;
}

Result<json> run_change_action(Call& call, ChangeAction const& input) {
  auto before = TRY(reachable_action(call, *input.action));
  auto action = before;
  describe(action, input);
  action.version = input.version;
  if (!before.due) action.due = input.due;
  if (before.due && input.due && input.due != before.due)
    return refuse_field("due",
                        fmt::format("It is due on {}, and a date that stands is moved only by agreement. Ask for "
                                    "another date and say why.",
                                    before.due->printed()));
  TRY(description_is_sound(call, action));
  return save_changed(call, std::move(action), before);
}

struct EndAction {
  std::optional<ActionId> action;
  std::int64_t version = 0;
  std::string why;
};

Result<json> run_end_action(Call& call, EndAction const& input) {
  auto before = TRY(reachable_action(call, *input.action));
  if (!end_action(call.db(), before.id, input.version, call.now())) return changed_first("action");
  record_change(call, {"action", before.id.text(), before.title, state_json(before), nullptr}, one_line(input.why));
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
    if (changed)
      keep_joins(call, {"theme", theme->id.text(), std::string(answered_by), "action", action->id.text()}, linked);
  }
  if (input.finding) {
    auto finding = inspections::find_finding(call.db(), *input.finding);
    if (!finding) return none_such("finding");
    bool moved = linked ? link(call.db(), finding->id, action->id) : unlink(call.db(), finding->id, action->id);
    if (moved)
      keep_joins(call, {"finding", finding->id.text(), std::string(answered_by), "action", action->id.text()}, linked);
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
  std::optional<RecordId> project, stage;
  std::optional<FindingId> finding;
  std::optional<AccountId> account;
  std::string words, status, difference, colour, owner;
  std::optional<Date> from, to;
  bool late = false;
};

Result<json> run_list_actions(Call& call, ListActions const& input) {
  ActionFilter filter{.words = input.words,
                      .theme = input.theme ? input.theme->text() : "",
                      .project = input.project ? input.project->text() : "",
                      .stage = input.stage ? input.stage->text() : "",
                      .finding = input.finding ? input.finding->text() : "",
                      .status = input.status,
                      .difference = input.difference,
                      .colour = input.colour,
                      .owner = input.owner,
                      .account = input.account ? input.account->text() : "",
                      .due = input.late ? "late" : "",
                      .from = input.from ? input.from->iso() : "",
                      .to = input.to ? input.to->iso() : ""};
  auto rows = json::array();
  for (auto const& each : list_actions(call.db(), filter, {}, call.today(), std::numeric_limits<std::int32_t>::max()))
    rows.push_back(to_json(each, call.today()));
  return json{{"actions", rows}};
}

operations::Fields<ListActions> list_actions_fields() {
  using T = ListActions;
  return {field("words", &T::words, "Only those with this in their title, reference or owner, or with this number",
                "supervision")
              .max_length(200),
          field("theme", &T::theme, "Only this theme’s, also by way of its projects", example_id),
          field("project", &T::project, "Only this project’s", example_id),
          field("stage", &T::stage, "Only what this stage holds", example_id),
          field("finding", &T::finding, "Only those that answer this finding", example_id),
          field("status", &T::status, "Only those of which the plan’s list says this today", "late")
              .choices(delivered_choices()),
          field("difference", &T::difference, "Only those on this rung of the evidence ladder", "output")
              .choices({"none", "activity", "output", "practice", "experience", "outcome"}),
          field("colour", &T::colour, "Only those of this colour today, by the council’s own rule", "red")
              .choices({"blue", "green", "amber", "red", "grey", "purple"}),
          field("owner", &T::owner, "Only this owner’s, by role", "Service manager, assessment").max_length(120),
          field("account", &T::account, "Only those of the owner with this account", example_id),
          field("late", &T::late, "Only those past their due date and not done", true),
          field("from", &T::from, "Only those due on this day or later", "2027-01-01"),
          field("to", &T::to, "Only those due on this day or earlier", "2027-03-31")};
}

}  // namespace

void add_action_operations(operations::Registry& registry) {
  json const done{{"action", example_id}, {"version", 1}};
  registry.add(declare<ListActions>("action list", "List the plan’s actions", Kind::read, "plan.view",
                                    list_actions_fields(), {{"actions", json::array()}}, &run_list_actions));
  registry.add(declare<AddAction>("action add", "Add an action to the plan", Kind::change, "action.edit",
                                  add_action_fields(), done, &run_add_action));
  registry.add(declare<ChangeAction>("action change", "Change what an action is, who owns it or when it is due",
                                     Kind::change, "action.edit", change_action_fields(), done, &run_change_action));
  registry.add(declare<EndAction>(
      "action end", "Take an action out of the plan; its history stays", Kind::change, "action.edit",
      {field("action", &EndAction::action, "The action", example_id).required(),
       field("version", &EndAction::version, "The version you saw", 1).required(),
       field("why", &EndAction::why, "Why it is taken out", "Merged with action 12").max_length(300)},
      {{"ended", example_id}}, &run_end_action));
  registry.add(declare<LinkAction>("action link", "Say that an action belongs to a theme or answers a finding",
                                   Kind::change, "action.edit", link_action_fields(), {{"changed", true}},
                                   &run_link_action<true>));
  registry.add(declare<LinkAction>("action unlink", "Take away an action’s link to a theme or a finding", Kind::change,
                                   "action.edit", link_action_fields(), {{"changed", true}}, &run_link_action<false>));
}

}  // namespace gt::plans
