#include "platform/csv/csv.h"

#include <algorithm>

namespace gt::csv {

namespace {

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  bool has_digit = std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return has_digit && text.find_first_not_of("0123456789.,") == std::string_view::npos;
}

}  // namespace

std::string cell(std::string_view text) {
  // Apostrophes in front of one are counted too, so that whoever reads the file can take exactly one away.
  auto first = text.find_first_not_of('\'');
  bool runs_as_formula = first != std::string_view::npos &&
                         std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos && !is_number(text);
  std::string plain = runs_as_formula ? "'" + std::string(text) : std::string(text);
  if (plain.find_first_of(",\"\r\n") == std::string::npos) return plain;
  std::string quoted = "\"";
  for (auto c : plain) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string row(std::vector<std::string> const& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    line += cell(cells[i]);
  }
  return line + "\r\n";
}

}  // namespace gt::csv
