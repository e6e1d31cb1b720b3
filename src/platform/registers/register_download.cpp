#include <fmt/format.h>

#include "platform/registers/register_pages.h"
#include "platform/registers/sheet_fields.h"
#include "platform/registers/table_download.h"

namespace gt::registers {

namespace {

constexpr std::int64_t most_rows = 100'000;

sheet::Table table_of(Register const& of, Listed const& listed, Kind const& kind, std::string const& council,
                      Date today) {
  constexpr double wide = 50, narrow = 18;
  auto const title_of = [&](std::string const& id) {
    auto const found = listed.names.find(id);
    return found == listed.names.end() ? std::string() : found->second.title;
  };
  sheet::Table out{.made = Instant::start_of(today)};
  out.title = records::capital(kind.plural);
  out.notes = {
      fmt::format("{}, as it stood on {}: {}. Amounts are in pounds.", council, today.printed(),
                  html::plural(static_cast<std::int64_t>(listed.rows.records.size()), kind.word, kind.plural))};
  out.columns = {{"Number", sheet::ColumnKind::text, 8}, {kind.title_label, sheet::ColumnKind::text, wide}};
  for (auto const& field : kind.fields) out.columns.push_back(column_of(field));
  bool const has_states = !of.states(kind).empty();
  if (has_states) out.columns.push_back({"State", sheet::ColumnKind::text, narrow});
  for (auto const& record : listed.rows.records) {
    std::vector<sheet::Value> row{std::to_string(record.number), record.title};
    for (auto const& field : kind.fields) row.push_back(sheet_value(record.fields, field, title_of));
    if (has_states) row.push_back(of.state_of(record));
    out.rows.push_back(std::move(row));
  }
  return out;
}

Result<sheet::Table> whole_table(pages::PageCall& call, Register const& of, Kind const& kind) {
  auto const listed = TRY(read_list(call, of, kind, most_rows, 0));
  return table_of(of, listed, kind, call.session().council, call.environment().clock.today());
}

}  // namespace

void add_downloads(pages::Site& site, Register const& of, Kind const& kind) {
  add_table_downloads(site, kind.address, kind.address.substr(1),
                      [&of, &kind](pages::PageCall& call) { return whole_table(call, of, kind); });
}

}  // namespace gt::registers
