#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"

/// The external view beside our own, and where they differ. Pure.
namespace gt::governance {

/// "none" 0, "limited" 1, "some" 2, "considerable" 3, "sustained" 4; nothing for other words.
std::optional<int> scale_step(std::string_view word);

/// Something said of a theme, or of everything when `theme` is empty.
struct Said {
  std::string theme;
  std::optional<Date> on;
  std::string when_printed;  ///< where the paper names no day
  std::string words;
  std::string by;
  std::string scale;  ///< empty when their words were not put on the scale
  std::string address;
};

enum class Agreement { nothing_to_compare, agree, we_say_more, they_say_more };

/// The last word of each side on one theme. Without a day counts as the earliest.
struct SideBySide {
  std::string theme;
  std::vector<Said> theirs, ours;  ///< by day
  Agreement agreement = Agreement::nothing_to_compare;
  int steps = 0;      ///< between the two on the scale
  std::string words;  ///< "We said considerable on 1 January 2017; they said limited on 9 November 2016."
};

/// One for each theme that either side spoke of, in the order of `themes`; what names no theme comes last.
std::vector<SideBySide> side_by_side(std::vector<std::string> const& themes, std::vector<Said> const& theirs,
                                     std::vector<Said> const& ours);

}  // namespace gt::governance
