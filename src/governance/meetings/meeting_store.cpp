#include "governance/meetings/meeting_store.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "governance/registers/entry_links.h"
#include "governance/search_documents.h"
#include "governance/sql.h"
#include "platform/core/text.h"
#include "platform/db/id_list.h"

namespace gt::governance {

using nlohmann::json;

namespace {

std::vector<Attendance> attendance_of(std::string const& text) {
  std::vector<Attendance> out;
  for (auto const& each : json::parse(text))
    out.push_back({each.at("role"), each.at("presence"), each.value("stands_for", ""), each.value("declared", "")});
  return out;
}

json attendance_json(Meeting const& meeting) {
  auto out = json::array();
  for (auto const& each : meeting.attendance)
    out.push_back({{"role", each.role},
                   {"presence", each.presence},
                   {"stands_for", each.stands_for},
                   {"declared", each.declared}});
  return out;
}

Meeting meeting_of(db::Row const& row) {
  auto const state = meeting_state(row.text("state"));
  ENSURE(state.has_value());
  return {row.id<MeetingId>("id"),
          row.text("body"),
          row.text("body_title"),
          row.integer("number"),
          row.text("title"),
          row.date("on_day"),
          row.text("starts_at"),
          row.text("place"),
          *state,
          row.optional_date("papers_out_on"),
          row.text("late_papers"),
          row.text("inquorate"),
          attendance_of(row.text("attendance")),
          row.optional_text("agreed_at"),
          row.text("link"),
          row.integer("version")};
}

db::Params params_of(Meeting const& meeting) {
  return {{"id", meeting.id},
          {"title", meeting.title},
          {"on_day", meeting.on},
          {"starts_at", meeting.starts_at},
          {"place", meeting.place},
          {"state", word(meeting.state)},
          {"papers_out_on", meeting.papers_out_on},
          {"late_papers", meeting.late_papers},
          {"inquorate", meeting.inquorate},
          {"attendance", attendance_json(meeting).dump()},
          {"agreed_at", meeting.agreed_at},
          {"link", meeting.link}};
}

// What stays of a private item for those who may not see it: that it is there, and why it is private.
void take_out_of_sight(Item& item) {
  item.title = item.public_title.empty() ? "Private item" : item.public_title;
  item.presenter.clear();
  item.themes.clear();
  item.subject.reset();
  item.paper.clear();
  item.paper_link.clear();
  item.minutes.clear();
  item.why.clear();
  item.carried_from.reset();
  item.carried_to.reset();
  item.is_out_of_sight = true;
}

Item item_of(db::Row const& row, Sight const& sight) {
  Item item{row.id<ItemId>("id"),
            row.id<MeetingId>("meeting"),
            row.text("body"),
            row.integer("position"),
            row.text("printed_number"),
            row.text("title"),
            row.text("public_title"),
            row.text("presenter"),
            row.optional_integer("minutes_planned"),
            {},
            row.optional_text("subject"),
            row.text("paper"),
            row.text("paper_link"),
            row.flag("is_private"),
            row.text("exempt_paragraph"),
            row.text("public_interest"),
            row.optional_text("carried_from"),
            row.optional_text("carried_to"),
            row.text("minutes"),
            row.text("why"),
            row.integer("version"),
            false};
  if (auto const themes = row.text("themes"); !themes.empty()) item.themes = split(themes, ' ');
  if (item.is_private && !sight.sees(item.body)) take_out_of_sight(item);
  return item;
}

db::Params params_of(Item const& item) {
  return {{"id", item.id},
          {"position", item.position},
          {"printed_number", item.printed_number},
          {"title", item.title},
          {"public_title", item.public_title},
          {"presenter", item.presenter},
          {"minutes_planned", item.minutes_planned},
          {"themes", fmt::format("{}", fmt::join(item.themes, " "))},
          {"subject", item.subject},
          {"paper", item.paper},
          {"paper_link", item.paper_link},
          {"is_private", item.is_private},
          {"exempt_paragraph", item.exempt_paragraph},
          {"public_interest", item.public_interest},
          {"carried_from", item.carried_from},
          {"carried_to", item.carried_to},
          {"minutes", item.minutes},
          {"why", item.why}};
}

}  // namespace

std::vector<Meeting> list_meetings(db::Transaction& transaction, MeetingFilter const& filter, std::int64_t limit,
                                   std::int64_t offset) {
  auto const any = [](std::string const& text) {
    return text.empty() ? std::optional<std::string>() : std::optional(text);
  };
  std::vector<Meeting> out;
  for (auto const& row : transaction.rows(filter.body.empty() ? sql::list_meetings : sql::list_meetings_of_body,
                                          {{"body", any(filter.body)},
                                           {"from", filter.from},
                                           {"to", filter.to},
                                           {"state", any(filter.state)},
                                           {"limit", limit},
                                           {"offset", offset}}))
    out.push_back(meeting_of(row));
  return out;
}

std::optional<Meeting> find_meeting(db::Transaction& transaction, MeetingId const& id) {
  auto row = transaction.row(sql::find_meeting, {{"id", id}});
  return row ? std::optional(meeting_of(*row)) : std::nullopt;
}

std::optional<Meeting> next_meeting(db::Transaction& transaction, std::string const& body, Date after) {
  for (auto& each : list_meetings(transaction, {.body = body, .from = after.plus_days(1)}, 20))
    if (each.state != MeetingState::cancelled) return std::move(each);
  return std::nullopt;
}

namespace {

// A meeting that moves takes its items' days along when they are saved next; their order by day is only for lists.
void keep_links_of(db::Transaction& transaction, Item const& item) {
  std::optional<Date> on;
  if (!item.themes.empty())
    if (auto const meeting = find_meeting(transaction, item.meeting)) on = meeting->on;
  keep_links(transaction, item.id.text(), kItemKind, on, item.themes);
}

}  // namespace

std::int64_t insert_meeting(db::Transaction& transaction, Meeting const& meeting) {
  auto const number = transaction.row(sql::next_meeting_number, {{"body", meeting.body}})->integer("number");
  auto params = params_of(meeting);
  params.push_back({"body", meeting.body});
  params.push_back({"number", number});
  transaction.execute(sql::insert_meeting, params);
  return number;
}

bool save_meeting(db::Transaction& transaction, Meeting const& meeting) {
  auto params = params_of(meeting);
  params.push_back({"version", meeting.version});
  return transaction.execute(sql::change_meeting, params) == 1;
}

std::vector<Item> list_items(db::Transaction& transaction, MeetingId const& meeting, Sight const& sight) {
  std::vector<Item> out;
  for (auto const& row : transaction.rows(sql::list_agenda_items, {{"meeting", meeting}}))
    out.push_back(item_of(row, sight));
  return out;
}

std::vector<Item> all_items(db::Transaction& transaction, Sight const& sight) {
  std::vector<Item> out;
  for (auto const& row : transaction.rows(sql::list_every_agenda_item)) out.push_back(item_of(row, sight));
  return out;
}

std::optional<Item> find_item(db::Transaction& transaction, std::string const& id, Sight const& sight) {
  auto row = transaction.row(sql::find_agenda_item, {{"id", id}});
  return row ? std::optional(item_of(*row, sight)) : std::nullopt;
}

std::map<std::string, Item> find_items(db::Transaction& transaction, std::set<std::string> const& ids,
                                       Sight const& sight) {
  std::map<std::string, Item> out;
  if (ids.empty()) return out;
  for (auto const& row : transaction.rows(sql::find_agenda_items, {{"ids", db::id_list(ids)}}))
    out.emplace(row.text("id"), item_of(row, sight));
  return out;
}

std::int64_t next_position(db::Transaction& transaction, MeetingId const& meeting) {
  return transaction.row(sql::next_item_position, {{"meeting", meeting}})->integer("position");
}

void insert_item(db::Transaction& transaction, Item const& item) {
  auto params = params_of(item);
  params.push_back({"meeting", item.meeting});
  transaction.execute(sql::insert_agenda_item, params);
  keep_links_of(transaction, item);
  search::put(transaction, search_document(item));
}

bool save_item(db::Transaction& transaction, Item const& item) {
  auto params = params_of(item);
  params.push_back({"version", item.version});
  if (transaction.execute(sql::change_agenda_item, params) != 1) return false;
  keep_links_of(transaction, item);
  search::put(transaction, search_document(item));
  return true;
}

bool delete_item(db::Transaction& transaction, Item const& item) {
  if (transaction.execute(sql::delete_agenda_item, {{"id", item.id}, {"version", item.version}}) != 1) return false;
  keep_links(transaction, item.id.text(), kItemKind, std::nullopt, {});
  search::remove(transaction, kItemKind, item.id.text());
  return true;
}

std::vector<ItemAtMeeting> items_of_subject(db::Transaction& transaction, std::string const& subject,
                                            Sight const& sight) {
  std::vector<ItemAtMeeting> out;
  for (auto const& row : transaction.rows(sql::list_items_of_subject, {{"subject", subject}})) {
    auto item = item_of(row, sight);
    if (item.is_out_of_sight) continue;
    auto meeting = find_meeting(transaction, item.meeting);
    ENSURE(meeting.has_value());
    out.push_back({std::move(item), *std::move(meeting)});
  }
  return out;
}

std::vector<Look> list_looks(db::Transaction& transaction, std::string const& body) {
  std::vector<Look> out;
  for (auto const& row : transaction.rows(sql::list_looks, {{"body", body}})) {
    auto const state = meeting_state(row.text("state"));
    ENSURE(state.has_value());
    for (auto const& theme : split(row.text("themes"), ' '))
      out.push_back({row.id<MeetingId>("meeting"), theme, row.date("on_day"), *state, row.id<ItemId>("item")});
  }
  return out;
}

json to_json(Meeting const& meeting) {
  auto day = [](std::optional<Date> const& date) { return date ? json(date->iso()) : json(nullptr); };
  return {{"meeting", meeting.id.text()},
          {"body", meeting.body},
          {"body_title", meeting.body_title},
          {"number", meeting.number},
          {"title", meeting.title},
          {"on", meeting.on.iso()},
          {"starts_at", meeting.starts_at},
          {"place", meeting.place},
          {"state", word(meeting.state)},
          {"papers_out_on", day(meeting.papers_out_on)},
          {"late_papers", meeting.late_papers},
          {"inquorate", meeting.inquorate},
          {"attendance", attendance_json(meeting)},
          {"agreed_at", meeting.agreed_at ? json(*meeting.agreed_at) : json(nullptr)},
          {"link", meeting.link},
          {"version", meeting.version}};
}

json to_json(Item const& item) {
  return {{"item", item.id.text()},
          {"meeting", item.meeting.text()},
          {"position", item.position},
          {"number", item.shown_number()},
          {"title", item.title},
          {"public_title", item.public_title},
          {"presenter", item.presenter},
          {"minutes_planned", item.minutes_planned ? json(*item.minutes_planned) : json(nullptr)},
          {"themes", item.themes},
          {"subject", item.subject ? json(*item.subject) : json(nullptr)},
          {"paper", item.paper},
          {"paper_link", item.paper_link},
          {"private", item.is_private},
          {"exempt_paragraph", item.exempt_paragraph},
          {"public_interest", item.public_interest},
          {"carried_from", item.carried_from ? json(*item.carried_from) : json(nullptr)},
          {"carried_to", item.carried_to ? json(*item.carried_to) : json(nullptr)},
          {"minutes", item.minutes},
          {"why", item.why},
          {"out_of_sight", item.is_out_of_sight},
          {"version", item.version}};
}

search::Document search_document(Item const& item) {
  auto shown = item;
  if (shown.is_private) take_out_of_sight(shown);
  auto body = shown.presenter;
  for (auto const& more : {shown.paper, shown.minutes})
    if (!more.empty()) body += (body.empty() ? "" : ". ") + more;
  return {kItemKind,
          item.id.text(),
          shown.title,
          body,
          fmt::format("/meetings/{}#item-{}", item.meeting.text(), item.id.text()),
          "board.view"};
}

}  // namespace gt::governance
