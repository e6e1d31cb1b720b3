#include "platform/db/migrate.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "platform/db/sha256.h"
#include "platform/db/sql.h"

namespace gt::db {
namespace {

using Applied = std::map<std::string, std::string, std::less<>>;  // name -> hash of its text

std::string_view own_text(Migration const& migration, Engine engine) {
  return engine == Engine::sqlite ? migration.sqlite : migration.postgresql;
}

std::vector<Migration> in_order(std::span<Migration const> migrations) {
  std::vector<Migration> sorted(migrations.begin(), migrations.end());
  std::sort(sorted.begin(), sorted.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
  return sorted;
}

/// What has been applied; nothing at all in an empty database.
Applied read_applied(Connection& connection) {
  Applied applied;
  if (connection.rows(sql::find_schema_migration, {}, std::nullopt).empty()) return applied;
  for (auto const& row : connection.rows(sql::list_schema_migrations, {}, std::nullopt))
    applied.emplace(row.text("name"), row.text("sha256"));
  return applied;
}

/// Errors: conflict when the database has something this program does not, or has it otherwise.
Result<void> check_applied(Applied const& applied, std::vector<Migration> const& known, Engine engine) {
  for (auto const& [name, hash] : applied) {
    auto found =
        std::find_if(known.begin(), known.end(), [&, &wanted = name](auto const& each) { return each.name == wanted; });
    if (found == known.end())
      return refuse(ErrorKind::conflict,
                    "The database is newer than this program: it has the change " + name +
                        ", which this program does not know. Run the newer program, or restore the "
                        "backup that was made before it was upgraded.");
    if (migration_hash(*found, engine) != hash)
      return refuse(ErrorKind::conflict, "The database was made by another build: its change " + name +
                                             " has a different text from this program's. Run the program that made it. "
                                             "(A migration is never edited once it has been applied; add a new one.)");
  }
  return {};
}

/// One transaction, under the write lock. Returns whether there was something to do.
Result<bool> apply_next(Connection& connection, std::vector<Migration> const& known) {
  auto const applied = read_applied(connection);
  TRY(check_applied(applied, known, connection.engine()));
  auto next = std::find_if(known.begin(), known.end(), [&](auto const& each) { return !applied.contains(each.name); });
  if (next == known.end()) return false;
  if (!applied.empty() && next->name < applied.rbegin()->first)
    return refuse(ErrorKind::conflict, "The change " + std::string(next->name) + " comes before " +
                                           applied.rbegin()->first +
                                           ", which the database already has. Give it the next free number.");
  auto const engine = connection.engine();
  if (applied.empty()) connection.execute(sql::create_schema_migration, {}, std::nullopt);
  connection.run_script(next->sql);
  if (!own_text(*next, engine).empty()) connection.run_script(own_text(*next, engine));
  connection.execute(
      sql::add_schema_migration,
      {{"name", next->name}, {"applied_at", SystemClock{}.now()}, {"sha256", migration_hash(*next, engine)}},
      std::nullopt);
  return true;
}

/// Rolls back unless told otherwise.
class Undo {
 public:
  explicit Undo(Connection& connection) : connection_{connection} {}
  Undo(Undo const&) = delete;
  Undo& operator=(Undo const&) = delete;
  ~Undo() {
    if (armed_) connection_.rollback();
  }
  void disarm() { armed_ = false; }

 private:
  Connection& connection_;
  bool armed_ = true;
};

}  // namespace

std::string migration_hash(Migration const& migration, Engine engine) {
  return sha256_hex(std::string(migration.sql) + "\n" + std::string(own_text(migration, engine)));
}

Result<int> apply_migrations(Connection& connection, std::span<Migration const> migrations) {
  auto const known = in_order(migrations);
  for (int count = 0;; ++count) {
    connection.begin(Mode::change);
    Undo undo{connection};
    if (!TRY(apply_next(connection, known))) return count;
    connection.commit();
    undo.disarm();
  }
}

bool are_applied(Connection& connection, std::span<Migration const> migrations) {
  connection.begin(Mode::read);
  Undo undo{connection};
  auto const applied = read_applied(connection);
  auto const known = in_order(migrations);
  return applied.size() == known.size() && check_applied(applied, known, connection.engine()).has_value();
}

}  // namespace gt::db
