#pragma once

#include <span>
#include <string>
#include <vector>

#include "platform/backup/manifest.h"

// Where things lie, and whether a schema is known.
namespace gt::backup {

inline constexpr char const* log_file = "audit-log.jsonl";
/// Folders that a restore makes in the data folder.
inline constexpr char const* restoring_prefix = "restoring-";
inline constexpr char const* kept_prefix = "before-restore-";
/// Schemas that a restore makes in a PostgreSQL database.
inline constexpr char const* restoring_schema_prefix = "goldenthread_restoring_";
inline constexpr char const* kept_schema_prefix = "goldenthread_before_";
inline constexpr char const* proving_schema_prefix = "goldenthread_proving_";

bool is_hash(std::string_view text);
/// `files/ab/abcdef…`
std::string name_of(std::string_view hash);
/// The hashes that the files of a data folder or a backup are named by, in order; others are no stored files.
std::vector<std::string> list_stored(std::filesystem::path const& folder);
/// Throws what read_pieces throws.
std::string hash_of_file(std::filesystem::path const& path);

bool is_same_schema(std::vector<db::AppliedMigration> const& applied, std::span<db::Migration const> known,
                    db::Engine engine);

/// Those of `known` that were applied. Errors: conflict when one is not known to this program, or has another text.
Result<std::vector<db::Migration>> known_of(Manifest const& manifest, std::span<db::Migration const> known,
                                            std::string const& own_version);

/// That the data folder alone is what is asked about. Errors: invalid, in words, when its rows are in PostgreSQL and no
/// database there is named.
Result<void> require_rows_here(db::Location const& location);

}  // namespace gt::backup
