#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"

struct pg_conn;
namespace sqlite_api {
struct sqlite3;
}

namespace gt::db {

struct Prepared;
struct QueryText;

enum class Mode { read, change };

/// One connection with its prepared statements. Used by one thread at a time; the pool sees to that. Failures are
/// DatabaseError unless said otherwise; no message carries a bound value.
class Connection {
 public:
  explicit Connection(Location location);
  ~Connection();
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  Engine engine() const { return location_.postgresql.empty() ? Engine::sqlite : Engine::postgresql; }

  /// Starts a transaction; opens the connection again first when the server has gone away since the last one. On
  /// PostgreSQL a reading one is begun with the first thing asked in it, and what is wrong with the server comes out
  /// then.
  void begin(Mode mode);
  void commit();
  /// Never throws: when it cannot be done the connection is opened afresh at the next begin.
  void rollback() noexcept;

  std::vector<Row> rows(Query const& query, Params const& params, std::optional<AuthorityId> const& authority);
  /// See Transaction::each.
  void each(Query const& query, Params const& params, std::optional<AuthorityId> const& authority,
            std::function<void(Row const&)> const& use);
  /// Also throws UniqueViolation.
  std::int64_t execute(Query const& query, Params const& params, std::optional<AuthorityId> const& authority);
  /// Prepares without running and forgets it.
  void prepare(Query const& query);
  /// Several statements as they stand, without parameters.
  void run_script(std::string_view sql);

  /// The engine's own handle, for copying whole databases (whole.h); null on the other engine.
  sqlite_api::sqlite3* sqlite();
  pg_conn* postgresql();

 private:
  struct Session;
  struct Known;
  Known& known(Query const& query);
  std::unique_ptr<Prepared> make_statement(QueryText const& text, std::string_view shape);
  template <class Use>
  auto run(Query const& query, Params const& params, std::optional<AuthorityId> const& authority, Use&& use);
  void open();
  void start(Mode mode);
  void begin_again(Mode mode);
  [[noreturn]] void fail(std::string_view doing, std::exception const& fault);

  Location location_;
  std::unique_ptr<Session> session_;
};

}  // namespace gt::db
