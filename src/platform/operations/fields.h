#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/core/date.h"
#include "platform/core/file_content.h"
#include "platform/core/id.h"
#include "platform/core/result.h"

/// The field table of an operation's input: reading JSON (or form text) into a struct, and describing it to the API.
namespace gt::operations {

enum class FieldType { text, integer, decimal, money, flag, date, id, text_list, id_list, object, file };
std::string_view field_type_name(FieldType type);

/// What the API, the command's help and the OpenAPI document print about one input.
struct FieldInfo {
  std::string name;  ///< snake_case
  FieldType type = FieldType::text;
  bool required = false;
  std::string summary;
  nlohmann::json example;
  std::size_t max_length = 2000;     ///< characters of text, items of a list
  std::vector<std::string> choices;  ///< empty = free
  bool secret = false;  ///< a password or token: never in logs or audit, read from standard input by the command
};

/// The input of an operation that takes none.
struct Nothing {};

/// An uploaded file. In JSON an object with `filename` and `base64`; adapters build it by upload_value.
struct Upload {
  std::string filename;
  FileContent bytes;
};

/// Names in `json` that no field has; an error when `json` is not an object.
std::vector<FieldError> check_names(std::vector<FieldInfo const*> const& fields, nlohmann::json const& json);
/// Null, or text of nothing but spaces.
bool is_blank(nlohmann::json const& json);
std::string missing_message(FieldInfo const& info);

/// The JSON form in which an adapter hands over a file without base64. A large file is named there, not copied: keep a
/// copy of `upload.bytes` as long as the JSON is used (a page's request does).
nlohmann::json upload_value(Upload upload);

template <class Input>
struct Field {
  FieldInfo info;
  std::function<Result<void>(Input&, nlohmann::json const&, FieldInfo const&)> set;

  Field required() && {
    info.required = true;
    return std::move(*this);
  }
  Field secret() && {
    info.secret = true;
    return std::move(*this);
  }
  Field max_length(std::size_t length) && {
    info.max_length = length;
    return std::move(*this);
  }
  Field choices(std::vector<std::string> values) && {
    info.choices = std::move(values);
    return std::move(*this);
  }
};

template <class Input>
using Fields = std::vector<Field<Input>>;

// How one JSON value becomes one C++ value; text is accepted everywhere because forms send text.
Result<void> read_value(nlohmann::json const& json, FieldInfo const& info, std::string& out);
Result<void> read_value(nlohmann::json const& json, FieldInfo const& info, std::int64_t& out);
Result<void> read_value(nlohmann::json const& json, FieldInfo const& info, bool& out);
Result<void> read_value(nlohmann::json const& json, FieldInfo const& info, std::optional<Date>& out);
Result<void> read_value(nlohmann::json const& json, FieldInfo const& info, std::optional<std::int64_t>& out);
Result<void> read_value(nlohmann::json const& json, FieldInfo const& info, std::optional<std::string>& out);
Result<void> read_value(nlohmann::json const& json, FieldInfo const& info, std::vector<std::string>& out);
Result<void> read_value(nlohmann::json const& json, FieldInfo const& info, nlohmann::json& out);
Result<void> read_value(nlohmann::json const& json, FieldInfo const& info, Upload& out);
Result<std::string> read_id_text(nlohmann::json const& json, FieldInfo const& info);

template <class Tag>
Result<void> read_value(nlohmann::json const& json, FieldInfo const& info, std::optional<Id<Tag>>& out) {
  if (json.is_null() || (json.is_string() && json.get_ref<std::string const&>().empty())) {
    out.reset();
    return {};
  }
  out = Id<Tag>::trusted(TRY(read_id_text(json, info)));
  return {};
}

template <class Tag>
Result<void> read_value(nlohmann::json const& json, FieldInfo const& info, std::vector<Id<Tag>>& out) {
  std::vector<std::string> texts;
  TRY(read_value(json, info, texts));
  out.clear();
  for (auto const& text : texts) out.push_back(Id<Tag>::trusted(TRY(read_id_text(text, info))));
  return {};
}

template <class T>
struct FieldTypeOf;
template <>
struct FieldTypeOf<std::string> {
  static constexpr auto value = FieldType::text;
};
template <>
struct FieldTypeOf<std::optional<std::string>> {
  static constexpr auto value = FieldType::text;
};
template <>
struct FieldTypeOf<std::int64_t> {
  static constexpr auto value = FieldType::integer;
};
template <>
struct FieldTypeOf<std::optional<std::int64_t>> {
  static constexpr auto value = FieldType::integer;
};
template <>
struct FieldTypeOf<bool> {
  static constexpr auto value = FieldType::flag;
};
template <>
struct FieldTypeOf<std::optional<Date>> {
  static constexpr auto value = FieldType::date;
};
template <>
struct FieldTypeOf<std::vector<std::string>> {
  static constexpr auto value = FieldType::text_list;
};
template <>
struct FieldTypeOf<nlohmann::json> {
  static constexpr auto value = FieldType::object;
};
template <>
struct FieldTypeOf<Upload> {
  static constexpr auto value = FieldType::file;
};
template <class Tag>
struct FieldTypeOf<std::optional<Id<Tag>>> {
  static constexpr auto value = FieldType::id;
};
template <class Tag>
struct FieldTypeOf<std::vector<Id<Tag>>> {
  static constexpr auto value = FieldType::id_list;
};

/// One line of a field table. Optional members stay empty when the input leaves them out; required ones are refused.
template <class Input, class Member>
Field<Input> field(std::string name, Member Input::*member, std::string summary, nlohmann::json example) {
  return {{std::move(name), FieldTypeOf<Member>::value, false, std::move(summary), std::move(example), 2000, {}, false},
          [member](Input& input, nlohmann::json const& json, FieldInfo const& info) {
            return read_value(json, info, input.*member);
          }};
}

/// Reads a JSON object into the struct. Unknown names, missing required ones and values of the wrong form are refused,
/// all of them at once, each under its field's name.
template <class Input>
Result<Input> read_fields(Fields<Input> const& fields, nlohmann::json const& json) {
  Input input{};
  std::vector<FieldInfo const*> infos;
  for (auto const& each : fields) infos.push_back(&each.info);
  std::vector<FieldError> errors = check_names(infos, json);
  for (auto const& each : fields) {
    auto found = json.is_object() ? json.find(each.info.name) : json.end();
    if (found == json.end() || is_blank(*found)) {
      if (each.info.required) errors.push_back({each.info.name, missing_message(each.info)});
      continue;
    }
    auto read = each.set(input, *found, each.info);
    if (!read) errors.push_back({each.info.name, read.error().message});
  }
  if (!errors.empty())
    return tl::unexpected<Error>(Error{ErrorKind::invalid, errors.front().message, std::move(errors)});
  return input;
}

}  // namespace gt::operations
