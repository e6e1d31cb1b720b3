#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "platform/backup/manifest.h"

// Files and folders as a backup needs them: hashed while they are written, safe on the disk before they get their name.
// What fails throws std::system_error or db::CannotWrite.
namespace gt::backup {

/// A new file for this user alone.
class NewFile {
 public:
  explicit NewFile(std::filesystem::path path);
  ~NewFile();
  NewFile(NewFile const&) = delete;
  NewFile& operator=(NewFile const&) = delete;
  void write(std::string_view bytes);
  /// Once, at the end: what was written, named `name` in the manifest.
  Content finish(std::string name);

 private:
  struct State;
  std::filesystem::path path_;
  std::unique_ptr<State> state_;
};

/// Calls `use` with the file's content in pieces.
void read_pieces(std::filesystem::path const& path, std::function<void(std::string_view)> const& use);
/// A file that is small.
std::string read_whole(std::filesystem::path const& path);

Content copy_file(std::filesystem::path const& from, std::filesystem::path const& to, std::string name);

/// For this user alone, with those above it.
void make_folders(std::filesystem::path const& folder);
/// Everything that was written to the disk of `place` is safe there afterwards.
void sync_disk(std::filesystem::path const& place);
void sync_file(std::filesystem::path const& path);
/// Gives it the name unless something has it already: then returns false.
bool rename_to_free(std::filesystem::path const& from, std::filesystem::path const& to);
/// The same file under a second name, or a copy where the disk cannot do that.
void link_or_copy(std::filesystem::path const& from, std::filesystem::path const& to);

/// Removed with everything in it at the end, unless told otherwise.
class ScratchFolder {
 public:
  /// In `parent`, with a name that begins with `prefix`.
  ScratchFolder(std::filesystem::path const& parent, std::string_view prefix);
  ~ScratchFolder();
  ScratchFolder(ScratchFolder const&) = delete;
  ScratchFolder& operator=(ScratchFolder const&) = delete;
  std::filesystem::path const& path() const { return path_; }
  void keep() { is_kept_ = true; }

 private:
  std::filesystem::path path_;
  bool is_kept_ = false;
};

/// `2026-11-22T192646Z`: a time in a file's name.
std::string time_for_name(Instant at);

}  // namespace gt::backup
