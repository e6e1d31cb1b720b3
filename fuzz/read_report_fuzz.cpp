// The report reader's text stage: any text, split into pages at form feeds as pdftotext prints them.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "inspections/reading/read_report.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::vector<gt::pdf::Page> pages;
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    if (data[i] == '\f') {
      pages.push_back({static_cast<int>(pages.size()) + 1, std::move(text)});
      text.clear();
    } else {
      text.push_back(static_cast<char>(data[i]));
    }
  }
  pages.push_back({static_cast<int>(pages.size()) + 1, std::move(text)});
  (void)gt::inspections::read_report(pages);
  return 0;
}
