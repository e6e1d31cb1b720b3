// Forms with files, whole and in pieces: the same fields and the same files.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "platform/web/multipart.h"

namespace {

using namespace gt::web;

struct Understood {
  bool is_read = false;
  Fields fields = {};
  std::vector<std::pair<std::string, std::uint64_t>> files = {};
  friend bool operator==(Understood const&, Understood const&) = default;
};

Understood read(std::string_view bytes, std::size_t piece) {
  MultipartReader reader{"b", std::filesystem::temp_directory_path()};
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    if (!reader.feed(bytes.substr(at, piece))) return {};
  if (!reader.finish()) return {};
  Understood out{true, reader.take_fields(), {}};
  for (auto const& file : reader.take_files()) out.files.emplace_back(file.file_name(), file.size());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  (void)MultipartReader::boundary_of(bytes);
  if (read(bytes, bytes.size() + 1) != read(bytes, std::size_t{1} + data[0] % 64)) std::abort();
  return 0;
}
