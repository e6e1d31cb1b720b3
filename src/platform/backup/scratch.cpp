#include "platform/backup/scratch.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "platform/audit/audit.h"
#include "platform/backup/places.h"
#include "platform/db/cannot_write.h"

namespace gt::backup {

namespace {

tl::unexpected<Error> unusable(std::string const& what) {
  return refuse(ErrorKind::invalid,
                fmt::format("The backup cannot be used: {} Use another backup; nothing was changed.", what));
}

/// The next piece of a file at each call, empty at the end.
std::function<std::string()> pieces_of(std::filesystem::path const& path) {
  auto file = std::make_shared<std::ifstream>(path, std::ios::binary);
  if (!*file) throw std::system_error(errno, std::generic_category(), path.string());
  return [file] {
    std::string piece(65536, '\0');
    file->read(piece.data(), static_cast<std::streamsize>(piece.size()));
    piece.resize(static_cast<std::size_t>(file->gcount()));
    return piece;
  };
}

Result<void> fill(Scratch const& scratch, std::filesystem::path const& folder, Manifest const& manifest,
                  Installation const& installation) {
  auto const known = TRY(known_of(manifest, installation.migrations, installation.version));
  if (manifest.engine == db::Engine::sqlite) {
    copy_file(folder / database_file, scratch.location().folder / database_file, "");
    return {};
  }
  auto const database = TRY(db::Database::open(scratch.location(), 1));
  TRY(database->migrate(known));
  db::load_rows(scratch.location(), manifest.tables,
                [&](db::Table const& table) { return pieces_of(folder / rows_file(table.name)); });
  return {};
}

Result<void> compare_rows(std::vector<db::Table> const& found, Manifest const& manifest) {
  for (auto const& wanted : manifest.tables) {
    auto const at =
        std::find_if(found.begin(), found.end(), [&](auto const& each) { return each.name == wanted.name; });
    if (at == found.end()) return unusable(fmt::format("the table {} is not in it.", wanted.name));
    if (at->rows != wanted.rows)
      return unusable(fmt::format("the table {} has {} rows instead of {}.", wanted.name, at->rows, wanted.rows));
  }
  return {};
}

Result<void> compare_log(db::Database& database, Manifest const& manifest) {
  auto const log = audit::verify(database);
  if (!log) return unusable(log.error().message);
  if (log->entries != manifest.audit_entries || log->hash != manifest.audit_hash)
    return unusable(fmt::format("its audit log ends with entry {}, and the backup was made at entry {}.", log->entries,
                                manifest.audit_entries));
  return {};
}

Result<void> look_for_files(db::Location const& location, Manifest const& manifest, Installation const& installation) {
  std::set<std::string> there(manifest.missing_files.begin(), manifest.missing_files.end());
  for (auto const& each : manifest.contents)
    if (each.path.starts_with("files/")) there.insert(each.sha256);
  db::Snapshot snapshot{location};
  for (auto const& row : snapshot.rows(installation.stored_files)) {
    auto const hash = row.text("hash");
    if (is_hash(hash) && !there.contains(hash))
      return unusable(fmt::format("the file of {} is not in it.", row.text("kept_by")));
  }
  return {};
}

Result<int> prove_filled(Scratch const& scratch, Manifest const& manifest, Installation const& installation,
                         Progress const& progress) {
  auto say = [&](std::int64_t done) {
    if (progress) progress("Looking it over", done, 5);
  };
  say(1);
  auto const faults = db::structural_faults(scratch.location());
  if (!faults.empty()) return unusable(faults.front());
  say(2);
  TRY(compare_rows(db::Snapshot{scratch.location()}.tables(), manifest));
  auto const database = TRY(db::Database::open(scratch.location(), 1));
  say(3);
  TRY(compare_log(*database, manifest));
  say(4);
  int const migrated = TRY(database->migrate(installation.migrations));
  if (migrated > 0) {
    TRY(compare_log(*database, manifest));
    auto const after = db::structural_faults(scratch.location());
    if (!after.empty()) return unusable(after.front());
  }
  TRY(look_for_files(scratch.location(), manifest, installation));
  say(5);
  return migrated;
}

}  // namespace

Result<std::unique_ptr<Scratch>> Scratch::make(Manifest const& manifest, db::Location const& beside,
                                               std::filesystem::path const& parent, std::string_view folder_prefix,
                                               std::string_view schema_prefix) {
  bool const is_sqlite = manifest.engine == db::Engine::sqlite;
  if (!is_sqlite && beside.postgresql.empty())
    return refuse_field(
        "postgresql",
        "This backup is of a PostgreSQL database and can only be put into one. Name it with --postgresql.");
  auto out = std::make_unique<Scratch>(parent, folder_prefix);
  if (is_sqlite) {
    out->location_ = {out->folder_.path(), ""};
    return out;
  }
  auto const schema = std::string(schema_prefix) + new_opaque_id();
  out->beside_ = beside;
  out->location_ = TRY(db::in_schema({out->folder_.path(), beside.postgresql}, schema));
  db::create_schema(beside, schema);
  out->schema_ = schema;
  return out;
}

Scratch::~Scratch() {
  if (schema_.empty()) return;
  try {
    db::drop_schema(beside_, schema_);
  } catch (db::DatabaseError const&) {  // the next restore drops it, and the doctor names it
    schema_.clear();
  }
}

Result<int> fill_and_prove(Scratch const& scratch, std::filesystem::path const& folder, Manifest const& manifest,
                           Installation const& installation, Progress const& progress) {
  try {
    if (progress) progress("Looking it over", 0, 5);
    TRY(fill(scratch, folder, manifest, installation));
    return prove_filled(scratch, manifest, installation, progress);
  } catch (db::CannotWrite const& fault) {
    return refuse(ErrorKind::conflict, fault.message());
  } catch (db::DatabaseError const& fault) {
    return unusable(fault.what());
  } catch (std::system_error const& fault) {
    return unusable(fault.what());
  }
}

Result<Proved> prove(std::filesystem::path const& folder, Installation const& installation,
                     std::filesystem::path const& scratch_parent, Progress const& progress) {
  auto manifest = TRY(check(folder, progress));
  TRY(known_of(manifest, installation.migrations, installation.version));
  auto const scratch = TRY(
      Scratch::make(manifest, installation.location, scratch_parent, "goldenthread-proving-", proving_schema_prefix));
  int const migrated = TRY(fill_and_prove(*scratch, folder, manifest, installation, progress));
  return Proved{std::move(manifest), migrated};
}

}  // namespace gt::backup
