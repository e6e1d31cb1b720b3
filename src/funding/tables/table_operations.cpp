#include "funding/tables/money_tables.h"
#include "platform/operations/declare.h"

namespace gt::funding {

using nlohmann::json;
using operations::Call;

namespace {

struct TablesInput {
  std::string of, unit;
};

json figure(Money amount, Unit unit) { return {{"amount", amount.text()}, {"shown", in_units(amount, unit)}}; }

json row_json(TableRow const& row, MoneyTables const& tables, Unit unit) {
  auto years = json::object();
  for (auto const& [year, amount] : row.years) years[year.printed()] = figure(amount, unit);
  json out{{"label", row.label}, {"is_sum", row.is_sum}, {"years", years}, {"total", figure(row.total, unit)}};
  if (tables.has_no_year) out["in_no_year"] = figure(row.no_year, unit);
  return out;
}

Result<json> run_tables(Call& call, TablesInput const& input) {
  auto const unit = unit_from(input.unit).value_or(Unit::pounds);
  auto const tables = TRY(money_tables(call.db(), input.of));
  json out{{"of", tables.of},
           {"unit", word(unit)},
           {"is_rounded", tables.is_rounded(unit)},
           {"years", json::array()},
           {"parts", json::array()},
           {"draw_downs", json::array()},
           {"bids_left_out", json::array()},
           {"not_compared", tables.not_compared}};
  for (auto const year : tables.years) out["years"].push_back(year.printed());
  for (auto const& part : tables.parts) {
    auto rows = json::array();
    for (auto const& row : part.rows) rows.push_back(row_json(row, tables, unit));
    out["parts"].push_back({{"name", part.name}, {"rows", rows}});
  }
  for (auto const& part : tables.draws) {
    auto rows = json::array();
    for (auto const& row : part.rows)
      rows.push_back({{"draw_down", row.draw.id},
                      {"title", row.draw.title},
                      {"part_year", figure(row.part_year, unit)},
                      {"full_year", row.full_year ? figure(*row.full_year, unit) : json(nullptr)}});
    out["draw_downs"].push_back({{"first_year", part.first.printed()},
                                 {"state", part.state},
                                 {"rows", rows},
                                 {"part_year", figure(part.part_year, unit)},
                                 {"full_year", figure(part.full_year, unit)}});
  }
  for (auto const& bid : tables.bids_left_out)
    out["bids_left_out"].push_back({{"approval", bid.id}, {"title", bid.title}, {"amount", bid.text("amount")}});
  return out;
}

}  // namespace

void add_table_operations(operations::Registry& registry) {
  using operations::field;
  using T = TablesInput;
  registry.add(operations::declare<T>(
      "money tables", "Give the money tables of a report: years across, one-off and recurring apart",
      operations::Kind::read, "money.view",
      {field("of", &T::of, "An approval, a bid or a fund; all funds when left out", "k7m2q9x4t8v3b6dp").max_length(40),
       field("unit", &T::unit, "What the figures shown count in; pounds when left out", "thousands")
           .choices({"", "pounds", "thousands"})},
      {{"years", json::array()}, {"parts", json::array()}}, &run_tables));
}

}  // namespace gt::funding
