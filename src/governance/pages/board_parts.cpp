#include "governance/pages/board_parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "governance/meetings/meeting_store.h"
#include "governance/registers/entry_rules.h"
#include "governance/registers/entry_store.h"
#include "inspections/inspections.h"
#include "people/people.h"
#include "plans/plans.h"

namespace gt::governance {

using namespace html;

namespace {

constexpr int days_of_meetings = 730;
constexpr std::int64_t every_row = 1'000'000;

Named named_thing(db::Transaction& transaction, std::string const& id, evidence::Sight evidence) {
  auto const thing = plans::find_thing(transaction, id, evidence);
  if (!thing) return {"Something that is no longer here", ""};
  return {thing->title, thing->address};
}

std::vector<Option> entry_options(db::Transaction& transaction, EntryFilter const& filter, Sight const& sight,
                                  std::string first) {
  std::vector<Option> out{{"", std::move(first), {}}};
  for (auto const& each : list_entries(transaction, filter, sight, 500))
    out.push_back({each.id.text(), each.title, {}});
  return out;
}

std::vector<Option> item_options(db::Transaction& transaction, std::string const& meeting, Sight const& sight) {
  std::vector<Option> out{{"", "No item", {}}};
  if (meeting.empty()) return out;
  for (auto const& each : list_items(transaction, MeetingId::trusted(meeting), sight))
    if (!each.is_out_of_sight)
      out.push_back({each.id.text(), fmt::format("{} {}", each.shown_number(), each.title), {}});
  return out;
}

std::vector<Option> options_of(db::Transaction& transaction, records::Field const& field, Entry const& entry,
                               Sight const& sight, evidence::Sight evidence_sight) {
  if (field.type == records::FieldType::account) {
    std::vector<Option> out{{"", "Nobody with an account", {}}};
    for (auto const& each : people::accounts_here(transaction))
      out.push_back({each.id.text(), fmt::format("{} ({})", each.name, each.roles), {}});
    return out;
  }
  auto const first = field.required ? "Choose" : "None";
  if (field.of == "body") return body_options(transaction, first);
  if (field.of == "meeting") {
    auto const said =
        entry.date("made_on").value_or(entry.date("asked_on").value_or(Date::from_iso("2000-01-01").value()));
    return meeting_options(transaction, entry.text("body"), said);
  }
  if (field.of == "item") return item_options(transaction, entry.text("meeting"), sight);
  if (field.of == "membership")
    return entry_options(transaction, {.kind = field.of, .parent = entry.parent.value_or("")}, sight, first);
  if (records::find_kind(board_kinds(), field.of) != nullptr)
    return entry_options(transaction, {.kind = field.of}, sight, first);
  std::vector<Option> out{{"", first, {}}};
  if (field.of == "theme")
    for (auto const& each : plans::list_themes(transaction)) out.push_back({each.id.text(), each.title, {}});
  if (field.of == "finding")
    for (auto const& each : inspections::list_findings(transaction))
      out.push_back({each.id.text(), fmt::format("{} {}", each.number.value_or(each.position), each.title), {}});
  if (field.of == "inspection")
    for (auto const& each : inspections::list_inspections(transaction)) out.push_back({each.id.text(), each.title, {}});
  if (field.of == "evidence")
    for (auto const& each :
         evidence::list_evidence(transaction, {}, evidence_sight, Date::from_iso("2000-01-01").value()).evidence)
      out.push_back({each.id.text(), fmt::format("{} {}", each.number, each.title), {}});
  return out;
}

Named named_meeting(Meeting const& meeting) { return {meeting.printed(), meeting.address()}; }

Named named_item(Item const& item) {
  return {fmt::format("Item {} {}", item.shown_number(), item.title),
          fmt::format("/meetings/{}#item-{}", item.meeting.text(), item.id.text())};
}

}  // namespace

Link boards_link() { return {words("Boards"), "/bodies"}; }

Html boards_navigation(std::string_view current) {
  std::vector<NavigationItem> items{{"Bodies", "/bodies"},
                                    {"Meetings", "/meetings"},
                                    {"Forward plan", "/forward-plan"},
                                    {"Decisions", "/decisions"},
                                    {"Promises", "/promises"},
                                    {"Claims", "/claims"},
                                    {"Questions", "/questions"},
                                    {"Recommendations", "/recommendations"},
                                    {"Corrections", "/corrections"},
                                    {"Subjects", "/subjects"},
                                    {"Their view and ours", "/external-view"},
                                    {"Intervention", "/interventions"}};
  for (auto& each : items) each.current = each.href.text() == current;
  return sub_navigation(items, "Boards");
}

Named const& Names::of(std::string const& kind, std::string const& id) {
  auto found = known_.find(id);
  if (found != known_.end()) return found->second;
  if (kind == "body" && !knows_bodies_) {
    knows_bodies_ = true;
    for (auto const& each : list_bodies(transaction_))
      known_.emplace(each.id.text(), Named{each.title, each.address()});
    return of(kind, id);
  }
  Named value{"Something that is no longer here", ""};
  if (kind == "account") {
    value.title = people::account_name(transaction_, AccountId::trusted(id))
                      .value_or("An account that no longer has a role here");
  } else if (kind == "meeting") {
    if (auto const meeting = find_meeting(transaction_, MeetingId::trusted(id))) value = named_meeting(*meeting);
  } else if (kind == "item") {
    if (auto const item = find_item(transaction_, id, sight_)) value = named_item(*item);
  } else if (kind == "inspection") {
    for (auto const& each : inspections::list_inspections(transaction_))
      if (each.id.text() == id) value = {each.title, "/inspections/" + id};
  } else if (records::find_kind(board_kinds(), kind) != nullptr) {
    if (auto const entry = find_entry(transaction_, id, sight_)) value = {entry->title, entry->address()};
  } else {
    value = named_thing(transaction_, id, evidence_);
  }
  return known_.emplace(id, std::move(value)).first->second;
}

void Names::read(Entry const& entry) {
  for (auto const& field : entry.kind->fields) {
    auto const id = entry.text(field.name);
    if (id.empty()) continue;
    if (field.type == records::FieldType::record) of(field.of, id);
    if (field.type == records::FieldType::account) of("account", id);
  }
  if (entry.parent) of(entry.kind->inside.front(), *entry.parent);
}

void Names::read(Entry const& entry, std::vector<std::string> const& fields) {
  for (auto const& name : fields) {
    auto const* field = entry.kind->field(name);
    auto const id = entry.text(name);
    if (!id.empty() && field->type == records::FieldType::record) of(field->of, id);
  }
}

void Names::read_meetings() {
  for (auto const& each : list_meetings(transaction_, {}, every_row))
    known_.emplace(each.id.text(), named_meeting(each));
  for (auto const& each : all_items(transaction_, sight_)) known_.emplace(each.id.text(), named_item(each));
}

Html named(NamesById const& names, std::string const& id) {
  auto const found = names.find(id);
  if (found == names.end()) return words("Something that is no longer here");
  return found->second.address.empty() ? words(found->second.title)
                                       : link(words(found->second.title), Href{found->second.address});
}

Choices read_choices(db::Transaction& transaction, Entry const& entry, Sight const& sight, evidence::Sight evidence) {
  Choices out;
  for (auto const& field : entry.kind->fields)
    if (!field.is_set_apart && (field.type == records::FieldType::record || field.type == records::FieldType::account))
      out[field.name] = options_of(transaction, field, entry, sight, evidence);
  return out;
}

Choices read_choices(db::Transaction& transaction, Entry const& entry, Sight const& sight, evidence::Sight evidence,
                     std::vector<std::string> const& fields) {
  Choices out;
  for (auto const& name : fields)
    if (auto const* field = entry.kind->field(name))
      out[name] = options_of(transaction, *field, entry, sight, evidence);
  return out;
}

std::vector<Option> body_options(db::Transaction& transaction, std::string const& first) {
  std::vector<Option> out{{"", first, {}}};
  for (auto const& each : list_bodies(transaction)) out.push_back({each.id.text(), each.title, {}});
  return out;
}

std::vector<Option> meeting_options(db::Transaction& transaction, std::string const& body, Date around) {
  std::vector<Option> out{{"", "No meeting", {}}};
  MeetingFilter filter{.body = body};
  if (around > Date::from_iso("2000-01-01").value()) {
    filter.from = around.plus_days(-days_of_meetings);
    filter.to = around.plus_days(days_of_meetings);
  }
  auto const meetings = list_meetings(transaction, filter, 1000);
  for (auto each = meetings.rbegin(); each != meetings.rend(); ++each)
    if (each->state != MeetingState::cancelled) out.push_back({each->id.text(), each->printed(), {}});
  return out;
}

Html private_tag(std::string_view paragraph) {
  return tag(paragraph == "confidential" ? std::string("Confidential")
                                         : fmt::format("Private: exempt, paragraph {}", paragraph),
             TagKind::warn);
}

Html state_tag(Entry const& entry, Date today) {
  auto const state = state_of(entry);
  if (state.empty()) return {};
  auto const shown = records::capital(state);
  if (entry.kind->word == "promise") {
    auto const days = days_late(entry, today);
    if (days > 0 && state == "open") return late(days);
    if (days > 0) return with_note(tag(shown), words(fmt::format("{} late", html::plural(days, "day"))));
    if (state == "open" && entry.date("due"))
      return words(fmt::format("Due in {}", html::plural(entry.date("due")->days_since(today), "day")));
  }
  bool const is_warning = state == "unsupported" || state == "not met";
  bool const is_good = state == "closed" || state == "supported" || state == "met" || state == "notice given";
  return tag(shown, is_warning ? TagKind::warn : is_good ? TagKind::good : TagKind::quiet);
}

}  // namespace gt::governance
