#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inspections/reading/lines.h"

namespace gt::inspections::reading {

/// The people of `Ann Okoro, His Majesty's Inspector, and Bo Lee HMI`, without titles, in print order.
std::vector<std::string> people(std::string_view text);

/// The people printed after a label at the start of a line (`Lead inspector:`), also when they run on to the next line.
/// `label` is folded and without plural or colon; `lead inspector` also finds `Lead inspectors on site:`. Looks at
/// lines [begin, end) and takes the first that has a name.
std::vector<std::string> labelled_people(std::vector<Line> const& lines, std::size_t begin, std::size_t end,
                                         std::string_view label);

}  // namespace gt::inspections::reading
