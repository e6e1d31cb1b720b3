#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/db/cannot_write.h"
#include "platform/db/kept.h"
#include "platform/db/migrate.h"
#include "platform/db/pool.h"

namespace gt::db {
namespace {

/// Four kinds of each of a region's councils, with room to spare.
constexpr std::size_t most_kept = 192;

/// Stands in a data folder whose rows are in PostgreSQL, so that nobody who forgets to say so works on an empty
/// database beside it.
constexpr char const* kept_in_postgresql = "goldenthread.postgresql";

Result<void> require_nothing_elsewhere(Location const& location) {
  auto const elsewhere = location.folder / kept_in_postgresql;
  std::error_code fault;
  if (!std::filesystem::exists(elsewhere, fault)) return {};
  return refuse(ErrorKind::invalid,
                "The database of " + location.folder.string() +
                    " is in PostgreSQL. Say where with --postgresql or GOLDENTHREAD_POSTGRESQL; without, another "
                    "database would be made here. If it is there no longer, remove the file " +
                    elsewhere.string() + " first.");
}

/// Of a folder in which nothing can be made.
Result<void> look_at_place(Location const& location) {
  if (!location.postgresql.empty()) return {};
  TRY(require_nothing_elsewhere(location));
  auto const file = (location.folder / "goldenthread.db").string();
  if (::access(file.c_str(), R_OK) == 0) return {};
  return refuse(ErrorKind::invalid, "There is no database in " + location.folder.string() +
                                        " that can be read, and none can be made: the disk can only be read.");
}

/// Makes the folder and an empty database file that only this user can read; SQLite gives its side files the same mode.
Result<void> prepare_place(Location const& location) {
  auto const folder = location.folder.string();
  std::error_code fault;
  bool const made = std::filesystem::create_directories(location.folder, fault);
  if (fault || !std::filesystem::is_directory(location.folder, fault))
    return refuse(ErrorKind::invalid,
                  "The data folder " + folder + " cannot be made or is not a folder. Give one that can be written to.");
  if (made) std::filesystem::permissions(location.folder, std::filesystem::perms::owner_all, fault);
  bool const is_writable = ::access(folder.c_str(), R_OK | W_OK | X_OK) == 0;
  if (!is_writable && errno == EROFS) return look_at_place(location);
  if (!is_writable)
    return refuse(ErrorKind::invalid, "The data folder " + folder + " cannot be written to by this user.");
  if (!location.postgresql.empty()) return {};
  TRY(require_nothing_elsewhere(location));
  if (folder.find('"') != std::string::npos)
    return refuse(ErrorKind::invalid, "The data folder's name has a double quote in it. Give one without.");
  auto const file = (location.folder / "goldenthread.db").string();
  int const descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return refuse(ErrorKind::invalid, "The database file " + file + " cannot be opened: " + std::strerror(errno) + ".");
  ::close(descriptor);
  return {};
}

/// Once PostgreSQL has answered: a mark made sooner would keep a first start that failed from going on without it. What
/// could not be written down is no reason to stop.
void mark_place(Location const& location) {
  if (location.postgresql.empty()) return;
  auto const elsewhere = location.folder / kept_in_postgresql;
  std::error_code fault;
  if (!std::filesystem::exists(elsewhere, fault))
    std::ofstream{elsewhere} << "The database of this folder's installation is in PostgreSQL.\n";
}

}  // namespace

struct Database::State {
  Location location;
  Kept kept{most_kept};
  Pool pool;

  bool is_read_only;

  State(Location const& place, int connections)
      : location{place},
        pool{place, connections},
        is_read_only{place.postgresql.empty() && lies_on_read_only_disk(place.folder)} {}
  Engine engine() const { return location.postgresql.empty() ? Engine::sqlite : Engine::postgresql; }
};

/// A connection and, on SQLite, the turn to write; both go back when this goes.
struct Transaction::State {
  Pool& pool;
  Kept& kept;
  std::optional<AuthorityId> authority;
  Engine engine = Engine::sqlite;
  bool has_turn = false;
  bool open = false;
  bool failed = false;
  std::unique_ptr<Connection> connection{};

  State(Pool& the_pool, Kept& all_kept, std::optional<AuthorityId> the_authority)
      : pool{the_pool}, kept{all_kept}, authority{std::move(the_authority)} {}
  State(State const&) = delete;
  State& operator=(State const&) = delete;

  ~State() {
    if (open) connection->rollback();
    let_go();
  }

  void let_go() {
    open = false;
    if (connection) pool.give_back(std::move(connection));
    if (std::exchange(has_turn, false)) pool.end_turn();
  }

  void begin(Mode mode, bool queued) {
    if (queued) {
      pool.await_turn();
      has_turn = true;
    }
    connection = pool.take();
    engine = connection->engine();
    connection->begin(mode);
    open = true;
  }

  /// Runs `use` on the connection; whatever it throws leaves a transaction that can only be rolled back.
  template <class Use>
  auto with(Use&& use) {
    ENSURE(open && !failed);
    failed = true;
    auto result = use(*connection);
    failed = false;
    return result;
  }
};

Transaction::Transaction(std::unique_ptr<State> state) : state_{std::move(state)} {}
Transaction::Transaction(Transaction&&) noexcept = default;
Transaction::~Transaction() = default;

Engine Transaction::engine() const { return state_->engine; }

std::optional<AuthorityId> const& Transaction::authority() const { return state_->authority; }

std::vector<Row> Transaction::rows(Query const& query, Params const& params) {
  return state_->with([&](Connection& connection) { return connection.rows(query, params, state_->authority); });
}

void Transaction::each(Query const& query, Params const& params, std::function<void(Row const&)> const& use) {
  state_->with([&](Connection& connection) {
    connection.each(query, params, state_->authority, use);
    return true;
  });
}

std::optional<std::int64_t> Transaction::stamp_of(Query const& stamp) {
  ENSURE(state_->authority.has_value());
  auto const found = row(stamp);
  return found ? std::optional(found->integer("stamp")) : std::nullopt;
}

std::shared_ptr<void const> Transaction::find_kept(Query const& stamp, std::optional<std::int64_t> now) const {
  return now ? state_->kept.find(stamp.name, state_->authority->text(), *now) : nullptr;
}

void Transaction::keep(Query const& stamp, std::optional<std::int64_t> now, std::shared_ptr<void const> made) const {
  if (now) state_->kept.keep(stamp.name, state_->authority->text(), *now, std::move(made));
}

std::optional<Row> Transaction::row(Query const& query, Params const& params) {
  auto found = rows(query, params);
  ENSURE(found.size() <= 1);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::int64_t Transaction::execute(Query const& query, Params const& params) {
  return state_->with([&](Connection& connection) { return connection.execute(query, params, state_->authority); });
}

void Transaction::commit() {
  state_->with([&](Connection& connection) {
    connection.commit();
    return true;
  });
  // At once, so that code after a commit may open the next transaction.
  state_->let_go();
}

Database::Database(std::unique_ptr<State> state) : state_{std::move(state)} {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(Location const& location, int connections) {
  ENSURE(connections > 0);
  TRY(prepare_place(location));
  try {
    auto state = std::make_unique<State>(location, connections);
    mark_place(location);
    return std::unique_ptr<Database>(new Database(std::move(state)));
  } catch (DatabaseError const& fault) {
    return refuse(ErrorKind::invalid, fault.what());
  }
}

Engine Database::engine() const { return state_->engine(); }
std::filesystem::path const& Database::folder() const { return state_->location.folder; }

bool Database::is_read_only() const { return state_->is_read_only; }

Transaction Database::read(std::optional<AuthorityId> authority) {
  auto state = std::make_unique<Transaction::State>(state_->pool, state_->kept, std::move(authority));
  state->begin(Mode::read, false);
  return Transaction(std::move(state));
}

Transaction Database::change(std::optional<AuthorityId> authority) {
  auto state = std::make_unique<Transaction::State>(state_->pool, state_->kept, std::move(authority));
  state->begin(Mode::change, engine() == Engine::sqlite);
  return Transaction(std::move(state));
}

// On connections of their own: a migration may take longer than anyone waits for a place in the pool.
Result<int> Database::migrate(std::span<Migration const> migrations) {
  Connection connection{state_->location};
  return apply_migrations(connection, migrations);
}

bool Database::is_current(std::span<Migration const> migrations) {
  Connection connection{state_->location};
  return are_applied(connection, migrations);
}

Result<void> Database::prepare(Query const& query) {
  auto connection = state_->pool.take();
  Result<void> result;
  try {
    connection->prepare(query);
  } catch (DatabaseError const& fault) {
    result = refuse(ErrorKind::invalid, fault.what());
  }
  state_->pool.give_back(std::move(connection));
  return result;
}

}  // namespace gt::db
