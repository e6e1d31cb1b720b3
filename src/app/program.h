#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/configuration.h"
#include "inspections/inspection_operations.h"
#include "plans/plan_operations.h"
#include "platform/core/date.h"
#include "platform/core/result.h"
#include "platform/db/db.h"
#include "platform/db/folder_lock.h"
#include "platform/office/writer.h"
#include "platform/operations/operations.h"

namespace gt::app {

/// The one table of exit codes, for every command.
enum class Exit { done = 0, faults_found = 1, wrong_usage = 2, unreadable_input = 3, refused = 4, environment = 5 };

/// Where the data is and which time it is; from the command line and the environment.
struct Settings {
  std::string data = "var";  ///< the data folder
  std::string postgresql;    ///< libpq connection string; empty = the embedded SQLite
  bool is_development = false;
  /// For what only works on data that is there: a folder without a database is a mistake, and none is made.
  bool only_existing = false;
};

/// The system's clock, or the one GOLDENTHREAD_NOW sets. Errors: invalid when the variable is set without
/// `--development`, or holds no time.
Result<std::unique_ptr<Clock>> make_clock(bool is_development);

/// Every operation of every slice.
operations::Registry make_registry(inspections::ReadDocument read_document, plans::ReadSheet read_sheet,
                                   office::Writer writer = office::Writer::installed());

/// An opened installation: database migrated, files, clock, registry.
class Program {
 public:
  /// Errors: invalid, saying what is wrong with the data folder, the database or the clock; conflict when the database
  /// is of a newer version, or a backup is being restored.
  static Result<std::unique_ptr<Program>> open(Settings const& settings, inspections::ReadDocument read_document,
                                               plans::ReadSheet read_sheet, int connections);

  db::Database& database() { return *database_; }
  Clock const& clock() const { return *clock_; }
  Configuration const& configuration() const { return configuration_; }
  operations::Registry const& registry() const { return registry_; }
  /// What writes documents here; it logs why one could not be made.
  office::Writer const& writer() const { return writer_; }
  operations::Environment const& environment() const { return *environment_; }

 private:
  Program(std::unique_ptr<db::Database> database, std::unique_ptr<Clock> clock, office::Writer writer,
          operations::Registry registry, Configuration configuration);
  std::optional<db::FolderLock> lock_;  ///< a restore waits until nobody has the folder
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<Clock> clock_;
  db::FileStore files_;
  office::Writer writer_;
  operations::Registry registry_;
  std::unique_ptr<operations::Environment> environment_;
  Configuration configuration_;
};

/// "Northmere" for "Northmere Council"; other names as they are.
std::string plain_council_name(std::string const& printed);

/// The version this was built as.
std::string version();

}  // namespace gt::app
