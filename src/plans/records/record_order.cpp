// The order of a list of records.

#include <algorithm>
#include <array>
#include <tuple>

#include "plans/records/record_filter.h"
#include "platform/core/text.h"

namespace gt::plans {

namespace {

/// What a record is sorted by: a number, or words.
struct SortValue {
  bool is_none = false;
  std::int64_t number = 0;
  std::string words{};
};

SortValue of_number(std::optional<std::int64_t> number) { return {!number, number.value_or(0), {}}; }

SortValue of_score(std::optional<RiskScore> const& score) {
  return of_number(score ? std::optional(score->product) : std::nullopt);
}

SortValue of_standing(ParentStanding const* standing, std::string_view key) {
  constexpr std::array<std::int64_t, rules::kAllDelivered.size()> worst_first{2, 3, 1, 0, 4};
  auto const tally = standing == nullptr ? rules::Tally{} : standing->tally;
  if (key == "actions") return of_number(static_cast<std::int64_t>(tally.all()));
  if (key == "done") return of_number(static_cast<std::int64_t>(tally.by_delivered.back()));
  if (key == "late") return of_number(static_cast<std::int64_t>(tally.late));
  auto const judged = rules::roll_up(tally);
  if (!judged) return of_number(std::nullopt);
  return of_number(key == "delivered" ? worst_first.at(static_cast<std::size_t>(judged->delivered))
                                      : static_cast<std::int64_t>(judged->difference));
}

SortValue of_field(Record const& record, RecordField const& field) {
  auto text = record.text(field.name);
  if (text.empty()) return of_number(std::nullopt);
  if (field.type == RecordFieldType::number) return of_number(record.whole_number(field.name));
  if (field.type == RecordFieldType::choice)
    return of_number(std::find(field.choices.begin(), field.choices.end(), text) - field.choices.begin());
  return {false, 0, lower_case(text)};
}

SortValue sort_value(Record const& record, std::string const& key,
                     std::map<std::string, ParentStanding> const& standing) {
  if (key == "number") return of_number(record.number);
  if (key == "title") return {false, 0, lower_case(record.title)};
  if (auto const* field = record.kind->field(key)) return of_field(record, *field);
  if (key == "score") return of_score(risk_score(record));
  if (key == "score_after") return of_score(risk_score(record, "_after"));
  auto const found = standing.find(record.id.text());
  return of_standing(found == standing.end() ? nullptr : &found->second, key);
}

// Those that are closed last.
std::int64_t badness(Record const& risk) {
  if (risk.text("risk_state") == "closed") return 0;
  return standing_score(risk).value_or(RiskScore{}).product;
}

}  // namespace

std::vector<std::string> sort_keys(RecordKind const& kind) {
  std::vector<std::string> out{"number", "title"};
  for (auto const& field : kind.fields)
    if (field.type != RecordFieldType::text && field.type != RecordFieldType::account) out.push_back(field.name);
  if (kind.word == "risk") out.insert(out.end(), {"score", "score_after"});
  if (kind.word == "project") out.insert(out.end(), standing_keys.begin(), standing_keys.end());
  return out;
}

RecordSort sort_from_query(RecordKind const& kind, html::Query const& query) {
  auto const keys = sort_keys(kind);
  std::string key{query.value("sort")};
  if (std::find(keys.begin(), keys.end(), key) == keys.end()) return {};
  return {std::move(key), query.value("order") == "desc"};
}

void sort_records(std::vector<Record>& records, RecordKind const& kind, RecordSort const& sort,
                  std::map<std::string, ParentStanding> const& standing) {
  if (sort.key.empty()) {
    if (kind.word == "risk")
      std::stable_sort(records.begin(), records.end(),
                       [](Record const& a, Record const& b) { return badness(a) > badness(b); });
    return;
  }
  struct Place {
    SortValue value;
    std::size_t at;
  };
  std::vector<Place> places;
  places.reserve(records.size());
  for (std::size_t at = 0; at < records.size(); ++at)
    places.push_back({sort_value(records[at], sort.key, standing), at});
  std::stable_sort(places.begin(), places.end(), [&](Place const& a, Place const& b) {
    if (a.value.is_none != b.value.is_none) return b.value.is_none;
    auto const& [first, second] = sort.is_descending ? std::tie(b, a) : std::tie(a, b);
    return std::tie(first.value.number, first.value.words) < std::tie(second.value.number, second.value.words);
  });
  std::vector<Record> out;
  out.reserve(records.size());
  for (auto const& place : places) out.push_back(std::move(records[place.at]));
  records = std::move(out);
}

}  // namespace gt::plans
