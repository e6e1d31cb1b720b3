#include "funding/actuals/budget_positions.h"

#include <algorithm>

#include <fmt/format.h>

#include "funding/records/money_register.h"
#include "funding/records/money_store.h"
#include "platform/core/text.h"
#include "platform/db/sha256.h"
#include "platform/operations/declare.h"
#include "platform/records/input.h"
#include "platform/sheet/heading.h"

namespace gt::funding {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;

namespace {

struct Positions {
  operations::Upload file;
  std::string month, unit, seen;
  json positions;
  ledgers::BudgetMonitor monitor{};  // filled before the transaction
};

// A position as it will be, and as it stands.
struct PlannedPosition {
  Record budget;
  Money base, changes, forecast;
  std::optional<Record> now;
};
struct PositionPlan {
  Month month;
  std::vector<PlannedPosition> positions;
  std::vector<std::string> faults;
  bool asks_unit = false;
};

std::optional<Record> position_on(db::Transaction& transaction, Record const& budget, Date day) {
  for (auto const& each : list_money(transaction, {.kind = "budget position", .inside = budget.id}, most_records))
    if (each.date("on") == day) return each;
  return std::nullopt;
}

Result<void> plan_rows(db::Transaction& transaction, Positions const& input, PositionPlan& out) {
  std::optional<ledgers::Unit> unit = ledgers::unit_of(input.unit);
  if (!input.unit.empty() && !unit) return refuse_field("unit", "Amounts are in pounds, thousands or millions.");
  auto const& units = input.monitor.units;
  if (!unit && units.size() <= 1 && (units.empty() || *units.begin() == ledgers::Unit::pounds))
    unit = ledgers::Unit::pounds;
  out.asks_unit = !unit;
  std::map<std::string, Record> budgets;
  for (auto& each : list_money(transaction, {.kind = "service budget"}, most_records)) {
    auto name = sheet::normalised_heading(each.title);
    budgets.emplace(std::move(name), std::move(each));
  }
  for (auto const& each : input.monitor.faults) out.faults.push_back(each.message);
  std::set<std::string> seen;
  for (auto const& row : input.monitor.rows) {
    auto const name = sheet::normalised_heading(row.area);
    auto const found = budgets.find(name);
    auto const at = sheet::describe("", row.place);
    if (found == budgets.end())
      out.faults.push_back(
          fmt::format("{}: no service budget is called “{}”. Add it, or give it the name the file has.", at, row.area));
    else if (!seen.insert(name).second)
      out.faults.push_back(fmt::format("{}: “{}” is there twice.", at, row.area));
    else if (unit)
      out.positions.push_back({found->second, in_pence(*row.base, *unit),
                               row.changes ? in_pence(*row.changes, *unit) : Money(), in_pence(*row.forecast, *unit),
                               position_on(transaction, found->second, out.month.last_day())});
  }
  return {};
}

// What the page sends back of what it showed.
Result<void> plan_given(db::Transaction& transaction, json const& given, PositionPlan& out) {
  auto const fault = [] { return refuse_field("positions", "Choose the file again: what was sent is not whole."); };
  if (!given.is_array()) return fault();
  for (auto const& each : given) {
    auto const text = [&](char const* name) {
      return each.is_object() && each.contains(name) && each.at(name).is_string() ? each.at(name).get<std::string>()
                                                                                  : "";
    };
    auto const budget = find_money(transaction, text("budget"));
    auto const base = Money::from_typed(text("base")), changes = Money::from_typed(text("changes")),
               forecast = Money::from_typed(text("forecast"));
    if (!budget || budget->kind->word != "service budget" || !base || !changes || !forecast) return fault();
    out.positions.push_back(
        {*budget, *base, *changes, *forecast, position_on(transaction, *budget, out.month.last_day())});
  }
  return {};
}

Result<PositionPlan> plan_of(Call& call, Positions const& input) {
  auto const month = Month::from_typed(input.month);
  if (!month) return refuse_field("month", month.error().message);
  PositionPlan out{*month, {}, {}, false};
  if (input.positions.is_null())
    TRY(plan_rows(call.db(), input, out));
  else
    TRY(plan_given(call.db(), input.positions, out));
  return out;
}

json shown_plan(PositionPlan const& plan) {
  json out{{"month", plan.month.text()},
           {"faults", plan.faults},
           {"asks_unit", plan.asks_unit},
           {"positions", json::array()}};
  for (auto const& each : plan.positions) {
    json before = nullptr;
    if (each.now)
      before = {{"base", each.now->text("base")},
                {"changes", each.now->text("changes")},
                {"forecast", each.now->text("forecast")}};
    out["positions"].push_back({{"budget", each.budget.id},
                                {"title", each.budget.title},
                                {"base", each.base.text()},
                                {"changes", each.changes.text()},
                                {"forecast", each.forecast.text()},
                                {"over", (each.forecast - each.base - each.changes).text()},
                                {"before", before}});
  }
  out["seen"] = db::sha256_hex(out.at("positions").dump());
  return out;
}

Result<json> run_check_positions(Call& call, Positions const& input) { return shown_plan(TRY(plan_of(call, input))); }

Result<void> keep_position(Call& call, PlannedPosition const& planned, Month month) {
  auto record = planned.now.value_or(Record{});
  if (!planned.now) {
    record.id = Id<struct MoneyTag>::fresh().text();
    record.kind = &money_kind("budget position");
    record.title = month.printed();
    record.parent = planned.budget.id;
    record.version = 1;
    record.fields = json{{"on", month.last_day().iso()}};
  }
  record.fields["base"] = planned.base.text();
  record.fields["changes"] = planned.changes.text();
  record.fields["forecast"] = planned.forecast.text();
  if (planned.now) {
    if (planned.now->fields != record.fields)
      TRY(registers::save_changed(call, money_register(), *planned.now, record, "The budget monitor says so"));
    return {};
  }
  insert_money(call.db(), record);
  keep_money_state(call,
                   {record.kind->word, record.id, record.title, nullptr, registers::to_json(money_register(), record)},
                   "", "");
  return {};
}

Result<json> run_bring_positions_in(Call& call, Positions const& input) {
  TRY(call.allow_themes({}));
  auto const plan = TRY(plan_of(call, input));
  auto const shown = shown_plan(plan);
  if (plan.asks_unit) return refuse_field("unit", "The file does not say for certain what its amounts count. Say it.");
  if (!plan.faults.empty())
    return refuse_field("file", fmt::format("{} to be mended first; nothing was brought in. {}",
                                            plan.faults.size() == 1 ? std::string("1 fault has")
                                                                    : fmt::format("{} faults have", plan.faults.size()),
                                            plan.faults.front()));
  if (!input.seen.empty() && input.seen != shown.at("seen"))
    return refuse(ErrorKind::conflict,
                  "Positions have changed since the file was looked at. Choose it again and look at what differs now.");
  for (auto const& each : plan.positions) TRY(keep_position(call, each, plan.month));
  return json{{"month", plan.month.text()}, {"positions", plan.positions.size()}};
}

Result<void> read_positions(Positions& input, ReadSheet const& read_sheet) {
  bool const has_file = !input.file.bytes.empty() || !input.file.filename.empty();
  if (has_file == !input.positions.is_null()) return refuse_field("file", "Choose the budget monitor.");
  if (!has_file) return {};
  auto const workbook = read_sheet(input.file.bytes, "monitor");
  if (!workbook) return refuse_field("file", workbook.error().message);
  input.monitor = ledgers::read_monitor(*workbook);
  return {};
}

operations::Fields<Positions> position_fields() {
  using P = Positions;
  return {
      field("month", &P::month, "The month that it is as at the end of", "2026-10").required().max_length(40),
      field("file", &P::file, "The budget monitor: XLSX, ODS or CSV",
            {{"filename", "monitor.csv"}, {"base64", "U2VydmljZSxCdWRnZXQsRm9yZWNhc3QK"}}),
      field("unit", &P::unit, "What its amounts count, where it does not say: pounds, thousands or millions",
            "thousands")
          .max_length(20),
      field("positions", &P::positions, "Or the positions themselves, as check-positions gave them", json::array())};
}

}  // namespace

void add_position_operations(operations::Registry& registry, ReadSheet read_sheet) {
  auto const before = [read_sheet = std::move(read_sheet)](Positions& input) -> Result<void> {
    return read_positions(input, read_sheet);
  };
  // It takes a file, as reads cannot, and so is declared a change; it changes nothing.
  registry.add(declare<Positions>("service-budget check-positions",
                                  "Show what a budget monitor would say of each service budget; nothing is changed",
                                  operations::Kind::change, "money.edit", position_fields(),
                                  {{"month", "2026-10"}, {"positions", json::array()}, {"faults", json::array()}},
                                  &run_check_positions, before));
  auto fields = position_fields();
  fields.push_back(field("seen", &Positions::seen,
                         "What check-positions gave as seen: then nothing else is done than it showed", "9f86d081…"));
  registry.add(
      declare<Positions>("service-budget bring-in-positions",
                         "Keep what a budget monitor says of each service budget at a month’s end: all or nothing",
                         operations::Kind::change, "money.edit", std::move(fields),
                         {{"month", "2026-10"}, {"positions", 12}}, &run_bring_positions_in, before));
}

}  // namespace gt::funding
