#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "inspections/reading/lines.h"
#include "inspections/reading/report.h"

namespace gt::inspections::reading {

/// A heading over numbered paragraphs: its lines [begin, end) and its words without the grade. `part` marks the start
/// of another body's part, where numbers may begin again at 1. An empty section keeps the one before (`Summary`).
struct Heading {
  std::size_t begin;
  std::size_t end;
  std::string section;
  bool part = false;
};

/// The lines at which numbered paragraphs begin, in order, from `begin` on. Numbers run on; a wrapped line that starts
/// with an age (`21. A significant ...`) is told apart by its indent and because the true number comes later. A number
/// the report leaves out is passed over.
std::vector<std::size_t> paragraph_starts(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                                          std::vector<Heading> const& headings);

/// The paragraphs that begin at `starts`. Headings must be in order.
std::vector<Paragraph> read_paragraphs(std::vector<Line> const& lines, std::vector<std::size_t> const& starts,
                                       std::size_t end, std::vector<Heading> const& headings);

/// For each line of [begin, end) which paragraph of its page it belongs to, counted from the page's top as a reader
/// would: blocks of running text and first-level list items (those with `glyph`) count, also one carried over from the
/// page before; headings, the words that lead into a list and rows of tables do not. 0 before the first.
std::vector<int> paragraph_counts(std::vector<Line> const& lines, std::size_t begin, std::size_t end, char32_t glyph);

}  // namespace gt::inspections::reading
