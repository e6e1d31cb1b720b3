#include "evidence/evidence_json.h"

#include <fmt/format.h>

namespace gt::evidence {

using nlohmann::json;

namespace {

json date_or_null(std::optional<Date> const& date) { return date ? json(date->iso()) : json(nullptr); }

template <class T>
json or_null(std::optional<T> const& value) {
  return value ? json(*value) : json(nullptr);
}

json reading_json(Reading const& reading) {
  return {{"numerator", or_null(reading.numerator)},
          {"denominator", or_null(reading.denominator)},
          {"on", date_or_null(reading.on)}};
}

json measure_json(MeasureRecord const& record) {
  auto movement = measure_has_moved(record);
  return {{"name", record.name},
          {"unit", record.unit},
          {"from_source", record.from_source},
          {"good", word(record.good)},
          {"baseline", reading_json(record.baseline)},
          {"end", reading_json(record.end)},
          {"has_moved", movement.has_moved},
          {"missing", movement.missing}};
}

}  // namespace

json to_json(FileVersion const& file) {
  return {{"number", file.number},
          {"name", file.name},
          {"sha256", file.hash},
          {"size", file.size},
          {"type", file.media_type},
          {"added_by", file.added_by.name},
          {"added_at", file.added_at.iso()}};
}

json to_json(Evidence const& each, Date today) {
  json out{{"id", each.id.text()},
           {"number", each.number},
           {"title", each.title},
           {"source", word(each.source)},
           {"voice", each.voice ? json(word(*each.voice)) : json(nullptr)},
           {"rung", word(each.rung)},
           {"dated", each.dated.iso()},
           {"period_from", date_or_null(each.period_from)},
           {"period_to", date_or_null(each.period_to)},
           {"shows", each.shows},
           {"expires", each.expires.iso()},
           {"expired", is_expired(each, today)},
           {"current", is_current(each, today)},
           {"address", each.address},
           {"measure", each.measure ? measure_json(*each.measure) : json(nullptr)},
           {"audit", nullptr},
           {"file", each.file ? to_json(*each.file) : json(nullptr)},
           {"review",
            {{"state", word(each.review)},
             {"reviewer", each.reviewer ? json(each.reviewer->name) : json(nullptr)},
             {"at", each.reviewed_at ? json(each.reviewed_at->iso()) : json(nullptr)},
             {"note", each.review_note}}},
           {"restricted", each.is_restricted},
           {"added_by", each.added_by.name},
           {"added_at", each.added_at.iso()},
           {"changed_by", each.changed_by.name},
           {"version", each.version}};
  if (each.audit)
    out["audit"] = {{"question", each.audit->question}, {"good", each.audit->good}, {"audited", each.audit->audited}};
  return out;
}

json audit_view(Evidence const& each, Date today) {
  if (!each.is_restricted) return to_json(each, today);
  return {{"number", each.number},
          {"restricted", true},
          {"source", word(each.source)},
          {"rung", word(each.rung)},
          {"review", word(each.review)},
          {"expires", each.expires.iso()},
          {"sha256", each.file ? json(each.file->hash) : json(nullptr)}};
}

std::string audit_title(Evidence const& each) {
  return each.is_restricted ? fmt::format("Restricted evidence {}", each.number) : each.title;
}

}  // namespace gt::evidence
