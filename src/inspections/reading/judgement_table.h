#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inspections/reading/lines.h"
#include "inspections/reading/report.h"

namespace gt::inspections::reading {

/// A judged category: its standard words and the letters of each way it is printed.
struct Category {
  std::string_view name;
  std::vector<std::string_view> printed;
};

std::span<Category const> ilacs_categories();
std::span<Category const> sif_categories();
std::span<Category const> looked_after_categories();

/// The category whose printed words are exactly these, ignoring case, spaces and punctuation; nothing otherwise.
Category const* find_category(std::span<Category const> categories, std::string_view text);

/// A grade table with one category and one grade a row, both of which may wrap, the grade also above its category's
/// first line. The k-th category belongs to the k-th grade.
struct Table {
  std::vector<Judgement> judgements;
  std::size_t first = 0;  ///< First line of the table.
  std::size_t end = 0;    ///< Line after the table.
  bool matched = true;    ///< False when grades and categories differ in number: then `judgements` is empty.
};

/// Reads from `begin`. With `strict`, the first line that is part of no row ends the table; otherwise such lines (a
/// footnote, a sentence between the rows) are passed over until every category was met.
Table read_table(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                 std::span<Category const> categories, bool strict);

}  // namespace gt::inspections::reading
