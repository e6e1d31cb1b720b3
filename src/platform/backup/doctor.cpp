#include <algorithm>
#include <chrono>
#include <map>
#include <system_error>

#include <fmt/format.h>

#include "platform/audit/audit.h"
#include "platform/backup/backup.h"
#include "platform/backup/disk.h"
#include "platform/backup/places.h"
#include "platform/db/cannot_write.h"
#include "platform/db/folder_lock.h"

namespace gt::backup {

namespace {

/// Hash -> what keeps it, in words.
using Uses = std::map<std::string, std::string>;

Uses uses_of(std::vector<db::Row> const& rows) {
  Uses out;
  for (auto const& row : rows)
    if (auto hash = row.text("hash"); is_hash(hash))
      out.emplace(std::move(hash), fmt::format("{} ({})", row.text("kept_by"), row.text("record")));
  return out;
}

bool is_old(std::filesystem::path const& path) {
  std::error_code fault;
  auto const written = std::filesystem::last_write_time(path, fault);
  return !fault && std::filesystem::file_time_type::clock::now() - written > std::chrono::seconds{unused_after};
}

/// Names that a store gives before a file is whole.
std::vector<std::filesystem::path> unfinished_files(std::filesystem::path const& data) {
  std::vector<std::filesystem::path> out;
  if (!std::filesystem::is_directory(data / "files")) return out;
  for (auto const& shelf : std::filesystem::directory_iterator(data / "files")) {
    if (!shelf.is_directory()) continue;
    for (auto const& file : std::filesystem::directory_iterator(shelf.path()))
      if (file.path().filename().string().starts_with('.') && is_old(file.path())) out.push_back(file.path());
  }
  return out;
}

struct Doctor {
  Installation const& installation;
  Progress const& progress;
  Examination out{};

  void add(Grade grade, std::string words) { out.findings.push_back({grade, std::move(words)}); }

  void look_at_tables() {
    auto const faults = db::structural_faults(installation.location);
    for (auto const& each : faults) add(Grade::fault, each + " Restore the last good backup.");
    if (faults.empty()) add(Grade::well, "The tables are whole.");
  }

  /// Whether the schema is this program's.
  bool look_at_schema(db::Snapshot& snapshot, db::Engine engine) {
    auto const applied = snapshot.applied();
    if (is_same_schema(applied, installation.migrations, engine)) {
      add(Grade::well, "The database is up to date.");
      return true;
    }
    Manifest as_it_is;
    as_it_is.engine = engine;
    as_it_is.schema = applied;
    if (auto const known = known_of(as_it_is, installation.migrations, installation.version); !known)
      add(Grade::fault,
          "The database has changes that this program does not know: it was made by a newer program or another build. "
          "Put that program in place.");
    else
      add(Grade::note,
          fmt::format("Changes of the database still to be made: {}. The program makes them when the server "
                      "starts. Files are looked at after that.",
                      installation.migrations.size() - known->size()));
    return false;
  }

  void look_at_log(db::Database& database) {
    auto const log = audit::verify(database);
    if (log)
      add(Grade::well, fmt::format("The audit log is unbroken: {} entries.", log->entries));
    else
      add(Grade::fault, log.error().message);
  }

  void look_at_used(Uses const& uses) {
    auto const& data = installation.location.folder;
    std::int64_t done = 0, faults = 0;
    for (auto const& [hash, kept_by] : uses) {
      if (progress) progress("Looking at files", done++, static_cast<std::int64_t>(uses.size()));
      auto const path = data / name_of(hash);
      std::string_view what;
      if (!std::filesystem::is_regular_file(path))
        what = "is missing";
      else if (hash_of_file(path) != hash)
        what = "is damaged";
      else
        continue;
      ++faults;
      add(Grade::fault, fmt::format("The file of {} {}: {}. Put it back from a backup.", kept_by, what, name_of(hash)));
    }
    if (progress) progress("Looking at files", done, done);
    out.files = static_cast<std::int64_t>(uses.size());
    if (faults == 0) add(Grade::well, fmt::format("Every file that a record uses is there and sound: {}.", out.files));
  }

  std::vector<std::filesystem::path> unused_files(Uses const& uses) const {
    auto const& data = installation.location.folder;
    auto unused = unfinished_files(data);
    for (auto const& hash : list_stored(data))
      if (!uses.contains(hash) && is_old(data / name_of(hash))) unused.push_back(data / name_of(hash));
    return unused;
  }

  /// While no change is under way, so that none is about to use what goes: a change keeps its file in the store before
  /// it ends, and marks one that is there already as new.
  void remove_unused(db::Database& database) {
    auto change = database.change(std::nullopt);  // never kept: it only holds the others back
    for (auto const& path : unused_files(uses_of(change.rows(installation.stored_files)))) {
      std::filesystem::remove(path);
      ++out.removed;
    }
    add(Grade::well, fmt::format("Files that nothing used were removed: {}.", out.removed));
  }

  void look_at_unused(Uses const& uses) {
    out.unused = static_cast<std::int64_t>(unused_files(uses).size());
    if (out.unused > 0)
      add(Grade::note,
          fmt::format("Files that no record uses: {}. They do no harm; goldenthread doctor --remove-unused "
                      "removes them.",
                      out.unused));
  }

  void look_for_leftovers() {
    auto const& data = installation.location.folder;
    for (auto const& each : std::filesystem::directory_iterator(data)) {
      auto const name = each.path().filename().string();
      if (name.starts_with(restoring_prefix))
        add(Grade::note, fmt::format("{} is left from a restore that did not end. The next restore removes it; so may "
                                     "you, while none is running.",
                                     each.path().string()));
      if (name.starts_with(kept_prefix))
        add(Grade::note, fmt::format("{} holds the data from before a restore. Remove it when it is no longer needed.",
                                     each.path().string()));
    }
    if (installation.location.postgresql.empty()) return;
    for (auto const* prefix : {restoring_schema_prefix, proving_schema_prefix})
      for (auto const& each : db::list_schemas(installation.location, prefix))
        add(Grade::note, fmt::format("The schema {} is of a restore or a check of a backup that is running or did not "
                                     "end. If none is running, remove it with: drop schema {} cascade",
                                     each, each));
    for (auto const& each : db::list_schemas(installation.location, kept_schema_prefix))
      add(Grade::note, fmt::format("The schema {} holds the data from before a restore. When it is no longer needed, "
                                   "remove it with: drop schema {} cascade",
                                   each, each));
  }
};

Result<Examination> examine_in(Installation const& installation, Unused unused, Progress const& progress) {
  auto const& location = installation.location;
  TRY(require_rows_here(location));
  if (!std::filesystem::is_directory(location.folder) ||
      (location.postgresql.empty() && !std::filesystem::is_regular_file(location.folder / database_file)))
    return refuse(ErrorKind::invalid, fmt::format("There is no database in {}. Name the data folder with --data.",
                                                  location.folder.string()));
  Doctor doctor{installation, progress};
  auto const database = TRY(db::Database::open(location, 2));
  doctor.look_at_tables();
  Uses uses;
  bool is_current = false;
  {
    db::Snapshot snapshot{location};
    is_current = doctor.look_at_schema(snapshot, database->engine());
    if (is_current) uses = uses_of(snapshot.rows(installation.stored_files));
  }
  doctor.look_at_log(*database);
  if (is_current) {
    doctor.look_at_used(uses);
    if (unused == Unused::remove) {
      auto const lock = TRY(db::FolderLock::take(
          location.folder, db::files_in_use, db::Use::alone,
          "A backup copies the files at this moment, so none was removed. Do this again when it is done."));
      doctor.remove_unused(*database);
    } else {
      doctor.look_at_unused(uses);
    }
  }
  doctor.look_for_leftovers();
  return std::move(doctor.out);
}

}  // namespace

bool Examination::is_well() const {
  return std::none_of(findings.begin(), findings.end(), [](auto const& each) { return each.grade == Grade::fault; });
}

Result<Examination> examine(Installation const& installation, Unused unused, Progress const& progress) {
  try {
    return examine_in(installation, unused, progress);
  } catch (db::CannotWrite const& fault) {
    return refuse(ErrorKind::conflict, fault.message());
  } catch (db::DatabaseError const& fault) {
    return refuse(ErrorKind::invalid, fmt::format("{} Restore the last good backup if this stays so.", fault.what()));
  } catch (std::system_error const& fault) {
    return refuse(ErrorKind::invalid, fmt::format("The data folder cannot be looked over: {}.", fault.what()));
  }
}

}  // namespace gt::backup
