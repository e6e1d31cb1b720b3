#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inspections/inspections.h"

/// When the next graded inspection may be expected: a window, never a date. Pure.
namespace gt::inspections {

struct ExpectedWindow {
  Date from, to;
  std::string last_title;
  Date last_day;
};

/// Standard and short inspections usually fall between six months before and six months after the third anniversary of
/// the last one (FRAMEWORK section 2, "Cycle"). Nothing without a graded inspection that has a day, or when the last
/// one found services inadequate: then monitoring visits come first, and there is no cycle to count from.
std::optional<ExpectedWindow> expected_window(std::vector<InspectionSummary> const& inspections);

/// "Usually between … and …: three years after …, give or take six months." or why nothing can be said.
std::string window_in_words(std::optional<ExpectedWindow> const& window, Date today);

}  // namespace gt::inspections
