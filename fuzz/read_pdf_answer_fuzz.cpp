// What a confined process says it read in a PDF: nothing in it may be trusted. What is taken, written again, is the
// same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "platform/pdf/answer.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  gt::pdf::Limits limits;
  limits.pages = 20;
  limits.output_bytes = 4096;
  auto const read = gt::pdf::read_answer({reinterpret_cast<char const*>(data), size}, limits);
  if (!read) {
    if (read.error().message.empty()) std::abort();
    return 0;
  }
  std::string again;
  for (auto const& page : read->pages) again += gt::pdf::page_record(page.number, page.text);
  again += gt::pdf::end_record(static_cast<int>(read->pages.size()));
  auto const once_more = gt::pdf::read_answer(again, limits);
  if (!once_more || once_more->pages.size() != read->pages.size()) std::abort();
  for (std::size_t i = 0; i < read->pages.size(); ++i)
    if (once_more->pages[i].text != read->pages[i].text) std::abort();
  return 0;
}
