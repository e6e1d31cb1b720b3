#include "inspections/reading/report_json.h"

#include <nlohmann/json.hpp>

namespace gt::inspections {
namespace {

using Json = nlohmann::ordered_json;

Json date_or_null(std::optional<Date> const& date) { return date ? Json(date->iso()) : Json(nullptr); }

template <class T>
Json or_null(std::optional<T> const& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json areas_json(std::vector<Area> const& areas) {
  auto out = Json::array();
  for (auto const& area : areas) {
    Json one;
    one["number"] = or_null(area.number);
    one["text"] = area.text;
    one["group"] = or_null(area.group);
    one["priority"] = or_null(area.priority);
    one["timescale"] = or_null(area.timescale);
    one["tags"] = area.tags;
    out.push_back(std::move(one));
  }
  return out;
}

std::string line(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string report_json(std::string_view file, ReportReading const& reading) {
  Json out;
  out["file"] = file;
  out["authority"] = reading.authority;
  out["authority_printed"] = reading.authority_printed;
  out["kind"] = word(reading.kind);
  out["framework"] = word(reading.framework);
  out["inspection_start"] = date_or_null(reading.inspection_start);
  out["inspection_end"] = date_or_null(reading.inspection_end);
  out["published"] = date_or_null(reading.published);
  out["lead_inspectors"] = reading.lead_inspectors;
  out["deputy_lead_inspectors"] = reading.deputy_lead_inspectors;
  out["judgements"] = Json::array();
  for (auto const& judgement : reading.judgements) {
    Json one;
    one["category"] = judgement.category;
    one["grade"] = word(judgement.grade);
    out["judgements"].push_back(std::move(one));
  }
  out["areas_section_title"] = or_null(reading.areas_section_title);
  out["areas_for_improvement"] = areas_json(reading.areas);
  out["board_areas_for_improvement"] = areas_json(reading.board_areas);
  out["paragraphs"] = Json::array();
  for (auto const& paragraph : reading.paragraphs) {
    Json one;
    one["number"] = paragraph.number;
    one["section"] = paragraph.section;
    one["page"] = paragraph.page;
    one["text"] = paragraph.text;
    out["paragraphs"].push_back(std::move(one));
  }
  out["warnings"] = reading.warnings;
  return line(out);
}

std::string error_json(std::string_view file, std::string_view code, std::string_view message) {
  Json out;
  out["file"] = file;
  out["error"]["code"] = code;
  out["error"]["message"] = message;
  return line(out);
}

}  // namespace gt::inspections
