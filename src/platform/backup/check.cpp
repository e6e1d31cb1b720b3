#include <map>
#include <system_error>

#include <fmt/format.h>

#include "platform/backup/backup.h"
#include "platform/backup/disk.h"
#include "platform/backup/places.h"
#include "platform/core/text.h"

namespace gt::backup {

namespace {

tl::unexpected<Error> damaged(std::string const& what) {
  return refuse(ErrorKind::invalid,
                fmt::format("The backup is damaged: {} Use another backup; nothing was changed.", what));
}

Result<void> check_content(std::filesystem::path const& folder, Content const& content) {
  auto const path = folder / content.path;
  if (!std::filesystem::is_regular_file(path)) return damaged(fmt::format("{} is missing.", content.path));
  if (static_cast<std::int64_t>(std::filesystem::file_size(path)) != content.size ||
      hash_of_file(path) != content.sha256)
    return damaged(fmt::format("{} is not as it was written.", content.path));
  if (content.path.starts_with("files/") && std::filesystem::path(content.path).filename() != content.sha256)
    return damaged(fmt::format("{} is not named by its content.", content.path));
  return {};
}

/// The manifest has no hash of itself; the list of sums has.
Result<void> check_sums(std::filesystem::path const& folder, Manifest const& manifest, std::string const& own_hash) {
  std::map<std::string, std::string> sums;
  for (auto const& line : split_lines(read_whole(folder / sums_file)))
    if (line.size() > 66) sums[line.substr(66)] = line.substr(0, 64);
  if (sums[manifest_file] != own_hash)
    return damaged(fmt::format("{} does not match its line in {}.", manifest_file, sums_file));
  for (auto const& each : manifest.contents)
    if (sums[each.path] != each.sha256)
      return damaged(fmt::format("{} and {} differ about {}.", manifest_file, sums_file, each.path));
  return {};
}

Result<Manifest> check_in(std::filesystem::path const& folder, Progress const& progress) {
  if (!std::filesystem::is_regular_file(folder / manifest_file) ||
      !std::filesystem::is_regular_file(folder / sums_file))
    return refuse(ErrorKind::invalid,
                  fmt::format("{} is no backup: it has no {} and {}. Name the folder that goldenthread backup made.",
                              folder.string(), manifest_file, sums_file));
  auto const text = read_whole(folder / manifest_file);
  auto manifest = TRY(read_manifest(text));
  TRY(check_sums(folder, manifest, hash_of_file(folder / manifest_file)));
  std::int64_t done = 0, total = manifest.bytes();
  for (auto const& each : manifest.contents) {
    if (progress) progress("Checking the backup", done, total);
    TRY(check_content(folder, each));
    done += each.size;
  }
  if (progress) progress("Checking the backup", total, total);
  return manifest;
}

}  // namespace

Result<Manifest> check(std::filesystem::path const& folder, Progress const& progress) {
  try {
    return check_in(folder, progress);
  } catch (std::system_error const& fault) {
    return damaged(fmt::format("it cannot be read: {}.", fault.what()));
  }
}

}  // namespace gt::backup
