#include "platform/db/whole.h"

#include <algorithm>
#include <fstream>

#include <soci/sqlite3/soci-sqlite3.h>

#include "platform/db/cannot_write.h"
#include "platform/db/connection.h"
#include "platform/db/sql.h"
#include "platform/db/whole_postgresql.h"

namespace gt::db {
namespace {

constexpr int pages_at_once = 2000;

struct CloseFile {
  void operator()(sqlite_api::sqlite3* handle) const { sqlite_api::sqlite3_close(handle); }
};
using File = std::unique_ptr<sqlite_api::sqlite3, CloseFile>;

[[noreturn]] void sqlite_failed(sqlite_api::sqlite3* handle, std::string_view doing) {
  int const code = sqlite_api::sqlite3_errcode(handle) & 0xFF;
  if (code == SQLITE_FULL) throw CannotWrite(Obstacle::no_room);
  if (auto const* const file = sqlite_api::sqlite3_db_filename(handle, "main"); file != nullptr && *file != '\0')
    CannotWrite::throw_if_refused(std::filesystem::path(file).parent_path());
  throw DatabaseError(std::string(doing) + ": " + sqlite_api::sqlite3_errmsg(handle));
}

std::vector<Answer> ask_sqlite(sqlite_api::sqlite3* handle, std::string const& sql) {
  std::vector<Answer> out;
  auto const take = [](void* rows, int count, char** values, char**) {
    auto& answer = static_cast<std::vector<Answer>*>(rows)->emplace_back();
    for (int at = 0; at < count; ++at) answer.emplace_back(values[at] ? values[at] : "");
    return 0;
  };
  if (sqlite_api::sqlite3_exec(handle, sql.c_str(), take, &out, nullptr) != SQLITE_OK)
    sqlite_failed(handle, "The database could not be read");
  return out;
}

std::vector<Table> list_tables(Connection& connection) {
  std::vector<Table> out;
  if (auto* const handle = connection.sqlite()) {
    for (auto const& table : ask_sqlite(handle,
                                        "select name from pragma_table_list where schema = 'main' and type = 'table' "
                                        "and name not like 'sqlite\\_%' escape '\\' order by name")) {
      auto& made = out.emplace_back(Table{table[0], {}, 0});
      for (auto const& column : ask_sqlite(handle, "select name from pragma_table_info(" + quoted_text(table[0]) + ")"))
        made.columns.push_back(column[0]);
    }
    return out;
  }
  for (auto const& table : ask_postgresql(connection.postgresql(),
                                          "select relname from pg_class where relnamespace = "
                                          "cast(current_schema() as regnamespace) and relkind = 'r' order by relname "
                                          "collate \"C\"")) {
    auto& made = out.emplace_back(Table{table[0], {}, 0});
    for (auto const& column :
         ask_postgresql(connection.postgresql(), "select attname from pg_attribute where attrelid = cast(" +
                                                     quoted_text(quoted_name(table[0])) +
                                                     " as regclass) and attnum > 0 and not attisdropped and "
                                                     "attgenerated = '' order by attnum"))
      made.columns.push_back(column[0]);
  }
  return out;
}

std::int64_t count_rows(Connection& connection, std::string const& table) {
  auto const sql = "select count(*) from " + quoted_name(table);
  auto const answer =
      connection.sqlite() ? ask_sqlite(connection.sqlite(), sql) : ask_postgresql(connection.postgresql(), sql);
  return std::stoll(answer.at(0).at(0));
}

/// Whether the header names the form that needs no log beside the file.
bool stands_alone(std::filesystem::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string header(20, '\0');
  stream.read(header.data(), static_cast<std::streamsize>(header.size()));
  return stream.gcount() == 20 && header[18] == 1 && header[19] == 1;
}

}  // namespace

Snapshot::Snapshot(Location const& location) : connection_{std::make_unique<Connection>(location)} {
  connection_->begin(Mode::read);
  // The state is that of the first read.
  connection_->rows(sql::find_schema_migration, {}, std::nullopt);
}

Snapshot::~Snapshot() { connection_->rollback(); }

std::vector<AppliedMigration> Snapshot::applied() {
  std::vector<AppliedMigration> out;
  if (rows(sql::find_schema_migration).empty()) return out;
  for (auto const& row : rows(sql::list_schema_migrations)) out.push_back({row.text("name"), row.text("sha256")});
  return out;
}

std::vector<Table> Snapshot::tables() {
  auto out = list_tables(*connection_);
  for (auto& each : out) each.rows = count_rows(*connection_, each.name);
  return out;
}

std::vector<Row> Snapshot::rows(Query const& query, Params const& params) {
  return connection_->rows(query, params, std::nullopt);
}

void Snapshot::copy_to_file(std::filesystem::path const& file, CopyProgress const& progress) {
  auto* const source = connection_->sqlite();
  ENSURE(source != nullptr);
  sqlite_api::sqlite3* opened = nullptr;
  int code = sqlite_api::sqlite3_open(file.c_str(), &opened);
  File const target{opened};
  if (code != SQLITE_OK) sqlite_failed(opened, "The copy of the database could not be made");
  auto* const copy = sqlite_api::sqlite3_backup_init(opened, "main", source, "main");
  if (copy == nullptr) sqlite_failed(opened, "The copy of the database could not be made");
  // The read transaction holds the state still, so that changes meanwhile neither enter the copy nor begin it anew.
  do {
    code = sqlite_api::sqlite3_backup_step(copy, pages_at_once);
    auto const total = sqlite_api::sqlite3_backup_pagecount(copy);
    if (progress) progress(total - sqlite_api::sqlite3_backup_remaining(copy), total);
  } while (code == SQLITE_OK);
  sqlite_api::sqlite3_backup_finish(copy);
  if (code != SQLITE_DONE) sqlite_failed(opened, "The copy of the database could not be made");
  ask_sqlite(opened, "pragma journal_mode = delete");
  if (!stands_alone(file)) throw DatabaseError("The copy of the database could not be closed.");
}

void Snapshot::copy_rows(Table const& table, std::function<void(std::string_view)> const& write) {
  copy_out(connection_->postgresql(), table, write);
}

std::vector<std::string> structural_faults(Location const& location) {
  Connection connection{location};
  std::vector<std::string> out;
  if (auto* const handle = connection.sqlite()) {
    for (auto const& line : ask_sqlite(handle, "pragma integrity_check(20)"))
      if (line[0] != "ok") out.push_back("The database file is damaged: " + line[0] + ".");
    for (auto const& line : ask_sqlite(
             handle, "select \"table\", parent, count(*) from pragma_foreign_key_check group by 1, 2 order by 1, 2"))
      out.push_back(line[2] + " of the rows of " + line[0] + " refer to rows of " + line[1] + " that are not there.");
    return out;
  }
  for (auto const& line : ask_postgresql(connection.postgresql(),
                                         "select conname, cast(conrelid as regclass) from pg_constraint where "
                                         "connamespace = cast(current_schema() as regnamespace) and not convalidated"))
    out.push_back("The rule " + line[0] + " of the table " + line[1] + " is not enforced.");
  for (auto const& table : list_tables(connection)) {
    try {
      // Reads every row, which finds a damaged page.
      copy_out(connection.postgresql(), table, [](std::string_view) {});
    } catch (DatabaseError const& fault) {
      out.push_back("The table " + table.name + " cannot be read: " + fault.what());
    }
  }
  return out;
}

Result<void> settle_file(std::filesystem::path const& folder) {
  auto const file = folder / "goldenthread.db";
  {
    Connection connection{{folder, ""}};
    auto* const handle = connection.sqlite();
    int const code = sqlite_api::sqlite3_exec(handle, "pragma journal_mode = delete", nullptr, nullptr, nullptr) & 0xFF;
    if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
      sqlite_failed(handle, "The database could not be closed");
    if (code != SQLITE_OK || !stands_alone(file))
      return refuse(ErrorKind::conflict, "The database " + file.string() +
                                             " is in use by another program. Stop that program, then try again.");
  }
  return {};
}

}  // namespace gt::db
