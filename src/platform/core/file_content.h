#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gt {

/// The bytes of one file, never changed and shared by all copies of this value: in memory when there are few, otherwise
/// in a file without a name, open for reading only, which goes with the last copy.
class FileContent {
 public:
  FileContent();  ///< no bytes
  FileContent(std::string bytes);
  FileContent(std::string_view bytes) : FileContent(std::string(bytes)) {}
  FileContent(char const* bytes) : FileContent(std::string(bytes)) {}
  /// Takes the descriptor, which is open for reading a file that nobody writes to any more.
  static FileContent of_descriptor(int descriptor, std::uint64_t size);

  std::uint64_t size() const;
  bool empty() const { return size() == 0; }
  /// Hands over the content in blocks, in order, without holding it all. Errors: throws std::system_error when the
  /// file cannot be read.
  void each_block(std::function<void(std::string_view)> const& take) const;
  /// Up to `most` bytes from `start` on; fewer at the end, none beyond it. Errors: as `each_block`.
  std::string piece(std::uint64_t start, std::size_t most) const;
  /// All of it; only for what is known to be small. Errors: as `each_block`.
  std::string whole() const { return piece(0, static_cast<std::size_t>(size())); }

  /// Where the bytes lie: a descriptor that lives as long as this value, or -1 when they are in memory.
  int descriptor() const;
  /// The bytes when they are in memory; none otherwise.
  std::string_view in_memory() const;
  /// A number by which `numbered` finds the content again, in this process and as long as a copy of this value lives;
  /// none when the bytes are in memory.
  std::optional<std::uint64_t> number() const;
  static std::optional<FileContent> numbered(std::uint64_t number);

 private:
  struct State;
  explicit FileContent(std::shared_ptr<State const> state) : state_{std::move(state)} {}
  std::shared_ptr<State const> state_;
};

/// Bytes on their way to becoming a FileContent: they move to a file in `folder` once there are more than 1 MB.
class FileContentWriter {
 public:
  explicit FileContentWriter(std::filesystem::path folder) : folder_{std::move(folder)} {}
  ~FileContentWriter();
  FileContentWriter(FileContentWriter&& other) noexcept;
  FileContentWriter(FileContentWriter const&) = delete;
  FileContentWriter& operator=(FileContentWriter const&) = delete;
  FileContentWriter& operator=(FileContentWriter&&) = delete;

  /// Errors: throws std::system_error, above all when the disk is full.
  void append(std::string_view bytes);
  std::uint64_t size() const { return size_; }
  bool is_on_disk() const { return descriptor_ >= 0; }
  /// The bytes so far, when they are not on disk.
  std::string& memory() { return memory_; }
  /// Errors: throws std::system_error.
  FileContent finish() &&;

 private:
  std::filesystem::path folder_;
  std::string memory_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

/// A copy of the file as it is now, in a file of `folder` when it is large; what happens to the original later does not
/// matter. Empty when it cannot be read. Errors: throws std::system_error when the copy cannot be kept.
std::optional<FileContent> copy_of_file(std::filesystem::path const& path, std::filesystem::path const& folder);

}  // namespace gt
