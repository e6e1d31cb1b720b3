// The HTTP head and body, forms of both kinds included, as the server reads them: what is understood must not depend on
// how the bytes are cut into pieces on the way.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "platform/web/request_reader.h"

namespace {

using namespace gt::web;

ReadingLimits limits() {
  ReadingLimits out;
  out.header_limit = 2048;
  out.body_limit = [](Method, std::string_view path) {
    return path == "/upload" ? std::size_t{4096} : std::size_t{256};
  };
  out.spool_folder = std::filesystem::temp_directory_path();
  return out;
}

struct Understood {
  RequestReader::State state;
  std::size_t taken = 0;
  std::optional<Request> request = std::nullopt;
  std::optional<int> fault = std::nullopt;
};

Understood read(std::string_view bytes, std::size_t piece) {
  RequestReader reader{limits()};
  std::string waiting;
  std::size_t fed = 0, taken = 0;
  while (reader.state() != RequestReader::State::complete && reader.state() != RequestReader::State::failed) {
    auto const used = reader.feed(waiting);
    waiting.erase(0, used);
    taken += used;
    if (used > 0) continue;
    if (fed == bytes.size()) break;
    auto const more = bytes.substr(fed, piece);
    waiting += more;
    fed += more.size();
  }
  Understood out{reader.state(), taken};
  if (out.state == RequestReader::State::failed) out.fault = reader.fault().status;
  if (out.state == RequestReader::State::complete) {
    auto got = reader.take();
    out.request = std::move(got.request);
    if (got.fault) out.fault = got.fault->status;
  }
  return out;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  auto const whole = read(bytes, bytes.size() + 1);
  auto const pieces = read(bytes, std::size_t{1} + data[0] % 64);
  require(whole.state == pieces.state && whole.fault == pieces.fault);
  if (!whole.request) return 0;
  require(whole.taken == pieces.taken);
  require(whole.request->method == pieces.request->method && whole.request->path == pieces.request->path);
  require(whole.request->query_fields == pieces.request->query_fields &&
          whole.request->form_fields == pieces.request->form_fields);
  require(whole.request->body == pieces.request->body && whole.request->files.size() == pieces.request->files.size());
  for (auto const& header : whole.request->headers)
    require(header.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  return 0;
}
