#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "platform/core/date.h"
#include "platform/core/result.h"
#include "platform/db/db.h"
#include "platform/db/whole.h"

namespace gt::backup {

/// A file of a backup.
struct Content {
  std::string path;  ///< from the backup's folder: `goldenthread.db`, `files/ab/abcdef…`
  std::int64_t size = 0;
  std::string sha256;
};

/// What a council's part of the audit log ends with.
struct CouncilEnd {
  std::string authority;
  std::int64_t entries = 0;
  std::int64_t sequence = 0;
  std::string hash;
};

struct Manifest {
  std::string version;  ///< of the program that made it
  Instant made = Instant::from_unix_milliseconds(0);
  db::Engine engine = db::Engine::sqlite;
  std::vector<db::AppliedMigration> schema;
  std::vector<db::Table> tables;
  std::vector<Content> contents;
  std::int64_t audit_entries = 0;
  std::string audit_hash;  ///< empty when nothing was recorded
  std::vector<CouncilEnd> councils;
  std::vector<std::string> faults;         ///< what was wrong with the data, in words
  std::vector<std::string> missing_files;  ///< hashes of stored files that were not there or damaged

  std::int64_t stored_files() const;
  std::int64_t bytes() const;
};

inline constexpr char const* manifest_file = "manifest.json";
/// In the form of sha256sum, so that a backup can be checked without this program.
inline constexpr char const* sums_file = "SHA256SUMS";
inline constexpr char const* database_file = "goldenthread.db";

std::string to_text(Manifest const& manifest);
/// Errors: invalid, saying what is wrong; conflict when the form is of a newer program.
Result<Manifest> read_manifest(std::string const& text);

std::string engine_words(db::Engine engine);

/// Where the table's rows lie in a backup of PostgreSQL.
std::string rows_file(std::string const& table);

}  // namespace gt::backup
