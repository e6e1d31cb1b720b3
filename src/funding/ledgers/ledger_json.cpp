#include "funding/ledgers/ledger_reading.h"

namespace gt::funding::ledgers {

using nlohmann::json;

namespace {

json remarks_json(std::vector<Remark> const& remarks) {
  auto out = json::array();
  for (auto const& each : remarks) out.push_back({each.place.sheet, each.place.row, each.place.column, each.message});
  return out;
}

sheet::Place place_in(json const& row) {
  return {row.at(0).get<std::string>(), row.at(1).get<int>(), row.at(2).get<int>()};
}

std::vector<Remark> remarks_in(json const& rows) {
  std::vector<Remark> out;
  for (auto const& row : rows) out.push_back({place_in(row), row.at(3).get<std::string>()});
  return out;
}

}  // namespace

json to_json(LedgerReading const& reading) {
  json out{{"faults", remarks_json(reading.faults)},
           {"notes", remarks_json(reading.notes)},
           {"layouts", reading.layouts},
           {"units", json::array()},
           {"needs_year", reading.needs_year},
           {"rows", json::array()}};
  for (auto unit : reading.units) out["units"].push_back(word(unit));
  for (auto const& row : reading.rows)
    out["rows"].push_back({row.place.sheet, row.place.row, row.place.column, row.code, row.code_words,
                           row.period.month ? json(row.period.month->index()) : json(nullptr), row.period.number,
                           row.amount.millionths,
                           row.amount.own_unit ? json(word(*row.amount.own_unit)) : json(nullptr), row.supplier,
                           row.order, row.reference, row.words, row.on ? json(row.on->iso()) : json(nullptr)});
  return out;
}

LedgerReading reading_from_json(json const& given) {
  LedgerReading out{{},
                    remarks_in(given.at("faults")),
                    remarks_in(given.at("notes")),
                    given.at("layouts").get<std::vector<std::string>>(),
                    {},
                    given.at("needs_year").get<bool>()};
  for (auto const& each : given.at("units")) out.units.insert(unit_of(each.get<std::string>()).value());
  for (auto const& row : given.at("rows")) {
    std::size_t at = 3;
    auto const next = [&]() -> json const& { return row.at(at++); };
    auto const text = [&] { return next().get<std::string>(); };
    LedgerRow read;
    read.place = place_in(row);
    read.code = text();
    read.code_words = text();
    if (auto const& month = next(); !month.is_null()) read.period.month = Month::from_index(month.get<int>());
    read.period.number = next().get<int>();
    read.amount.millionths = next().get<std::int64_t>();
    if (auto const& unit = next(); !unit.is_null()) read.amount.own_unit = unit_of(unit.get<std::string>());
    read.supplier = text();
    read.order = text();
    read.reference = text();
    read.words = text();
    if (auto const& day = next(); !day.is_null()) read.on = Date::from_iso(day.get<std::string>()).value();
    out.rows.push_back(std::move(read));
  }
  return out;
}

}  // namespace gt::funding::ledgers
