#pragma once

#include <filesystem>
#include <string>

#include "platform/backup/backup.h"
#include "platform/backup/disk.h"

namespace gt::backup {

/// A place of its own where a backup's database is put together: a folder, and on PostgreSQL a schema beside the one in
/// use. Both are gone at the end, unless released.
class Scratch {
 public:
  /// Errors: invalid when the backup is of the other engine.
  static Result<std::unique_ptr<Scratch>> make(Manifest const& manifest, db::Location const& beside,
                                               std::filesystem::path const& parent, std::string_view folder_prefix,
                                               std::string_view schema_prefix);
  Scratch(std::filesystem::path const& parent, std::string_view folder_prefix) : folder_{parent, folder_prefix} {}
  ~Scratch();
  Scratch(Scratch const&) = delete;
  Scratch& operator=(Scratch const&) = delete;

  db::Location const& location() const { return location_; }
  std::string const& schema() const { return schema_; }
  /// The schema has got another name and stays.
  void release_schema() { schema_.clear(); }

 private:
  ScratchFolder folder_;
  db::Location location_;
  db::Location beside_;
  std::string schema_;
};

/// Puts the backup's database together in the scratch place and looks whether it is whole: what the engine finds, the
/// rows counted, the audit log's chain and where it ended, every stored file, and the migrations that are new. The
/// backup has been checked. Returns how many migrations were applied.
Result<int> fill_and_prove(Scratch const& scratch, std::filesystem::path const& folder, Manifest const& manifest,
                           Installation const& installation, Progress const& progress);

}  // namespace gt::backup
