#include "plans/records/record_filter.h"

#include <algorithm>
#include <charconv>

#include "plans/records/record_reach.h"
#include "platform/core/id.h"
#include "platform/core/text.h"
#include "platform/registers/day_range.h"

namespace gt::plans {

namespace {

std::optional<std::int64_t> whole(std::string const& text) {
  std::int64_t out = 0;
  auto const* end = text.data() + text.size();
  auto const [rest, fault] = std::from_chars(text.data(), end, out);
  return fault == std::errc{} && rest == end ? std::optional(out) : std::nullopt;
}

// What nobody has chosen yet stands as the first choice: a stage is not judged, a risk is open.
std::string chosen(Record const& record, RecordField const& field) {
  auto text = record.text(field.name);
  return text.empty() ? field.choices.front() : text;
}

registers::DayRange days_of(RecordFilter const& filter) { return {filter.value("from"), filter.value("to")}; }

}  // namespace

RecordField const* owner_field(RecordKind const& kind) {
  auto const found = std::find_if(kind.fields.begin(), kind.fields.end(),
                                  [](RecordField const& each) { return each.name.ends_with("_role"); });
  return found == kind.fields.end() ? nullptr : &*found;
}

std::vector<std::string> choices_of(RecordField const& field) {
  auto out = field.choices;
  std::erase(out, "");
  return out;
}

std::vector<std::string> filter_names(RecordKind const& kind) {
  std::vector<std::string> out{"words"};
  if (!kind.inside.empty()) out.emplace_back("inside");
  for (auto const& each : things_above(kind)) out.emplace_back(each);
  if (owner_field(kind) != nullptr) out.emplace_back("owner");
  for (auto const& field : kind.fields)
    if (field.type == RecordFieldType::choice) out.push_back(field.name);
  if (kind.word == "risk") out.emplace_back("score");
  if (kind.field("due") != nullptr) {
    out.emplace_back("from");
    out.emplace_back("to");
  }
  return out;
}

RecordFilter RecordFilter::from_query(RecordKind const& kind, html::Query const& query) {
  RecordFilter out;
  for (auto const& name : filter_names(kind))
    if (auto const value = query.value(name); !value.empty()) out.values.emplace(name, value);
  return out;
}

RecordFilter RecordFilter::from_values(RecordKind const& kind, nlohmann::json const& values) {
  RecordFilter out;
  for (auto const& name : filter_names(kind))
    if (auto value = records::text_of(values, name); !value.empty()) out.values.emplace(name, std::move(value));
  return out;
}

std::string RecordFilter::value(std::string const& name) const {
  auto const found = values.find(name);
  return found == values.end() ? std::string() : found->second;
}

html::Query RecordFilter::to_query(RecordKind const& kind) const {
  html::Query query;
  for (auto const& name : filter_names(kind)) query = query.with(name, value(name));
  return query;
}

Result<void> check_days(RecordFilter const& filter) { return days_of(filter).check(); }

std::optional<RiskScore> standing_score(Record const& risk) {
  auto after = risk_score(risk, "_after");
  return after ? after : risk_score(risk);
}

RecordMatch::RecordMatch(db::Transaction& transaction, RecordKind const& kind, RecordFilter const& filter)
    : words_{lower_case(filter.value("words"))},
      inside_{filter.value("inside")},
      owner_{filter.value("owner")},
      owner_field_{owner_field(kind)} {
  is_nothing_ = !check_days(filter);
  from_ = days_of(filter).first();
  to_ = days_of(filter).last();
  if (auto const score = filter.value("score"); !score.empty()) {
    least_score_ = whole(score);
    is_nothing_ = is_nothing_ || !least_score_;
  }
  for (auto const& field : kind.fields)
    if (auto value = filter.value(field.name); field.type == RecordFieldType::choice && !value.empty())
      choices_.emplace(&field, std::move(value));
  for (auto const& name : things_above(kind)) {
    auto const thing = filter.value(std::string(name));
    if (thing.empty()) continue;
    if (is_opaque_id(thing))
      of_things_.push_back(records_of_thing(transaction, kind, thing));
    else
      is_nothing_ = true;
  }
}

bool RecordMatch::has_words(Record const& record) const {
  if (words_.empty() || std::to_string(record.number) == words_) return true;
  if (lower_case(record.title).find(words_) != std::string::npos) return true;
  auto const& fields = record.kind->fields;
  return std::any_of(fields.begin(), fields.end(), [&](RecordField const& field) {
    bool const is_words = field.type == RecordFieldType::line || field.type == RecordFieldType::text;
    return is_words && lower_case(record.text(field.name)).find(words_) != std::string::npos;
  });
}

bool RecordMatch::is_due_between(Record const& record) const {
  if (!from_ && !to_) return true;
  auto const due = record.date("due");
  return due && (!from_ || *due >= *from_) && (!to_ || *due <= *to_);
}

bool RecordMatch::matches(Record const& record) const {
  if (is_nothing_ || (!inside_.empty() && record.parent != inside_)) return false;
  if (!owner_.empty() && (owner_field_ == nullptr || record.text(owner_field_->name) != owner_)) return false;
  for (auto const& [field, value] : choices_)
    if (chosen(record, *field) != value) return false;
  if (least_score_) {
    auto const score = standing_score(record);
    if (!score || score->product < *least_score_) return false;
  }
  return is_due_between(record) && has_words(record) &&
         std::all_of(of_things_.begin(), of_things_.end(),
                     [&](std::set<std::string> const& ids) { return ids.contains(record.id.text()); });
}

}  // namespace gt::plans
