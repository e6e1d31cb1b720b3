#include "plans/records/record_kinds.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "plans/plan_reference_text.h"
#include "platform/core/text.h"

namespace gt::plans {

namespace {

constexpr std::size_t kind_columns = 8;
constexpr std::size_t field_columns = 7;

// The rows of a reference file without its comment lines, each with its line number.
template <class Function>
void for_each_row(std::string_view name, std::string_view text, std::size_t columns, Function const& take) {
  std::size_t number = 0;
  for (auto const& line : split_lines(text)) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    auto cells = split(line, '\t');
    if (cells.size() != columns)
      throw std::runtime_error(
          fmt::format("{} line {} has {} columns; {} are right.", name, number, cells.size(), columns));
    take(cells, number);
  }
}

RecordFieldType field_type(std::string const& word, std::size_t line) {
  if (word == "line") return RecordFieldType::line;
  if (word == "text") return RecordFieldType::text;
  if (word == "date") return RecordFieldType::date;
  if (word == "choice") return RecordFieldType::choice;
  if (word == "number") return RecordFieldType::number;
  if (word == "account") return RecordFieldType::account;
  throw std::runtime_error(fmt::format(
      "plan_fields.tsv line {}: the type must be line, text, date, choice, number or account, not “{}”.", line, word));
}

// "project theme" names two kinds; "success measure" one. The longest known name wins.
std::vector<std::string> kinds_named(std::string text, std::vector<RecordKind> const& known, std::size_t line) {
  std::vector<std::string> out;
  while (!(text = trimmed(text)).empty()) {
    std::string best = text.starts_with("theme") ? "theme" : "";
    for (auto const& each : known)
      if (text.starts_with(each.word) && each.word.size() > best.size()) best = each.word;
    if (best.empty())
      throw std::runtime_error(fmt::format("plan_kinds.tsv line {}: “{}” names no kind above it.", line, text));
    out.push_back(best);
    text.erase(0, best.size());
  }
  return out;
}

}  // namespace

std::string RecordKind::command() const {
  auto name = word;
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

RecordField const* RecordKind::field(std::string_view name) const {
  auto found = std::find_if(fields.begin(), fields.end(), [&](auto const& each) { return each.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::vector<RecordKind> read_record_kinds(std::string_view kinds, std::string_view fields) {
  std::vector<RecordKind> out;
  for_each_row("plan_kinds.tsv", kinds, kind_columns, [&](std::vector<std::string> const& cells, std::size_t line) {
    out.push_back(
        {cells[0], cells[1], cells[2], cells[3], cells[4], kinds_named(cells[5], out, line), cells[6], cells[7], {}});
  });
  for_each_row("plan_fields.tsv", fields, field_columns, [&](std::vector<std::string> const& cells, std::size_t line) {
    auto kind = std::find_if(out.begin(), out.end(), [&](auto const& each) { return each.word == cells[0]; });
    if (kind == out.end())
      throw std::runtime_error(fmt::format("plan_fields.tsv line {}: there is no kind “{}”.", line, cells[0]));
    if (kind->field(cells[1]) != nullptr)
      throw std::runtime_error(
          fmt::format("plan_fields.tsv line {}: “{}” has “{}” already.", line, cells[0], cells[1]));
    auto type = field_type(cells[3], line);
    auto choices = type == RecordFieldType::choice ? split(cells[5], '|') : std::vector<std::string>{};
    kind->fields.push_back({cells[1], cells[2], type, cells[4] == "yes", std::move(choices), cells[6]});
  });
  return out;
}

std::vector<RecordKind> const& record_kinds() {
  static auto const kinds = read_record_kinds(embedded::plan_kinds, embedded::plan_fields);
  return kinds;
}

RecordKind const* find_record_kind(std::string_view word) {
  auto const& kinds = record_kinds();
  auto found = std::find_if(kinds.begin(), kinds.end(), [&](auto const& each) { return each.word == word; });
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace gt::plans
