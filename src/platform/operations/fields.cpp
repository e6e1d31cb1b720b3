#include "platform/operations/fields.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "platform/core/text.h"
#include "platform/operations/base64.h"
#include "platform/operations/json_text.h"

namespace gt::operations {

using nlohmann::json;

namespace {

Result<std::string> as_text(json const& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  return refuse(ErrorKind::invalid, "Give this as text.");
}

std::string label(FieldInfo const& info) {
  auto words = info.name;
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

// Marks binary JSON that holds the number of a content instead of its bytes. Text that somebody sends cannot become
// binary JSON.
constexpr json::binary_t::subtype_type named_content = 1;

FileContent content_of(json::binary_t const& binary) {
  std::string text(binary.begin(), binary.end());
  if (!binary.has_subtype()) return text;
  ENSURE(binary.subtype() == named_content);
  auto const content = FileContent::numbered(std::stoull(text));
  ENSURE(content.has_value());  // an adapter let it go too early
  return *content;
}

}  // namespace

std::string_view field_type_name(FieldType type) {
  switch (type) {
    case FieldType::text:
      return "text";
    case FieldType::integer:
      return "integer";
    case FieldType::decimal:
      return "decimal";
    case FieldType::money:
      return "money";
    case FieldType::flag:
      return "flag";
    case FieldType::date:
      return "date";
    case FieldType::id:
      return "id";
    case FieldType::text_list:
      return "text_list";
    case FieldType::id_list:
      return "id_list";
    case FieldType::object:
      return "object";
    case FieldType::file:
      return "file";
  }
  ENSURE(false);
}

std::vector<FieldError> check_names(std::vector<FieldInfo const*> const& fields, json const& value) {
  std::vector<FieldError> errors;
  if (!value.is_object()) {
    errors.push_back({"", "The input must be a JSON object of named values."});
    return errors;
  }
  for (auto const& item : value.items()) {
    auto const& name = item.key();
    auto known = std::any_of(fields.begin(), fields.end(), [&](auto const* info) { return info->name == name; });
    if (known) continue;
    std::vector<std::string> names;
    for (auto const* info : fields) names.push_back(info->name);
    errors.push_back({name, names.empty() ? fmt::format("There is no input called “{}”; this takes none.", name)
                                          : fmt::format("There is no input called “{}”. The inputs are {}.", name,
                                                        fmt::join(names, ", "))});
  }
  return errors;
}

bool is_blank(json const& value) {
  if (value.is_null()) return true;
  if (!value.is_string()) return false;
  return value.get_ref<std::string const&>().find_first_not_of(" \t\r\n") == std::string::npos;
}

std::string missing_message(FieldInfo const& info) {
  if (info.type == FieldType::file) return "Choose a file.";
  if (info.type == FieldType::id || !info.choices.empty()) return fmt::format("Choose the {}.", label(info));
  return fmt::format("Enter the {}.", label(info));
}

Result<void> read_value(json const& value, FieldInfo const& info, std::string& out) {
  auto text = TRY(as_text(value));
  if (auto fault = text_fault(text)) return refuse(ErrorKind::invalid, *fault);
  out = trimmed(text);
  auto characters = character_count(out);
  if (characters > info.max_length)
    return refuse(ErrorKind::invalid, fmt::format("The {} must be {} characters or fewer; this is {}.", label(info),
                                                  info.max_length, characters));
  if (!info.choices.empty() && std::find(info.choices.begin(), info.choices.end(), out) == info.choices.end())
    return refuse(ErrorKind::invalid,
                  fmt::format("The {} must be one of: {}.", label(info), fmt::join(info.choices, ", ")));
  return {};
}

Result<void> read_value(json const& value, FieldInfo const& info, std::optional<std::string>& out) {
  std::string text;
  TRY(read_value(value, info, text));
  out = std::move(text);
  return {};
}

Result<void> read_value(json const& value, FieldInfo const& info, std::int64_t& out) {
  // As digits, so that a number too large for us is refused rather than turned into another.
  auto text = value.is_number_integer() ? value.dump() : trimmed(value.is_string() ? value.get<std::string>() : "");
  auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || code != std::errc{} || end != text.data() + text.size())
    return refuse(ErrorKind::invalid, fmt::format("The {} must be a whole number.", label(info)));
  return {};
}

Result<void> read_value(json const& value, FieldInfo const& info, std::optional<std::int64_t>& out) {
  std::int64_t number = 0;
  TRY(read_value(value, info, number));
  out = number;
  return {};
}

Result<void> read_value(json const& value, FieldInfo const& info, bool& out) {
  if (value.is_boolean()) {
    out = value.get<bool>();
    return {};
  }
  auto text = value.is_string() ? value.get<std::string>() : "";
  if (text == "yes" || text == "true" || text == "1" || text == "on") {
    out = true;
    return {};
  }
  if (text == "no" || text == "false" || text == "0") {
    out = false;
    return {};
  }
  return refuse(ErrorKind::invalid, fmt::format("The {} must be yes or no.", label(info)));
}

Result<void> read_value(json const& value, FieldInfo const& /*info*/, std::optional<Date>& out) {
  auto text = TRY(as_text(value));
  auto date = Date::from_typed(trimmed(text));
  if (!date) return refuse(ErrorKind::invalid, date.error().message);
  out = *date;
  return {};
}

Result<void> read_value(json const& value, FieldInfo const& info, std::vector<std::string>& out) {
  out.clear();
  if (value.is_string()) {  // a form or a command sends one text: one value a line
    for (auto const& line : split_lines(value.get<std::string>()))
      if (!trimmed(line).empty()) out.push_back(trimmed(line));
  } else if (value.is_array()) {
    for (auto const& each : value) {
      auto text = TRY(as_text(each));
      if (!trimmed(text).empty()) out.push_back(trimmed(text));
    }
  } else {
    return refuse(ErrorKind::invalid, fmt::format("The {} must be a list of texts.", label(info)));
  }
  if (out.size() > info.max_length)
    return refuse(ErrorKind::invalid, fmt::format("The {} may hold {} at most.", label(info), info.max_length));
  for (auto const& each : out) {
    if (auto fault = text_fault(each)) return refuse(ErrorKind::invalid, *fault);
    if (character_count(each) > 2000)
      return refuse(ErrorKind::invalid, fmt::format("Each of the {} must be 2000 characters or fewer.", label(info)));
    if (!info.choices.empty() && std::find(info.choices.begin(), info.choices.end(), each) == info.choices.end())
      return refuse(ErrorKind::invalid, fmt::format("“{}” is not one of: {}.", each, fmt::join(info.choices, ", ")));
  }
  return {};
}

Result<void> read_value(json const& value, FieldInfo const& info, json& out) {
  if (value.is_string()) {
    out = read_json(value.get_ref<std::string const&>());
    if (out.is_discarded()) return refuse(ErrorKind::invalid, fmt::format("The {} must be JSON.", label(info)));
    return {};
  }
  out = value;
  return {};
}

Result<void> read_value(json const& value, FieldInfo const& info, Upload& out) {
  auto const has = [&](char const* name) { return value.is_object() && value.contains(name); };
  if (has("filename") && has("bytes") && value["bytes"].is_binary()) {
    out.bytes = content_of(value["bytes"].get_binary());
  } else if (has("filename") && has("base64") && value["base64"].is_string()) {
    auto bytes = decode_base64(value["base64"].get_ref<std::string const&>());
    if (!bytes) return refuse(ErrorKind::invalid, fmt::format("The {} is not base64.", label(info)));
    out.bytes = *std::move(bytes);
  } else {
    return refuse(ErrorKind::invalid,
                  fmt::format("Give the {} as an object with “filename” and “base64”.", label(info)));
  }
  out.filename = value["filename"].is_string() ? value["filename"].get<std::string>() : "";
  return {};
}

json upload_value(Upload upload) {
  auto const number = upload.bytes.number();
  auto const text = number ? std::to_string(*number) : std::string(upload.bytes.in_memory());
  std::vector<std::uint8_t> bytes(text.begin(), text.end());
  return {{"filename", std::move(upload.filename)},
          {"bytes", number ? json::binary(std::move(bytes), named_content) : json::binary(std::move(bytes))}};
}

Result<std::string> read_id_text(json const& value, FieldInfo const& info) {
  auto text = value.is_string() ? trimmed(value.get<std::string>()) : "";
  if (!is_opaque_id(text))
    return refuse(ErrorKind::invalid, fmt::format("The {} is not an identifier this system gives out.", label(info)));
  return text;
}

}  // namespace gt::operations
