// Query strings, form bodies, paths, cookies and the small grammars of headers. What is encoded again is read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "platform/web/syntax.h"

namespace {

using namespace gt::web;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text(reinterpret_cast<char const*>(data), size);
  if (auto const fields = read_urlencoded(text)) {
    std::string again;
    for (auto const& field : *fields) {
      require(is_plain_utf8(field.name) && is_plain_utf8(field.value));
      again += (again.empty() ? "" : "&") + percent_encoded(field.name) + "=" + percent_encoded(field.value);
    }
    auto const read = read_urlencoded(again);
    require(read && (*read == *fields || again.find("&=") != std::string::npos || again.starts_with("=")));
  }
  if (is_plain_utf8(text)) {
    auto const decoded = percent_decoded(percent_encoded(text), PlusSign::is_itself);
    require(decoded && *decoded == text);
  }
  if (auto const path = read_path(text)) {
    require(path->starts_with('/') && is_plain_utf8(*path));
    require(path->find("/../") == std::string::npos && !path->ends_with("/..") &&
            path->find('\\') == std::string::npos);
  }
  (void)read_cookies(text);
  (void)read_parameters(text);
  (void)accepts_gzip(text);
  (void)etag_listed(text, "\"a\"");
  for (auto const length : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}}) {
    auto const range = read_range(text, length);
    if (range.answer == RangeAnswer::part) require(range.range.first <= range.range.last && range.range.last < length);
  }
  return 0;
}
