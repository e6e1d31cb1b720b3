#include "funding/records/money_steps.h"

#include <algorithm>

#include <fmt/format.h>

#include "funding/posts/post_rules.h"
#include "funding/profiles/virement.h"
#include "funding/records/money_register.h"
#include "funding/records/money_store.h"
#include "funding/reviews/review.h"
#include "governance/governance.h"
#include "platform/records/input.h"

namespace gt::funding {

using nlohmann::json;
using operations::Call;
using operations::FieldInfo;
using records::Field;
using records::FieldType;
using InputType = operations::FieldType;

namespace {

Field field_of(char const* kind, char const* name, bool required) {
  auto field = *money_kind(kind).field(name);
  field.required = required;
  field.is_set_apart = false;
  return field;
}

std::string own_words(json const& values, char const* name) { return values.value(name, std::string()); }

// A decision of yes or no that was not taken yet.
bool is_undecided(Record const& record) { return record.text("decided").empty(); }

// The day of a decision that is in the register of decisions is its day there.
Result<void> from_register(Call& call, Record& record, json const& values) {
  auto const id = own_words(values, "decision");
  if (id.empty()) return {};
  auto const decision = governance::find_taken_decision(call.db(), id, governance::Sight::of_nothing_private());
  if (!decision)
    return refuse_field("decision", "There is no such decision, or it was not taken yet. Choose from the list.");
  if (auto const day = records::date_of(values, "decided_on"); day && *day != decision->taken_on)
    return refuse_field("decided_on",
                        fmt::format("{} was taken on {}. Leave this day empty, or choose another decision.",
                                    decision->name, decision->taken_on.printed()));
  record.fields["decision"] = id;
  record.fields["decided_on"] = decision->taken_on.iso();
  return {};
}

Result<Record> decide(Call& call, Record record, json const& values) {
  if (auto const day = records::date_of(values, "decided_on"); day && *day > call.today())
    return refuse_field("decided_on", "A decision is recorded once it was taken. This day is still to come.");
  auto const amount = record.kind->word == "approval" && values.contains("approved_amount")
                          ? records::money_of(values, "approved_amount")
                          : record.money("amount");
  if (own_words(values, "decided") == "approved") {
    TRY(is_second_person(call, record, *amount));
    if (record.kind->word == "approval") {
      if (amount->pence() < 0) return refuse_field("approved_amount", "An amount here is not below nothing.");
      record.fields["approved_amount"] = amount->text();
    }
  }
  TRY(from_register(call, record, values));
  for (auto const* name : {"decided", "decided_on", "decided_by", "decided_words"})
    if (values.contains(name)) record.fields[name] = values.at(name);
  if (own_words(values, "decided") != "approved") return record;
  if (record.kind->word == "draw-down" || record.kind->word == "underspend return")
    TRY(check_commitment(call.db(), record));
  if (record.kind->word == "virement") TRY(move_money(call, record));
  return record;
}

Result<Record> take_post_step(Call& call, Record post, json const& values) {
  auto const step = own_words(values, "step");
  auto const on = Date::from_iso(own_words(values, "on")).value();
  TRY(check_step(post, step, on, own_words(values, "note"), call.today()));
  post.fields["step"] = step;
  post.fields["step_on"] = on.iso();
  post.fields.erase("step_note");
  if (auto note = own_words(values, "note"); !note.empty()) post.fields["step_note"] = note;
  if (step == "started") post.fields["started_on"] = on.iso();
  if (step == "left") post.fields["left_on"] = on.iso();
  // Back before somebody was in it, nobody is.
  if (*step_place(step) < *step_place("started")) {
    post.fields.erase("started_on");
    post.fields.erase("left_on");
  }
  return post;
}

Result<Record> decide_exit(Call& call, Record post, json const& values) {
  auto const day = Date::from_iso(own_words(values, "exit_on")).value();
  if (day > call.today())
    return refuse_field("exit_on", "A decision is recorded once it was taken. This day is still to come.");
  if (own_words(values, "exit") != "end" && own_words(values, "exit_pays").empty())
    return refuse_field("exit_pays", "A post that goes on is paid by somebody. Say who pays then.");
  for (auto const* name : {"exit", "exit_by", "exit_on", "exit_pays", "exit_why"}) {
    post.fields.erase(name);
    if (values.contains(name)) post.fields[name] = values.at(name);
  }
  return post;
}

MoneyStep deciding(char const* kind, char const* lead, std::vector<Field> more) {
  std::vector<Field> fields{field_of(kind, "decided", true), field_of(kind, "decided_on", false),
                            field_of(kind, "decided_by", true), field_of(kind, "decided_words", false)};
  if (money_kind(kind).field("decision") != nullptr) fields.push_back(field_of(kind, "decision", false));
  fields.insert(fields.end(), more.begin(), more.end());
  return {
      kind,
      "decide",
      "Record the decision",
      lead,
      "Record the decision",
      "The decision was recorded.",
      fmt::format("Record that a {} was approved, refused or lapsed; above the council’s amount somebody else than who "
                  "asked for it approves it",
                  kind),
      "money.decide",
      std::move(fields),
      &decide,
      &is_undecided,
      "decided"};
}

std::vector<MoneyStep> make_steps() {
  Field on{.name = "on", .label = "On", .type = FieldType::date, .required = true};
  Field note{.name = "note", .label = "Note", .type = FieldType::text, .hint = "Needed when it goes back a step."};
  return {
      deciding("approval",
               "A bid becomes an approval when the body that decides has agreed. The amount asked for stays as it was "
               "asked.",
               {field_of("approval", "approved_amount", false)}),
      deciding("draw-down", "What is approved here counts as drawn.", {}),
      deciding("virement",
               "When it is approved, the amounts of both lines and their profiles change; what they were stays in "
               "their history.",
               {}),
      deciding("underspend return", "What is approved here has gone back to the fund that gave it.", {}),
      {"post",
       "step",
       "Record a step",
       "The forecast and the actions that wait for this post follow from it.",
       "Record it",
       "The step was recorded.",
       "Record that a post has reached a step, from created to left",
       "money.edit",
       {field_of("post", "step", true), on, note},
       &take_post_step,
       [](Record const& post) { return post.text("step") != "left"; },
       "step"},
      {"post",
       "decide-exit",
       "Decide what becomes of it",
       "Every post on money for a limited time needs this before the money ends.",
       "Record the decision",
       "The decision was recorded.",
       "Record what becomes of a post when its money ends: mainstream, extend or end",
       "money.decide",
       {field_of("post", "exit", true), field_of("post", "exit_by", true), field_of("post", "exit_on", true),
        field_of("post", "exit_pays", false), field_of("post", "exit_why", false)},
       &decide_exit,
       [](Record const&) { return true; },
       "decided"},
      {"funding review",
       "hold",
       "Record that it was held",
       "The review keeps what becomes of each post and who pays, as it is decided by then. What changes later does not "
       "change the review.",
       "Record it",
       "The review was recorded with what becomes of each post.",
       "Record that a funding review was held, with what becomes of every post as it is decided by then",
       "money.decide",
       {field_of("funding review", "held_on", true), field_of("funding review", "found", true),
        field_of("funding review", "next", false)},
       &hold_review,
       [](Record const& review) { return review.text("held_on").empty(); },
       "held"},
  };
}

Result<json> run_step(Call& call, MoneyStep const& step, json const& values) {
  auto const& kind = money_kind(step.kind);
  TRY(call.allow_themes({}));
  auto const before = TRY(find_open(money_register(), call.db(), kind, values.at(kind.key()).get<std::string>()));
  auto const seen = values.at("version").get<std::int64_t>();
  if (seen != before.version) return registers::changed_first(kind);
  if (!step.is_open(before))
    return refuse(ErrorKind::conflict, fmt::format("This {} was {} already. What was decided stays on record.",
                                                   kind.word, state_of(before)));
  auto after = TRY(step.take(call, before, values));
  if (!save_money(call.db(), after)) return registers::changed_first(kind);
  ++after.version;
  keep_money_state(call,
                   {kind.word, after.id, after.title, registers::to_json(money_register(), before),
                    registers::to_json(money_register(), after)},
                   step.verb_past, "");
  return json{{"id", after.id}, {"version", after.version}, {"state", state_of(after)}};
}

}  // namespace

std::vector<MoneyStep> const& money_steps() {
  static auto const steps = make_steps();
  return steps;
}

Result<void> is_second_person(Call& call, Record const& record, Money amount) {
  if (amount <= money_settings(call.db()).second_person_above) return {};
  auto const past = money_history(call.db(), record.id);
  bool const asked = std::any_of(past.begin(), past.end(), [&](MoneyPast const& each) {
    return each.account == call.actor().account.text() && (each.state.verb == "added" || each.state.verb == "changed");
  });
  if (!asked) return {};
  return refuse(ErrorKind::conflict,
                fmt::format("You asked for this {} or changed it. Above {} somebody else approves it: ask a colleague "
                            "who may decide about money.",
                            record.kind->word, money_settings(call.db()).second_person_above.printed()));
}

void add_step_operations(operations::Registry& registry) {
  for (auto const& step : money_steps()) {
    auto const& kind = money_kind(step.kind);
    std::vector<FieldInfo> inputs{
        records::input(kind.key(), InputType::id, true, fmt::format("The {}", kind.word), records::example_id),
        records::input("version", InputType::integer, true, "The version you saw, so that nobody’s change is lost", 1)};
    for (auto const& field : step.fields) inputs.push_back(records::input_of(field));
    auto operation = records::operation_holding(
        kind, step.verb, step.summary, std::move(inputs),
        {{"id", records::example_id}, {"version", 2}, {"state", "approved"}}, "money.view",
        [&step](Call& call, records::Kind const&, json const& values) { return run_step(call, step, values); });
    operation.permission = step.permission;
    registry.add(std::move(operation));
  }
}

}  // namespace gt::funding
