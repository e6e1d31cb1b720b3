#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
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

void write_synced(std::filesystem::path const& path, std::string_view bytes) {
  Descriptor descriptor{path, O_WRONLY | O_CREAT | O_EXCL};
  while (!bytes.empty()) {
    auto const written = ::write(descriptor.value(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) cannot_store("writing it");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
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

std::string FileStore::store(std::string_view bytes) const {
  auto hash = sha256_hex(bytes);
  auto const place = place_of(folder_, hash);
  // A copy that is there and sound is kept; one that has been damaged is replaced. It may be from a process that was
  // killed before its name was safe, and it counts as new again, so that nobody removes it as unused meanwhile.
  if (load(hash)) {
    if (::utimensat(AT_FDCWD, place.c_str(), nullptr, 0) != 0) cannot_store("marking it as used");
    sync_folder(place.parent_path());
    return hash;
  }
  make_folder(folder_ / "files");
  make_folder(place.parent_path());
  auto const temporary = place.parent_path() / ("." + new_opaque_id());
  try {
    write_synced(temporary, bytes);
    if (::rename(temporary.c_str(), place.c_str()) != 0) cannot_store("giving it its name");
  } catch (DatabaseError const&) {
    ::unlink(temporary.c_str());
    throw;
  }
  sync_folder(place.parent_path());
  return hash;
}

Result<std::string> FileStore::load(std::string_view hash) const {
  if (!is_hash(hash)) return refuse(ErrorKind::not_found, "There is no such stored file.");
  std::ifstream file(place_of(folder_, hash), std::ios::binary);
  if (!file)
    return refuse(ErrorKind::not_found, "The stored file is missing from the data folder. Restore it from a backup.");
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (file.bad() || sha256_hex(bytes) != hash)
    return refuse(
        ErrorKind::conflict,
        "The stored file is damaged: its content no longer matches its fingerprint. Restore it from a backup.");
  return bytes;
}

}  // namespace gt::db
