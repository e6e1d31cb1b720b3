#include "plans/importing/reading_json.h"

namespace gt::plans {

using nlohmann::json;
using sheet::TypedDate;
using tracker::Reading;
using tracker::Remark;
using tracker::TrackerRow;

namespace {

json date_json(TypedDate const& date) {
  if (date.kind == TypedDate::Kind::blank) return nullptr;
  json out{{"typed", date.typed}, {"message", date.message}};
  if (date.day) out["day"] = date.day->iso();
  return out;
}

TypedDate date_from(json const& from) {
  if (from.is_null()) return {};
  TypedDate date{TypedDate::Kind::no_day, std::nullopt, from.at("typed"), from.at("message")};
  if (from.contains("day")) {
    date.kind = TypedDate::Kind::day;
    date.day = Date::from_iso(from.at("day").get<std::string>()).value();
  }
  return date;
}

json place_json(sheet::Place const& place) {
  return {{"sheet", place.sheet}, {"row", place.row}, {"column", place.column}};
}
sheet::Place place_from(json const& from) { return {from.at("sheet"), from.at("row"), from.at("column")}; }

json remarks_json(std::vector<Remark> const& remarks) {
  auto out = json::array();
  for (auto const& each : remarks)
    out.push_back({{"place", place_json(each.place)}, {"found", each.found}, {"message", each.message}});
  return out;
}
std::vector<Remark> remarks_from(json const& from) {
  std::vector<Remark> out;
  for (auto const& each : from) out.push_back({place_from(each.at("place")), each.at("found"), each.at("message")});
  return out;
}

json field_json(std::optional<tracker::Field> const& field) {
  return field ? json(tracker::word(*field)) : json(nullptr);
}
std::optional<tracker::Field> field_from(json const& from) {
  return from.is_null() ? std::nullopt : tracker::field_of(from.get<std::string>());
}

json headings_json(tracker::Headings const& headings) {
  auto columns = json::array();
  for (auto const& each : headings.columns)
    columns.push_back({{"column", each.column},
                       {"heading", each.heading},
                       {"field", field_json(each.field)},
                       {"is_guess", each.is_guess},
                       {"is_second", each.is_second}});
  return {{"first_row", headings.first_row}, {"last_row", headings.last_row}, {"columns", columns}};
}
tracker::Headings headings_from(json const& from) {
  tracker::Headings out{from.at("first_row"), from.at("last_row"), {}};
  for (auto const& each : from.at("columns"))
    out.columns.push_back({each.at("column"), each.at("heading"), field_from(each.at("field")), each.at("is_guess"),
                           each.at("is_second")});
  return out;
}

json row_json(TrackerRow const& row) {
  return {{"place", place_json(row.place)},
          {"reference", row.reference},
          {"action", row.action},
          {"owner", row.owner},
          {"theme", row.theme},
          {"project", row.project},
          {"start", date_json(row.start)},
          {"due", date_json(row.due)},
          {"status", row.status},
          {"status_word", row.status_word},
          {"rag", row.rag},
          {"progress", row.progress}};
}
TrackerRow row_from(json const& from) {
  return {place_from(from.at("place")),
          from.at("reference"),
          from.at("action"),
          from.at("owner"),
          from.at("theme"),
          from.at("project"),
          date_from(from.at("start")),
          date_from(from.at("due")),
          from.at("status"),
          from.at("status_word"),
          from.at("rag"),
          from.at("progress")};
}

}  // namespace

json to_json(Reading const& reading) {
  json out{{"sheets", json::array()},
           {"rows", json::array()},
           {"faults", remarks_json(reading.faults)},
           {"notes", remarks_json(reading.notes)}};
  for (auto const& each : reading.sheets)
    out["sheets"].push_back({{"name", each.name},
                             {"visibility", static_cast<int>(each.visibility)},
                             {"headings", each.headings ? headings_json(*each.headings) : json(nullptr)},
                             {"rows", each.rows}});
  for (auto const& each : reading.rows) out["rows"].push_back(row_json(each));
  return out;
}

Reading reading_from(json const& from) {
  Reading out;
  for (auto const& each : from.at("sheets")) {
    tracker::SheetReading made{each.at("name"), static_cast<sheet::Visibility>(each.at("visibility").get<int>()),
                               std::nullopt, each.at("rows")};
    if (!each.at("headings").is_null()) made.headings = headings_from(each.at("headings"));
    out.sheets.push_back(std::move(made));
  }
  for (auto const& each : from.at("rows")) out.rows.push_back(row_from(each));
  out.faults = remarks_from(from.at("faults"));
  out.notes = remarks_from(from.at("notes"));
  return out;
}

json to_json(tracker::Mapping const& mapping) {
  auto out = json::object();
  for (auto const& [heading, field] : mapping) out[heading] = field_json(field);
  return out;
}

tracker::Mapping mapping_from(json const& from) {
  tracker::Mapping out;
  for (auto const& item : from.items()) out[item.key()] = field_from(item.value());
  return out;
}

}  // namespace gt::plans
