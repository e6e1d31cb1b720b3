#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funding/arithmetic/month.h"
#include "funding/ledgers/ledger_amount.h"
#include "platform/sheet/workbook.h"

namespace gt::funding::ledgers {

/// A heading as headings are compared, without what only says the unit: “Net amount (£000)” is "net amount".
std::string bare_heading(std::string_view heading);

/// What a column of a ledger can hold.
enum class Column {
  code,        ///< what the finance system books to; of the programme's own export, the line's number
  detail,      ///< a second part of the code, such as the kind of cost
  code_words,  ///< what the code is called
  month,
  year,
  day,
  amount,
  debit,
  credit,
  supplier,
  order,
  reference,
  words,
  total  ///< of a row that has the months across
};
/// "code", "detail", …, in the order above.
std::string_view word(Column column);
std::vector<std::string_view> column_words();

/// What a person decided about headings: by normalised heading the column, or nothing for one to leave out.
using ColumnNames = std::map<std::string, std::optional<Column>>;
/// Reads one “heading = column” a line; “not read” leaves a column out. Errors: invalid on `columns`, naming the line.
Result<ColumnNames> read_column_names(std::string_view typed);

/// A month, or its place in a financial year that is still to be named: 1 is April.
struct Period {
  std::optional<Month> month{};
  int number = 0;

  friend bool operator==(Period const&, Period const&) = default;
};
/// Reads a month in the forms of Month::from_typed, a day, `April`, `P1`, `Period 01`, `1`. Errors: invalid, also for
/// `201904`, which could be either.
Result<Period> read_period(std::string_view text);
Result<Period> read_period(sheet::Cell const& cell, bool counts_from_1904);

/// Where a sheet's table begins, and what its columns are.
struct Headings {
  std::size_t row = 0;  ///< counted from 0
  std::map<Column, std::size_t> columns{};
  std::vector<std::pair<Period, std::size_t>> months{};  ///< where they go across
  std::vector<std::string> not_read{};                   ///< headings without a meaning

  bool has(Column column) const { return columns.contains(column); }
  bool has_months_across() const { return !months.empty(); }
};
/// The first row, within the first 60, that can head a ledger: a code and an amount with its month, or a code and two
/// months or more across. Nothing when there is none.
std::optional<Headings> find_headings(sheet::Sheet const& sheet, bool counts_from_1904, ColumnNames const& names);

/// The unit that a title or a heading says: “£000”, “£k”, “£m”, “(£)”. Nothing when it says none.
std::optional<Unit> unit_said(std::string_view text);

}  // namespace gt::funding::ledgers
