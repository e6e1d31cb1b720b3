#include "platform/backup/places.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "platform/backup/disk.h"
#include "platform/db/migrate.h"
#include "platform/db/sha256.h"

namespace gt::backup {

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string name_of(std::string_view hash) { return fmt::format("files/{}/{}", hash.substr(0, 2), hash); }

std::vector<std::string> list_stored(std::filesystem::path const& folder) {
  std::vector<std::string> out;
  std::error_code fault;
  for (std::filesystem::directory_iterator shelf{folder / "files", fault}, end; !fault && shelf != end;
       shelf.increment(fault)) {
    std::error_code shelf_fault;
    for (std::filesystem::directory_iterator file{shelf->path(), shelf_fault}; !shelf_fault && file != end;
         file.increment(shelf_fault)) {
      auto const name = file->path().filename().string();
      if (is_hash(name) && name.substr(0, 2) == shelf->path().filename().string()) out.push_back(name);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string hash_of_file(std::filesystem::path const& path) {
  db::Sha256 hash;
  read_pieces(path, [&](std::string_view piece) { hash.add(piece); });
  return hash.hex();
}

bool is_same_schema(std::vector<db::AppliedMigration> const& applied, std::span<db::Migration const> known,
                    db::Engine engine) {
  return applied.size() == known.size() && std::all_of(known.begin(), known.end(), [&](auto const& each) {
           return std::any_of(applied.begin(), applied.end(), [&](auto const& one) {
             return one.name == each.name && one.sha256 == db::migration_hash(each, engine);
           });
         });
}

Result<std::vector<db::Migration>> known_of(Manifest const& manifest, std::span<db::Migration const> known,
                                            std::string const& own_version) {
  std::vector<db::Migration> out;
  for (auto const& each : manifest.schema) {
    auto const found = std::find_if(known.begin(), known.end(), [&](auto const& one) { return one.name == each.name; });
    if (found == known.end())
      return refuse(ErrorKind::conflict,
                    fmt::format("This backup was made by a newer program: by version {}, with the change {} of the "
                                "database, which this program (version {}) does not know. Put the newer program in "
                                "place, then restore again.",
                                manifest.version, each.name, own_version));
    if (db::migration_hash(*found, manifest.engine) != each.sha256)
      return refuse(ErrorKind::conflict,
                    fmt::format("This backup was made by another build: its change {} of the database has a different "
                                "text from this program’s. Restore it with the program that made it (version {}).",
                                each.name, manifest.version));
    out.push_back(*found);
  }
  return out;
}

Result<void> require_rows_here(db::Location const& location) {
  std::error_code fault;
  if (!location.postgresql.empty() || !std::filesystem::exists(location.folder / "goldenthread.postgresql", fault))
    return {};
  return refuse(ErrorKind::invalid, fmt::format("The rows of {} are in PostgreSQL: name it with --postgresql or "
                                                "GOLDENTHREAD_POSTGRESQL.",
                                                location.folder.string()));
}

}  // namespace gt::backup
