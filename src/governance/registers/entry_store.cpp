#include "governance/registers/entry_store.h"

#include "governance/registers/entry_links.h"
#include "governance/registers/entry_rules.h"
#include "governance/sql.h"
#include "platform/db/id_list.h"

namespace gt::governance {

using nlohmann::json;

namespace {

Entry entry_of(db::Row const& row) {
  Entry entry;
  entry.id = row.id<EntryId>("id");
  entry.kind = &board_kind(row.text("kind"));
  entry.number = row.integer("number");
  entry.title = row.text("title");
  entry.parent = row.optional_text("parent");
  entry.body = row.optional_text("body");
  entry.is_private = row.flag("is_private");
  entry.fields = json::parse(row.text("fields"));
  entry.is_ended = row.flag("is_ended");
  entry.version = row.integer("version");
  return entry;
}

std::optional<std::string> given(Entry const& entry, std::string_view field) {
  auto text = entry.text(field);
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

db::Params params_of(Entry const& entry) {
  auto const first_of = [&](std::initializer_list<char const*> names) {
    std::optional<std::string> found;
    for (auto const* name : names)
      if (!found) found = given(entry, name);
    return found;
  };
  return {{"id", entry.id},
          {"title", entry.title},
          {"parent", entry.parent},
          {"body", entry.body},
          {"meeting", given(entry, "meeting")},
          {"item", given(entry, "item")},
          {"subject", given(entry, "subject")},
          {"owner", first_of({"owner_account", "account"})},
          {"due", first_of({"due", "until"})},
          {"made_on", first_of({"made_on", "asked_on", "found_on", "given_on", "starts_on", "said_on", "from"})},
          {"answered_on", given(entry, "answered_on")},
          {"state", state_of(entry)},
          {"is_private", entry.is_private},
          {"fields", entry.fields.dump()}};
}

db::Params params_of(EntryFilter const& filter, Sight const& sight) {
  auto any = [](std::string const& text) { return text.empty() ? std::optional<std::string>() : std::optional(text); };
  db::Params params{
      {"kind", any(filter.kind)},
      {"body", any(filter.body)},
      {"meeting", any(filter.meeting)},
      {"item", any(filter.item)},
      {"subject", any(filter.subject)},
      {"parent", any(filter.parent)},
      {"theme", any(filter.theme)},
      {"owner", any(filter.owner)},
      {"state", any(filter.state)},
      {"not_state", any(filter.not_state)},
      {"due_before", filter.due_before},
      {"words", filter.words.empty() ? std::optional<std::string>() : std::optional(db::like_pattern(filter.words))}};
  sight.add_to(params);
  return params;
}

std::optional<Date> said_on(Entry const& entry) {
  for (auto const* name : {"made_on", "asked_on", "found_on", "given_on", "starts_on", "said_on", "from"})
    if (auto const day = entry.date(name)) return day;
  return std::nullopt;
}

// The theme and finding that its fields name.
void keep_links_of(db::Transaction& transaction, Entry const& entry) {
  std::vector<std::string> things;
  for (auto const* name : {"theme", "finding"})
    if (entry.kind->field(name) != nullptr && !entry.text(name).empty()) things.push_back(entry.text(name));
  keep_links(transaction, entry.id.text(), entry.kind->word, said_on(entry), things);
}

// The query whose index fits what is asked for; each gives the same rows as list_board_records.
db::Query const& list_query(EntryFilter const& filter) {
  if (!filter.meeting.empty()) return sql::list_records_at_meeting;
  if (!filter.parent.empty()) return sql::list_records_inside;
  if (!filter.kind.empty() && !filter.body.empty()) return sql::list_records_of_body;
  return filter.kind.empty() ? sql::list_board_records : sql::list_records_of_kind;
}

// What is private is not found by searching at all.
void put_into_search(db::Transaction& transaction, Entry const& entry) {
  if (entry.is_private)
    search::remove(transaction, entry.kind->word, entry.id.text());
  else
    search::put(transaction, search_document(entry));
}

}  // namespace

std::optional<Entry> find_entry(db::Transaction& transaction, std::string const& id, Sight const& sight) {
  auto row = transaction.row(sql::find_board_record, {{"id", id}});
  if (!row) return std::nullopt;
  auto entry = entry_of(*row);
  if (entry.is_private && !sight.sees(entry.body.value_or(""))) return std::nullopt;
  return entry;
}

std::map<std::string, Entry> find_entries(db::Transaction& transaction, std::set<std::string> const& ids,
                                          Sight const& sight) {
  std::map<std::string, Entry> out;
  if (ids.empty()) return out;
  for (auto const& row : transaction.rows(sql::find_board_records, {{"ids", db::id_list(ids)}})) {
    auto entry = entry_of(row);
    if (!entry.is_private || sight.sees(entry.body.value_or(""))) out.emplace(row.text("id"), std::move(entry));
  }
  return out;
}

std::vector<Entry> list_bodies(db::Transaction& transaction) {
  std::vector<Entry> out;
  for (auto const& row : transaction.rows(sql::list_bodies)) out.push_back(entry_of(row));
  return out;
}

std::vector<Entry> list_entries(db::Transaction& transaction, EntryFilter const& filter, Sight const& sight,
                                std::int64_t limit, std::int64_t offset) {
  auto params = params_of(filter, sight);
  params.push_back({"limit", limit});
  params.push_back({"offset", offset});
  std::vector<Entry> out;
  for (auto const& row : transaction.rows(list_query(filter), params)) out.push_back(entry_of(row));
  return out;
}

std::vector<Entry> list_promises_to_answer(db::Transaction& transaction, AccountId const& account, Sight const& sight,
                                           Date today, std::int64_t limit) {
  db::Params params{{"account", account}, {"today", today}, {"limit", limit}};
  sight.add_to(params);
  std::vector<Entry> out;
  for (auto const& row : transaction.rows(sql::list_promises_to_answer, params)) out.push_back(entry_of(row));
  return out;
}

PromiseCounts count_promises(db::Transaction& transaction, std::string const& body, Sight const& sight, Date today) {
  db::Params params{{"body", body}, {"today", today}};
  sight.add_to(params);
  auto const row = transaction.row(sql::count_promises_of_body, params);
  return {row->integer("open"),   row->integer("late"),          row->integer("answered"),
          row->integer("closed"), row->integer("reported_late"), row->integer("never")};
}

std::map<std::string, Date> last_reports(db::Transaction& transaction, std::string const& body, Sight const& sight) {
  db::Params params{{"body", body}};
  sight.add_to(params);
  std::map<std::string, Date> out;
  for (auto const& row : transaction.rows(sql::list_last_reports, params))
    if (auto const on = row.optional_date("last_on")) out.emplace(row.text("duty"), *on);
  return out;
}

std::int64_t count_entries(db::Transaction& transaction, EntryFilter const& filter, Sight const& sight) {
  return transaction
      .row(filter.kind.empty()   ? sql::count_board_records
           : filter.body.empty() ? sql::count_records_of_kind
                                 : sql::count_records_of_body,
           params_of(filter, sight))
      ->integer("records");
}

std::int64_t insert_entry(db::Transaction& transaction, Entry const& entry) {
  auto stored = entry;
  stored.number = transaction.row(sql::next_board_number, {{"kind", entry.kind->word}})->integer("number");
  auto params = params_of(stored);
  params.push_back({"kind", entry.kind->word});
  params.push_back({"number", stored.number});
  transaction.execute(sql::insert_board_record, params);
  put_into_search(transaction, stored);
  keep_links_of(transaction, stored);
  return stored.number;
}

bool save_entry(db::Transaction& transaction, Entry const& entry) {
  auto params = params_of(entry);
  params.push_back({"version", entry.version});
  if (transaction.execute(sql::change_board_record, params) != 1) return false;
  put_into_search(transaction, entry);
  keep_links_of(transaction, entry);
  return true;
}

bool end_entry(db::Transaction& transaction, Entry const& entry, Instant now) {
  if (transaction.execute(sql::end_board_record, {{"id", entry.id}, {"version", entry.version}, {"ended_at", now}}) !=
      1)
    return false;
  keep_links(transaction, entry.id.text(), entry.kind->word, std::nullopt, {});
  search::remove(transaction, entry.kind->word, entry.id.text());
  return true;
}

json to_json(Entry const& entry) {
  auto out = entry.fields;
  out["id"] = entry.id.text();
  out["kind"] = entry.kind->word;
  out["number"] = entry.number;
  out["title"] = entry.title;
  if (entry.parent) out["inside"] = *entry.parent;
  if (auto state = state_of(entry); !state.empty()) out["state"] = state;
  out["version"] = entry.version;
  return out;
}

search::Document search_document(Entry const& entry) {
  std::string body;
  for (auto const& field : entry.kind->fields) {
    bool const is_words = field.type == records::FieldType::line || field.type == records::FieldType::text ||
                          field.type == records::FieldType::choice;
    if (auto text = entry.text(field.name); is_words && !text.empty()) body += (body.empty() ? "" : ". ") + text;
  }
  return {entry.kind->word, entry.id.text(), entry.title, body, entry.address(), "board.view"};
}

}  // namespace gt::governance
