// The HTTP head and body, forms of both kinds included, as the server reads them: what is understood must not depend on
// how the bytes are cut into pieces on the way.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
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

void require(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "Differs by how the bytes are cut: " << what << '\n';
  std::abort();
}

std::string said(Understood const& one) {
  return "state " + std::to_string(static_cast<int>(one.state)) + ", taken " + std::to_string(one.taken) + ", status " +
         std::to_string(one.fault.value_or(0));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  auto const whole = read(bytes, bytes.size() + 1);
  auto const pieces = read(bytes, std::size_t{1} + data[0] % 64);
  require(whole.state == pieces.state && whole.fault == pieces.fault, said(whole) + "; in pieces " + said(pieces));
  if (!whole.request) return 0;
  require(whole.taken == pieces.taken, said(whole) + "; in pieces " + said(pieces));
  auto const& one = *whole.request;
  auto const& other = *pieces.request;
  require(one.method == other.method && one.path == other.path, "method or path");
  require(one.query_fields == other.query_fields && one.form_fields == other.form_fields, "fields");
  require(one.body == other.body && one.files.size() == other.files.size(), "body or files");
  for (auto const& header : one.headers) {
    auto const broken = header.value.find_first_of(std::string_view("\r\n\0", 3));
    require(broken == std::string::npos, "a header that holds the end of a line");
  }
  return 0;
}
