#include "governance/registers/entry_operations.h"

#include <fmt/format.h>

#include "governance/decisions/decision_json.h"
#include "governance/decisions/decision_store.h"
#include "governance/registers/entry_input.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"
#include "platform/core/text.h"
#include "platform/records/input.h"

namespace gt::governance {

using nlohmann::json;
using operations::Call;
using operations::FieldInfo;
using operations::Operation;
using records::example_id;
using records::input;
using InputType = operations::FieldType;

namespace {

constexpr std::int64_t largest_page = 500;

Operation operation_of(records::Kind const& kind, std::string const& verb, std::string summary,
                       std::vector<FieldInfo> inputs, json example, records::Run run) {
  return records::operation_of(kind, verb, std::move(summary), std::move(inputs), std::move(example), "board.view",
                               run);
}

// What it stands in is there.
Result<void> place(Call& call, Entry& entry, json const& values) {
  if (entry.kind->inside.empty()) return {};
  auto const id = values.at("inside").get<std::string>();
  auto const parent = find_entry(call.db(), id, sight_of(call.db(), call.actor(), call.today()));
  if (!parent || parent->is_ended || parent->kind->word != entry.kind->inside.front())
    return refuse_field("inside", fmt::format("Choose the {} it stands in.", entry.kind->inside.front()));
  entry.parent = id;
  return {};
}

Result<json> run_add(Call& call, records::Kind const& kind, json const& values) {
  Entry entry;
  entry.id = EntryId::fresh();
  entry.kind = &kind;
  entry.title = values.at("title").get<std::string>();
  entry.fields = records::fields_of(kind, values);
  TRY(place(call, entry, values));
  TRY(complete_entry(call, entry));
  // A new body is nobody's yet: whoever adds one runs the programme.
  if (kind.word != "body") TRY(allow_entry(call, entry));
  entry.number = insert_entry(call.db(), entry);
  keep_state(call, {kind.word, entry.id.text(), entry.title, nullptr, to_json(entry)},
             {entry.body.value_or(""), entry.is_private});
  return json{{"id", entry.id.text()}, {"number", entry.number}, {"version", 1}};
}

Result<json> run_change(Call& call, records::Kind const& kind, json const& values) {
  auto const before = TRY(find_open_entry(call, kind, values.at(kind.key()).get<std::string>()));
  TRY(allow_entry(call, before));
  auto entry = before;
  entry.title = values.at("title").get<std::string>();
  entry.fields = records::fields_of(kind, values);
  for (auto const& field : kind.fields)
    if (auto kept = before.fields.find(field.name); field.is_set_apart && kept != before.fields.end())
      entry.fields[field.name] = *kept;
  entry.version = values.at("version").get<std::int64_t>();
  TRY(place(call, entry, values));
  TRY(complete_entry(call, entry));
  if (entry.body != before.body) TRY(allow_entry(call, entry));
  return save_changed(call, before, std::move(entry), values.value("why", std::string()));
}

Result<json> run_end(Call& call, records::Kind const& kind, json const& values) {
  auto entry = TRY(find_open_entry(call, kind, values.at(kind.key()).get<std::string>()));
  TRY(allow_entry(call, entry));
  if (kind.word == "body")
    if (auto const next = next_meeting(call.db(), entry.id.text(), call.today()))
      return refuse(ErrorKind::conflict,
                    fmt::format("This body still meets on {}. Cancel its coming meetings first; then it can be taken "
                                "out.",
                                next->on.printed()));
  auto const before = to_json(entry);
  entry.version = values.at("version").get<std::int64_t>();
  if (!end_entry(call.db(), entry, call.now())) return entry_changed_first(kind.word);
  keep_state(call, {kind.word, entry.id.text(), entry.title, before, nullptr},
             {entry.body.value_or(""), entry.is_private, values.value("why", std::string())});
  return json{{"ended", entry.id.text()}};
}

Result<json> run_list(Call& call, records::Kind const& kind, json const& values) {
  auto const text = [&](char const* name) { return values.value(name, std::string()); };
  EntryFilter filter{.kind = kind.word,
                     .body = text("body"),
                     .meeting = text("meeting"),
                     .subject = text("subject"),
                     .parent = text("inside"),
                     .theme = text("theme"),
                     .state = text("state"),
                     .words = text("words")};
  auto const sight = sight_of(call.db(), call.actor(), call.today());
  auto const page = values.value("page", std::int64_t{1});
  if (page < 1) return refuse_field("page", "Pages are counted from 1.");
  auto rows = json::array();
  for (auto const& each : list_entries(call.db(), filter, sight, largest_page, (page - 1) * largest_page))
    rows.push_back(to_json(each));
  return json{{"records", rows}, {"total", count_entries(call.db(), filter, sight)}};
}

Result<json> run_show(Call& call, records::Kind const& kind, json const& values) {
  auto const sight = sight_of(call.db(), call.actor(), call.today());
  auto const entry = find_entry(call.db(), values.at(kind.key()).get<std::string>(), sight);
  if (!entry || entry->kind != &kind) return no_such_entry(kind.word);
  auto out = to_json(*entry);
  out["ended"] = entry->is_ended;
  if (kind.word == "claim") out["missing"] = missing_proof(*entry);
  if (kind.word == "recommendation") {
    out["decisions"] = json::array();
    for (auto const& each : decisions_answering(call.db(), entry->id.text(), sight))
      out["decisions"].push_back(to_json(each));
  }
  auto inside = json::array();
  for (auto const& each : list_entries(call.db(), {.parent = entry->id.text()}, sight)) inside.push_back(to_json(each));
  if (!inside.empty()) out["holds"] = inside;
  auto past = json::array();
  for (auto const& each : history_of(call.db(), entry->id.text(), sight))
    past.push_back({{"at", each.at.iso()}, {"by", each.actor}, {"verb", each.verb}, {"why", each.why}});
  out["history"] = past;
  return out;
}

// Only what the kind has can be asked for.
std::vector<FieldInfo> list_inputs(records::Kind const& kind) {
  std::vector<FieldInfo> out;
  if (!kind.inside.empty())
    out.push_back(input("inside", InputType::id, false, "Only those that stand in this", example_id));
  for (auto const* name : {"body", "meeting", "subject", "theme"})
    if (auto const* field = kind.field(name))
      out.push_back(
          input(name, InputType::id, false, fmt::format("Only of this {}", lower_case(field->label)), example_id));
  if (auto states = states_of(kind); !states.empty()) {
    auto state = input("state", InputType::text, false, "Only those that stand so", states.front());
    state.choices = std::move(states);
    out.push_back(std::move(state));
  }
  out.push_back(input("words", InputType::text, false, "Only those with these words in their title", "turnover"));
  out.push_back(input("page", InputType::integer, false, "Of 500 each, from 1", 1));
  return out;
}

}  // namespace

void add_entry_operations(operations::Registry& registry) {
  for (auto const& kind : board_kinds()) {
    auto const self = input(kind.key(), InputType::id, true, fmt::format("The {}", kind.word), example_id);
    auto const seen =
        input("version", InputType::integer, true, "The version you saw, so that nobody’s change is lost", 1);
    auto const why = input("why", InputType::text, false, "Why", "Two bodies became one");
    auto const written = records::written_inputs(kind);
    auto changed = written;
    changed.insert(changed.begin(), {self, seen});
    changed.push_back(why);
    json const done{{"id", example_id}, {"version", 1}};
    auto const what = lower_case(kind.summary);
    registry.add(operation_of(kind, "add", fmt::format("Add to the registers: {}", what), written, done, &run_add));
    registry.add(operation_of(kind, "change", fmt::format("Change: {}; what is left out becomes empty", what), changed,
                              done, &run_change));
    registry.add(operation_of(kind, "end",
                              fmt::format("Take {} out; its history stays", records::with_article(kind.word)),
                              {self, seen, why}, {{"ended", example_id}}, &run_end));
    registry.add(operation_of(kind, "list", fmt::format("List: {}", kind.plural), list_inputs(kind),
                              {{"records", json::array()}, {"total", 0}}, &run_list));
    registry.add(operation_of(kind, "show", fmt::format("Show a {}, what it holds and its history", kind.word), {self},
                              {{"id", example_id}, {"history", json::array()}}, &run_show));
  }
}

}  // namespace gt::governance
