#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "platform/pdf/pdf.h"

namespace gt::inspections::reading {

/// One printed line of the body: never blank.
struct Line {
  int page;            ///< PDF page, from 1.
  int indent;          ///< Characters of white space before the text; comparable only within one page.
  bool blank_before;   ///< At least one blank line above it on the same page.
  bool top;            ///< First body line of its page.
  int margin;          ///< Indent of the running header or footer that was taken off its page; -1 without one.
  std::string text;    ///< Trimmed; white space inside as laid out, so that table columns can be told apart.
  std::string folded;  ///< `fold(text)`.
};

/// The body of a document: page numbers, running headers and footers, footnotes and the inspectorate's closing notice
/// are gone.
struct Document {
  std::vector<Line> lines;
  int pages = 0;
  std::vector<std::string> warnings;
};

/// Longest line kept, in bytes; more is cut off with a warning. No printed line comes near it.
inline constexpr std::size_t longest_line = 2000;
/// Most lines kept; a report has at most a few thousand.
inline constexpr std::size_t most_lines = 60'000;

Document lay_out(std::vector<pdf::Page> const& pages);

/// The lines [begin, end) as running text.
std::string joined(std::vector<Line> const& lines, std::size_t begin, std::size_t end);

/// First line after `at` that starts a new block (blank line above, or another page), at most `end`.
std::size_t block_end(std::vector<Line> const& lines, std::size_t at, std::size_t end);

}  // namespace gt::inspections::reading
