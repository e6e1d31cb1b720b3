#include "platform/core/file_content.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <map>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace gt {

namespace {

constexpr std::size_t most_in_memory = std::size_t{1} << 20;
constexpr std::size_t block_size = std::size_t{256} << 10;

[[noreturn]] void failed(int error, std::string const& what) {
  throw std::system_error(error, std::generic_category(), what);
}

/// How many bytes came; fewer than asked for only at the end.
std::size_t read_at(int descriptor, char* to, std::size_t size, std::uint64_t start) {
  std::size_t got = 0;
  while (got < size) {
    auto const read = ::pread(descriptor, to + got, size - got, static_cast<off_t>(start + got));
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) failed(errno, "reading a file");
    if (read == 0) break;
    got += static_cast<std::size_t>(read);
  }
  return got;
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) failed(errno, "writing a temporary file");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

int temporary_file(std::filesystem::path const& folder) {
  std::string name = (folder / "goldenthread-upload-XXXXXX").string();
  int const descriptor = mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) failed(errno, "no temporary file in " + folder.string());
  // Gone from the folder at once, so that nothing is left of it however this process ends.
  unlink(name.c_str());
  return descriptor;
}

}  // namespace

struct FileContent::State {
  State(std::string bytes, int file, std::uint64_t length) : memory{std::move(bytes)}, descriptor{file}, size{length} {}
  State(State const&) = delete;
  State& operator=(State const&) = delete;
  ~State();

  std::string memory;
  int descriptor;
  std::uint64_t size;
  std::uint64_t number = 0;  ///< counts from 1; 0 for what is in memory

  /// What can be found by its number.
  struct Known {
    std::mutex mutex;
    std::map<std::uint64_t, std::weak_ptr<State const>> states;
    std::uint64_t last = 0;
  };
  static Known& known() {
    static Known known;
    return known;
  }
};

FileContent::State::~State() {
  if (number != 0) {
    std::lock_guard const lock{known().mutex};
    known().states.erase(number);
  }
  if (descriptor >= 0) ::close(descriptor);
}

FileContent::FileContent() : FileContent(std::string()) {}

FileContent::FileContent(std::string bytes) {
  auto const size = bytes.size();
  state_ = std::make_shared<State const>(std::move(bytes), -1, size);
}

FileContent FileContent::of_descriptor(int descriptor, std::uint64_t size) {
  auto& known = State::known();  // made first, so that it outlives every state
  auto state = std::make_shared<State>(std::string(), descriptor, size);
  std::lock_guard const lock{known.mutex};
  state->number = ++known.last;
  known.states[state->number] = state;
  return FileContent{std::shared_ptr<State const>(std::move(state))};
}

std::uint64_t FileContent::size() const { return state_->size; }

void FileContent::each_block(std::function<void(std::string_view)> const& take) const {
  if (state_->descriptor < 0) {
    take(state_->memory);
    return;
  }
  std::vector<char> block(block_size);
  for (std::uint64_t start = 0; start < state_->size;) {
    auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(block.size(), state_->size - start));
    auto const got = read_at(state_->descriptor, block.data(), wanted, start);
    if (got < wanted) failed(EIO, "a file was cut short");
    take({block.data(), got});
    start += got;
  }
}

std::string FileContent::piece(std::uint64_t start, std::size_t most) const {
  if (start >= state_->size) return {};
  auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(most, state_->size - start));
  if (state_->descriptor < 0) return state_->memory.substr(static_cast<std::size_t>(start), wanted);
  std::string bytes(wanted, '\0');
  if (read_at(state_->descriptor, bytes.data(), wanted, start) < wanted) failed(EIO, "a file was cut short");
  return bytes;
}

int FileContent::descriptor() const { return state_->descriptor; }

std::string_view FileContent::in_memory() const { return state_->memory; }

std::optional<std::uint64_t> FileContent::number() const {
  if (state_->number == 0) return std::nullopt;
  return state_->number;
}

std::optional<FileContent> FileContent::numbered(std::uint64_t number) {
  auto& known = State::known();
  std::lock_guard const lock{known.mutex};
  auto const found = known.states.find(number);
  if (found == known.states.end()) return std::nullopt;
  auto state = found->second.lock();
  if (!state) return std::nullopt;
  return FileContent{std::move(state)};
}

FileContentWriter::FileContentWriter(FileContentWriter&& other) noexcept
    : folder_{std::move(other.folder_)},
      memory_{std::move(other.memory_)},
      descriptor_{std::exchange(other.descriptor_, -1)},
      size_{std::exchange(other.size_, 0)} {}

FileContentWriter::~FileContentWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void FileContentWriter::append(std::string_view bytes) {
  size_ += bytes.size();
  if (descriptor_ < 0 && size_ > most_in_memory) {
    descriptor_ = temporary_file(folder_);
    write_all(descriptor_, memory_);
    memory_ = std::string{};
  }
  if (descriptor_ >= 0)
    write_all(descriptor_, bytes);
  else
    memory_ += bytes;
}

FileContent FileContentWriter::finish() && {
  if (descriptor_ < 0) return FileContent{std::move(memory_)};
  // Opened anew: whoever it is handed to, a confined reader above all, can then not write to it.
  auto const itself = "/proc/self/fd/" + std::to_string(descriptor_);
  int const reading = ::open(itself.c_str(), O_RDONLY | O_CLOEXEC);
  if (reading < 0) failed(errno, "reading a temporary file");
  ::close(std::exchange(descriptor_, -1));
  return FileContent::of_descriptor(reading, size_);
}

std::optional<FileContent> copy_of_file(std::filesystem::path const& path, std::filesystem::path const& folder) {
  int const from = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (from < 0) return std::nullopt;
  FileContentWriter copy{folder};
  std::vector<char> block(block_size);
  ssize_t got = 0;
  // Not by place: it may be a pipe.
  do {
    got = ::read(from, block.data(), block.size());
    try {
      if (got > 0) copy.append({block.data(), static_cast<std::size_t>(got)});
    } catch (std::system_error const&) {
      ::close(from);
      throw;
    }
  } while (got > 0 || (got < 0 && errno == EINTR));
  ::close(from);
  if (got < 0) return std::nullopt;
  return std::move(copy).finish();
}

}  // namespace gt
