#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Comma-separated values as spreadsheets open them: RFC 4180, UTF-8 with a byte order mark, CRLF.
namespace gt::csv {

/// One cell. Text that a spreadsheet would run as a formula gets an apostrophe in front; negative numbers stay numbers.
std::string cell(std::string_view text);
/// Cells with commas between and the line end behind; each is passed through `cell`.
std::string row(std::vector<std::string> const& cells);
/// The mark at the start of a file, so that accents survive.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
inline constexpr char const* content_type = "text/csv; charset=utf-8";

}  // namespace gt::csv
