#include "platform/sheet/table.h"

#include <cmath>

#include <fmt/format.h>

#include "platform/core/text.h"
#include "platform/csv/csv.h"
#include "platform/sheet/table_rules.h"

namespace gt::sheet {
namespace {

constexpr std::size_t most_rows = 1'048'000;
constexpr std::size_t most_columns = 1'000;
constexpr std::size_t most_characters = 32'767;

std::optional<std::string> cell_fault(std::string_view text) {
  if (character_count(text) > most_characters) {
    return fmt::format("it holds {} characters; a worksheet’s cell takes {}", character_count(text), most_characters);
  }
  if (text_fault(text)) return "it holds a control character, which a worksheet cannot";
  return std::nullopt;
}

std::string plain(Value const& value) {
  if (auto const* text = std::get_if<std::string>(&value)) return *text;
  if (auto const* number = std::get_if<double>(&value)) return number_text(*number);
  if (auto const* date = std::get_if<Date>(&value)) return date->iso();
  if (auto const* amount = std::get_if<Pence>(&value)) return pounds_text(*amount);
  return {};
}

}  // namespace

std::optional<Error> table_fault(Table const& table) {
  auto const fault = [](std::string where, std::string const& what) {
    return Error{ErrorKind::invalid,
                 fmt::format("This cannot be exported as a worksheet: {}, {}. Export it as CSV.", where, what),
                 {}};
  };
  if (table.rows.size() + table.notes.size() > most_rows || table.columns.size() > most_columns) {
    return Error{ErrorKind::invalid, "This is larger than a worksheet can be. Filter it, or export it as CSV.", {}};
  }
  for (auto const& note : table.notes) {
    if (auto const found = cell_fault(note)) return fault("a note above the table", *found);
  }
  if (auto const found = cell_fault(table.title)) return fault("the title", *found);
  for (auto const& column : table.columns) {
    if (auto const found = cell_fault(column.heading)) return fault("a heading", *found);
  }
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    auto const& cells = table.rows[row];
    if (cells.size() > table.columns.size())
      return fault(fmt::format("row {}", row + 1), "it has more cells than headings");
    for (std::size_t column = 0; column < cells.size(); ++column) {
      auto const where = [&] { return fmt::format("row {}, column “{}”", row + 1, table.columns[column].heading); };
      if (auto const* text = std::get_if<std::string>(&cells[column])) {
        if (auto const found = cell_fault(*text)) return fault(where(), *found);
      }
      if (auto const* number = std::get_if<double>(&cells[column]); number != nullptr && !std::isfinite(*number)) {
        return fault(where(), "it holds a number without a value");
      }
    }
  }
  return std::nullopt;
}

std::string number_text(double number) { return fmt::format("{:.15g}", number); }

std::string pounds_text(Pence amount) {
  bool const is_negative = amount.value < 0;
  auto const pence =
      is_negative ? 0 - static_cast<std::uint64_t>(amount.value) : static_cast<std::uint64_t>(amount.value);
  return fmt::format("{}{}.{:02}", is_negative ? "-" : "", pence / 100, pence % 100);
}

std::string write_csv(Table const& table) {
  std::string out(csv::byte_order_mark);
  std::vector<std::string> cells;
  for (auto const& column : table.columns) cells.push_back(column.heading);
  out += csv::row(cells);
  for (auto const& row : table.rows) {
    cells.clear();
    for (auto const& value : row) cells.push_back(plain(value));
    cells.resize(table.columns.size());
    out += csv::row(cells);
  }
  return out;
}

std::string sheet_name(std::string_view title) {
  std::string name;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < title.size(); ++at) {
    bool const begins = (static_cast<unsigned char>(title[at]) & 0xC0U) != 0x80U;
    if (begins && ++characters > 31) break;
    bool const is_forbidden = std::string_view("[]:*?/\\'\t\r\n").find(title[at]) != std::string_view::npos;
    name += is_forbidden ? ' ' : title[at];
  }
  name = one_line(name);
  return name.empty() || lower_case(name) == "history" ? "Sheet1" : name;
}

}  // namespace gt::sheet
