#pragma once

#include <filesystem>
#include <string_view>

namespace gt::web {

/// A private file (mode 0600) in `folder` that is deleted with this object.
class TemporaryFile {
 public:
  /// Errors: throws std::system_error when it cannot be made.
  explicit TemporaryFile(std::filesystem::path const& folder);
  ~TemporaryFile();
  TemporaryFile(TemporaryFile const&) = delete;
  TemporaryFile& operator=(TemporaryFile const&) = delete;

  /// Errors: throws std::system_error, above all when the disk is full.
  void append(std::string_view bytes);
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace gt::web
