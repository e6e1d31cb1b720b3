#include "platform/records/input.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "platform/core/text.h"

namespace gt::records {

using nlohmann::json;
using operations::FieldInfo;
using InputType = operations::FieldType;

namespace {

constexpr std::size_t longest_line = 300;
constexpr std::size_t longest_text = 4000;
constexpr std::size_t longest_amount = 40;

json example_of(Field const& field) {
  switch (field.type) {
    case FieldType::date:
      return "2027-03-31";
    case FieldType::number:
      return 3;
    case FieldType::decimal:
      return "0.6";
    case FieldType::money:
      return "750000.00";
    case FieldType::account:
    case FieldType::record:
      return example_id;
    case FieldType::choice:
      return field.choices.back();
    default:
      return field.label;
  }
}

// One value as it is stored; null for an empty one.
Result<json> stored_value(json const& given, FieldInfo const& info) {
  switch (info.type) {
    case InputType::date: {
      std::optional<Date> date;
      TRY(operations::read_value(given, info, date));
      return date ? json(date->iso()) : json(nullptr);
    }
    case InputType::integer: {
      std::int64_t number = 0;
      TRY(operations::read_value(given, info, number));
      return json(number);
    }
    // A program may send a whole number; what has a point comes as text, so that nothing is rounded on the way.
    case InputType::money: {
      std::string text;
      TRY(operations::read_value(given, info, text));
      auto const amount = TRY(Money::from_typed(text));
      return json(amount.text());
    }
    case InputType::decimal: {
      std::string text;
      TRY(operations::read_value(given, info, text));
      auto const hundredths = TRY(hundredths_typed(trimmed(text)));
      return json(hundredths_text(hundredths));
    }
    case InputType::id_list: {
      std::vector<std::string> ids;
      TRY(operations::read_value(given, info, ids));
      for (auto const& each : ids) TRY(operations::read_id_text(each, info));
      return json(ids);
    }
    case InputType::id:
      return json(TRY(operations::read_id_text(given, info)));
    default: {
      std::string text;
      TRY(operations::read_value(given, info, text));
      return json(info.max_length > longest_line ? with_plain_line_ends(text) : one_line(text));
    }
  }
}

}  // namespace

FieldInfo input(std::string name, InputType type, bool required, std::string summary, json example,
                std::size_t length) {
  return {std::move(name), type, required, std::move(summary), std::move(example), length, {}, false};
}

FieldInfo input_of(Field const& field) {
  FieldInfo info;
  info.name = field.name;
  info.required = field.required;
  info.summary = field.hint.empty() ? field.label : field.label + ". " + field.hint;
  info.example = example_of(field);
  if (field.type == FieldType::date) info.type = InputType::date;
  if (field.type == FieldType::number) info.type = InputType::integer;
  if (field.type == FieldType::account || field.type == FieldType::record) info.type = InputType::id;
  if (field.type == FieldType::line) info.max_length = longest_line;
  if (field.type == FieldType::text) info.max_length = longest_text;
  if (field.type == FieldType::money) info.type = InputType::money;
  if (field.type == FieldType::decimal) info.type = InputType::decimal;
  if (field.type == FieldType::money || field.type == FieldType::decimal) info.max_length = longest_amount;
  info.choices = field.choices;
  return info;
}

std::vector<FieldInfo> written_inputs(Kind const& kind) {
  std::vector<FieldInfo> infos{input("title", InputType::text, true, kind.title_label, kind.summary)};
  if (!kind.inside.empty())
    infos.push_back(input("inside", InputType::id, true,
                          fmt::format("The {} it stands in", fmt::join(kind.inside, " or ")), example_id));
  for (auto const& field : kind.fields)
    if (!field.is_set_apart) infos.push_back(input_of(field));
  return infos;
}

Result<json> read_input(std::vector<FieldInfo> const& infos, json const& given) {
  std::vector<FieldInfo const*> known;
  for (auto const& each : infos) known.push_back(&each);
  auto errors = operations::check_names(known, given);
  auto out = json::object();
  for (auto const& info : infos) {
    auto found = given.is_object() ? given.find(info.name) : given.end();
    if (found == given.end() || operations::is_blank(*found)) {
      if (info.required) errors.push_back({info.name, operations::missing_message(info)});
      continue;
    }
    auto value = stored_value(*found, info);
    if (!value)
      errors.push_back({info.name, value.error().message});
    else if (!value->is_null())
      out[info.name] = *std::move(value);
  }
  if (!errors.empty())
    return tl::unexpected<Error>(Error{ErrorKind::invalid, errors.front().message, std::move(errors)});
  return out;
}

operations::Operation operation_of(Kind const& kind, std::string const& verb, std::string summary,
                                   std::vector<FieldInfo> inputs, json example, std::string_view read_permission,
                                   Run run) {
  return operation_holding(kind, verb, std::move(summary), std::move(inputs), std::move(example), read_permission, run);
}

operations::Operation operation_holding(Kind const& kind, std::string const& verb, std::string summary,
                                        std::vector<FieldInfo> inputs, json example, std::string_view read_permission,
                                        RunHolding run) {
  operations::Operation operation;
  operation.name = kind.command() + " " + verb;
  operation.summary = std::move(summary);
  operation.kind = verb == "list" || verb == "show" ? operations::Kind::read : operations::Kind::change;
  operation.permission = operation.kind == operations::Kind::read ? std::string(read_permission) : kind.permission;
  operation.inputs = std::move(inputs);
  operation.output_example = std::move(example);
  operation.prepare = [infos = operation.inputs, run = std::move(run),
                       &kind](json const& given) -> Result<operations::Prepared> {
    auto values = TRY(read_input(infos, given));
    return operations::Prepared{
        [values = std::move(values), run, &kind](operations::Call& call) { return run(call, kind, values); }};
  };
  return operation;
}

json fields_of(Kind const& kind, json const& values) {
  auto out = json::object();
  for (auto const& field : kind.fields)
    if (auto found = values.find(field.name); found != values.end() && !field.is_set_apart) out[field.name] = *found;
  return out;
}

}  // namespace gt::records
