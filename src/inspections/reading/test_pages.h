#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "inspections/reading/read_report.h"
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

/// What is read from such a document; a failed test and nothing where it cannot be read.
inline ReportReading read(std::string const& text) {
  auto found = read_report(pages_of(text));
  EXPECT_TRUE(found.has_value()) << text;
  return found ? *found : ReportReading{};
}

}  // namespace gt::inspections::reading
