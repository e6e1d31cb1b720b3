#include "platform/sheet/workbook.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace gt::sheet {

std::optional<Date> Cell::day() const {
  if (kind != CellKind::date) return std::nullopt;
  auto date = Date::from_iso(std::string_view(text).substr(0, 10));
  return date ? std::optional(*date) : std::nullopt;
}

std::string number_as_read(std::string_view exact) {
  auto digits = std::count_if(exact.begin(), exact.end(), [](char c) { return c >= '0' && c <= '9'; });
  double value = 0;
  auto [end, code] = std::from_chars(exact.data(), exact.data() + exact.size(), value);
  bool is_number = code == std::errc{} && end == exact.data() + exact.size();
  // Fifteen digits always survive being stored; more are what storing made of a shorter number.
  if (!is_number || digits <= 15 || exact.find('.') == std::string_view::npos) return std::string(exact);
  std::array<char, 64> room{};
  auto written = std::to_chars(room.data(), room.data() + room.size(), value);
  if (written.ec != std::errc{}) return std::string(exact);
  return {room.data(), written.ptr};
}

Cell const& Sheet::at(std::size_t row, std::size_t column) const {
  static Cell const nothing;
  if (row >= rows.size() || column >= rows[row].cells.size()) return nothing;
  return rows[row].cells[column];
}

std::size_t Sheet::column_count() const {
  std::size_t most = 0;
  for (auto const& row : rows) most = std::max(most, row.cells.size());
  return most;
}

std::string column_letters(int column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return letters;
}

std::string describe(std::string_view filename, Place const& place) {
  std::string out(filename.empty() ? "This file" : filename);
  if (!place.sheet.empty()) out += fmt::format(", sheet “{}”", place.sheet);
  if (place.row > 0) out += fmt::format(", row {}", place.row);
  if (place.column > 0) out += fmt::format(", column {}", column_letters(place.column));
  return out;
}

}  // namespace gt::sheet
