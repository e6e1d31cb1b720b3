#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/pdf/pdf.h"

namespace gt::inspections::reading {

/// For tests: a document whose pages are parted by lines of `=====`.
inline std::vector<pdf::Page> pages_of(std::string_view text) {
  std::vector<pdf::Page> out;
  constexpr std::string_view mark = "=====\n";
  for (int n = 1;; ++n) {
    auto const end = text.find(mark);
    out.push_back({n, std::string{text.substr(0, end)}});
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + mark.size());
  }
}

}  // namespace gt::inspections::reading
