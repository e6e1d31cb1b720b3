#include <fmt/format.h>

#include "platform/csv/csv.h"
#include "platform/registers/register_pages.h"
#include "platform/registers/table_download.h"

namespace gt::registers {

using records::FieldType;

namespace {

constexpr std::int64_t most_rows = 100'000;

sheet::Value value_of(Record const& record, records::Field const& field, NamesById const& names) {
  auto const text = record.text(field.name);
  if (text.empty()) return std::monostate{};
  if (field.type == FieldType::date) return *record.date(field.name);
  if (field.type == FieldType::money) return sheet::Pence{record.money(field.name)->pence()};
  if (field.type == FieldType::record || field.type == FieldType::account) {
    auto const found = names.find(text);
    return found == names.end() ? std::string() : found->second.title;
  }
  return text;
}

sheet::ColumnKind column_kind(FieldType type) {
  if (type == FieldType::date) return sheet::ColumnKind::date;
  return type == FieldType::money ? sheet::ColumnKind::money : sheet::ColumnKind::text;
}

sheet::Table table_of(Register const& of, Listed const& listed, Kind const& kind, std::string const& council,
                      Date today) {
  constexpr double wide = 50, narrow = 18;
  sheet::Table out{.made = Instant::start_of(today)};
  out.title = records::capital(kind.plural);
  out.notes = {
      fmt::format("{}, as it stood on {}: {}. Amounts are in pounds.", council, today.printed(),
                  html::plural(static_cast<std::int64_t>(listed.rows.records.size()), kind.word, kind.plural))};
  out.columns = {{"Number", sheet::ColumnKind::text, 8}, {kind.title_label, sheet::ColumnKind::text, wide}};
  for (auto const& field : kind.fields)
    out.columns.push_back({field.label, column_kind(field.type), field.type == FieldType::text ? wide : narrow});
  bool const has_states = !of.states(kind).empty();
  if (has_states) out.columns.push_back({"State", sheet::ColumnKind::text, narrow});
  for (auto const& record : listed.rows.records) {
    std::vector<sheet::Value> row{std::to_string(record.number), record.title};
    for (auto const& field : kind.fields) row.push_back(value_of(record, field, listed.names));
    if (has_states) row.push_back(of.state_of(record));
    out.rows.push_back(std::move(row));
  }
  return out;
}

Result<pages::Answer> download(pages::PageCall& call, Register const& of, Kind const& kind, std::string_view ending) {
  auto const listed = TRY(read_list(call, of, kind, most_rows, 0));
  auto const table = table_of(of, listed, kind, call.session().council, call.environment().clock.today());
  return table_download(table, kind.address.substr(1), ending);
}

}  // namespace

Result<pages::Answer> table_download(sheet::Table const& table, std::string const& name, std::string_view ending) {
  auto const answer = [&](std::string bytes, std::string_view type) {
    return pages::Answer{
        web::Response::bytes(std::move(bytes), std::string(type)).as_download(fmt::format("{}.{}", name, ending))};
  };
  if (ending == "csv") return answer(sheet::write_csv(table), csv::content_type);
  if (ending == "xlsx") return answer(TRY(sheet::write_xlsx(table)), sheet::xlsx_content_type);
  return answer(TRY(sheet::write_ods(table)), sheet::ods_content_type);
}

void add_downloads(pages::Site& site, Register const& of, Kind const& kind) {
  for (auto const* ending : {"csv", "xlsx", "ods"})
    site.get(kind.address + "." + ending,
             [&of, &kind, ending](pages::PageCall& call) { return download(call, of, kind, ending); });
}

}  // namespace gt::registers
