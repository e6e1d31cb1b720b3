#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"

/// A database as a whole: its tables, its soundness, copied and put in another's place. For backups, restores and the
/// doctor. What fails throws DatabaseError; messages carry no stored value.
namespace gt::db {

struct AppliedMigration {
  std::string name;
  std::string sha256;

  friend bool operator==(AppliedMigration const&, AppliedMigration const&) = default;
};

struct Table {
  std::string name;
  std::vector<std::string> columns;  ///< those that hold something of their own, in order
  std::int64_t rows = 0;
};

/// Called with what is done and what there is in all, of the same unit.
using CopyProgress = std::function<void(std::int64_t done, std::int64_t total)>;

class Connection;

/// One state of the whole database, held still while others read and change it.
class Snapshot {
 public:
  explicit Snapshot(Location const& location);
  ~Snapshot();
  Snapshot(Snapshot const&) = delete;
  Snapshot& operator=(Snapshot const&) = delete;

  /// In order; empty in an empty database.
  std::vector<AppliedMigration> applied();
  /// Every table but those that an index of the engine keeps for itself, by name, with its rows counted.
  std::vector<Table> tables();
  std::vector<Row> rows(Query const& query, Params const& params = {});

  /// SQLite: the whole database, page by page, as one file that needs no other. Not synced.
  void copy_to_file(std::filesystem::path const& file, CopyProgress const& progress);
  /// PostgreSQL: the table's rows in the text form of COPY.
  void copy_rows(Table const& table, std::function<void(std::string_view)> const& write);

 private:
  std::unique_ptr<Connection> connection_;
};

/// What the engine itself finds wrong with the tables: damaged pages, rows that refer to nothing. Empty when all is
/// well.
std::vector<std::string> structural_faults(Location const& location);

/// SQLite: moves what the log holds into the file of `folder` and leaves the one file, synced. Errors: conflict when
/// somebody else has it open.
Result<void> settle_file(std::filesystem::path const& folder);

// PostgreSQL: a database's tables lie in one schema; another can be filled beside it and take its place.

/// The same database, with tables made and looked for in `schema`. Errors: invalid when the connection string cannot be
/// read.
Result<Location> in_schema(Location const& location, std::string const& schema);
std::string current_schema(Location const& location);
void create_schema(Location const& location, std::string const& schema);
void drop_schema(Location const& location, std::string const& schema);
/// Those whose names start with `prefix`.
std::vector<std::string> list_schemas(Location const& location, std::string_view prefix);
/// Whether somebody else is connected to the same database.
bool is_used_by_others(Location const& location);

/// Puts rows that Snapshot::copy_rows wrote into the tables of the location's schema, instead of those that are there:
/// all or none. `read` gives the next piece of the table, empty at its end. Triggers do not run.
void load_rows(Location const& location, std::vector<Table> const& tables,
               std::function<std::function<std::string()>(Table const&)> const& read);

/// In one transaction: the schema in use is called `kept_as`, and `fresh` gets its name. One without tables is dropped
/// instead of kept; returns whether it was kept.
bool swap_schemas(Location const& location, std::string const& fresh, std::string const& kept_as);

}  // namespace gt::db
