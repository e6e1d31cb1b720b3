#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "platform/core/file_content.h"

namespace gt::db {

/// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// The same of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256 const&) = delete;
  Sha256& operator=(Sha256 const&) = delete;
  void add(std::string_view bytes);
  /// Once, at the end.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Of a content that may be large, read in blocks. Throws std::system_error when it cannot be read.
std::string sha256_of(FileContent const& content);
/// Of a file's content, read in pieces. Throws std::system_error when it cannot be read.
std::string sha256_of_file(std::filesystem::path const& path);

}  // namespace gt::db
