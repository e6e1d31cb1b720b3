#include <algorithm>
#include <cctype>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "platform/audit/audit.h"
#include "platform/backup/backup.h"
#include "platform/backup/disk.h"
#include "platform/backup/places.h"
#include "platform/backup/scratch.h"
#include "platform/db/cannot_write.h"
#include "platform/db/folder_lock.h"

namespace gt::backup {

namespace {

Result<void> refuse_other_engine(Manifest const& manifest, db::Location const& location) {
  bool const is_postgresql = !location.postgresql.empty();
  if ((manifest.engine == db::Engine::postgresql) == is_postgresql) return {};
  return refuse(ErrorKind::invalid,
                fmt::format("This backup is of a database on {}, and cannot be put into one on {}. {}",
                            engine_words(manifest.engine), is_postgresql ? "PostgreSQL" : "SQLite",
                            is_postgresql ? "Leave --postgresql out, and the database will be kept in the data folder."
                                          : "Name a PostgreSQL database with --postgresql."));
}

/// What restores that were killed have left; nobody else is in the folder.
void clear_leftovers(db::Location const& location) {
  for (auto const& each : std::filesystem::directory_iterator(location.folder))
    if (each.path().filename().string().starts_with(restoring_prefix)) std::filesystem::remove_all(each.path());
  if (location.postgresql.empty()) return;
  for (auto const& each : db::list_schemas(location, restoring_schema_prefix)) db::drop_schema(location, each);
}

/// The restore stands in the log of every council that is in it.
Result<void> record(db::Location const& scratch, Manifest const& manifest, Clock const& clock) {
  auto const database = TRY(db::Database::open(scratch, 1));
  for (auto const& council : manifest.councils) {
    auto transaction = database->change(AuthorityId::trusted(council.authority));
    audit::Entry entry;
    entry.at = clock.now();
    entry.actor = "The installation’s operator";
    entry.channel = "command line";
    entry.operation = "restore";
    entry.summary = fmt::format("Put the data of a backup of {} in place", manifest.made.printed());
    entry.changes = nlohmann::json::array({{{"kind", "backup"},
                                            {"subject", manifest.made.iso()},
                                            {"title", manifest.made.printed()},
                                            {"before", nullptr},
                                            {"after", {{"entries", manifest.audit_entries}}}}});
    audit::append(transaction, std::move(entry));
    transaction.commit();
  }
  auto const log = TRY(audit::verify(*database));
  ENSURE(log.entries == manifest.audit_entries + static_cast<std::int64_t>(manifest.councils.size()));
  return {};
}

void place_files(std::filesystem::path const& folder, Manifest const& manifest, std::filesystem::path const& data,
                 Progress const& progress) {
  std::int64_t done = 0;
  for (auto const& each : manifest.contents) {
    if (progress) progress("Putting files in place", done++, static_cast<std::int64_t>(manifest.contents.size()));
    if (!each.path.starts_with("files/")) continue;
    auto const place = data / each.path;
    if (std::filesystem::exists(place) && hash_of_file(place) == each.sha256) continue;
    make_folders(place.parent_path());
    auto const temporary = place.parent_path() / ("." + new_opaque_id());
    copy_file(folder / each.path, temporary, "");
    std::filesystem::rename(temporary, place);
  }
  if (progress) progress("Putting files in place", done, done);
}

/// Settings that are there stay. Returns the names of those.
std::vector<std::string> place_settings(std::filesystem::path const& folder, Manifest const& manifest,
                                        std::filesystem::path const& data) {
  std::vector<std::string> left;
  for (auto const& each : manifest.contents) {
    if (!each.path.starts_with("settings/")) continue;
    auto const name = std::filesystem::path(each.path).filename();
    if (!std::filesystem::exists(data / name)) {
      copy_file(folder / each.path, data / name, "");
    } else if (hash_of_file(data / name) != each.sha256) {
      left.push_back(name.string());
    }
  }
  return left;
}

/// The name, or with a number behind it when something is called so already.
template <class IsTaken>
std::string free_name(std::string const& name, IsTaken is_taken) {
  auto out = name;
  for (int number = 2; is_taken(out); ++number) out = fmt::format("{}_{}", name, number);
  return out;
}

/// Gives everything there is a second name under a dated folder, so that it can be gone back to. Returns the folder.
Result<std::filesystem::path> keep_old(std::filesystem::path const& data, Instant now, bool has_database_file) {
  auto const kept = data / free_name(kept_prefix + time_for_name(now),
                                     [&](std::string const& name) { return std::filesystem::exists(data / name); });
  bool is_settled = true;
  if (has_database_file) {
    try {
      TRY(db::settle_file(data));
    } catch (db::CannotWrite const&) {
      throw;
    } catch (db::DatabaseError const&) {
      // It is damaged, which may be why a backup is wanted: it is kept as it is, with its log.
      is_settled = false;
    }
  }
  make_folders(kept);
  for (auto const* ending : {"", "-wal", "-shm"}) {
    auto const name = std::string(database_file) + ending;
    if (has_database_file && (*ending == '\0' || !is_settled) && std::filesystem::exists(data / name))
      link_or_copy(data / name, kept / name);
  }
  for (auto const& hash : list_stored(data)) {
    make_folders((kept / name_of(hash)).parent_path());
    link_or_copy(data / name_of(hash), kept / name_of(hash));
  }
  return kept;
}

std::string lower_case_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char each) { return each == '-' ? '_' : static_cast<char>(std::tolower(each)); });
  return text;
}

Result<Restored> restore_in(std::filesystem::path const& folder, Installation const& installation, Clock const& clock,
                            Progress const& progress) {
  auto const& data = installation.location.folder;
  auto const lock = TRY(db::FolderLock::take(
      data, db::folder_in_use, db::Use::alone,
      fmt::format("The data folder {} is in use by a server or another command. Stop the server, then restore again.",
                  data.string())));
  auto manifest = TRY(check(folder, progress));
  TRY(refuse_other_engine(manifest, installation.location));
  TRY(known_of(manifest, installation.migrations, installation.version));
  bool const is_sqlite = manifest.engine == db::Engine::sqlite;
  if (!is_sqlite && db::is_used_by_others(installation.location))
    return refuse(ErrorKind::conflict,
                  "Other programs are connected to the PostgreSQL database. Stop them, then restore again.");
  clear_leftovers(installation.location);
  auto const scratch =
      TRY(Scratch::make(manifest, installation.location, data, restoring_prefix, restoring_schema_prefix));
  Restored out;
  out.migrated = TRY(fill_and_prove(*scratch, folder, manifest, installation, progress));
  TRY(record(scratch->location(), manifest, clock));
  if (is_sqlite) TRY(db::settle_file(scratch->location().folder));

  bool const has_database_file = is_sqlite && std::filesystem::is_regular_file(data / database_file);
  auto const now = clock.now();
  if (has_database_file || !list_stored(data).empty()) out.kept = TRY(keep_old(data, now, has_database_file));
  place_files(folder, manifest, data, progress);
  out.left_settings = place_settings(folder, manifest, data);
  sync_disk(data);
  if (is_sqlite) {
    for (auto const* ending : {"-wal", "-shm"}) std::filesystem::remove(data / (std::string(database_file) + ending));
    std::filesystem::rename(scratch->location().folder / database_file, data / database_file);
    sync_file(data);
  } else {
    auto const kept_as =
        free_name(kept_schema_prefix + lower_case_letters(time_for_name(now)),
                  [&](std::string const& name) { return !db::list_schemas(installation.location, name).empty(); });
    if (db::swap_schemas(installation.location, scratch->schema(), kept_as)) out.kept_schema = kept_as;
    scratch->release_schema();
  }
  out.manifest = std::move(manifest);
  return out;
}

}  // namespace

Result<Restored> restore(std::filesystem::path const& folder, Installation const& installation, Clock const& clock,
                         Progress const& progress) {
  try {
    return restore_in(folder, installation, clock, progress);
  } catch (std::system_error const& fault) {
    return refuse(
        ErrorKind::conflict,
        fmt::format("The restore stopped: {}. The database is as it was before. See to it, then restore again.",
                    fault.what()));
  } catch (db::CannotWrite const&) {
    return refuse(ErrorKind::conflict,
                  fmt::format("There is no room left on the disk of {}, or it can only be read. The database is as it "
                              "was before. Make room, then restore again.",
                              installation.location.folder.string()));
  } catch (db::DatabaseError const& fault) {
    return refuse(ErrorKind::conflict,
                  fmt::format("The restore stopped: {}. See to it, then restore again.", fault.what()));
  }
}

}  // namespace gt::backup
