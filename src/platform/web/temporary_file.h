#pragma once

#include <filesystem>
#include <string_view>

namespace gt::web {

/// A private file on the disk of `folder`, without a name there: it goes with this object or with the process.
class TemporaryFile {
 public:
  /// Errors: throws std::system_error when it cannot be made.
  explicit TemporaryFile(std::filesystem::path const& folder);
  ~TemporaryFile();
  TemporaryFile(TemporaryFile const&) = delete;
  TemporaryFile& operator=(TemporaryFile const&) = delete;

  /// Errors: throws std::system_error, above all when the disk is full.
  void append(std::string_view bytes);
  /// Where this process, and no other, can read it.
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace gt::web
