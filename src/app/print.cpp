#include "app/print.h"

#include <algorithm>
#include <string>
#include <vector>

#include "platform/core/text.h"

namespace gt::app {

using nlohmann::json;

namespace {

constexpr std::size_t widest_cell = 60;

std::string cell_text(json const& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_array() && std::all_of(value.begin(), value.end(), [](auto const& each) { return each.is_string(); })) {
    std::string out;
    for (auto const& each : value) out += (out.empty() ? "" : ", ") + each.get<std::string>();
    return out;
  }
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// At most so many characters, so that a table stays a table.
std::string shortened(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  if (character_count(text) <= widest_cell) return text;
  std::size_t at = 0, characters = 0;
  while (at < text.size() && characters < widest_cell - 1) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    ++characters;
  }
  return text.substr(0, at) + "…";
}

void print_table(std::ostream& out, json const& rows) {
  std::vector<std::string> names;
  for (auto const& row : rows)
    for (auto const& [name, ignored] : row.items())
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  std::vector<std::vector<std::string>> lines{names};
  for (auto const& row : rows) {
    std::vector<std::string> cells;
    for (auto const& name : names) cells.push_back(shortened(row.contains(name) ? cell_text(row[name]) : ""));
    lines.push_back(std::move(cells));
  }
  std::vector<std::size_t> widths(names.size());
  for (auto const& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], character_count(line[i]));
  for (auto const& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
      text += line[i];
      if (i + 1 < line.size()) text.append(widths[i] - character_count(line[i]) + 2, ' ');
    }
    out << text << "\n";
  }
}

bool is_table(json const& value) {
  return value.is_array() && !value.empty() &&
         std::all_of(value.begin(), value.end(), [](auto const& each) { return each.is_object(); });
}

}  // namespace

void print_for_a_person(std::ostream& out, json const& value) {
  if (is_table(value)) {
    print_table(out, value);
    return;
  }
  if (!value.is_object()) {
    out << cell_text(value) << "\n";
    return;
  }
  for (auto const& [name, each] : value.items()) {
    if (is_table(each)) {
      out << name << ":\n";
      print_table(out, each);
    } else if (each.is_array() && each.empty()) {
      out << name << ": none\n";
    } else {
      out << name << ": " << cell_text(each) << "\n";
    }
  }
}

}  // namespace gt::app
