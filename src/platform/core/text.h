#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gt {

/// Without white space at both ends.
std::string trimmed(std::string_view text);

/// Lines without their `\n` or `\r\n`; no empty last line.
std::vector<std::string> split_lines(std::string_view text);

/// Pieces between single separators; n separators give n+1 pieces.
std::vector<std::string> split(std::string_view text, char separator);

/// Unicode characters (code points) of valid UTF-8.
std::size_t character_count(std::string_view text);

/// Well-formed UTF-8 (RFC 3629), control characters included.
bool is_utf8(std::string_view text);

/// Why the text cannot be stored: not UTF-8, or with control characters other than tab and line ends. Nothing when it
/// can.
std::optional<std::string> text_fault(std::string_view text);

/// Every run of white space, line ends included, as one space, and none at the ends: for a sentence typed in a text
/// area.
std::string one_line(std::string_view text);

/// Lines ended by `\n` alone, as browsers do not send them.
std::string with_plain_line_ends(std::string text);

/// ASCII lower case; other bytes unchanged.
std::string lower_case(std::string_view text);

}  // namespace gt
