#include "platform/backup/disk.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/core/id.h"
#include "platform/db/cannot_write.h"
#include "platform/db/sha256.h"

namespace gt::backup {

namespace {

[[noreturn]] void disk_failed(std::filesystem::path const& path) {
  auto const number = errno;
  db::CannotWrite::throw_if_obstacle(number);
  throw std::system_error(number, std::generic_category(), path.string());
}

class Opened {
 public:
  Opened(std::filesystem::path const& path, int flags) : descriptor_{::open(path.c_str(), flags | O_CLOEXEC, 0600)} {
    if (descriptor_ < 0) disk_failed(path);
  }
  ~Opened() { ::close(descriptor_); }
  Opened(Opened const&) = delete;
  Opened& operator=(Opened const&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace

struct NewFile::State {
  explicit State(std::filesystem::path const& path)
      : descriptor{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)} {
    if (descriptor < 0) disk_failed(path);
  }
  ~State() { ::close(descriptor); }
  State(State const&) = delete;
  State& operator=(State const&) = delete;
  int descriptor;
  db::Sha256 hash{};
  std::int64_t size = 0;
};

NewFile::NewFile(std::filesystem::path path) : path_{std::move(path)}, state_{std::make_unique<State>(path_)} {}
NewFile::~NewFile() = default;

void NewFile::write(std::string_view bytes) {
  state_->hash.add(bytes);
  state_->size += static_cast<std::int64_t>(bytes.size());
  while (!bytes.empty()) {
    auto const written = ::write(state_->descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) disk_failed(path_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

Content NewFile::finish(std::string name) { return {std::move(name), state_->size, state_->hash.hex()}; }

void read_pieces(std::filesystem::path const& path, std::function<void(std::string_view)> const& use) {
  Opened const file{path, O_RDONLY};
  std::array<char, 65536> piece;
  for (;;) {
    auto const got = ::read(file.descriptor(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) disk_failed(path);
    if (got == 0) return;
    use({piece.data(), static_cast<std::size_t>(got)});
  }
}

std::string read_whole(std::filesystem::path const& path) {
  std::string out;
  read_pieces(path, [&](std::string_view piece) { out += piece; });
  return out;
}

Content copy_file(std::filesystem::path const& from, std::filesystem::path const& to, std::string name) {
  NewFile copy{to};
  read_pieces(from, [&](std::string_view piece) { copy.write(piece); });
  return copy.finish(std::move(name));
}

void make_folders(std::filesystem::path const& folder) {
  if (folder.empty() || std::filesystem::is_directory(folder)) return;
  make_folders(folder.parent_path());
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) disk_failed(folder);
}

void sync_disk(std::filesystem::path const& place) {
  Opened const opened{place, O_RDONLY};
  if (::syncfs(opened.descriptor()) != 0) disk_failed(place);
}

void sync_file(std::filesystem::path const& path) {
  Opened const opened{path, O_RDONLY};
  if (::fsync(opened.descriptor()) != 0) disk_failed(path);
}

bool rename_to_free(std::filesystem::path const& from, std::filesystem::path const& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
  if (errno != EINVAL && errno != ENOSYS) disk_failed(to);
  // A disk on the network may not know this; a folder never takes the name of one that holds something.
  if (std::filesystem::exists(to)) return false;
  if (::rename(from.c_str(), to.c_str()) == 0) return true;
  if (errno == EEXIST || errno == ENOTEMPTY) return false;
  disk_failed(to);
}

void link_or_copy(std::filesystem::path const& from, std::filesystem::path const& to) {
  if (::link(from.c_str(), to.c_str()) == 0) return;
  if (errno != EPERM && errno != EXDEV && errno != ENOTSUP && errno != EMLINK) disk_failed(to);
  copy_file(from, to, "");
}

ScratchFolder::ScratchFolder(std::filesystem::path const& parent, std::string_view prefix)
    : path_{parent / (std::string(prefix) + new_opaque_id())} {
  make_folders(path_);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  if (!is_kept_) std::filesystem::remove_all(path_, ignored);
}

std::string time_for_name(Instant at) {
  auto text = at.iso();  // 2026-11-22T19:26:46.000Z
  std::string out;
  for (char const each : text.substr(0, 19))
    if (each != ':') out += each;
  return out + "Z";
}

}  // namespace gt::backup
