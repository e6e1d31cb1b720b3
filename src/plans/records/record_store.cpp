#include "plans/lists/action_lists.h"
#include "plans/records/records.h"
#include "plans/search_documents.h"
#include "plans/sql.h"
#include "platform/db/id_list.h"

namespace gt::plans {

using nlohmann::json;

namespace {

Record record_of(db::Row const& row) {
  auto const* kind = find_record_kind(row.text("kind"));
  ENSURE(kind != nullptr);
  return {row.id<RecordId>("id"),      kind,
          row.integer("number"),       row.text("title"),
          row.optional_text("parent"), json::parse(row.text("fields")),
          row.flag("is_ended"),        row.integer("version")};
}

std::vector<Record> records_of(std::vector<db::Row> const& rows) {
  std::vector<Record> out;
  out.reserve(rows.size());
  for (auto const& row : rows) out.push_back(record_of(row));
  return out;
}

// Whose work it is, for "My work": the first field of the kind that names an account.
std::optional<std::string> owner_of(Record const& record) {
  for (auto const& field : record.kind->fields)
    if (field.type == RecordFieldType::account) {
      auto account = record.text(field.name);
      return account.empty() ? std::nullopt : std::optional(account);
    }
  return std::nullopt;
}

db::Params params_of(Record const& record) {
  return {{"id", record.id},           {"title", record.title},     {"parent", record.parent},
          {"owner", owner_of(record)}, {"due", record.date("due")}, {"fields", record.fields.dump()}};
}

}  // namespace

std::string Record::text(std::string_view field) const { return records::text_of(fields, field); }

std::optional<Date> Record::date(std::string_view field) const { return records::date_of(fields, field); }

std::optional<std::int64_t> Record::whole_number(std::string_view field) const {
  return records::number_of(fields, field);
}

std::vector<Record> list_records(db::Transaction& transaction, RecordKind const& kind) {
  return records_of(transaction.rows(sql::list_records, {{"kind", kind.word}}));
}

std::vector<Record> records_in(db::Transaction& transaction, std::string const& parent) {
  return records_of(transaction.rows(sql::list_records_in, {{"parent", parent}}));
}

std::vector<Record> records_in_any(db::Transaction& transaction, std::set<std::string> const& parents) {
  if (parents.empty()) return {};
  return records_of(transaction.rows(sql::list_records_below, {{"ids", db::id_list(parents)}}));
}

std::optional<Record> find_record(db::Transaction& transaction, std::string const& id) {
  auto row = transaction.row(sql::find_record, {{"id", id}});
  return row ? std::optional(record_of(*row)) : std::nullopt;
}

std::vector<Record> find_records(db::Transaction& transaction, std::vector<std::string> const& ids) {
  if (ids.empty()) return {};
  return records_of(transaction.rows(sql::find_records, {{"ids", json(ids).dump()}}));
}

std::int64_t insert_record(db::Transaction& transaction, Record const& record) {
  auto number = transaction.row(sql::next_record_number, {{"kind", record.kind->word}})->integer("number");
  auto params = params_of(record);
  params.push_back({"kind", record.kind->word});
  params.push_back({"number", number});
  transaction.execute(sql::insert_record, params);
  auto numbered = record;
  numbered.number = number;
  search::put(transaction, search_document(numbered));
  return number;
}

bool save_record(db::Transaction& transaction, Record const& record) {
  auto params = params_of(record);
  params.push_back({"version", record.version});
  if (transaction.execute(sql::change_record, params) != 1) return false;
  search::put(transaction, search_document(record));
  return true;
}

bool end_record(db::Transaction& transaction, Record const& record, Instant now) {
  db::Params const params{{"id", record.id}, {"version", record.version}, {"ended_at", now}};
  if (transaction.execute(sql::end_record, params) != 1) return false;
  search::remove(transaction, record.kind->word, record.id.text());
  if (record.kind->word == "project") search::remove(transaction, kPidKind, record.id.text());
  place_actions(transaction, record.id.text());
  return true;
}

bool revive_record(db::Transaction& transaction, Record const& record) {
  db::Params const params{{"id", record.id}, {"version", record.version}, {"ended_at", nullptr}};
  if (transaction.execute(sql::end_record, params) != 1) return false;
  place_actions(transaction, record.id.text());
  return true;
}

json to_json(Record const& record) {
  json out{{"id", record.id.text()},
           {"number", record.number},
           {"title", record.title},
           {"parent", record.parent ? json(*record.parent) : json(nullptr)},
           {"version", record.version}};
  for (auto const& field : record.kind->fields) {
    auto found = record.fields.find(field.name);
    out[field.name] = found == record.fields.end() ? json(nullptr) : *found;
  }
  return out;
}

}  // namespace gt::plans
