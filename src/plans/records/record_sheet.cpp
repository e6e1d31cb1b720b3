// Records as rows of a download.

#include <set>

#include <fmt/format.h>

#include "people/people.h"
#include "plans/records/record_list.h"
#include "platform/registers/sheet_fields.h"

namespace gt::plans {

namespace {

using records::capital;
using sheet::ColumnKind;

struct Exported {
  ListedRecords listed;
  Parents parents;
  std::map<std::string, std::string> accounts;  ///< names by id
};

std::map<std::string, std::string> names_of_accounts(db::Transaction& transaction, RecordKind const& kind,
                                                     std::vector<Record> const& records) {
  std::set<std::string> ids;
  for (auto const& field : kind.fields)
    if (field.type == RecordFieldType::account)
      for (auto const& each : records) ids.insert(each.text(field.name));
  ids.erase("");
  return people::account_names(transaction, ids);
}

Result<Exported> read_exported(pages::PageCall const& call, RecordKind const& kind) {
  return call.read("plan.view", [&](db::Transaction& transaction) {
    auto const query = call.query();
    Exported out{list_records(transaction, kind, RecordFilter::from_query(kind, query), sort_from_query(kind, query),
                              call.environment().clock.today()),
                 {},
                 {}};
    out.parents = parents_of(transaction, out.listed.records);
    out.accounts = names_of_accounts(transaction, kind, out.listed.records);
    return out;
  });
}

std::vector<sheet::Column> columns_of(RecordKind const& kind) {
  std::vector<sheet::Column> out{{"Number", ColumnKind::number, 8}, {kind.title_label, ColumnKind::text, 50}};
  if (!kind.inside.empty()) out.push_back({"Stands in", ColumnKind::text, 40});
  for (auto const& field : kind.fields) out.push_back(registers::column_of(field));
  if (kind.word == "risk") {
    out.push_back({"Score before mitigation", ColumnKind::number, 12});
    out.push_back({"Score after mitigation", ColumnKind::number, 12});
  }
  if (kind.word == "project") {
    for (auto const* heading : {"Actions", "Done", "Late against the first date"})
      out.push_back({heading, ColumnKind::number, 12});
    for (auto const* heading : {"Delivered", "Difference made"}) out.push_back({heading, ColumnKind::text, 18});
  }
  return out;
}

sheet::Value score_value(std::optional<RiskScore> const& score) {
  if (!score) return std::monostate{};
  return static_cast<double>(score->product);
}

void add_standing(std::vector<sheet::Value>& row, rules::Tally const& tally) {
  for (auto const count : {tally.all(), tally.by_delivered.back(), tally.late})
    row.emplace_back(static_cast<double>(count));
  auto const judged = rules::roll_up(tally);
  row.emplace_back(std::string(judged ? rules::word(judged->delivered) : "No action yet"));
  row.emplace_back(judged ? sheet::Value{std::string(rules::word(judged->difference))} : std::monostate{});
}

std::vector<sheet::Value> row_of(Record const& record, Exported const& exported) {
  auto const account_name = [&](std::string const& id) {
    auto const found = exported.accounts.find(id);
    return found == exported.accounts.end() ? std::string() : found->second;
  };
  auto const& kind = *record.kind;
  std::vector<sheet::Value> row{static_cast<double>(record.number), record.title};
  if (!kind.inside.empty()) {
    auto const found = record.parent ? exported.parents.find(*record.parent) : exported.parents.end();
    row.emplace_back(found == exported.parents.end() ? std::string() : found->second.title);
  }
  for (auto const& field : kind.fields) row.push_back(registers::sheet_value(record.fields, field, account_name));
  if (kind.word == "risk") {
    row.push_back(score_value(risk_score(record)));
    row.push_back(score_value(risk_score(record, "_after")));
  }
  if (kind.word == "project") {
    auto const found = exported.listed.standing.find(record.id.text());
    add_standing(row, found == exported.listed.standing.end() ? rules::Tally{} : found->second.tally);
  }
  return row;
}

}  // namespace

Result<sheet::Table> record_sheet(pages::PageCall& call, RecordKind const& kind) {
  auto const exported = TRY(read_exported(call, kind));
  auto const today = call.environment().clock.today();
  // The same plan on the same day gives the same file.
  sheet::Table out{.made = Instant::start_of(today)};
  out.title = capital(kind.plural);
  out.notes = {
      fmt::format("{}, as it stood on {}: {} of {} in the plan.", call.session().council, today.printed(),
                  html::plural(static_cast<std::int64_t>(exported.listed.records.size()), kind.word, kind.plural),
                  exported.listed.total)};
  out.columns = columns_of(kind);
  for (auto const& each : exported.listed.records) out.rows.push_back(row_of(each, exported));
  return out;
}

}  // namespace gt::plans
