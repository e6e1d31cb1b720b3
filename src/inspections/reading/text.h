#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small pure pieces for words and characters as they come out of a PDF. Every function takes time in proportion to its
/// input and accepts any bytes.
namespace gt::inspections::reading {

/// Without white space (also no-break spaces) at both ends and with one space for each run inside.
std::string squeeze(std::string_view text);

/// For comparing: squeezed, ASCII lower case, curly apostrophes and quotes straight, every dash a hyphen.
std::string fold(std::string_view text);

/// For comparing names of things: `fold`, then only a-z and 0-9.
std::string letters(std::string_view text);

/// Words of a folded text, split at everything but letters, digits, apostrophes and bytes above ASCII.
std::vector<std::string> words(std::string_view folded);

/// Bytes of the character at the start of `text`; 1 for a broken one, 0 for empty text.
std::size_t character_length(std::string_view text);

/// The code point at the start; U+FFFD for a broken one, 0 for empty text.
char32_t first_character(std::string_view text);

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Any dash: hyphen, minus, en, em, box-drawing and private-use dashes, combining strokes.
bool is_dash(char32_t character);

/// A bullet at the start of a line.
struct Bullet {
  char32_t glyph;
  bool dash;              ///< One of the dashes or `o`, which print second-level items.
  std::string_view rest;  ///< The text after it, without leading space; may be empty.
};
std::optional<Bullet> bullet(std::string_view line);

/// A paragraph number at the start of a line: `12. The council`, `12.The council` or `12.` alone; not `2.1` or `1.5`.
struct Number {
  int value;              ///< 1 to 999.
  std::string_view rest;  ///< The text after it, without leading space; may be empty.
};
std::optional<Number> number(std::string_view line);

/// Without digits glued to the end as a footnote mark (`improve?1`, `Board2`), and without space before them.
std::string without_footnote_mark(std::string_view text);

/// Adds a printed line to running text. A hyphen at a line's end is kept and joined without a space, except a suspended
/// one (`16- and`, `0- to`).
void join_line(std::string& text, std::string_view line);

/// Ends in one of . ! ? (a closing quote or bracket after it does not matter).
bool ends_sentence(std::string_view text);

}  // namespace gt::inspections::reading
