#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"

/// Worksheets: XLSX, ODS and CSV files, read as they are and written so that others can open them.
namespace gt::sheet {

enum class CellKind : std::uint8_t { empty, text, number, date, boolean, error };

/// One cell as the file holds it.
struct Cell {
  CellKind kind = CellKind::empty;
  /// The value is what a formula gave when the file was last saved; empty if the file keeps no result.
  bool is_formula = false;
  /// Beneath a merged range, whose value is at its top left.
  bool is_covered = false;
  /// At the top left of a merged range: how far that reaches. 1 for every other cell.
  std::uint16_t spans_columns = 1;
  std::uint32_t spans_rows = 1;
  /// Valid UTF-8, lines split by '\n'. A number's exact text from the file ("1.5", "1E+20"); a date as `2018-04-03` or
  /// `2018-04-03T09:30:00`; "true" or "false"; an error's name ("#REF!"); empty for an empty cell.
  std::string text{};
  /// For a date whose cell shows no day: what it shows ("Apr-18"). The day in `text` was then made up by the program
  /// that wrote the file. Empty otherwise.
  std::string shown{};

  /// Neither a value nor a formula. A covered cell is blank too.
  bool is_blank() const { return kind == CellKind::empty && !is_formula; }
  /// The day of a date cell; nothing for other kinds.
  std::optional<Date> day() const;

  friend bool operator==(Cell const&, Cell const&) = default;
};

/// A number's text as a person reads it: programs store 2.3 as 2.2999999999999998. Other text is given back.
std::string number_as_read(std::string_view exact);

struct Row {
  bool is_hidden = false;
  std::vector<Cell> cells{};  ///< From column A on; none behind the last that holds something.

  friend bool operator==(Row const&, Row const&) = default;
};

enum class Visibility : std::uint8_t { shown, hidden, very_hidden };

struct Sheet {
  std::string name{};
  Visibility visibility = Visibility::shown;
  std::vector<Row> rows{};  ///< From row 1 on, empty ones too; none behind the last that holds something.
  std::vector<std::uint16_t> hidden_columns{};  ///< Counted from 0, ascending.

  /// Counted from 0. An empty cell beyond the edges.
  Cell const& at(std::size_t row, std::size_t column) const;
  /// Of the widest row.
  std::size_t column_count() const;

  friend bool operator==(Sheet const&, Sheet const&) = default;
};

/// Where something is, for people: rows count from 1 and columns from 1 (A). 0 or an empty sheet names none.
struct Place {
  std::string sheet{};
  int row = 0;
  int column = 0;

  friend bool operator==(Place const&, Place const&) = default;
};

/// "A" for 1, "AA" for 27; empty for less than 1.
std::string column_letters(int column);
/// `tracker.xlsx, sheet “Actions”, row 12, column F`
std::string describe(std::string_view filename, Place const& place);

/// Something that the reader of the file should know though it was read.
struct Note {
  Place place{};
  std::string message{};

  friend bool operator==(Note const&, Note const&) = default;
};

enum class Format : std::uint8_t { xlsx, ods, csv };

struct Workbook {
  std::string filename{};
  Format format = Format::csv;
  bool counts_from_1904 = false;  ///< XLSX: day numbers count from 1 January 1904.
  std::vector<Sheet> sheets{};    ///< In their order, hidden ones too; a CSV file is one sheet without a name.
  std::vector<Note> notes{};

  friend bool operator==(Workbook const&, Workbook const&) = default;
};

}  // namespace gt::sheet
