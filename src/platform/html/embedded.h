#pragma once

#include <string_view>
#include <vector>

namespace gt::html {

/// One file as cmake/embed_binary.cmake puts it into the program; `path` is below `assets/`.
struct EmbeddedFile {
  std::string_view path;
  std::string_view bytes;
};
std::vector<EmbeddedFile> embedded_files();
/// 16 hexadecimal digits over all paths and bytes.
std::string_view embedded_hash();

}  // namespace gt::html
