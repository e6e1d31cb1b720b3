#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "inspections/reading/lines.h"
#include "inspections/reading/report.h"

/// The part of a report that is about the Local Safeguarding Children Board.
namespace gt::inspections::reading {

/// The first line at or after `begin` that is the heading of the board's part, or `end`.
std::size_t board_part(std::vector<Line> const& lines, std::size_t begin, std::size_t end);

/// The grade in `The Local Safeguarding Children Board is inadequate`, `The effectiveness of the LSCB requires
/// improvement` ... printed at the start of a line in [begin, end).
std::optional<Grade> board_grade(std::vector<Line> const& lines, std::size_t begin, std::size_t end);

/// The grade printed near the heading at `begin`, also when the board goes by another name there.
std::optional<Grade> grade_below_heading(std::vector<Line> const& lines, std::size_t begin, std::size_t end);

/// The board's list of things to improve in [begin, end); empty when there is none.
struct BoardList {
  std::vector<Area> areas;
  std::optional<std::string> title;
};
BoardList board_list(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                     std::vector<std::size_t> const& numbers);

}  // namespace gt::inspections::reading
