#include "plans/importing/imports.h"

#include "plans/importing/reading_json.h"
#include "plans/sql.h"

namespace gt::plans {

using nlohmann::json;

namespace {

json choices_json(ImportChoices const& choices) {
  return {{"mapping", plans::to_json(choices.reading.mapping)},
          {"sheets_left_out", choices.reading.sheets_left_out},
          {"hidden_sheets", choices.reading.reads_hidden_sheets},
          {"hidden_rows", choices.reading.reads_hidden_rows},
          {"create_themes", choices.create_themes}};
}

ImportChoices choices_from(json const& from) {
  return {{mapping_from(from.at("mapping")), from.at("sheets_left_out").get<std::set<std::string>>(),
           from.at("hidden_sheets").get<bool>(), from.at("hidden_rows").get<bool>()},
          from.at("create_themes").get<bool>()};
}

}  // namespace

void insert_import(db::Transaction& transaction, TrackerImport const& import, AccountId const& account) {
  transaction.execute(sql::insert_import, {{"id", import.id},
                                           {"document_hash", import.document_hash},
                                           {"document_name", import.document_name},
                                           {"reading", plans::to_json(import.reading).dump()},
                                           {"choices", choices_json(import.choices).dump()},
                                           {"compared", import.compared},
                                           {"created_at", import.created_at},
                                           {"created_by", account},
                                           {"created_by_name", import.created_by}});
}

std::optional<TrackerImport> find_import(db::Transaction& transaction, ImportId const& id) {
  auto row = transaction.row(sql::find_import, {{"id", id}});
  if (!row) return std::nullopt;
  auto outcome = row->optional_text("outcome");
  return TrackerImport{row->id<ImportId>("id"),
                       row->text("document_hash"),
                       row->text("document_name"),
                       reading_from(json::parse(row->text("reading"))),
                       choices_from(json::parse(row->text("choices"))),
                       row->text("compared"),
                       outcome ? json::parse(*outcome) : json(nullptr),
                       row->instant("created_at"),
                       row->text("created_by_name")};
}

std::optional<ImportId> find_waiting_import(db::Transaction& transaction, std::string const& document_hash) {
  auto row = transaction.row(sql::find_waiting_import, {{"document_hash", document_hash}});
  return row ? std::optional(row->id<ImportId>("id")) : std::nullopt;
}

std::vector<WaitingImport> waiting_imports(db::Transaction& transaction) {
  std::vector<WaitingImport> out;
  for (auto const& row : transaction.rows(sql::list_waiting_imports))
    out.push_back(
        {row.id<ImportId>("id"), row.text("document_name"), row.instant("created_at"), row.text("created_by_name")});
  return out;
}

bool delete_waiting_import(db::Transaction& transaction, ImportId const& id) {
  return transaction.execute(sql::delete_waiting_import, {{"id", id}}) == 1;
}

bool complete_import(db::Transaction& transaction, ImportId const& id, json const& outcome) {
  return transaction.execute(sql::complete_import, {{"id", id}, {"outcome", outcome.dump()}}) == 1;
}

tracker::Mapping remembered_mapping(db::Transaction& transaction) {
  auto row = transaction.row(sql::find_tracker_mapping);
  return row ? mapping_from(json::parse(row->text("mapping"))) : tracker::Mapping{};
}

void remember_mapping(db::Transaction& transaction, tracker::Mapping const& mapping) {
  auto all = mapping;
  all.merge(remembered_mapping(transaction));
  transaction.execute(sql::save_tracker_mapping, {{"mapping", plans::to_json(all).dump()}});
}

}  // namespace gt::plans
