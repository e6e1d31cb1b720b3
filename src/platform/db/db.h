#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/core/date.h"
#include "platform/core/file_content.h"
#include "platform/core/id.h"
#include "platform/core/result.h"

/// Rows in and out of SQLite or PostgreSQL. The only folder that names SOCI. SQL lives in `.sql` files, one a query,
/// embedded at build (cmake: gt_embed_sql); dates and instants are ISO text, flags 0 or 1, money and counts bigint.
namespace gt::db {

enum class Engine { sqlite, postgresql };

/// A named query; the two texts differ only where the file exists twice (`x.sqlite.sql`, `x.postgresql.sql`).
struct Query {
  std::string_view name;
  std::string_view sqlite;
  std::string_view postgresql;

  std::string_view text(Engine engine) const { return engine == Engine::sqlite ? sqlite : postgresql; }
};

/// A value bound to a `:name` in a query. NUL bytes in text are refused by an exception: adapters refuse them first.
class Value {
 public:
  Value(std::nullptr_t) {}
  Value(std::int64_t number) : held_{number} {}
  Value(int number) : held_{static_cast<std::int64_t>(number)} {}
  Value(bool flag) : held_{static_cast<std::int64_t>(flag ? 1 : 0)} {}
  Value(std::string text) : held_{std::move(text)} {}
  Value(std::string_view text) : held_{std::string(text)} {}
  Value(char const* text) : held_{std::string(text)} {}
  Value(Date date) : held_{date.iso()} {}
  Value(Instant instant) : held_{instant.iso()} {}
  template <class Tag>
  Value(Id<Tag> const& id) : held_{id.text()} {}
  template <class T>
  Value(std::optional<T> const& value) : Value(value ? Value(*value) : Value(nullptr)) {}

  std::variant<std::monostate, std::int64_t, std::string> const& held() const { return held_; }

 private:
  std::variant<std::monostate, std::int64_t, std::string> held_;
};

/// For `lower(column) like :pattern escape '\'`: finds the words anywhere, ASCII capitals or not, and takes them
/// literally.
std::string like_pattern(std::string_view words);

struct Param {
  std::string name;
  Value value;
};
using Params = std::vector<Param>;

struct Prepared;

/// One row, columns by name. Asking for a column that is not there, or a value where there is null, is a bug (ENSURE).
class Row {
 public:
  std::string text(std::string_view column) const;
  std::optional<std::string> optional_text(std::string_view column) const;
  std::int64_t integer(std::string_view column) const;
  std::optional<std::int64_t> optional_integer(std::string_view column) const;
  bool flag(std::string_view column) const { return integer(column) != 0; }
  Date date(std::string_view column) const;
  std::optional<Date> optional_date(std::string_view column) const;
  Instant instant(std::string_view column) const;
  std::optional<Instant> optional_instant(std::string_view column) const;
  template <class IdType>
  IdType id(std::string_view column) const {
    return IdType::trusted(text(column));
  }
  template <class IdType>
  std::optional<IdType> optional_id(std::string_view column) const {
    auto value = optional_text(column);
    if (!value) return std::nullopt;
    return IdType::trusted(*std::move(value));
  }

  using Cell = std::variant<std::monostate, std::int64_t, std::string>;
  using Names = std::shared_ptr<std::vector<std::string> const>;
  Row(Names names, std::vector<Cell> cells) : names_{std::move(names)}, cells_{std::move(cells)} {}

 private:
  friend struct Prepared;
  Cell const& cell(std::string_view column) const;
  Names names_;
  std::vector<Cell> cells_;
  mutable std::size_t next_ = 0;  ///< columns are asked for in their order, so the one after the last is tried first
};

/// The row broke a unique key. Operations that can meet it catch it and answer with a conflict in words.
class UniqueViolation : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The database refused or could not be reached; caught once per request, command or job.
class DatabaseError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Connection;

/// One transaction on one connection of the pool. `change` is BEGIN IMMEDIATE on SQLite; leaving scope without
/// commit() rolls back. The authority given at the start is bound as `:authority` in every query that names it: this
/// is the one place the tenant filter is applied, and a query on a council-owned table that does not name it fails
/// the store tests.
class Transaction {
 public:
  Transaction(Transaction&&) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Engine engine() const;
  /// Absent in a system transaction (sign-in, migrations, audit verification).
  std::optional<AuthorityId> const& authority() const;

  std::vector<Row> rows(Query const& query, Params const& params = {});
  /// One row after the other, without holding them all: for thousands. The row is gone after each call; `use` asks
  /// nothing of the transaction.
  void each(Query const& query, Params const& params, std::function<void(Row const&)> const& use);
  /// The only row, or nothing. More than one is a bug.
  std::optional<Row> row(Query const& query, Params const& params = {});
  /// Rows changed. Throws UniqueViolation (after which the transaction can only be rolled back).
  std::int64_t execute(Query const& query, Params const& params = {});
  /// Keeps the changes and gives the connection back; nothing can be asked of the transaction afterwards.
  void commit();

  /// What `make` works out from rows of the council, kept for all transactions of the database until `stamp` answers
  /// otherwise. `stamp` gives one row with the column `stamp`, a random number that triggers draw anew with each change
  /// of those rows, and stands for one `T` alone; without a row nothing is kept. Never for what depends on who asks.
  template <class T, class Make>
  std::shared_ptr<T const> kept(Query const& stamp, Make make) {
    auto const now = stamp_of(stamp);
    if (auto found = find_kept(stamp, now)) return std::static_pointer_cast<T const>(std::move(found));
    auto made = std::make_shared<T const>(make());
    keep(stamp, now, made);
    return made;
  }

 private:
  friend class Database;
  std::optional<std::int64_t> stamp_of(Query const& stamp);
  std::shared_ptr<void const> find_kept(Query const& stamp, std::optional<std::int64_t> now) const;
  void keep(Query const& stamp, std::optional<std::int64_t> now, std::shared_ptr<void const> made) const;
  struct State;
  explicit Transaction(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Where the data is.
struct Location {
  /// The data folder: SQLite file, stored files, secrets. Always there, also with PostgreSQL.
  std::filesystem::path folder;
  /// libpq connection string; empty for the embedded SQLite at `folder`/goldenthread.db.
  std::string postgresql;
};

struct Migration {
  std::string_view name;  ///< `0001-people-accounts`: number, owning slice, words
  std::string_view sql;   ///< statements separated by `;`; one text for both engines
  /// What only one engine can say (triggers), run after `sql`; empty for most. Files `x.sqlite.sql`,
  /// `x.postgresql.sql`.
  std::string_view sqlite = {};
  std::string_view postgresql = {};
};

/// Everything under `migrations/`, in order. Link gt_migrations.
std::span<Migration const> all_migrations();

class Database {
 public:
  /// Opens a pool of `connections`, for reading only where the disk allows no more. Errors: invalid, saying what is
  /// wrong with the place, when it cannot be opened.
  static Result<std::unique_ptr<Database>> open(Location const& location, int connections);
  ~Database();

  Engine engine() const;
  std::filesystem::path const& folder() const;

  /// SQLite on a disk that could only be read when it was opened: every change throws CannotWrite.
  bool is_read_only() const;

  Transaction read(std::optional<AuthorityId> authority);
  Transaction change(std::optional<AuthorityId> authority);

  /// Applies what is missing, each in its own transaction, under a lock against a second migrator. Returns how many.
  /// Errors: conflict when the database is newer than this program.
  Result<int> migrate(std::span<Migration const> migrations);
  /// Whether every migration has been applied, without changing anything.
  bool is_current(std::span<Migration const> migrations);

  /// Prepares the query on this engine without running it. Errors: invalid with the engine's message. For tests.
  Result<void> prepare(Query const& query);

 private:
  struct State;
  explicit Database(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Files by content hash (SHA-256) beside the database: `files/ab/abcdef…`. Written to a temporary name, synced,
/// renamed.
class FileStore {
 public:
  explicit FileStore(std::filesystem::path folder) : folder_{std::move(folder)} {}
  /// The hash, 64 hex digits. Storing the same bytes twice keeps one file.
  std::string store(FileContent const& content) const;
  /// Verified on read. Errors: not_found when it is not there; conflict when its content no longer matches its name.
  Result<std::string> load(std::string_view hash) const;
  /// The same without holding it in memory.
  Result<FileContent> open(std::string_view hash) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace gt::db
