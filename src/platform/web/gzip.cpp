#include "platform/web/gzip.h"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>

#include <zlib.h>

#include "platform/web/syntax.h"

namespace gt::web {

std::string gzip_compressed(std::string_view bytes, int level) {
  if (bytes.size() > std::numeric_limits<uInt>::max() / 2)
    throw std::runtime_error("too large to compress in one piece");
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot start");
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  // zlib's old interface asks for a pointer to non-const, and does not write through it.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib cannot compress");
  return out;
}

bool is_compressible(std::string_view content_type) {
  constexpr std::array<std::string_view, 6> types = {"application/json",         "application/javascript",
                                                     "application/xml",          "application/xhtml+xml",
                                                     "application/problem+json", "image/svg+xml"};
  auto type = trimmed(content_type.substr(0, content_type.find(';')));
  return same_ignoring_case(type.substr(0, 5), "text/") ||
         std::any_of(types.begin(), types.end(),
                     [&](std::string_view known) { return same_ignoring_case(known, type); });
}

}  // namespace gt::web
