#include "plans/history/difference.h"

#include <algorithm>
#include <set>

#include "plans/history/joins.h"
#include "platform/core/date.h"

namespace gt::plans {

using nlohmann::json;

namespace {

std::string label_of(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  if (!name.empty() && name.front() >= 'a' && name.front() <= 'z') name.front() = static_cast<char>(name.front() - 32);
  return name;
}

// Older states name no links, or only those that the thing was added with: they say nothing about them.
bool says_nothing_of(json const& state, std::string const& name) {
  auto const& joins = names_of_joins();
  return state.is_object() && !state.contains(name) && std::find(joins.begin(), joins.end(), name) != joins.end();
}

void add_names(std::set<std::string>& names, json const& state) {
  if (!state.is_object()) return;
  for (auto const& item : state.items())
    if (item.key() != "version" && item.key() != "id") names.insert(item.key());
}

std::string value_at(json const& state, std::string const& name) {
  if (!state.is_object()) return {};
  auto found = state.find(name);
  return found == state.end() ? std::string() : value_in_words(*found);
}

}  // namespace

std::string value_in_words(json const& value) {
  if (value.is_null()) return {};
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_array()) {
    std::string out;
    for (auto const& each : value) out += (out.empty() ? "" : "; ") + value_in_words(each);
    return out;
  }
  if (!value.is_string()) return value.dump();
  auto const& text = value.get_ref<std::string const&>();
  auto date = Date::from_iso(text);
  return date ? date->printed() : text;
}

std::vector<ChangedField> changed_fields(json const& before, json const& after) {
  std::set<std::string> names;
  add_names(names, before);
  add_names(names, after);
  std::vector<ChangedField> out;
  for (auto const& name : names) {
    if (says_nothing_of(before, name) || says_nothing_of(after, name)) continue;
    auto was = value_at(before, name);
    auto is = value_at(after, name);
    if (was != is) out.push_back({name, label_of(name), std::move(was), std::move(is)});
  }
  return out;
}

}  // namespace gt::plans
