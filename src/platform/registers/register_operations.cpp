#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "platform/core/id.h"
#include "platform/core/text.h"
#include "platform/records/input.h"
#include "platform/registers/register.h"

namespace gt::registers {

using nlohmann::json;
using operations::Call;
using operations::FieldInfo;
using records::example_id;
using records::input;
using InputType = operations::FieldType;

namespace {

constexpr std::int64_t largest_page = 500;

// What it stands in is there, and of the right kind.
Result<void> place(Call& call, Register const& of, Record& record, json const& values) {
  auto const& inside = record.kind->inside;
  if (inside.empty()) return {};
  auto const id = values.at("inside").get<std::string>();
  auto const parent = of.find(call.db(), id);
  if (!parent || parent->is_ended || std::find(inside.begin(), inside.end(), parent->kind->word) == inside.end())
    return refuse_field("inside", fmt::format("Choose the {} it stands in.", fmt::join(inside, " or ")));
  record.parent = id;
  return {};
}

Result<void> check_references(Call& call, Register const& of, Record const& record) {
  for (auto const& field : record.kind->fields) {
    auto const id = record.text(field.name);
    bool const refers = field.type == records::FieldType::record || field.type == records::FieldType::account;
    if (refers && !id.empty() && !of.name(call.db(), call.actor(), field, id))
      return refuse_field(field.name, fmt::format("There is no such {} here. Choose one from the list.",
                                                  field.of.empty() ? "account" : field.of));
  }
  return {};
}

Result<json> run_add(Call& call, Register const& of, Kind const& kind, json const& values) {
  Record record;
  record.id = Id<struct RecordTag>::fresh().text();
  record.kind = &kind;
  record.title = values.at("title").get<std::string>();
  record.fields = records::fields_of(kind, values);
  TRY(place(call, of, record, values));
  TRY(check_references(call, of, record));
  TRY(of.complete(call, record, nullptr));
  of.insert(call, record);
  of.keep(call, {kind.word, record.id, record.title, nullptr, to_json(of, record)}, "");
  return json{{"id", record.id}, {"number", record.number}, {"version", 1}};
}

Result<json> run_change(Call& call, Register const& of, Kind const& kind, json const& values) {
  auto const before = TRY(find_open(of, call.db(), kind, values.at(kind.key()).get<std::string>()));
  auto record = before;
  record.title = values.at("title").get<std::string>();
  record.fields = records::fields_of(kind, values);
  for (auto const& field : kind.fields)
    if (auto kept = before.fields.find(field.name); field.is_set_apart && kept != before.fields.end())
      record.fields[field.name] = *kept;
  record.version = values.at("version").get<std::int64_t>();
  TRY(place(call, of, record, values));
  TRY(check_references(call, of, record));
  if (record.version != before.version) return changed_first(kind);
  TRY(of.complete(call, record, &before));
  return save_changed(call, of, before, std::move(record), values.value("why", std::string()));
}

Result<json> run_end(Call& call, Register const& of, Kind const& kind, json const& values) {
  auto record = TRY(find_open(of, call.db(), kind, values.at(kind.key()).get<std::string>()));
  TRY(of.may_end(call, record));
  Filter holds;
  holds.inside = record.id;
  if (of.list(call.db(), holds, 1, 0).total > 0)
    return refuse(
        ErrorKind::conflict,
        fmt::format("This {} still holds others. Take those out first; then it can be taken out.", kind.word));
  auto const before = to_json(of, record);
  record.version = values.at("version").get<std::int64_t>();
  if (!of.end(call, record)) return changed_first(kind);
  of.keep(call, {kind.word, record.id, record.title, before, nullptr}, values.value("why", std::string()));
  return json{{"ended", record.id}};
}

Result<json> run_list(Call& call, Register const& of, Kind const& kind, json const& values) {
  auto const text = [&](std::string const& name) { return values.value(name, std::string()); };
  Filter filter{.kind = &kind, .inside = text("inside"), .state = text("state"), .words = text("words")};
  for (auto const& name : of.filters(kind)) filter.fields[name] = text(name);
  auto const page = values.value("page", std::int64_t{1});
  if (page < 1) return refuse_field("page", "Pages are counted from 1.");
  auto const found = of.list(call.db(), filter, largest_page, (page - 1) * largest_page);
  auto rows = json::array();
  for (auto const& each : found.records) rows.push_back(to_json(of, each));
  return json{{"records", rows}, {"total", found.total}};
}

Result<json> run_show(Call& call, Register const& of, Kind const& kind, json const& values) {
  auto const record = of.find(call.db(), values.at(kind.key()).get<std::string>());
  if (!record || record->kind != &kind) return no_such(kind);
  auto out = to_json(of, *record);
  out["ended"] = record->is_ended;
  auto inside = json::array();
  Filter holds;
  holds.inside = record->id;
  for (auto const& each : of.list(call.db(), holds, largest_page, 0).records) inside.push_back(to_json(of, each));
  if (!inside.empty()) out["holds"] = inside;
  auto past = json::array();
  for (auto const& each : of.history(call.db(), record->id))
    past.push_back({{"at", each.at.iso()}, {"by", each.actor}, {"verb", each.verb}, {"why", each.why}});
  out["history"] = past;
  of.add_to_answer(call, *record, out);
  return out;
}

std::vector<FieldInfo> list_inputs(Register const& of, Kind const& kind) {
  std::vector<FieldInfo> out;
  if (!kind.inside.empty())
    out.push_back(input("inside", InputType::id, false, "Only those that stand in this", example_id));
  for (auto const& name : of.filters(kind))
    out.push_back(input(name, InputType::id, false,
                        fmt::format("Only those with this as “{}”", kind.field(name)->label), example_id));
  if (auto states = of.states(kind); !states.empty()) {
    auto state = input("state", InputType::text, false, "Only those that stand so", states.front());
    state.choices = std::move(states);
    out.push_back(std::move(state));
  }
  out.push_back(input("words", InputType::text, false, "Only those with these words in their title", "therapist"));
  out.push_back(input("page", InputType::integer, false, "Of 500 each, from 1", 1));
  return out;
}

using Handler = Result<json> (*)(Call&, Register const&, Kind const&, json const&);

}  // namespace

void add_operations(operations::Registry& registry, Register const& of) {
  for (auto const& kind : of.kinds()) {
    auto const add = [&](std::string const& verb, std::string summary, std::vector<FieldInfo> inputs, json example,
                         Handler handler) {
      registry.add(records::operation_holding(
          kind, verb, std::move(summary), std::move(inputs), std::move(example), of.view_permission(),
          [&of, handler](Call& call, Kind const& its, json const& values) { return handler(call, of, its, values); }));
    };
    auto const self = input(kind.key(), InputType::id, true, fmt::format("The {}", kind.word), example_id);
    auto const seen =
        input("version", InputType::integer, true, "The version you saw, so that nobody’s change is lost", 1);
    auto const why = input("why", InputType::text, false, "Why", "The paper was corrected");
    auto const written = records::written_inputs(kind);
    auto changed = written;
    changed.insert(changed.begin(), {self, seen});
    changed.push_back(why);
    json const done{{"id", example_id}, {"version", 1}};
    auto const what = lower_case(kind.summary);
    add("add", fmt::format("Add: {}", what), written, done, &run_add);
    add("change", fmt::format("Change: {}; what is left out becomes empty", what), changed, done, &run_change);
    add("end", fmt::format("Take {} out; its history stays", records::with_article(kind.word)), {self, seen, why},
        {{"ended", example_id}}, &run_end);
    add("list", fmt::format("List: {}", kind.plural), list_inputs(of, kind), {{"records", json::array()}, {"total", 0}},
        &run_list);
    add("show", fmt::format("Show a {}, what it holds and its history", kind.word), {self},
        {{"id", example_id}, {"history", json::array()}}, &run_show);
  }
}

}  // namespace gt::registers
