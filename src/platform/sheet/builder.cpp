#include "platform/sheet/builder.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/sheet/refused.h"

namespace gt::sheet {
namespace {

constexpr std::size_t most_notes = 100;

}  // namespace

void TextBuffer::clear() {
  value_.clear();
  characters_ = 0;
}

bool TextBuffer::take(std::string_view piece) {
  characters_ += static_cast<std::size_t>(std::count_if(
      piece.begin(), piece.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  if (characters_ > limits_.cell_characters) return false;
  value_ += piece;
  return true;
}

void TextBuffer::refuse_long_cell(Place place) const { sheet::refuse_long_cell(std::move(place), limits_); }

void refuse_long_cell(Place place, Limits const& limits) {
  throw Refused(Fault::too_large, std::move(place),
                fmt::format("This cell holds more than {} characters, which is more than a worksheet’s cell can show. "
                            "Shorten it, or attach the text as a document.",
                            limits.cell_characters));
}

std::string with_line_feeds(std::string text) {
  if (text.find('\r') == std::string::npos) return text;
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r') {
      out += text[at];
    } else if (at + 1 == text.size() || text[at + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

void Builder::begin_sheet(std::string name, Visibility visibility) {
  if (workbook_.sheets.size() >= static_cast<std::size_t>(limits_.sheets)) {
    throw Refused(Fault::too_large, {},
                  fmt::format("It has more than {} sheets. Copy the ones you need into a new workbook and use that.",
                              limits_.sheets));
  }
  if (name.size() > 1'000) throw damaged({}, "the name of one of its sheets is longer than any program allows");
  workbook_.sheets.push_back({std::move(name), visibility, {}, {}});
  ranges_.clear();
  hidden_rows_.clear();
}

void Builder::put(int row, int column, Cell cell) {
  if (row >= limits_.rows) {
    throw Refused(
        Fault::too_large, place(row, -1),
        fmt::format("The sheet goes on beyond {} rows. Split it, or clear the rows below the table.", limits_.rows));
  }
  if (column >= limits_.columns) {
    throw Refused(Fault::too_large, place(row, column),
                  fmt::format("The sheet goes on beyond {} columns. Clear or move what is to the right of the table.",
                              limits_.columns));
  }
  text_bytes_ += cell.text.size() + cell.shown.size();
  if (text_bytes_ > limits_.text_bytes) {
    throw Refused(
        Fault::too_large, place(row, column),
        fmt::format("The workbook holds more than {} MB of text up to here. Split it.", limits_.text_bytes >> 20));
  }
  auto& rows = sheet().rows;
  auto const at = static_cast<std::size_t>(row);
  auto const across = static_cast<std::size_t>(column);
  if (rows.size() <= at) {
    rows_ += at + 1 - rows.size();
    if (rows_ > limits_.all_rows) {
      throw Refused(Fault::too_large, place(row, column),
                    fmt::format("The workbook has more than {} rows up to here. Split it.", limits_.all_rows));
    }
    rows.resize(at + 1);
  }
  widen(at, across + 1);
  rows[at].cells[across] = std::move(cell);
}

void Builder::widen(std::size_t row, std::size_t columns) {
  auto& cells = sheet().rows[row].cells;
  if (cells.size() >= columns) return;
  cells_ += columns - cells.size();
  if (cells_ > limits_.cells) {
    throw Refused(Fault::too_large, place(static_cast<int>(row), static_cast<int>(columns) - 1),
                  fmt::format("The workbook holds more than {} cells up to here. Split it, or clear what is far to the "
                              "right.",
                              limits_.cells));
  }
  cells.resize(columns);
}

void Builder::hide_row(int row) {
  if (row < limits_.rows) hidden_rows_.insert(row);
}

void Builder::hide_columns(int first, int last) {
  for (int column = first; column <= last && column < limits_.columns; ++column) {
    sheet().hidden_columns.push_back(static_cast<std::uint16_t>(column));
  }
}

void Builder::merge(int first_row, int first_column, int last_row, int last_column) {
  if (ranges_.size() >= limits_.cells) {
    throw damaged({sheet().name, 0, 0}, "it lists more merged cells than it could hold");
  }
  if (last_row > first_row || last_column > first_column) {
    ranges_.push_back({first_row, first_column, last_row, last_column});
  }
}

void Builder::mark(Range const& range) {
  auto& rows = sheet().rows;
  auto const width = sheet().column_count();
  if (static_cast<std::size_t>(range.first_row) >= rows.size() ||
      static_cast<std::size_t>(range.first_column) >= width) {
    return;  // Outside all that holds something.
  }
  auto const end_row = std::min<std::size_t>(rows.size(), static_cast<std::size_t>(range.last_row) + 1);
  auto const end_column = std::min<std::size_t>(width, static_cast<std::size_t>(range.last_column) + 1);
  for (auto row = static_cast<std::size_t>(range.first_row); row < end_row; ++row) {
    auto& cells = rows[row].cells;
    widen(row, end_column);
    for (auto column = static_cast<std::size_t>(range.first_column); column < end_column; ++column) {
      if (++covered_ > 2 * limits_.cells) throw damaged({sheet().name, 0, 0}, "its merged cells overlap each other");
      Cell& cell = cells[column];
      if (row == static_cast<std::size_t>(range.first_row) && column == static_cast<std::size_t>(range.first_column)) {
        cell.spans_rows = static_cast<std::uint32_t>(end_row - row);
        cell.spans_columns = static_cast<std::uint16_t>(end_column - column);
        continue;
      }
      if (!cell.is_blank()) {
        note(place(static_cast<int>(row), static_cast<int>(column)),
             "A value is hidden beneath merged cells here and was left out. Split the merged cells if it matters.");
      }
      cell = Cell{};
      cell.is_covered = true;
    }
  }
}

void Builder::end_sheet() {
  for (Range const& range : ranges_) mark(range);
  auto& rows = sheet().rows;
  for (int const row : hidden_rows_) {
    if (static_cast<std::size_t>(row) < rows.size()) rows[static_cast<std::size_t>(row)].is_hidden = true;
  }
  auto& columns = sheet().hidden_columns;
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  auto const width = sheet().column_count();
  while (!columns.empty() && columns.back() >= width) columns.pop_back();
}

Place Builder::place(int row, int column) const {
  return {workbook_.sheets.empty() ? "" : workbook_.sheets.back().name, row + 1, column + 1};
}

void Builder::note(Place place, std::string message) {
  if (workbook_.notes.size() < most_notes) {
    workbook_.notes.push_back({std::move(place), std::move(message)});
  } else {
    ++notes_left_out_;
  }
}

Workbook Builder::finish() {
  if (notes_left_out_ > 0) {
    workbook_.notes.push_back({{}, fmt::format("There are {} more remarks like these.", notes_left_out_)});
  }
  return std::move(workbook_);
}

}  // namespace gt::sheet
