#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/core/date.h"
#include "platform/core/result.h"

/// Tables written as worksheets and as CSV, for others to open.
namespace gt::sheet {

/// An amount of money, in pence.
struct Pence {
  std::int64_t value = 0;

  friend bool operator==(Pence const&, Pence const&) = default;
};

/// One cell; std::monostate is an empty one. Text is always written as text, so that no program runs it as a formula.
/// Numbers survive with 15 significant digits.
using Value = std::variant<std::monostate, std::string, double, Date, Pence>;

enum class ColumnKind { text, number, date, money };

struct Column {
  std::string heading{};
  ColumnKind kind = ColumnKind::text;
  double width = 16;  ///< In characters.
};

struct Table {
  std::string title{};
  std::vector<std::string> notes{};  ///< Lines above the table: what was chosen, when, by whom.
  std::vector<Column> columns{};
  std::vector<std::vector<Value>> rows{};  ///< Each as long as `columns` or shorter.
  Instant made;  ///< What the file gives as its own time; nothing else in it depends on the clock.
};

inline constexpr std::string_view xlsx_content_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
inline constexpr std::string_view ods_content_type = "application/vnd.oasis.opendocument.spreadsheet";

/// The bytes of a workbook with one sheet: title, notes, an empty row, headings, rows. The same table gives the same
/// bytes. Errors: invalid when a cell holds more than 32,767 characters or a character that worksheets cannot hold, or
/// there are more than 1,048,000 rows or 1,000 columns.
Result<std::string> write_xlsx(Table const& table);
Result<std::string> write_ods(Table const& table);

/// Headings and rows by platform/csv, without title and notes, so that programs find the headings in the first row.
/// Dates are written as 2018-04-03 and money as 1234.50.
std::string write_csv(Table const& table);

/// The sheet's name: the title without what names may not hold, at most 31 characters; “Sheet1” if nothing is left.
std::string sheet_name(std::string_view title);

}  // namespace gt::sheet
