#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/backup/manifest.h"
#include "platform/core/date.h"
#include "platform/core/result.h"
#include "platform/db/db.h"

/// Backups of a whole installation, proved by restoring them, and the doctor that looks whether everything is there:
/// docs/operations.md for people, docs/adr/0015 for the form.
namespace gt::backup {

/// What is backed up, and what this program knows.
struct Installation {
  db::Location location;
  std::string version;
  std::span<db::Migration const> migrations;
  /// Every use of a stored file, of every council: `hash` (64 hex digits, or anything else where there is no file),
  /// `kept_by` (in words: the report of an inspection …) and `record` (its id).
  db::Query stored_files;
  /// Files beside the database that whoever looks after the machine has put there.
  std::vector<std::string> settings_files;
};

/// Told as work goes on: what is done now, how much of it, and how much there is.
using Progress = std::function<void(std::string_view what, std::int64_t done, std::int64_t total)>;

struct Made {
  std::filesystem::path folder;
  Manifest manifest;
};

/// A new folder in `into`, named by the time, beside whoever changes the data meanwhile. It has its name only once all
/// of it is safe on the disk. What of the data is missing or damaged is named in the manifest and left out. Errors:
/// conflict or invalid in words; nothing is left behind, neither are folders that were made for it.
Result<Made> make(Installation const& installation, std::filesystem::path const& into, Clock const& clock,
                  Progress const& progress);

/// Every file of the backup is as its manifest says, and none is missing. Errors: invalid.
Result<Manifest> check(std::filesystem::path const& folder, Progress const& progress);

struct Proved {
  Manifest manifest;
  int migrated = 0;  ///< changes of the database that newer programs have made
};

/// Restores into a scratch place and looks at everything there, then takes it away again. A backup of PostgreSQL needs
/// the connection string of a database, in which a schema of its own is made. Errors: what is wrong with the backup; on
/// the field `postgresql` when that string is missing.
Result<Proved> prove(std::filesystem::path const& folder, Installation const& installation,
                     std::filesystem::path const& scratch, Progress const& progress);

struct Restored {
  Manifest manifest;
  int migrated = 0;
  std::filesystem::path kept;              ///< the data that was there before; empty when there was none
  std::string kept_schema;                 ///< on PostgreSQL
  std::vector<std::string> left_settings;  ///< settings of the backup that were not put over those that are there
};

/// Proves the backup beside the data, then puts it in the data's place in one step: whenever this is killed, the
/// database is either the old or the new one, whole. Errors: what is wrong with the backup or the place; nothing was
/// changed.
Result<Restored> restore(std::filesystem::path const& folder, Installation const& installation, Clock const& clock,
                         Progress const& progress);

enum class Grade { well, note, fault };

struct Finding {
  Grade grade;
  std::string words;
};

struct Examination {
  std::vector<Finding> findings;
  std::int64_t files = 0;   ///< that records use
  std::int64_t unused = 0;  ///< that none uses, old enough to be removed
  std::int64_t removed = 0;
  bool is_well() const;
};

/// What to do with files that no record uses.
enum class Unused { keep, remove };

/// How long a file is left alone after it was written, in seconds: whoever wrote it may be about to use it.
inline constexpr std::int64_t unused_after = 3600;

/// Looks over database and files. Removes, if told so, only files that no record uses and that nobody has touched for
/// `unused_after`, while no change is under way. Errors: conflict while a backup copies the files.
Result<Examination> examine(Installation const& installation, Unused unused, Progress const& progress);

}  // namespace gt::backup
