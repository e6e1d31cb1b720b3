#include "governance/registers/entry_input.h"

#include <algorithm>

#include <fmt/format.h>

#include "evidence/evidence.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"
#include "inspections/inspections.h"
#include "plans/plans.h"

namespace gt::governance {

using nlohmann::json;
using operations::Call;

namespace {

// What a field refers to: a record of the registers, a meeting, an agenda item, or a thing of the plan.
Result<void> check_reference(Call& call, records::Field const& field, std::string const& id, Sight const& sight) {
  bool is_there = false;
  if (field.of == "meeting") {
    is_there = find_meeting(call.db(), MeetingId::trusted(id)).has_value();
  } else if (field.of == "item") {
    auto const item = find_item(call.db(), id, sight);
    is_there = item && !item->is_out_of_sight;
  } else if (records::find_kind(board_kinds(), field.of) != nullptr) {
    auto const entry = find_entry(call.db(), id, sight);
    is_there = entry && !entry->is_ended && entry->kind->word == field.of;
  } else if (field.of == "inspection") {
    auto const all = inspections::list_inspections(call.db());
    is_there = std::any_of(all.begin(), all.end(), [&](auto const& each) { return each.id.text() == id; });
  } else {
    auto const thing = plans::find_thing(call.db(), id, evidence::sight_of(call.actor()));
    is_there = thing && !thing->is_ended && thing->kind == field.of;
  }
  if (is_there) return {};
  return refuse_field(field.name, fmt::format("There is no such {} here. Choose one from the list.",
                                              field.of == "item" ? "agenda item" : field.of));
}

Result<void> check_references(Call& call, Entry const& entry, Sight const& sight) {
  for (auto const& field : entry.kind->fields) {
    auto const id = entry.text(field.name);
    if (id.empty()) continue;
    if (field.type == records::FieldType::record) TRY(check_reference(call, field, id, sight));
    if (field.type == records::FieldType::account)
      TRY(plans::account_is_here(call.db(), field.name, AccountId::trusted(id)));
  }
  return {};
}

void fill(Entry& entry, char const* field, std::string const& value) {
  if (entry.kind->field(field) != nullptr && entry.text(field).empty() && !value.empty()) entry.fields[field] = value;
}

// The meeting and the day it was said, from the agenda item and the meeting.
Result<void> take_from_meeting(Call& call, Entry& entry, Sight const& sight) {
  if (auto const id = entry.text("item"); !id.empty()) {
    auto const item = find_item(call.db(), id, sight);
    ENSURE(item.has_value());
    auto const meeting = item->meeting.text();
    if (auto const named = entry.text("meeting"); !named.empty() && named != meeting)
      return refuse_field("item", "This item is not on that meeting’s agenda. Choose one that is.");
    fill(entry, "meeting", meeting);
    if (item->subject) fill(entry, "subject", *item->subject);
    if (item->is_private && entry.text("private") != "yes") {
      entry.fields["private"] = "yes";
      fill(entry, "exempt_paragraph", item->exempt_paragraph);
      fill(entry, "public_interest", item->public_interest);
    }
  }
  auto const id = entry.text("meeting");
  if (id.empty()) return {};
  auto const meeting = find_meeting(call.db(), MeetingId::trusted(id));
  ENSURE(meeting.has_value());
  if (auto const body = entry.text("body"); !body.empty() && body != meeting->body)
    return refuse_field("meeting", "That is a meeting of another body. Choose one of this body’s.");
  fill(entry, "body", meeting->body);
  for (auto const* day : {"made_on", "asked_on", "found_on"})
    if (entry.kind->field(day) != nullptr) {
      fill(entry, day, meeting->on.iso());
      break;
    }
  return {};
}

void settle_promise(Call& call, Entry& entry) {
  if (entry.kind->word != "promise") return;
  if (entry.text("due").empty() && entry.text("due_words").empty()) {
    auto const said = entry.date("made_on").value_or(call.today());
    if (auto const next = next_meeting(call.db(), *entry.body, said)) entry.fields["due"] = next->on.iso();
  }
  fill(entry, "first_due", entry.text("due"));
}

}  // namespace

Result<Entry> find_open_entry(Call& call, records::Kind const& kind, std::string const& id) {
  auto entry = find_entry(call.db(), id, sight_of(call.db(), call.actor(), call.today()));
  if (!entry || entry->is_ended || entry->kind != &kind) return no_such_entry(kind.word);
  return *std::move(entry);
}

Result<void> allow_entry(Call& call, Entry const& entry) {
  if (entry.body) return call.allow_body(*entry.body);
  return {};
}

Result<void> complete_entry(Call& call, Entry& entry) {
  auto const sight = sight_of(call.db(), call.actor(), call.today());
  TRY(check_references(call, entry, sight));
  TRY(take_from_meeting(call, entry, sight));
  if (entry.kind->word == "body") {
    entry.body = entry.id.text();
  } else if (entry.parent) {
    auto const parent = find_entry(call.db(), *entry.parent, sight);
    ENSURE(parent.has_value());
    entry.body = parent->body;
  } else if (auto const body = entry.text("body"); !body.empty()) {
    entry.body = body;
  }
  settle_promise(call, entry);
  entry.is_private = entry.text("private") == "yes";
  if (entry.is_private && !entry.body)
    return refuse_field("body", "Say whose it is: a private record is seen by the members of its body.");
  return check_entry(entry);
}

Result<json> save_changed(Call& call, Entry const& before, Entry entry, std::string why) {
  if (!save_entry(call.db(), entry)) return entry_changed_first(entry.kind->word);
  ++entry.version;
  keep_state(call, {entry.kind->word, entry.id.text(), entry.title, to_json(before), to_json(entry)},
             {entry.body.value_or(""), entry.is_private || before.is_private, std::move(why)});
  return json{{"id", entry.id.text()}, {"version", entry.version}};
}

}  // namespace gt::governance
