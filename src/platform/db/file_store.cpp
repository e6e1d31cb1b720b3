#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/db/cannot_write.h"
#include "platform/db/db.h"
#include "platform/db/sha256.h"

namespace gt::db {
namespace {

[[noreturn]] void cannot_store(std::string const& what) {
  CannotWrite::throw_if_obstacle(errno);
  throw DatabaseError("A file could not be stored: " + what + ": " + std::strerror(errno) + ".");
}

class Descriptor {
 public:
  Descriptor(std::filesystem::path const& path, int flags) : value_{::open(path.c_str(), flags | O_CLOEXEC, 0600)} {
    if (value_ < 0) cannot_store("opening " + path.filename().string());
  }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() { ::close(value_); }
  int value() const { return value_; }

 private:
  int value_;
};

void sync_folder(std::filesystem::path const& folder) {
  Descriptor descriptor{folder, O_RDONLY | O_DIRECTORY};
  if (::fsync(descriptor.value()) != 0) cannot_store("syncing its folder");
}

/// Makes the folder for this user alone; its name is safe on the disk afterwards.
void make_folder(std::filesystem::path const& folder) {
  std::error_code fault;
  bool const made = std::filesystem::create_directory(folder, fault);
  if (fault) {
    errno = fault.value();
    cannot_store("making its folder");
  }
  if (made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, fault);
  // Also when it is there: whoever made it may have been killed before its name was safe.
  sync_folder(folder.parent_path());
}

void write_synced(std::filesystem::path const& path, FileContent const& content) {
  Descriptor descriptor{path, O_WRONLY | O_CREAT | O_EXCL};
  content.each_block([&](std::string_view bytes) {
    while (!bytes.empty()) {
      auto const written = ::write(descriptor.value(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) cannot_store("writing it");
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  });
  if (::fsync(descriptor.value()) != 0) cannot_store("syncing it");
}

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// `files/ab/abcdef…`
std::filesystem::path place_of(std::filesystem::path const& folder, std::string_view hash) {
  return folder / "files" / hash.substr(0, 2) / hash;
}

}  // namespace

std::string FileStore::store(FileContent const& content) const {
  auto hash = sha256_of(content);
  auto const place = place_of(folder_, hash);
  // A copy that is there and sound is kept; one that has been damaged is replaced. It may be from a process that was
  // killed before its name was safe, and it counts as new again, so that nobody removes it as unused meanwhile.
  if (open(hash)) {
    if (::utimensat(AT_FDCWD, place.c_str(), nullptr, 0) != 0) cannot_store("marking it as used");
    sync_folder(place.parent_path());
    return hash;
  }
  make_folder(folder_ / "files");
  make_folder(place.parent_path());
  auto const temporary = place.parent_path() / ("." + new_opaque_id());
  try {
    write_synced(temporary, content);
    if (::rename(temporary.c_str(), place.c_str()) != 0) cannot_store("giving it its name");
  } catch (std::exception const&) {
    ::unlink(temporary.c_str());
    throw;
  }
  sync_folder(place.parent_path());
  return hash;
}

Result<std::string> FileStore::load(std::string_view hash) const { return TRY(open(hash)).whole(); }

Result<FileContent> FileStore::open(std::string_view hash) const {
  if (!is_hash(hash)) return refuse(ErrorKind::not_found, "There is no such stored file.");
  int const descriptor = ::open(place_of(folder_, hash).c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return refuse(ErrorKind::not_found, "The stored file is missing from the data folder. Restore it from a backup.");
  struct stat about {};
  auto const is_known = ::fstat(descriptor, &about) == 0;
  auto content = FileContent::of_descriptor(descriptor, is_known ? static_cast<std::uint64_t>(about.st_size) : 0);
  try {
    if (sha256_of(content) == hash) return content;
  } catch (std::system_error const&) {
    // It cannot be read, which is as bad.
  }
  return refuse(ErrorKind::conflict,
                "The stored file is damaged: its content no longer matches its fingerprint. Restore it from a backup.");
}

}  // namespace gt::db
