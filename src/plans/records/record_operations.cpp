#include "plans/records/record_operations.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "people/people.h"
#include "plans/history/history.h"
#include "plans/records/record_list.h"
#include "plans/records/records.h"
#include "plans/refusals.h"
#include "plans/thread/links.h"
#include "plans/thread/reach.h"
#include "platform/core/text.h"
#include "platform/records/input.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::FieldInfo;
using operations::FieldType;
using operations::Operation;

namespace {

// Kinds that links may put beneath others say so when they are made, so that a lead can add one to their own theme.
bool can_be_put_under(RecordKind const& kind) {
  auto const& rules = link_rules();
  return kind.inside.empty() &&
         std::any_of(rules.begin(), rules.end(), [&](LinkRule const& rule) { return rule.to_kind == kind.word; });
}

FieldInfo under_field(RecordKind const& kind) {
  std::vector<std::string_view> above;
  for (auto const& rule : link_rules())
    if (rule.to_kind == kind.word) above.push_back(rule.from_kind);
  return records::input("under", FieldType::id_list, false,
                        fmt::format("What it belongs to: {}", fmt::join(above, ", ")), json::array({example_id}), 20);
}

Operation operation_of(RecordKind const& kind, std::string const& verb, std::string summary,
                       std::vector<FieldInfo> inputs, json example, records::Run run) {
  return records::operation_of(kind, verb, std::move(summary), std::move(inputs), std::move(example), "plan.view", run);
}

// What it stands in is there, and within the actor's reach.
Result<void> place(Call& call, Record& record, json const& values) {
  if (record.kind->inside.empty()) return {};
  auto const id = values.at("inside").get<std::string>();
  auto named = find_thing(call.db(), id);
  auto fits =
      named && !named->is_ended &&
      std::find(record.kind->inside.begin(), record.kind->inside.end(), named->kind) != record.kind->inside.end();
  if (!fits)
    return refuse_field("inside", fmt::format("Choose the {} it stands in.", fmt::join(record.kind->inside, " or ")));
  record.parent = id;
  return {};
}

Result<void> accounts_are_here(Call& call, Record const& record) {
  for (auto const& field : record.kind->fields)
    if (field.type == RecordFieldType::account)
      if (auto account = record.text(field.name); !account.empty())
        TRY(account_is_here(call.db(), field.name, AccountId::trusted(account)));
  return {};
}

void take_values(Record& record, json const& values) {
  record.title = values.at("title").get<std::string>();
  record.fields = records::fields_of(*record.kind, values);
}

// Links from what it is put under; all of it must be there, and some of it within the actor's reach.
Result<void> put_under(Call& call, Record const& record, json const& values) {
  std::vector<std::string> themes;
  for (auto const& above : values.value("under", std::vector<std::string>{})) {
    auto thing = find_thing(call.db(), above);
    auto const* rule = thing && !thing->is_ended ? find_link_rule(thing->kind, record.kind->word) : nullptr;
    if (rule == nullptr)
      return refuse_field("under",
                          fmt::format("A {} cannot be put under that. Choose from the list.", record.kind->word));
    for (auto& theme : themes_reaching(call.db(), above)) themes.push_back(std::move(theme));
    add_link(call.db(), {thing->kind, above, std::string(rule->relation), record.kind->word, record.id.text()});
  }
  return call.allow_themes(themes);
}

Result<json> run_add(Call& call, RecordKind const& kind, json const& values) {
  Record record{RecordId::fresh(), &kind, 0, "", std::nullopt, json::object(), false, 1};
  take_values(record, values);
  TRY(place(call, record, values));
  TRY(accounts_are_here(call, record));
  TRY(check_record(record));
  if (record.parent) TRY(call.allow_themes(themes_reaching(call.db(), *record.parent)));
  record.number = insert_record(call.db(), record);
  if (!record.parent) TRY(put_under(call, record, values));
  auto after = to_json(record);
  if (auto under = values.find("under"); under != values.end()) after["under"] = *under;
  record_change(call, {kind.word, record.id.text(), record.title, nullptr, after});
  return json{{"id", record.id.text()}, {"number", record.number}, {"version", 1}};
}

Result<Record> reachable(Call& call, RecordKind const& kind, json const& values) {
  auto record = find_record(call.db(), values.at(kind.key()).get<std::string>());
  if (!record || record->is_ended || record->kind != &kind) return none_such(kind.word);
  TRY(call.allow_themes(themes_reaching(call.db(), record->id.text())));
  return *std::move(record);
}

Result<json> run_change(Call& call, RecordKind const& kind, json const& values) {
  auto before = TRY(reachable(call, kind, values));
  auto record = before;
  take_values(record, values);
  record.version = values.at("version").get<std::int64_t>();
  TRY(place(call, record, values));
  if (record.parent && record.parent != before.parent)
    TRY(call.allow_themes(themes_reaching(call.db(), *record.parent)));
  TRY(accounts_are_here(call, record));
  TRY(check_record(record));
  if (!save_record(call.db(), record)) return changed_first(kind.word);
  ++record.version;
  record_change(call, {kind.word, record.id.text(), record.title, to_json(before), to_json(record)});
  return json{{"id", record.id.text()}, {"version", record.version}};
}

Result<json> run_end(Call& call, RecordKind const& kind, json const& values) {
  auto record = TRY(reachable(call, kind, values));
  auto const before = to_json(record);
  record.version = values.at("version").get<std::int64_t>();
  if (!end_record(call.db(), record, call.now())) return changed_first(kind.word);
  record_change(call, {kind.word, record.id.text(), record.title, before, nullptr}, values.value("why", std::string()));
  return json{{"ended", record.id.text()}};
}

// With what follows from its fields.
json shown(Record const& record) {
  auto out = to_json(record);
  if (record.kind->word != "risk") return out;
  auto const product = [](std::optional<RiskScore> const& score) {
    return score ? json(score->product) : json(nullptr);
  };
  out["score"] = product(risk_score(record));
  out["score_after"] = product(risk_score(record, "_after"));
  return out;
}

Result<json> run_list(Call& call, RecordKind const& kind, json const& values) {
  RecordSort const sort{values.value("sort", std::string()), values.value("order", std::string()) == "desc"};
  auto const listed = list_records(call.db(), kind, RecordFilter::from_values(kind, values), sort, call.today());
  auto rows = json::array();
  for (auto const& each : listed.records) rows.push_back(shown(each));
  return json{{"records", rows}, {"total", listed.total}};
}

FieldInfo filter_input(RecordKind const& kind, std::string const& name) {
  auto const line = [&](std::string summary, json example) {
    return records::input(name, FieldType::text, false, std::move(summary), std::move(example));
  };
  auto const id = [&](std::string summary) {
    return records::input(name, FieldType::id, false, std::move(summary), example_id);
  };
  if (name == "words") return line("Only those with these words, or of this number", "supervision");
  if (name == "inside") return id("Only those that stand in this");
  if (name == "owner") return line("Only those that this role answers for, as written", "Head of service");
  if (name == "score")
    return records::input(name, FieldType::integer, false,
                          "Only those with this score or more, after mitigation where that is given", 15);
  if (name == "from" || name == "to")
    return records::input(name, FieldType::date, false,
                          fmt::format("Only those with this or {} day as “{}”",
                                      name == "from" ? "a later" : "an earlier", kind.field("due")->label),
                          "2027-03-31");
  auto const* field = kind.field(name);
  if (field == nullptr) return id(fmt::format("Only those that belong to this {}", name));
  auto choice = line(fmt::format("Only those with this as “{}”", field->label), choices_of(*field).front());
  choice.choices = choices_of(*field);
  return choice;
}

std::vector<FieldInfo> list_inputs(RecordKind const& kind) {
  std::vector<FieldInfo> out;
  for (auto const& name : filter_names(kind)) out.push_back(filter_input(kind, name));
  out.push_back(records::input("sort", FieldType::text, false, "What they are sorted by", "title"));
  out.back().choices = sort_keys(kind);
  out.push_back(records::input("order", FieldType::text, false, "The last first (desc), or not (asc)", "desc"));
  out.back().choices = {"asc", "desc"};
  return out;
}

Result<json> run_show(Call& call, RecordKind const& kind, json const& values) {
  auto record = find_record(call.db(), values.at(kind.key()).get<std::string>());
  if (!record || record->kind != &kind) return none_such(kind.word);
  auto out = shown(*record);
  out["ended"] = record->is_ended;
  out["links"] = links_json(call.db(), record->id.text(), evidence::sight_of(call.actor()));
  return out;
}

}  // namespace

void add_record_operations(operations::Registry& registry) {
  for (auto const& kind : record_kinds()) {
    auto const self = records::input(kind.key(), FieldType::id, true, fmt::format("The {}", kind.word), example_id);
    auto const seen =
        records::input("version", FieldType::integer, true, "The version you saw, so that nobody’s change is lost", 1);
    auto const written = records::written_inputs(kind);
    auto changed = written;
    changed.insert(changed.begin(), {self, seen});
    auto added = written;
    if (can_be_put_under(kind)) added.push_back(under_field(kind));
    json const done{{"id", example_id}, {"version", 1}};
    registry.add(
        operation_of(kind, "add", fmt::format("Add to the plan: {}", lower_case(kind.summary)), added, done, &run_add));
    registry.add(operation_of(kind, "change",
                              fmt::format("Change: {}; what is left out becomes empty", lower_case(kind.summary)),
                              changed, done, &run_change));
    registry.add(operation_of(
        kind, "end", fmt::format("Take {} out of the plan; its history stays", records::with_article(kind.word)),
        {self, seen, records::input("why", FieldType::text, false, "Why it is taken out", "Merged with project 2")},
        {{"ended", example_id}}, &run_end));
    registry.add(operation_of(kind, "list", fmt::format("List the plan’s {}", kind.plural), list_inputs(kind),
                              {{"records", json::array()}, {"total", 0}}, &run_list));
    registry.add(operation_of(kind, "show",
                              fmt::format("Show {} and its links, both ways", records::with_article(kind.word)), {self},
                              {{"id", example_id}, {"links", json::array()}}, &run_show));
  }
}

}  // namespace gt::plans
