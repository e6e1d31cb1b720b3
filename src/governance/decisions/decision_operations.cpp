#include "governance/decisions/decision_operations.h"

#include <algorithm>

#include <fmt/format.h>

#include "governance/decisions/decision_input.h"
#include "governance/decisions/decision_json.h"
#include "governance/decisions/decision_place.h"
#include "governance/decisions/decision_store.h"
#include "governance/registers/entry_store.h"
#include "plans/plans.h"
#include "platform/records/input.h"

namespace gt::governance {

using nlohmann::json;
using operations::Call;
using operations::FieldInfo;
using operations::Operation;
using operations::Prepared;
using InputType = operations::FieldType;

namespace {

using Run = Result<json> (*)(Call&, json const&);

Operation decision_operation(std::string name, std::string summary, operations::Kind kind,
                             std::vector<FieldInfo> inputs, json example, Run run) {
  Operation operation;
  operation.name = std::move(name);
  operation.summary = std::move(summary);
  operation.kind = kind;
  operation.permission = kind == operations::Kind::read ? kSeeGovernance : kEditDecisions;
  operation.inputs = std::move(inputs);
  operation.output_example = std::move(example);
  operation.prepare = [infos = operation.inputs, run](json const& given) -> Result<Prepared> {
    auto values = TRY(records::read_input(infos, given));
    return Prepared{[values = std::move(values), run](Call& call) { return run(call, values); }};
  };
  return operation;
}

tl::unexpected<Error> no_such_decision() {
  return refuse(ErrorKind::not_found, "There is no such decision. Look in the list of decisions.");
}

tl::unexpected<Error> decision_changed_first() {
  return refuse(ErrorKind::conflict,
                "Someone else changed this decision after you opened it. Look at their version, then change it again.");
}

// To be changed: in reach, seen whole, and not withdrawn.
Result<Decision> decision_to_change(Call& call, json const& values) {
  auto const id = DecisionId::trusted(values.at("decision").get<std::string>());
  auto found = find_decision(call.db(), id, sight_of(call.db(), call.actor(), call.today()));
  if (!found) return no_such_decision();
  TRY(call.allow_body(found->body));
  if (!found->is_seen)
    return refuse(ErrorKind::forbidden,
                  "Part of this decision is private and not for you to see, so you cannot change it. Ask whoever "
                  "supports the body.");
  if (found->withdrawn_on)
    return refuse(ErrorKind::conflict, fmt::format("This decision was withdrawn from the plan on {}. Plan a new one.",
                                                   found->withdrawn_on->printed()));
  return *std::move(found);
}

Result<json> saved(Call& call, Decision const& before, Decision after, json const& values) {
  after.version = values.at("version").get<std::int64_t>();
  if (!save_decision(call.db(), after, call.now())) return decision_changed_first();
  ++after.version;
  search::put(call.db(), search_document(after));
  // A change from open to private hides what the entry would say of before.
  auto hidden = before;
  hidden.is_private = before.is_private || after.is_private;
  if (after.is_private && !before.is_private) hidden.public_title = after.public_title;
  keep_state(call, {"decision", after.id.text(), audit_title(after), audit_view(hidden), audit_view(after)},
             {.body = after.body});
  return json{{"decision", after.id.text()}, {"number", after.number}, {"version", after.version}};
}

Result<json> run_plan(Call& call, json const& values) {
  auto const place = TRY(place_of_decision(call, values));
  TRY(call.allow_body(place.body));
  auto decision = TRY(with_plan({.id = DecisionId::fresh(),
                                 .number = 0,
                                 .body = place.body,
                                 .body_name = place.body_name,
                                 .meeting = {},
                                 .decided_by = place.usually,
                                 .title = {},
                                 .public_title = {},
                                 .day = call.today(),
                                 .until = {},
                                 .is_key = false,
                                 .is_private = false,
                                 .exempt_paragraph = {},
                                 .pence = {},
                                 .no_call_in = false,
                                 .answers = {},
                                 .days = json::object(),
                                 .taken_on = {},
                                 .approved_pence = {},
                                 .fields = json::object(),
                                 .withdrawn_on = {},
                                 .withdrawn_why = {},
                                 .is_seen = true,
                                 .when_printed = {},
                                 .made_at = call.now(),
                                 .changed_at = call.now(),
                                 .version = 1},
                                values, place, decision_settings(call.db()).rules, call.today()));
  insert_decision(call.db(), decision);
  search::put(call.db(), search_document(decision));
  keep_state(call, {"decision", decision.id.text(), audit_title(decision), nullptr, audit_view(decision)},
             {.body = decision.body});
  return json{{"decision", decision.id.text()}, {"number", decision.number}, {"version", 1}};
}

Result<json> run_change_decision(Call& call, json const& values) {
  auto const before = TRY(decision_to_change(call, values));
  auto const place = TRY(place_of_decision(call, values));
  if (place.body != before.body) TRY(call.allow_body(place.body));
  auto after = TRY(with_plan(before, values, place, decision_settings(call.db()).rules, call.today()));
  return saved(call, before, std::move(after), values);
}

Result<json> run_step(Call& call, json const& values) {
  auto const before = TRY(decision_to_change(call, values));
  auto const* step = find_day_of_step(values.at("step").get<std::string>());
  ENSURE(step != nullptr);  // one of the choices
  auto after =
      with_step(before, *step, records::date_of(values, "day"), decision_settings(call.db()).rules, call.today());
  if (!after) {
    auto error = after.error();
    for (auto& each : error.fields)
      if (each.field == step->name) each.field = "day";
    return tl::unexpected<Error>(std::move(error));
  }
  return saved(call, before, *std::move(after), values);
}

Result<json> run_take(Call& call, json const& values) {
  auto const before = TRY(decision_to_change(call, values));
  auto after = TRY(with_taking(before, values, meeting_day(call.db(), before.meeting),
                               decision_settings(call.db()).rules, call.today()));
  return saved(call, before, std::move(after), values);
}

Result<json> run_follow(Call& call, json const& values) {
  auto const before = TRY(decision_to_change(call, values));
  auto after = TRY(with_following(before, values, decision_settings(call.db()).rules, call.today()));
  return saved(call, before, std::move(after), values);
}

Result<json> run_withdraw(Call& call, json const& values) {
  auto const before = TRY(decision_to_change(call, values));
  if (before.taken_on)
    return refuse(ErrorKind::conflict,
                  fmt::format("It was taken on {}, so it cannot be withdrawn from the plan. If it is undone, that is a "
                              "decision of its own.",
                              before.taken_on->printed()));
  auto after = before;
  after.withdrawn_on = call.today();
  after.withdrawn_why = values.at("why").get<std::string>();
  return saved(call, before, std::move(after), values);
}

std::optional<std::string> optional_text(json const& values, std::string_view name) {
  auto text = records::text_of(values, name);
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

Result<json> run_list_decisions(Call& call, json const& values) {
  auto const page = records::number_of(values, "page").value_or(1);
  if (page < 1 || page > 100'000) return refuse_field("page", "The page must be from 1 to 100000.");
  DecisionFilter filter{optional_text(values, "body"),
                        optional_text(values, "meeting"),
                        records::date_of(values, "from"),
                        records::date_of(values, "to"),
                        decision_state_from(records::text_of(values, "state")),
                        std::nullopt,
                        records::text_of(values, "words")};
  if (auto const key = optional_text(values, "is_key")) filter.is_key = *key == "yes";
  auto const listed =
      list_decisions(call.db(), filter, sight_of(call.db(), call.actor(), call.today()), static_cast<int>(page));
  auto rows = json::array();
  for (auto const& each : listed.decisions) rows.push_back(to_json(each));
  return json{{"decisions", std::move(rows)},
              {"matching", listed.matching},
              {"total", listed.total},
              {"page", page},
              {"pages", (listed.matching + decisions_on_a_page - 1) / decisions_on_a_page}};
}

// The other ends of its chain, as the reader may see them: the recommendation it answers and what of the plan it led
// to.
json chain_json(Call& call, Decision const& decision, Sight const& sight) {
  json out{{"recommendation_answered", nullptr}, {"shows_in", json::array()}};
  if (!decision.is_seen) return out;
  if (decision.answers)
    if (auto const answered = find_entry(call.db(), *decision.answers, sight))
      out["recommendation_answered"] = to_json(*answered);
  auto const add = [&](std::string const& id) {
    if (auto const thing = plans::find_thing(call.db(), id, evidence::sight_of(call.actor())))
      out["shows_in"].push_back(
          {{"kind", thing->kind}, {"id", thing->id}, {"title", thing->title}, {"address", thing->address}});
  };
  if (auto const project = decision.text("project"); !project.empty()) add(project);
  for (auto const& each : done_links(decision))
    if (!each.thing.empty()) add(each.thing);
  return out;
}

Result<json> run_show_decision(Call& call, json const& values) {
  auto const id = DecisionId::trusted(values.at("decision").get<std::string>());
  auto const sight = sight_of(call.db(), call.actor(), call.today());
  auto const found = find_decision(call.db(), id, sight);
  if (!found) return no_such_decision();
  auto out = to_json(*found);
  out.update(checklist_json(*found, decision_settings(call.db()).rules, call.today()));
  out.update(chain_json(call, *found, sight));
  return out;
}

FieldInfo own_id() { return records::input("decision", InputType::id, true, "The decision", records::example_id); }
FieldInfo seen_version() {
  return records::input("version", InputType::integer, true, "The version you saw, so that nobody’s change is lost", 1);
}
std::vector<FieldInfo> with_own(std::vector<FieldInfo> infos) {
  infos.insert(infos.begin(), {own_id(), seen_version()});
  return infos;
}

FieldInfo chosen_of(std::string name, bool required, std::string summary, std::vector<std::string> choices) {
  auto info = records::input(std::move(name), InputType::text, required, std::move(summary), choices.front());
  info.choices = std::move(choices);
  return info;
}

std::vector<std::string> step_names() {
  std::vector<std::string> out;
  for (auto const& each : days_of_steps()) out.emplace_back(each.name);
  return out;
}

std::vector<FieldInfo> decision_list_inputs() {
  return {records::input("body", InputType::id, false, "Only of this body", records::example_id),
          records::input("meeting", InputType::id, false, "Only of this meeting", records::example_id),
          records::input("from", InputType::date, false, "Only on or after this day", "2026-11-01"),
          records::input("to", InputType::date, false, "Only on or before this day", "2027-03-31"),
          chosen_of("state", false, "Only planned, taken or withdrawn", {"planned", "taken", "withdrawn"}),
          chosen_of("is_key", false, "Only key decisions (yes), or only others (no)", {"yes", "no"}),
          records::input("words", InputType::text, false, "Only with these words in the title", "phase 3", 200),
          records::input("page", InputType::integer, false, "Which hundred", 1)};
}

}  // namespace

void add_decision_operations(operations::Registry& registry) {
  using operations::Kind;
  json const done{{"decision", records::example_id}, {"number", 7}, {"version", 1}};
  registry.add(decision_operation("decision plan", "Plan a decision: what, by whom, when, and what it needs",
                                  Kind::change, inputs_of_plan(), done, &run_plan));
  registry.add(decision_operation("decision change", "Change a planned decision; what is left out becomes empty",
                                  Kind::change, with_own(inputs_of_plan()), done, &run_change_decision));
  registry.add(decision_operation(
      "decision step", "Say on which day a step of a decision’s checklist was done", Kind::change,
      with_own({chosen_of("step", true, "Which step", step_names()),
                records::input("day", InputType::date, false, "The day; left out when it was not done", "2027-01-12")}),
      done, &run_step));
  registry.add(decision_operation("decision take", "Record that a decision was taken, and what it approved",
                                  Kind::change, with_own(inputs_of_taking()), done, &run_take));
  registry.add(decision_operation("decision follow", "Say what was done because of a decision", Kind::change,
                                  with_own(inputs_of_following()), done, &run_follow));
  registry.add(decision_operation(
      "decision withdraw", "Withdraw a decision from the plan; its page stays", Kind::change,
      with_own({records::input("why", InputType::text, true, "Why it is withdrawn", "Merged with the budget")}), done,
      &run_withdraw));
  registry.add(decision_operation(
      "decision list", "List decisions by day, a hundred at a time", Kind::read, decision_list_inputs(),
      {{"decisions", json::array()}, {"matching", 0}, {"total", 0}, {"page", 1}, {"pages", 0}}, &run_list_decisions));
  registry.add(decision_operation(
      "decision show", "Show a decision with its dated checklist, and what the law offers where a step was missed",
      Kind::read, {own_id()}, {{"decision", records::example_id}, {"number", 7}, {"checklist", json::array()}},
      &run_show_decision));
}

}  // namespace gt::governance
