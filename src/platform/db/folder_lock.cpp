#include "platform/db/folder_lock.h"

#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace gt::db {

Result<FolderLock> FolderLock::take(std::filesystem::path const& folder, std::string_view name, Use use,
                                    std::string in_use) {
  std::error_code fault;
  bool const made = std::filesystem::create_directories(folder, fault);
  if (made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, fault);
  auto const path = folder / name;
  int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0 && (errno == EROFS || errno == ENOSPC)) {
    descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return FolderLock{-1};
  }
  if (descriptor < 0)
    return refuse(ErrorKind::invalid, "The data folder " + folder.string() + " cannot be made or used: " +
                                          std::strerror(errno) + ". Give one that this user can write to.");
  FolderLock lock{descriptor};
  if (::flock(descriptor, (use == Use::alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) return refuse(ErrorKind::conflict, std::move(in_use));
  return refuse(ErrorKind::invalid,
                "The data folder " + folder.string() + " cannot be locked: " + std::strerror(errno));
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace gt::db
