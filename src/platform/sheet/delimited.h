#pragma once

#include <string>
#include <string_view>

#include "platform/sheet/sheet_reader.h"
#include "platform/sheet/workbook.h"

namespace gt::sheet {

/// Text of any of the encodings that spreadsheet programs save, as UTF-8 without byte order mark.
struct DecodedText {
  std::string text{};
  std::string note{};  ///< What the reader of the file should know about it; empty for nothing.
};

/// UTF-8, UTF-16 with a byte order mark, or else windows-1252. Throws Refused.
DecodedText decode(std::string_view bytes);

/// Reads values separated by comma, semicolon or tab (RFC 4180, and its line ends in any form). An apostrophe in front
/// of what a spreadsheet would run as a formula is taken away, since platform/csv puts one there. Throws Refused.
Workbook read_delimited(std::string_view bytes, Limits const& limits);

}  // namespace gt::sheet
