#include "platform/sheet/calendar_lines.h"

#include <algorithm>

#include "platform/core/text.h"
#include "platform/sheet/builder.h"
#include "platform/sheet/delimited.h"
#include "platform/sheet/refused.h"

namespace gt::sheet {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// The place of the first `mark` outside quotation marks.
std::size_t find_outside_quotes(std::string_view line, std::string_view marks) {
  bool is_quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '"') is_quoted = !is_quoted;
    if (!is_quoted && marks.find(line[at]) != std::string_view::npos) return at;
  }
  return std::string_view::npos;
}

std::string upper_case(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char each) { return each >= 'a' && each <= 'z' ? static_cast<char>(each - 'a' + 'A') : each; });
  return out;
}

void put_text(Builder& builder, int row, int column, std::string_view bytes, Limits const& limits) {
  if (bytes.empty()) return;
  auto text = decode(bytes).text;
  if (character_count(text) > limits.cell_characters) refuse_long_cell(builder.place(row, column), limits);
  builder.put(row, column, {CellKind::text, false, false, 1, 1, std::move(text), {}});
}

void put_line(Builder& builder, int row, std::string_view line, Limits const& limits) {
  auto const name_end = find_outside_quotes(line, ";:");
  put_text(builder, row, 0, upper_case(line.substr(0, name_end)), limits);
  if (name_end == std::string_view::npos) return;
  auto const value = line[name_end] == ':' ? name_end : name_end + find_outside_quotes(line.substr(name_end), ":");
  if (value < name_end || value >= line.size()) {
    throw damaged(builder.place(row, 0), "this line has no colon, so it says nothing");
  }
  if (value > name_end) put_text(builder, row, 1, line.substr(name_end + 1, value - name_end - 1), limits);
  put_text(builder, row, 2, line.substr(value + 1), limits);
}

}  // namespace

bool is_calendar(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  auto const first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && lower_case(bytes.substr(first, 15)) == "begin:vcalendar";
}

Workbook read_calendar_lines(std::string_view bytes, Limits const& limits) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  Builder builder(Format::csv, limits);
  builder.begin_sheet("", Visibility::shown);
  // A line that begins with a space or tab goes on where the one before it broke off, even within a letter.
  std::string line;
  int row = 0, begun = 0;
  auto const finish = [&] {
    if (!trimmed(line).empty()) put_line(builder, begun, line, limits);
    line.clear();
  };
  for (std::size_t at = 0; at < bytes.size(); ++row) {
    auto const end = std::min(bytes.find('\n', at), bytes.size());
    auto piece = bytes.substr(at, end - at);
    at = end + 1;
    if (piece.ends_with('\r')) piece.remove_suffix(1);
    bool const goes_on = !piece.empty() && (piece.front() == ' ' || piece.front() == '\t') && !line.empty();
    if (goes_on) {
      line += piece.substr(1);
    } else {
      finish();
      line = piece;
      begun = row;
    }
  }
  finish();
  builder.end_sheet();
  return builder.finish();
}

}  // namespace gt::sheet
