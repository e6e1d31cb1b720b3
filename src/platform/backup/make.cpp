#include <algorithm>
#include <set>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "platform/audit/audit.h"
#include "platform/backup/backup.h"
#include "platform/backup/disk.h"
#include "platform/backup/places.h"
#include "platform/backup/sql.h"
#include "platform/db/cannot_write.h"
#include "platform/db/folder_lock.h"

namespace gt::backup {

namespace {

constexpr std::int64_t log_batch = 1000;

std::string optional_or_null(std::optional<std::string> const& text) { return text.value_or(""); }

/// Every entry as one line of JSON, with the hashes that chain them.
Content write_log(db::Snapshot& snapshot, std::filesystem::path const& folder) {
  NewFile file{folder / log_file};
  std::int64_t last = 0;
  for (;;) {
    auto const rows = snapshot.rows(sql::list_log, {{"after", last}, {"limit", log_batch}});
    for (auto const& row : rows) {
      last = row.integer("sequence");
      nlohmann::json line{{"sequence", last},
                          {"authority", optional_or_null(row.optional_text("authority"))},
                          {"account", optional_or_null(row.optional_text("account"))}};
      for (auto const* name :
           {"at", "actor", "channel", "operation", "summary", "request_id", "changes", "previous_hash", "hash"})
        line[name] = row.text(name);
      file.write(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    }
    if (rows.size() < static_cast<std::size_t>(log_batch)) return file.finish(log_file);
  }
}

/// One backup while it is made.
struct Maker {
  Installation const& installation;
  std::filesystem::path const& folder;
  Progress const& progress;
  Manifest manifest{};

  void say(std::string_view what, std::int64_t done, std::int64_t total) const {
    if (progress) progress(what, done, total);
  }

  void copy_database(db::Snapshot& snapshot) {
    manifest.schema = snapshot.applied();
    manifest.tables = snapshot.tables();
    if (manifest.engine == db::Engine::sqlite) {
      auto const copy = folder / database_file;
      snapshot.copy_to_file(copy,
                            [&](std::int64_t done, std::int64_t total) { say("Copying the database", done, total); });
      std::filesystem::permissions(copy, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
      manifest.contents.push_back(
          {database_file, static_cast<std::int64_t>(std::filesystem::file_size(copy)), hash_of_file(copy)});
      return;
    }
    make_folders(folder / "database");
    std::int64_t done = 0;
    for (auto const& table : manifest.tables) {
      say("Copying the database", done++, static_cast<std::int64_t>(manifest.tables.size()));
      NewFile file{folder / rows_file(table.name)};
      snapshot.copy_rows(table, [&](std::string_view line) { file.write(line); });
      manifest.contents.push_back(file.finish(rows_file(table.name)));
    }
    say("Copying the database", done, done);
  }

  void copy_log(db::Snapshot& snapshot) {
    auto const rows = snapshot.rows(sql::find_log_end);
    if (rows.empty()) return;
    manifest.audit_entries = rows.front().integer("sequence");
    manifest.audit_hash = rows.front().text("hash");
    for (auto const& row : snapshot.rows(sql::list_council_ends))
      manifest.councils.push_back(
          {row.text("authority"), row.integer("entries"), row.integer("sequence"), row.text("hash")});
    manifest.contents.push_back(write_log(snapshot, folder));
  }

  /// All that are in the store, after the database: what it names was there before its row.
  void copy_files() {
    auto const stored = list_stored(installation.location.folder);
    std::int64_t done = 0;
    for (auto const& hash : stored) {
      say("Copying files", done++, static_cast<std::int64_t>(stored.size()));
      auto const name = name_of(hash);
      make_folders((folder / name).parent_path());
      auto content = copy_file(installation.location.folder / name, folder / name, name);
      if (content.sha256 == hash) {
        manifest.contents.push_back(std::move(content));
      } else {
        std::filesystem::remove(folder / name);
      }
    }
    say("Copying files", done, done);
    for (auto const& name : installation.settings_files)
      if (std::filesystem::is_regular_file(installation.location.folder / name)) {
        make_folders(folder / "settings");
        manifest.contents.push_back(
            copy_file(installation.location.folder / name, folder / "settings" / name, "settings/" + name));
      }
  }

  /// Of an older schema nothing is asked that it may not know.
  void look_for_missing(db::Snapshot& snapshot) {
    if (!is_same_schema(manifest.schema, installation.migrations, manifest.engine)) return;
    std::set<std::string> copied;
    for (auto const& each : manifest.contents) copied.insert(each.path);
    std::set<std::string> missing;
    for (auto const& row : snapshot.rows(installation.stored_files)) {
      auto const hash = row.text("hash");
      if (is_hash(hash) && !copied.contains(name_of(hash)) && missing.insert(hash).second)
        manifest.faults.push_back(
            fmt::format("The file of {} is missing or damaged in the data folder, so the backup lacks it too.",
                        row.text("kept_by")));
    }
    manifest.missing_files.assign(missing.begin(), missing.end());
  }

  void write_sums() {
    auto const text = to_text(manifest);
    NewFile written{folder / manifest_file};
    written.write(text);
    auto const own = written.finish(manifest_file);
    NewFile sums{folder / sums_file};
    sums.write(own.sha256 + "  " + own.path + "\n");
    for (auto const& each : manifest.contents) sums.write(each.sha256 + "  " + each.path + "\n");
  }
};

Result<Made> make_in(Installation const& installation, std::filesystem::path const& into, Clock const& clock,
                     Progress const& progress) {
  auto const& data = installation.location.folder;
  TRY(require_rows_here(installation.location));
  if (installation.location.postgresql.empty() && !std::filesystem::is_regular_file(data / database_file))
    return refuse(ErrorKind::invalid,
                  fmt::format("There is no database in {}. Name the data folder with --data.", data.string()));
  auto const files_lock = TRY(db::FolderLock::take(
      data, db::files_in_use, db::Use::together,
      "Files that nothing uses are being removed at this moment. Start the backup again in a minute."));
  auto const opened = TRY(db::Database::open(installation.location, 1));
  make_folders(into);
  auto const now = clock.now();
  auto const target = into / ("goldenthread-" + time_for_name(now));
  if (std::filesystem::exists(target))
    return refuse(ErrorKind::conflict, fmt::format("{} is there already. Start again in a second.", target.string()));
  ScratchFolder scratch{into, ".goldenthread-unfinished-"};
  Maker maker{installation, scratch.path(), progress};
  maker.manifest.version = installation.version;
  maker.manifest.made = now;
  maker.manifest.engine = opened->engine();
  {
    db::Snapshot snapshot{installation.location};
    maker.copy_database(snapshot);
    if (maker.manifest.schema.empty())
      return refuse(ErrorKind::invalid, "The database is empty, so there is nothing to back up.");
    maker.copy_log(snapshot);
    maker.copy_files();
    maker.look_for_missing(snapshot);
  }
  if (auto const log = audit::verify(*opened); !log) maker.manifest.faults.push_back(log.error().message);
  maker.write_sums();
  maker.say("Waiting for the disk", 0, 1);
  sync_disk(scratch.path());
  if (!rename_to_free(scratch.path(), target))
    return refuse(ErrorKind::conflict, fmt::format("{} is there already. Start again in a second.", target.string()));
  scratch.keep();
  sync_file(into);
  maker.say("Waiting for the disk", 1, 1);
  return Made{target, std::move(maker.manifest)};
}

/// The folders on the way to `into` that are not there yet, the innermost first.
std::vector<std::filesystem::path> missing_folders(std::filesystem::path into) {
  std::vector<std::filesystem::path> out;
  std::error_code fault;
  for (; !into.empty() && !std::filesystem::exists(into, fault); into = into.parent_path()) out.push_back(into);
  return out;
}

/// Takes away again what was made for a backup that failed; what others have put something into stays.
class MadeFolders {
 public:
  explicit MadeFolders(std::filesystem::path const& into) : missing_{missing_folders(into)} {}
  MadeFolders(MadeFolders const&) = delete;
  MadeFolders& operator=(MadeFolders const&) = delete;
  ~MadeFolders() {
    std::error_code ignored;
    for (auto const& each : missing_) std::filesystem::remove(each, ignored);
  }
  void keep() { missing_.clear(); }

 private:
  std::vector<std::filesystem::path> missing_;
};

}  // namespace

Result<Made> make(Installation const& installation, std::filesystem::path const& into, Clock const& clock,
                  Progress const& progress) {
  MadeFolders folders{into};
  try {
    auto made = make_in(installation, into, clock, progress);
    if (made) folders.keep();
    return made;
  } catch (db::CannotWrite const&) {
    return refuse(
        ErrorKind::conflict,
        fmt::format("The backup could not be written to {}: the disk is full or can only be read. Nothing was "
                    "left there. Make room, or name another place with --to.",
                    into.string()));
  } catch (std::system_error const& fault) {
    return refuse(ErrorKind::conflict,
                  fmt::format("The backup could not be written: {}. Nothing was left behind. See to it, or name "
                              "another place with --to.",
                              fault.what()));
  }
}

}  // namespace gt::backup
