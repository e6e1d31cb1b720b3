#pragma once

#include <filesystem>
#include <string_view>
#include <utility>

#include "platform/core/result.h"

namespace gt::db {

enum class Use { together, alone };

/// Says that a folder is in use, until this goes or the process ends, however it ends. Servers and commands use a data
/// folder together; a restore needs it alone.
class FolderLock {
 public:
  /// Makes the folder when it is not there. On a disk that can only be read there is nothing to lock. Errors: conflict
  /// with `in_use` as its words when somebody else's use excludes this one; invalid when the folder cannot be made.
  static Result<FolderLock> take(std::filesystem::path const& folder, std::string_view name, Use use,
                                 std::string in_use);

  FolderLock(FolderLock&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}
  FolderLock& operator=(FolderLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_{descriptor} {}
  int descriptor_;
};

/// Of everything that opens the data folder.
inline constexpr std::string_view folder_in_use = "goldenthread.lock";
/// Of what takes files out of the store, and of what copies them.
inline constexpr std::string_view files_in_use = "files.lock";

}  // namespace gt::db
