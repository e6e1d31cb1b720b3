#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "inspections/reading/lines.h"
#include "inspections/reading/report.h"

namespace gt::inspections::reading {

/// How a list of things to improve is laid out.
struct ListForm {
  bool topics = false;      ///< Italic topic lines between items.
  bool timescales = false;  ///< `Immediately:`, `Within three months:` between items.
};

/// The list in lines [begin, end). Numbered items are those whose line is in `numbers` (sorted); otherwise items are
/// bullets, or plain paragraphs when there are none. Bold groups (`Priority and immediate action`) become `priority`.
/// A sentence that says there is nothing to act on is no item. Stops early at text that cannot belong to a list.
std::vector<Area> read_list(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                            std::span<std::size_t const> numbers, ListForm form);

/// Framework words in brackets: `(Outcome four)`, `(Enabler two, Principle 1)`.
std::vector<std::string> framework_tags(std::string_view text);

/// `Priority and immediate action`, `Areas for improvement` ... as a whole line.
bool is_priority_heading(std::string_view folded);

}  // namespace gt::inspections::reading
