#include "platform/records/form.h"

namespace gt::records {

using namespace html;
using nlohmann::json;

std::string printed(json const& fields, Field const& field) {
  if (field.type == FieldType::money) {
    auto const amount = money_of(fields, field.name);
    return amount ? amount->printed() : text_of(fields, field.name);
  }
  if (field.type != FieldType::date) return text_of(fields, field.name);
  auto day = date_of(fields, field.name);
  return day ? day->printed() : "";
}

std::vector<Option> named_values(Field const& field, Options const& options) {
  if (field.type == FieldType::account || field.type == FieldType::record) return options(field);
  if (field.type != FieldType::choice) return {};
  std::vector<Option> choices;
  if (field.choices.front().empty() || !field.required) choices.push_back({"", "Choose", {}});
  for (auto const& each : field.choices)
    if (!each.empty()) choices.push_back({each, capital(each), {}});
  return choices;
}

Html field_input(json const& fields, Field const& field, Options const& options, FormState const& state) {
  auto label = field.required ? field.label : field.label + " (optional)";
  auto hint = words(field.hint);
  auto value = printed(fields, field);
  switch (field.type) {
    case FieldType::text:
      return textarea({.name = field.name, .label = label, .hint = hint, .value = value, .rows = 3}, state);
    case FieldType::date:
      return field.hint.empty() ? date_input({.name = field.name, .label = label, .value = value}, state)
                                : date_input({.name = field.name, .label = label, .hint = hint, .value = value}, state);
    case FieldType::number:
      return text_input(
          {.name = field.name, .label = label, .hint = hint, .value = value, .inputmode = "numeric", .width = 5},
          state);
    case FieldType::decimal:
      return text_input(
          {.name = field.name, .label = label, .hint = hint, .value = value, .inputmode = "decimal", .width = 5},
          state);
    case FieldType::money:
      return text_input({.name = field.name,
                         .label = label,
                         .hint = field.hint.empty() ? words("In pounds, such as £750,000.") : hint,
                         .value = value,
                         .width = 10},
                        state);
    case FieldType::choice:
    case FieldType::account:
    case FieldType::record:
      return select(
          {.name = field.name, .label = label, .options = named_values(field, options), .hint = hint, .value = value},
          state);
    case FieldType::line:
      return text_input({.name = field.name, .label = label, .hint = hint, .value = value}, state);
  }
  ENSURE(false);
}

Html value_of(json const& fields, Field const& field,
              std::function<Html(Field const&, std::string const&)> const& name_of) {
  auto text = text_of(fields, field.name);
  if (field.type == FieldType::date) return date(*date_of(fields, field.name));
  if (field.type == FieldType::account || field.type == FieldType::record) return name_of(field, text);
  if (field.type == FieldType::text) return paragraphs(text);
  if (field.type == FieldType::money) return words(printed(fields, field));
  return words(capital(text));
}

std::vector<std::string_view> input_names(Kind const& kind) {
  std::vector<std::string_view> names{"title"};
  if (!kind.inside.empty()) names.push_back("inside");
  for (auto const& field : kind.fields)
    if (!field.is_set_apart) names.push_back(field.name);
  return names;
}

}  // namespace gt::records
