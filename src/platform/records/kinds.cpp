#include "platform/records/kinds.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::records {

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

FieldType field_type(std::string_view file, std::string const& word, std::size_t line) {
  static std::map<std::string, FieldType> const types{
      {"line", FieldType::line},     {"text", FieldType::text},       {"date", FieldType::date},
      {"choice", FieldType::choice}, {"number", FieldType::number},   {"account", FieldType::account},
      {"record", FieldType::record}, {"decimal", FieldType::decimal}, {"money", FieldType::money},
  };
  auto found = types.find(word);
  if (found == types.end())
    throw std::runtime_error(fmt::format(
        "{} line {}: the type must be line, text, date, choice, number, decimal, money, account or record, not “{}”.",
        file, line, word));
  return found->second;
}

// "project theme" names two kinds; "success measure" one. The longest known name wins.
std::vector<std::string> kinds_named(std::string text, std::vector<Kind> const& known, KindFiles const& files,
                                     std::size_t line) {
  std::vector<std::string> out;
  while (!(text = trimmed(text)).empty()) {
    std::string best;
    auto consider = [&](std::string const& word) {
      if (text.starts_with(word) && word.size() > best.size()) best = word;
    };
    for (auto const& each : files.outer) consider(each);
    for (auto const& each : known) consider(each.word);
    if (best.empty())
      throw std::runtime_error(fmt::format("{} line {}: “{}” names no kind above it.", files.kinds_name, line, text));
    out.push_back(best);
    text.erase(0, best.size());
  }
  return out;
}

std::string with_instead_of(char old, std::string text, char letter) {
  std::replace(text.begin(), text.end(), old, letter);
  return text;
}

}  // namespace

std::string Kind::command() const { return with_instead_of(' ', word, '-'); }
std::string Kind::key() const { return with_instead_of('-', command(), '_'); }

Field const* Kind::field(std::string_view name) const {
  auto found = std::find_if(fields.begin(), fields.end(), [&](auto const& each) { return each.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::vector<Kind> read_kinds(KindFiles const& files) {
  std::vector<Kind> out;
  for_each_row(files.kinds_name, files.kinds, kind_columns,
               [&](std::vector<std::string> const& cells, std::size_t line) {
                 out.push_back({cells[0],
                                cells[1],
                                cells[2],
                                cells[3],
                                cells[4],
                                kinds_named(cells[5], out, files, line),
                                cells[6],
                                cells[7],
                                {}});
               });
  for_each_row(
      files.fields_name, files.fields, field_columns, [&](std::vector<std::string> const& cells, std::size_t line) {
        auto kind = std::find_if(out.begin(), out.end(), [&](auto const& each) { return each.word == cells[0]; });
        if (kind == out.end())
          throw std::runtime_error(
              fmt::format("{} line {}: there is no kind “{}”.", files.fields_name, line, cells[0]));
        if (kind->field(cells[1]) != nullptr)
          throw std::runtime_error(
              fmt::format("{} line {}: “{}” has “{}” already.", files.fields_name, line, cells[0], cells[1]));
        auto type = field_type(files.fields_name, cells[3], line);
        auto choices = type == FieldType::choice ? split(cells[5], '|') : std::vector<std::string>{};
        kind->fields.push_back({cells[1], cells[2], type, cells[4] == "yes", cells[4] == "set", std::move(choices),
                                cells[6], type == FieldType::record ? cells[5] : ""});
      });
  return out;
}

Kind const* find_kind(std::vector<Kind> const& kinds, std::string_view word) {
  auto found = std::find_if(kinds.begin(), kinds.end(), [&](auto const& each) { return each.word == word; });
  return found == kinds.end() ? nullptr : &*found;
}

std::string Record::text(std::string_view field) const { return text_of(fields, field); }
std::optional<Date> Record::date(std::string_view field) const { return date_of(fields, field); }
std::optional<std::int64_t> Record::number_in(std::string_view field) const { return number_of(fields, field); }
std::optional<Money> Record::money(std::string_view field) const { return money_of(fields, field); }
std::optional<std::int64_t> Record::hundredths(std::string_view field) const { return hundredths_of(fields, field); }

std::string text_of(nlohmann::json const& fields, std::string_view name) {
  auto found = fields.find(name);
  if (found == fields.end()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

std::optional<Date> date_of(nlohmann::json const& fields, std::string_view name) {
  auto read = Date::from_iso(text_of(fields, name));
  return read ? std::optional(*read) : std::nullopt;
}

std::optional<std::int64_t> number_of(nlohmann::json const& fields, std::string_view name) {
  auto found = fields.find(name);
  return found != fields.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>()) : std::nullopt;
}

std::optional<Money> money_of(nlohmann::json const& fields, std::string_view name) {
  auto read = Money::from_typed(text_of(fields, name));
  return read ? std::optional(*read) : std::nullopt;
}

std::optional<std::int64_t> hundredths_of(nlohmann::json const& fields, std::string_view name) {
  auto read = hundredths_typed(text_of(fields, name));
  return read ? std::optional(*read) : std::nullopt;
}

Result<std::int64_t> hundredths_typed(std::string_view text) {
  // An amount of money is read just so, but for signs and units.
  auto const is_plain = !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
  auto const read = is_plain ? Money::from_typed(text) : refuse(ErrorKind::invalid, "");
  if (!read) return refuse(ErrorKind::invalid, "Write a number with at most two decimals, such as 0.6.");
  return read->pence();
}

std::string hundredths_text(std::int64_t hundredths) {
  auto out = Money::pence(hundredths).text();
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

std::string with_article(std::string const& word) {
  // “a use of money”, but “an underspend”.
  bool const begins_with_vowel =
      word.starts_with("un") ||
      (!word.empty() && std::string_view("aeio").find(word.front()) != std::string_view::npos);
  return (begins_with_vowel ? "an " : "a ") + word;
}

std::string capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 32);
  return text;
}

}  // namespace gt::records
