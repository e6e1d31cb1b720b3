#include "funding/actuals/ledger_imports.h"

#include "funding/sql.h"

namespace gt::funding {

using nlohmann::json;

namespace {

json answers_json(LedgerAnswers const& answers) {
  json out = json::object();
  if (answers.reading.unit) out["unit"] = ledgers::word(*answers.reading.unit);
  if (answers.reading.year) out["year"] = answers.reading.year->begins_in();
  if (answers.control_total) out["control_total"] = answers.control_total->pence();
  out["codes"] = answers.codes;
  return out;
}

LedgerAnswers answers_from(json const& from) {
  LedgerAnswers out;
  if (from.contains("unit")) out.reading.unit = ledgers::unit_of(from.at("unit").get<std::string>());
  if (from.contains("year")) out.reading.year = FinancialYear::beginning(from.at("year").get<int>());
  if (from.contains("control_total")) out.control_total = Money::pence(from.at("control_total").get<std::int64_t>());
  out.codes = from.at("codes").get<std::map<std::string, std::string>>();
  return out;
}

}  // namespace

void insert_ledger_import(db::Transaction& transaction, LedgerImport const& import, AccountId const& account) {
  transaction.execute(sql::insert_ledger_import, {{"id", import.id},
                                                  {"ledger", import.ledger},
                                                  {"document_hash", import.document_hash},
                                                  {"document_name", import.document_name},
                                                  {"reading", to_json(import.reading).dump()},
                                                  {"answers", answers_json(import.answers).dump()},
                                                  {"compared", import.compared},
                                                  {"created_at", import.created_at},
                                                  {"created_by", account},
                                                  {"created_by_name", import.created_by}});
}

std::optional<LedgerImport> find_ledger_import(db::Transaction& transaction, LedgerImportId const& id) {
  auto const row = transaction.row(sql::find_ledger_import, {{"id", id}});
  if (!row) return std::nullopt;
  auto const reading = row->text("reading");
  auto const outcome = row->optional_text("outcome");
  return LedgerImport{row->id<LedgerImportId>("id"),
                      row->text("ledger"),
                      row->text("document_hash"),
                      row->text("document_name"),
                      reading.empty() ? ledgers::LedgerReading{} : ledgers::reading_from_json(json::parse(reading)),
                      answers_from(json::parse(row->text("answers"))),
                      row->text("compared"),
                      outcome ? json::parse(*outcome) : json(nullptr),
                      row->integer("version"),
                      row->instant("created_at"),
                      row->text("created_by_name")};
}

std::vector<ListedImport> list_ledger_imports(db::Transaction& transaction, std::string const& ledger,
                                              std::int64_t limit) {
  std::vector<ListedImport> out;
  auto const wanted = ledger.empty() ? std::optional<std::string>() : std::optional(ledger);
  for (auto const& row : transaction.rows(sql::list_ledger_imports, {{"ledger", wanted}, {"limit", limit}}))
    out.push_back({row.id<LedgerImportId>("id"), row.text("ledger"), row.text("document_name"),
                   row.text("state") == "in", row.instant("created_at"), row.text("created_by_name")});
  return out;
}

bool save_ledger_answers(db::Transaction& transaction, LedgerImport const& import) {
  return transaction.execute(sql::save_ledger_answers, {{"id", import.id},
                                                        {"version", import.version},
                                                        {"answers", answers_json(import.answers).dump()},
                                                        {"compared", import.compared}}) == 1;
}

bool complete_ledger_import(db::Transaction& transaction, LedgerImport const& import, json const& outcome) {
  return transaction.execute(sql::complete_ledger_import,
                             {{"id", import.id}, {"version", import.version}, {"outcome", outcome.dump()}}) == 1;
}

bool delete_ledger_import(db::Transaction& transaction, LedgerImport const& import) {
  return transaction.execute(sql::delete_ledger_import, {{"id", import.id}, {"version", import.version}}) == 1;
}

}  // namespace gt::funding
