#include "funding/actuals/ledger_operations.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "funding/records/money_register.h"
#include "funding/records/money_store.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"
#include "platform/files/shown_name.h"
#include "platform/jobs/jobs.h"
#include "platform/operations/declare.h"
#include "platform/records/input.h"

namespace gt::funding {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;
using records::example_id;

namespace {

constexpr char const* not_ours = "not ours";

struct ReadLedger {
  std::string ledger;
  operations::Upload file;
  sheet::Workbook workbook{};  // filled before the transaction
};

json changes_json(db::Transaction& transaction, LedgerComparison const& comparison) {
  std::map<std::string, std::string> titles;
  auto out = json::array();
  for (auto const& each : comparison.changes) {
    if (!each.record.empty() && !titles.contains(each.record))
      titles[each.record] = find_money(transaction, each.record).value().title;
    out.push_back({{"month", each.month.text()},
                   {"record", each.record.empty() ? json(nullptr) : json(each.record)},
                   {"title", each.record.empty() ? "Not the programme’s" : titles[each.record]},
                   {"before", each.before.text()},
                   {"after", each.after.text()}});
  }
  return out;
}

std::string fingerprint(json const& shown) {
  return db::sha256_hex(json{
      {"changes", shown.at("changes")},
      {"faults", shown.at("faults")},
      {"questions", shown.at("questions")},
      {"total",
       shown.at("total")}}.dump());
}

json remarks(std::vector<ledgers::Remark> const& read, std::vector<std::string> const& found) {
  auto out = json::array();
  for (auto const& each : read) out.push_back(each.message);
  for (auto const& each : found) out.push_back(each);
  return out;
}

json shown(db::Transaction& transaction, LedgerImport const& import, LedgerComparison const& comparison) {
  auto unknown = json::array();
  for (auto const& [code, called] : comparison.unknown_codes) unknown.push_back({{"code", code}, {"called", called}});
  auto units = json::array();
  for (auto unit : import.reading.units) units.push_back(ledgers::word(unit));
  auto const& answers = import.answers;
  json out{{"import", import.id.text()},
           {"ledger", import.ledger},
           {"file", import.document_name},
           {"read_at", import.created_at.iso()},
           {"read_by", import.created_by},
           {"version", import.version},
           {"layouts", import.reading.layouts},
           {"rows", import.reading.rows.size()},
           {"units", units},
           {"unit", answers.reading.unit ? json(ledgers::word(*answers.reading.unit)) : json(nullptr)},
           {"financial_year", answers.reading.year ? json(answers.reading.year->printed()) : json(nullptr)},
           {"control_total", answers.control_total ? json(answers.control_total->text()) : json(nullptr)},
           {"total", comparison.postings.total.text()},
           {"left_out", comparison.left_out.text()},
           {"questions", comparison.questions},
           {"unknown_codes", unknown},
           {"faults", remarks(import.reading.faults, comparison.faults)},
           {"notes", remarks(import.reading.notes, comparison.notes)},
           {"changes", changes_json(transaction, comparison)},
           {"outcome", nullptr}};
  out["current"] = fingerprint(out) == import.compared;
  return out;
}

json compared(db::Transaction& transaction, LedgerImport& import, Date today) {
  auto const comparison = compare_with_ledger(transaction, import, today);
  import.compared = fingerprint(shown(transaction, import, comparison));
  return shown(transaction, import, comparison);
}

Result<json> run_read(Call& call, ReadLedger const& input) {
  TRY(call.allow_themes({}));
  auto const ledger = TRY(find_open(money_register(), call.db(), money_kind("ledger"), input.ledger));
  LedgerImport import{LedgerImportId::fresh(),
                      ledger.id,
                      db::sha256_of(input.file.bytes),
                      input.workbook.filename,
                      ledgers::read_ledger(input.workbook, TRY(ledgers::read_column_names(ledger.text("columns")))),
                      {},
                      "",
                      nullptr,
                      1,
                      call.now(),
                      call.actor().name};
  auto answer = compared(call.db(), import, call.today());
  call.files().store(input.file.bytes);
  insert_ledger_import(call.db(), import, call.actor().account);
  call.changed({"ledger import",
                import.id.text(),
                import.document_name,
                nullptr,
                {{"document_hash", import.document_hash}, {"rows", import.reading.rows.size()}}});
  return answer;
}

struct OneLedgerImport {
  std::optional<LedgerImportId> import;
  std::int64_t version = 0;
};

tl::unexpected<Error> no_such_file() {
  return refuse(ErrorKind::not_found, "There is no such file waiting. It may have been discarded: read it again.");
}

tl::unexpected<Error> someone_else_answered() {
  return refuse(ErrorKind::conflict,
                "Somebody else has answered for this file while you looked at it. Look at it again.");
}

Result<json> run_show_import(Call& call, OneLedgerImport const& input) {
  auto const import = find_ledger_import(call.db(), *input.import);
  if (!import) return no_such_file();
  if (import->outcome.is_null())
    return shown(call.db(), *import, compare_with_ledger(call.db(), *import, call.today()));
  return json{{"import", import->id.text()},         {"ledger", import->ledger},      {"file", import->document_name},
              {"read_at", import->created_at.iso()}, {"read_by", import->created_by}, {"version", import->version},
              {"outcome", import->outcome}};
}

struct ListImports {
  std::string ledger;
};

Result<json> run_list_imports(Call& call, ListImports const& input) {
  auto out = json::array();
  for (auto const& each : list_ledger_imports(call.db(), input.ledger))
    out.push_back({{"import", each.id.text()},
                   {"ledger", each.ledger},
                   {"file", each.document_name},
                   {"state", each.is_in ? "in" : "waiting"},
                   {"read_at", each.at.iso()},
                   {"read_by", each.by}});
  return json{{"imports", out}};
}

struct Answer {
  std::optional<LedgerImportId> import;
  std::int64_t version = 0;
  std::string unit, financial_year, control_total;
  json codes = json::object();
};

Result<LedgerImport> waiting_import(Call& call, std::optional<LedgerImportId> const& id, std::int64_t version) {
  TRY(call.allow_themes({}));
  auto import = find_ledger_import(call.db(), *id);
  if (!import) return no_such_file();
  if (!import->outcome.is_null())
    return refuse(ErrorKind::conflict, "This file has been brought in already. Read it again to see what differs.");
  if (import->version != version) return someone_else_answered();
  return *std::move(import);
}

Result<std::string> target_of(db::Transaction& transaction, std::string const& code, std::string const& chosen) {
  if (chosen == not_ours) return std::string();
  auto const record = find_money(transaction, chosen);
  if (!record || record->is_ended || (record->kind->word != "cost line" && record->kind->word != "service budget"))
    return refuse_field("codes", fmt::format("“{}”: choose a cost line, a service budget, or “{}”.", code, not_ours));
  return record->id;
}

Result<json> run_answer(Call& call, Answer const& input) {
  auto import = TRY(waiting_import(call, input.import, input.version));
  auto& answers = import.answers;
  answers.reading.unit = ledgers::unit_of(input.unit);
  if (!input.unit.empty() && !answers.reading.unit)
    return refuse_field("unit", "Amounts are in pounds, thousands or millions.");
  answers.reading.year.reset();
  if (!trimmed(input.financial_year).empty()) {
    auto const year = FinancialYear::from_typed(input.financial_year);
    if (!year) return refuse_field("financial_year", year.error().message);
    answers.reading.year = *year;
  }
  answers.control_total.reset();
  if (!trimmed(input.control_total).empty()) {
    auto const total = Money::from_typed(input.control_total);
    if (!total) return refuse_field("control_total", total.error().message);
    answers.control_total = *total;
  }
  if (!input.codes.is_object()) return refuse_field("codes", "Give each code with what it is booked to.");
  for (auto const& item : input.codes.items()) {
    auto const chosen = item.value().is_string() ? item.value().get<std::string>() : std::string();
    if (chosen.empty())
      answers.codes.erase(item.key());
    else
      answers.codes[item.key()] = TRY(target_of(call.db(), item.key(), chosen));
  }
  auto const before = import.compared;
  auto answer = compared(call.db(), import, call.today());
  if (!save_ledger_answers(call.db(), import)) return someone_else_answered();
  call.changed({"ledger import",
                import.id.text(),
                import.document_name,
                {{"compared", before}},
                {{"compared", import.compared}}});
  answer["version"] = import.version + 1;
  return answer;
}

void book_to(Record& code, db::Transaction& transaction, std::string const& target) {
  for (auto const* field : {"line", "budget", "left_out"}) code.fields.erase(field);
  if (target.empty())
    code.fields["left_out"] = "not the programme’s";
  else
    code.fields[find_money(transaction, target).value().kind->word == "cost line" ? "line" : "budget"] = target;
}

// The codes that were answered stay known to the ledger.
Result<void> remember_codes(Call& call, LedgerImport const& import) {
  std::map<std::string, Record> known;
  for (auto& each : list_money(call.db(), {.kind = "ledger code", .inside = import.ledger}, most_records)) {
    auto code = each.title;
    known.emplace(std::move(code), std::move(each));
  }
  for (auto const& [code, target] : import.answers.codes) {
    if (auto const found = known.find(code); found != known.end()) {
      auto after = found->second;
      book_to(after, call.db(), target);
      if (after.fields != found->second.fields)
        TRY(registers::save_changed(call, money_register(), found->second, std::move(after), "Answered for a file"));
      continue;
    }
    Record record;
    record.id = Id<struct MoneyTag>::fresh().text();
    record.kind = &money_kind("ledger code");
    record.title = code;
    record.parent = import.ledger;
    record.version = 1;
    record.fields = json::object();
    book_to(record, call.db(), target);
    insert_money(call.db(), record);
    keep_money_state(
        call, {record.kind->word, record.id, record.title, nullptr, registers::to_json(money_register(), record)}, "",
        "");
  }
  return {};
}

struct BringIn {
  std::optional<LedgerImportId> import;
  std::int64_t version = 0;
  bool as_job = false;
};

Result<json> run_bring_in(Call& call, BringIn const& input) {
  auto const import = TRY(waiting_import(call, input.import, input.version));
  auto const comparison = compare_with_ledger(call.db(), import, call.today());
  auto const now = shown(call.db(), import, comparison);
  if (!now.at("questions").empty())
    return refuse_field("import",
                        fmt::format("Something is to be answered first: {}.", fmt::join(comparison.questions, ", ")));
  if (!now.at("faults").empty())
    return refuse_field(
        "import", fmt::format("{} to be mended first; nothing was brought in. {}",
                              now.at("faults").size() == 1 ? std::string("1 fault has")
                                                           : fmt::format("{} faults have", now.at("faults").size()),
                              now.at("faults").front().get<std::string>()));
  if (!now.at("current").get<bool>())
    return refuse(
        ErrorKind::conflict,
        "What is spent has changed since this file was looked at, so that something else would change than was "
        "shown. Read the file again.");
  if (input.as_job)
    return jobs::enqueue(call, {.operation = "ledger-import bring-in",
                                .input = {{"ledger_import", import.id.text()}, {"version", import.version}},
                                .title = fmt::format("Bring in {}", import.document_name),
                                .address = "/ledger-imports/{import}",
                                .about = about_ledger_import(import.id),
                                .permission = "money.edit"});
  auto outcome = bring_in(call, import, comparison);
  outcome["changes"] = now.at("changes");
  TRY(remember_codes(call, import));
  if (!complete_ledger_import(call.db(), import, outcome)) return someone_else_answered();
  call.changed({"ledger import", import.id.text(), import.document_name, {{"state", "waiting"}}, outcome});
  outcome["import"] = import.id.text();
  return outcome;
}

Result<json> run_discard_import(Call& call, OneLedgerImport const& input) {
  auto const import = TRY(waiting_import(call, input.import, input.version));
  if (!delete_ledger_import(call.db(), import)) return someone_else_answered();
  call.changed(
      {"ledger import", import.id.text(), import.document_name, {{"document_hash", import.document_hash}}, nullptr});
  return json{{"discarded", import.id.text()}};
}

template <typename T>
operations::Fields<T> one_import(bool with_version) {
  operations::Fields<T> out{field("ledger_import", &T::import, "The file that was read", example_id).required()};
  if (with_version)
    out.push_back(
        field("version", &T::version, "The version you saw, so that nobody’s answers are lost", 1).required());
  return out;
}

}  // namespace

std::string about_ledger_import(LedgerImportId const& import) { return "ledger import/" + import.text(); }

void add_ledger_operations(operations::Registry& registry, ReadSheet read_sheet) {
  json const example{{"import", example_id},     {"rows", 212},
                     {"total", "69380.50"},      {"questions", json::array()},
                     {"faults", json::array()},  {"notes", json::array()},
                     {"changes", json::array()}, {"version", 1}};
  registry.add(declare<ReadLedger>(
      "ledger read", "Read a finance system’s file and show what it would change; nothing is changed yet", Kind::change,
      "money.edit",
      {field("ledger", &ReadLedger::ledger, "The ledger that it is a file of", example_id).required(),
       field("file", &ReadLedger::file, "The file: XLSX, ODS or CSV",
             {{"filename", "ledger.csv"}, {"base64", "Q29kZSxNb250aCxBbW91bnQK"}})
           .required()},
      example, &run_read, [read_sheet = std::move(read_sheet)](ReadLedger& input) -> Result<void> {
        auto workbook = read_sheet(input.file.bytes, files::shown_name(input.file.filename, "ledger"));
        if (!workbook) return refuse_field("file", workbook.error().message);
        input.workbook = *std::move(workbook);
        return {};
      }));
  registry.add(declare<ListImports>(
      "ledger-import list", "List the files of ledgers that wait and those that were brought in", Kind::read,
      "money.edit", {field("ledger", &ListImports::ledger, "Of this ledger only", example_id)},
      {{"imports", json::array()}}, &run_list_imports));
  registry.add(declare<OneLedgerImport>("ledger-import show", "Show what a file would change, or what it did",
                                        Kind::read, "money.edit", one_import<OneLedgerImport>(false), example,
                                        &run_show_import));
  using A = Answer;
  registry.add(declare<A>(
      "ledger-import answer", "Say what a file leaves open: its unit, its year, what its codes are booked to",
      Kind::change, "money.edit",
      {field("ledger_import", &A::import, "The file that was read", example_id).required(),
       field("version", &A::version, "The version you saw, so that nobody’s answers are lost", 1).required(),
       field("unit", &A::unit, "What its amounts count: pounds, thousands or millions", "pounds").max_length(20),
       field("financial_year", &A::financial_year, "Whose periods it has", "2019/20").max_length(40),
       field("control_total", &A::control_total, "What its amounts come to, by the finance system", "69380.50")
           .max_length(40),
       field("codes", &A::codes, "By code the id of a cost line or service budget, or “not ours”",
             {{"CI100 / 10100", example_id}})},
      example, &run_answer));
  auto bring_in_fields = one_import<BringIn>(true);
  bring_in_fields.push_back(
      field("as_job", &BringIn::as_job, "Do it in the background, for long files; the answer names the job", false));
  registry.add(declare<BringIn>(
      "ledger-import bring-in", "Bring a file in: its months replace what the ledger had of them, all or nothing",
      Kind::change, "money.edit", std::move(bring_in_fields),
      {{"import", example_id}, {"months", {"2019-04"}}, {"postings", 3}, {"total", "69380.50"}, {"left_out", "0.00"}},
      &run_bring_in));
  registry.add(declare<OneLedgerImport>(
      "ledger-import discard", "Throw away a file that was read; what is spent stays as it is", Kind::change,
      "money.edit", one_import<OneLedgerImport>(true), {{"discarded", example_id}}, &run_discard_import));
}

}  // namespace gt::funding
