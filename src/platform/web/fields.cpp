#include "platform/web/fields.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "platform/web/syntax.h"

namespace gt::web {

namespace {

template <class Same>
std::optional<std::string> first_of(std::vector<Field> const& fields, Same same) {
  auto found = std::find_if(fields.begin(), fields.end(), [&](Field const& field) { return same(field.name); });
  if (found == fields.end()) return std::nullopt;
  return found->value;
}

template <class Same>
std::vector<std::string> all_of(std::vector<Field> const& fields, Same same) {
  std::vector<std::string> values;
  for (auto const& field : fields) {
    if (same(field.name)) values.push_back(field.value);
  }
  return values;
}

void check_header(std::string_view name, std::string_view value) {
  if (!is_token(name)) throw std::invalid_argument("header name is not a token: " + std::string(name));
  for (char c : value) {
    auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\t') || byte == 0x7f) {
      throw std::invalid_argument("header " + std::string(name) + " holds a control character");
    }
  }
}

}  // namespace

std::optional<std::string> Fields::first(std::string_view name) const {
  return first_of(fields_, [&](std::string_view other) { return other == name; });
}

std::vector<std::string> Fields::all(std::string_view name) const {
  return all_of(fields_, [&](std::string_view other) { return other == name; });
}

bool Fields::has(std::string_view name) const { return first(name).has_value(); }

Headers::Headers(std::initializer_list<Field> fields) {
  for (auto const& field : fields) add(field.name, field.value);
}

void Headers::add(std::string name, std::string value) {
  check_header(name, value);
  fields_.push_back({std::move(name), std::move(value)});
}

void Headers::set(std::string name, std::string value) {
  check_header(name, value);
  remove(name);
  fields_.push_back({std::move(name), std::move(value)});
}

void Headers::remove(std::string_view name) {
  std::erase_if(fields_, [&](Field const& field) { return same_ignoring_case(field.name, name); });
}

std::optional<std::string> Headers::first(std::string_view name) const {
  return first_of(fields_, [&](std::string_view other) { return same_ignoring_case(other, name); });
}

std::vector<std::string> Headers::all(std::string_view name) const {
  return all_of(fields_, [&](std::string_view other) { return same_ignoring_case(other, name); });
}

bool Headers::has(std::string_view name) const { return first(name).has_value(); }

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

}  // namespace gt::web
