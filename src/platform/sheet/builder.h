#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/sheet/sheet_reader.h"

namespace gt::sheet {

/// A cell's text while it comes in, in pieces; refuses one that is too long as soon as that is known.
class TextBuffer {
 public:
  explicit TextBuffer(Limits const& limits) : limits_(limits) {}
  void clear();
  /// Throws Refused with `place()` beyond the limit.
  template <class PlaceOf>
  void append(std::string_view piece, PlaceOf place) {
    if (!take(piece)) refuse_long_cell(place());
  }
  std::string const& value() const { return value_; }

 private:
  bool take(std::string_view piece);
  [[noreturn]] void refuse_long_cell(Place place) const;

  Limits const& limits_;
  std::string value_;
  std::size_t characters_ = 0;
};

/// The refusal of a cell that holds more characters than the limit.
[[noreturn]] void refuse_long_cell(Place place, Limits const& limits);

/// Every line end, `\r\n` or `\r` too, as `\n`.
std::string with_line_feeds(std::string text);

/// Puts a workbook together within the limits: every member throws Refused beyond one. Rows and columns count from 0.
class Builder {
 public:
  Builder(Format format, Limits const& limits) : limits_(limits) { workbook_.format = format; }

  void begin_sheet(std::string name, Visibility visibility);
  /// Adds a cell that holds something. Cells may come in any order, each place once.
  void put(int row, int column, Cell cell);
  void hide_row(int row);
  void hide_columns(int first, int last);
  void merge(int first_row, int first_column, int last_row, int last_column);
  void end_sheet();

  Place place(int row, int column) const;
  void note(Place place, std::string message);
  Sheet& sheet() { return workbook_.sheets.back(); }
  Workbook& workbook() { return workbook_; }
  /// The whole, with a last note that counts the notes there was no room for.
  Workbook finish();

 private:
  struct Range {
    int first_row;
    int first_column;
    int last_row;
    int last_column;
  };
  void mark(Range const& range);
  /// Makes the row at least this wide.
  void widen(std::size_t row, std::size_t columns);

  Limits const& limits_;
  Workbook workbook_;
  std::vector<Range> ranges_;
  std::set<int> hidden_rows_;
  std::size_t cells_ = 0;
  std::size_t rows_ = 0;
  std::size_t text_bytes_ = 0;
  std::size_t covered_ = 0;
  std::size_t notes_left_out_ = 0;
};

}  // namespace gt::sheet
