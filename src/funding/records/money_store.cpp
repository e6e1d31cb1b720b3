#include "funding/records/money_store.h"

#include "funding/reference_text.h"
#include "funding/sql.h"
#include "platform/core/id.h"

namespace gt::funding {

using nlohmann::json;
using HistoryId = Id<struct MoneyHistoryTag>;

namespace {

std::vector<Record> records_of(std::vector<db::Row> const& rows) {
  std::vector<Record> out;
  out.reserve(rows.size());
  for (auto const& row : rows) {
    Record record;
    record.id = row.text("id");
    record.kind = &money_kind(row.text("kind"));
    record.number = row.integer("number");
    record.title = row.text("title");
    record.parent = row.optional_text("parent");
    record.fields = json::parse(row.text("fields"));
    record.is_ended = row.flag("is_ended");
    record.version = row.integer("version");
    out.push_back(std::move(record));
  }
  return out;
}

std::optional<std::string> any(std::string const& text) {
  return text.empty() ? std::optional<std::string>() : std::optional(text);
}

db::Params params_of(MoneyFilter const& filter) {
  return {
      {"kind", any(filter.kind)},
      {"inside", any(filter.inside)},
      {"fund", any(filter.fund)},
      {"approval", any(filter.approval)},
      {"line", any(filter.line)},
      {"refers", any(filter.refers)},
      {"state", any(filter.state)},
      {"words", filter.words.empty() ? std::optional<std::string>() : std::optional(db::like_pattern(filter.words))}};
}

// What the list of its kind can be narrowed by.
std::optional<std::string> referred(Record const& record) {
  for (auto const* name : {"body", "action", "theme"})
    if (auto id = record.text(name); record.kind->field(name) != nullptr && !id.empty()) return id;
  return std::nullopt;
}

db::Params params_of(db::Transaction& transaction, Record const& record) {
  auto const place = place_of(transaction, record);
  auto const amount = record.money("amount");
  return {{"id", record.id},
          {"title", record.title},
          {"parent", record.parent},
          {"fund", place.fund},
          {"approval", place.approval},
          {"line", place.line},
          {"refers", referred(record)},
          {"amount", amount ? std::optional(amount->pence()) : std::nullopt},
          {"state", state_of(record)},
          {"fields", record.fields.dump()}};
}

}  // namespace

std::vector<records::Kind> const& money_kinds() {
  static auto const kinds = records::read_kinds({.kinds_name = "reference/money_kinds.tsv",
                                                 .kinds = embedded::money_kinds,
                                                 .fields_name = "reference/money_fields.tsv",
                                                 .fields = embedded::money_fields,
                                                 .outer = {}});
  return kinds;
}

records::Kind const& money_kind(std::string_view word) {
  auto const* kind = records::find_kind(money_kinds(), word);
  ENSURE(kind != nullptr);
  return *kind;
}

std::vector<Record> list_money(db::Transaction& transaction, MoneyFilter const& filter, std::int64_t limit,
                               std::int64_t offset) {
  auto params = params_of(filter);
  params.push_back({"limit", limit});
  params.push_back({"offset", offset});
  return records_of(transaction.rows(sql::list_money_records, params));
}

std::int64_t count_money(db::Transaction& transaction, MoneyFilter const& filter) {
  return transaction.row(sql::count_money_records, params_of(filter))->integer("records");
}

std::optional<Record> find_money(db::Transaction& transaction, std::string const& id) {
  auto found = records_of(transaction.rows(sql::find_money_record, {{"id", id}}));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Place place_of(db::Transaction& transaction, Record const& record) {
  Place out;
  auto const note = [&](Record const& each) {
    if (each.kind->word == "fund") out.fund = each.id;
    if (each.kind->word == "approval") out.approval = each.id;
    if (each.kind->word == "cost line") out.line = each.id;
  };
  note(record);
  for (auto above = record.parent; above;) {
    auto const parent = find_money(transaction, *above);
    ENSURE(parent.has_value());
    note(*parent);
    above = parent->parent;
  }
  return out;
}

void insert_money(db::Transaction& transaction, Record& record) {
  record.number = transaction.row(sql::next_money_number, {{"kind", record.kind->word}})->integer("number");
  auto params = params_of(transaction, record);
  params.push_back({"kind", record.kind->word});
  params.push_back({"number", record.number});
  transaction.execute(sql::insert_money_record, params);
  search::put(transaction, money_document(record));
}

bool save_money(db::Transaction& transaction, Record const& record) {
  auto params = params_of(transaction, record);
  params.push_back({"version", record.version});
  if (transaction.execute(sql::change_money_record, params) != 1) return false;
  search::put(transaction, money_document(record));
  return true;
}

bool end_money(db::Transaction& transaction, Record const& record, Instant now) {
  if (transaction.execute(sql::end_money_record, {{"id", record.id}, {"version", record.version}, {"ended_at", now}}) !=
      1)
    return false;
  search::remove(transaction, record.kind->word, record.id);
  return true;
}

void keep_money_state(operations::Call& call, operations::Change change, std::string const& verb,
                      std::string const& why) {
  auto shown = verb;
  if (shown.empty()) shown = change.before.is_null() ? "added" : change.after.is_null() ? "ended" : "changed";
  call.db().execute(sql::insert_money_history,
                    {{"id", HistoryId::fresh()},
                     {"record", change.subject},
                     {"kind", change.kind},
                     {"at", call.now()},
                     {"account", call.actor().account},
                     {"actor", call.actor().name},
                     {"channel", operations::channel_name(call.actor().channel)},
                     {"verb", shown},
                     {"why", why},
                     {"state", change.after.is_null() ? db::Value(nullptr) : db::Value(change.after.dump())}});
  call.changed(std::move(change));
}

std::vector<MoneyPast> money_history(db::Transaction& transaction, std::string const& record) {
  std::vector<MoneyPast> out;
  for (auto const& row : transaction.rows(sql::list_money_history, {{"record", record}})) {
    MoneyPast past{
        {row.instant("at"), row.text("actor"), row.text("channel"), row.text("verb"), row.text("why"), nullptr},
        row.text("account")};
    if (auto state = row.optional_text("state")) past.state.state = json::parse(*state);
    out.push_back(std::move(past));
  }
  return out;
}

search::Document money_document(Record const& record) {
  std::string body;
  for (auto const& field : record.kind->fields) {
    bool const is_words = field.type == records::FieldType::line || field.type == records::FieldType::text ||
                          field.type == records::FieldType::choice;
    if (auto text = record.text(field.name); is_words && !text.empty()) body += (body.empty() ? "" : ". ") + text;
  }
  return {record.kind->word, record.id, record.title, body, record.address(), "money.view"};
}

std::vector<LineTheme> themes_of_lines(db::Transaction& transaction, std::string const& line,
                                       std::string const& theme) {
  std::vector<LineTheme> out;
  for (auto const& row : transaction.rows(sql::list_line_themes, {{"line", any(line)}, {"theme", any(theme)}}))
    out.push_back({row.text("line"), row.text("theme"), row.optional_integer("share")});
  return out;
}

bool replace_line_themes(db::Transaction& transaction, Record const& line, std::vector<LineTheme> const& themes) {
  if (!save_money(transaction, line)) return false;
  transaction.execute(sql::clear_line_themes, {{"line", line.id}});
  for (auto const& each : themes)
    transaction.execute(sql::insert_line_theme, {{"line", line.id}, {"theme", each.theme}, {"share", each.share}});
  return true;
}

MoneySettings money_settings(db::Transaction& transaction) {
  auto const row = transaction.row(sql::find_money_settings, {});
  if (!row) return {};
  return {Money::pence(row->integer("second_person_above")), Money::pence(row->integer("note_above")),
          row->integer("version")};
}

bool save_money_settings(db::Transaction& transaction, MoneySettings const& settings) {
  if (settings.version == 0) {
    if (money_settings(transaction).version != 0) return false;
    transaction.execute(sql::insert_money_settings, {{"second_person_above", settings.second_person_above.pence()},
                                                     {"note_above", settings.note_above.pence()}});
    return true;
  }
  return transaction.execute(sql::save_money_settings, {{"second_person_above", settings.second_person_above.pence()},
                                                        {"note_above", settings.note_above.pence()},
                                                        {"version", settings.version}}) == 1;
}

}  // namespace gt::funding
