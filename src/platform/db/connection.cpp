#include "platform/db/connection.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <utility>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "platform/db/cannot_write.h"
#include "platform/db/prepared.h"
#include "platform/db/query_text.h"

namespace gt::db {
namespace {

// SOCI keeps references to the value, the indicator and the name; temporaries would be gone when the statement runs.
template <class T>
auto in(T const& value, soci::indicator& indicator, std::string const& name) {
  return soci::use(value, indicator, name);
}
template <class T>
void in(T const&& value, soci::indicator& indicator, std::string const& name) = delete;

// A change waits up to 30 seconds for the one before it, also when that one is in another process.

// One number for this program's write lock; any other user of the same database would have to guess it.
constexpr std::string_view begin_change_postgresql =
    "begin isolation level read committed; select pg_advisory_xact_lock(471108553120021126)";
constexpr std::string_view begin_read_postgresql = "begin isolation level repeatable read read only";

// synchronous FULL: in WAL mode NORMAL may lose the last commits when the power goes, and an acknowledged change must
// not be lost. recursive_triggers: without it `insert or replace` deletes rows past the triggers that forbid it.
constexpr std::string_view sqlite_settings =
    "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma recursive_triggers = on;"
    "pragma trusted_schema = off; pragma journal_size_limit = 67108864; pragma cache_size = -8000";

constexpr std::string_view postgresql_settings =
    "set client_encoding = 'UTF8'; set timezone = 'UTC'; set lock_timeout = '30s';"
    "set standard_conforming_strings = on; set idle_in_transaction_session_timeout = '10min';"
    "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'";

void ignore_notice(void*, char const*) {}

[[noreturn]] void wrong_use(Query const& query, std::string const& what) {
  auto const text = "query " + std::string(query.name) + ": " + what;
  ensure_failed(text.c_str(), __FILE__, __LINE__);
}

bool is_number(Value const& value) { return std::holds_alternative<std::int64_t>(value.held()); }

/// The values in the order of the query's names. A name without a value, or a value without a name, is a bug.
Values arrange(Query const& query, QueryText const& text, Params const& params, std::optional<Value> const& authority) {
  Values values;
  std::size_t used = 0;
  for (auto const& name : text.names) {
    if (name == "authority") {
      if (!authority) wrong_use(query, "names :authority in a transaction that has none");
      values.push_back(&*authority);
      continue;
    }
    auto given = std::find_if(params.begin(), params.end(), [&](Param const& param) { return param.name == name; });
    if (given == params.end()) wrong_use(query, "no value is given for :" + name);
    values.push_back(&given->value);
    ++used;
  }
  if (used == params.size()) return values;
  for (auto const& param : params)
    if (param.name == "authority" || std::find(text.names.begin(), text.names.end(), param.name) == text.names.end())
      wrong_use(query, "a value is given for :" + param.name + ", which it does not take");
  wrong_use(query, "a value is given twice");
}

soci::connection_parameters parameters_of(Location const& location) {
  if (!location.postgresql.empty()) return {soci::postgresql, location.postgresql};
  return {soci::sqlite3, "dbname=\"" + (location.folder / "goldenthread.db").string() + "\" timeout=30"};
}

/// Once, before the first connection: a connection is used by one thread at a time, so SQLite need not lock each call,
/// and nobody asks how much memory it has, which it would count behind a lock that all threads share.
void prepare_sqlite() {
  static std::once_flag is_done;
  std::call_once(is_done, [] {
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  });
}

/// Refuses a server that lacks what the queries use, or that cannot hold every character.
void require_server(PGconn* connection) {
  auto const version = PQserverVersion(connection);
  if (version < 150000)
    throw DatabaseError("The database server is PostgreSQL " + std::to_string(version / 10000) +
                        ". This program needs PostgreSQL 15 or later.");
  auto const* encoding = PQparameterStatus(connection, "server_encoding");
  if (!encoding || std::string_view(encoding) != "UTF8")
    throw DatabaseError(
        "The PostgreSQL database does not hold its text as UTF-8. Create it with: createdb --encoding=UTF8 "
        "--locale=C.UTF-8 --template=template0 NAME");
}

enum class Fault { unique, busy, no_room, read_only, other };

/// What happened, in words that carry no stored or bound value: PostgreSQL's own text may quote one.
std::string describe_sqlstate(std::string const& state, std::string const& text) {
  auto const group = state.substr(0, 2);
  if (group == "22") return "a value was not of its column's type (" + state + ")";
  if (group == "23") return "a rule of the table was broken (" + state + ")";
  return text;
}

std::string first_line(std::string text) {
  text.resize(std::min(text.find('\n'), text.size()));
  return text;
}

}  // namespace

/// A query met on this connection, with its statements: one for each combination of numbers and texts bound to it.
struct Connection::Known {
  QueryText text;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> statements;
};

struct Connection::Session {
  soci::session soci;
  soci::sqlite3_session_backend* sqlite;
  soci::postgresql_session_backend* postgresql;
  std::unordered_map<std::string, Known> queries;
  Simple begin_read{"begin"}, begin_change{"begin immediate"}, commit_change{"commit"}, roll_back{"rollback"};
  std::optional<Mode> mode{};  ///< what SQLite was told last
  /// SOCI tells PostgreSQL to forget a statement, which a failed transaction refuses until it is rolled back.
  std::vector<std::unique_ptr<Prepared>> failed_statements;

  // SOCI hides the type information of its backends, so that dynamic_cast does not link.
  explicit Session(Location const& location)
      : soci{(prepare_sqlite(), parameters_of(location))},
        sqlite{location.postgresql.empty() ? static_cast<soci::sqlite3_session_backend*>(soci.get_backend()) : nullptr},
        postgresql{sqlite ? nullptr : static_cast<soci::postgresql_session_backend*>(soci.get_backend())} {}

  bool lost() const { return postgresql && PQstatus(postgresql->conn_) != CONNECTION_OK; }

  /// Runs statements as they stand. Returns PostgreSQL's word for the last command done.
  std::string run(std::string_view sql) {
    std::string const text(sql);
    if (sqlite) {
      if (sqlite_api::sqlite3_exec(sqlite->conn_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        throw soci::soci_error(sqlite_api::sqlite3_errmsg(sqlite->conn_));
      return {};
    }
    std::unique_ptr<PGresult, decltype(&PQclear)> result{PQexec(postgresql->conn_, text.c_str()), &PQclear};
    auto const status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return PQcmdStatus(result.get());
    auto const* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    throw soci::postgresql_soci_error(PQerrorMessage(postgresql->conn_), state ? state : "08000");
  }

  Fault fault_of(std::exception const& error) const {
    if (sqlite) {
      int const code = sqlite_api::sqlite3_extended_errcode(sqlite->conn_);
      if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) return Fault::unique;
      return other_fault(code & 0xFF);
    }
    auto const* fault = dynamic_cast<soci::postgresql_soci_error const*>(&error);
    if (!fault) return Fault::other;
    if (fault->sqlstate() == "23505") return Fault::unique;
    if (fault->sqlstate() == "53100") return Fault::no_room;
    if (fault->sqlstate() == "25006") return Fault::read_only;
    return fault->sqlstate() == "55P03" ? Fault::busy : Fault::other;
  }

  Fault other_fault(int code) const {
    if (code == SQLITE_BUSY) return Fault::busy;
    if (code == SQLITE_FULL) return Fault::no_room;
    if (code == SQLITE_READONLY && mode != Mode::read) return Fault::read_only;
    return Fault::other;
  }

  /// Whether the engine had trouble with its files without saying which.
  bool had_trouble_with_files() const {
    if (!sqlite) return false;
    int const code = sqlite_api::sqlite3_errcode(sqlite->conn_) & 0xFF;
    return code == SQLITE_IOERR || code == SQLITE_CANTOPEN;
  }

  std::string words_of(std::exception const& error) const {
    auto const* fault = dynamic_cast<soci::soci_error const*>(&error);
    if (!fault) return error.what();
    // get_error_message() leaves out the context, in which SOCI prints the bound values.
    auto text = first_line(fault->get_error_message());
    auto const* state = dynamic_cast<soci::postgresql_soci_error const*>(&error);
    return state ? describe_sqlstate(state->sqlstate(), text) : text;
  }
};

Connection::Connection(Location location) : location_{std::move(location)} { open(); }

Connection::~Connection() = default;

void Connection::open() {
  session_.reset();
  try {
    session_ = std::make_unique<Session>(location_);
    if (session_->sqlite) {
      session_->run(sqlite_settings);
      // Without this a statement with `like` is compiled anew whenever another value is bound to it.
      sqlite_api::sqlite3_db_config(session_->sqlite->conn_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
      return;
    }
    PQsetNoticeProcessor(session_->postgresql->conn_, ignore_notice, nullptr);
    // Terse leaves out DETAIL, which quotes the row.
    PQsetErrorVerbosity(session_->postgresql->conn_, PQERRORS_TERSE);
    require_server(session_->postgresql->conn_);
    session_->run(postgresql_settings);
  } catch (soci::soci_error const& fault) {
    std::string const why = session_ ? session_->words_of(fault) : first_line(fault.get_error_message());
    session_.reset();
    if (location_.postgresql.empty()) CannotWrite::throw_if_refused(location_.folder);
    throw DatabaseError("The database could not be opened: " + why);
  }
}

void Connection::fail(std::string_view doing, std::exception const& error) {
  auto const fault = session_->fault_of(error);
  auto const words = session_->words_of(error);
  if (fault == Fault::unique) throw UniqueViolation(std::string(doing) + ": the same entry is already there");
  if (fault == Fault::busy)
    throw DatabaseError("Another change has kept the database busy for 30 seconds. Nothing was changed; try again.");
  if (fault == Fault::no_room) throw CannotWrite(Obstacle::no_room);
  if (fault == Fault::read_only) throw CannotWrite(Obstacle::read_only);
  if (session_->had_trouble_with_files()) CannotWrite::throw_if_refused(location_.folder);
  if (session_->lost())
    throw DatabaseError("The connection to the database was lost. Nothing was changed; try again in a moment.");
  throw DatabaseError("The database refused " + std::string(doing) + ": " + words);
}

void Connection::begin(Mode mode) {
  if (!session_) open();
  try {
    start(mode);
  } catch (soci::soci_error const& fault) {
    if (!session_->lost()) {
      rollback();
      fail("to begin", fault);
    }
    // The server was restarted, or closed an idle connection: nothing has been asked of it yet, so start again.
    open();
    try {
      start(mode);
    } catch (soci::soci_error const& again) {
      fail("to begin", again);
    }
  }
}

void Connection::start(Mode mode) {
  if (!session_->sqlite) {
    session_->run(mode == Mode::change ? begin_change_postgresql : begin_read_postgresql);
    return;
  }
  if (session_->mode != mode) {
    session_->mode.reset();
    session_->run(mode == Mode::change ? "pragma query_only = 0" : "pragma query_only = 1");
    session_->mode = mode;
  }
  (mode == Mode::change ? session_->begin_change : session_->begin_read).run(session_->sqlite->conn_);
}

void Connection::commit() {
  try {
    if (session_->sqlite) {
      session_->commit_change.run(session_->sqlite->conn_);
      return;
    }
    // PostgreSQL answers a commit of a failed transaction with a rollback, and no error.
    if (session_->run("commit") != "COMMIT")
      throw DatabaseError("The database took back the change instead of keeping it. Try again.");
  } catch (soci::soci_error const& fault) {
    if (session_->lost())
      throw DatabaseError(
          "The connection to the database was lost while the change was being kept. Look whether it is there before "
          "trying again.");
    fail("to commit", fault);
  }
}

void Connection::rollback() noexcept {
  if (!session_) return;
  try {
    // SQLite has already rolled back by itself after some faults (a full disk).
    if (session_->postgresql)
      session_->run("rollback");
    else if (sqlite_api::sqlite3_get_autocommit(session_->sqlite->conn_) == 0)
      session_->roll_back.run(session_->sqlite->conn_);
    session_->failed_statements.clear();
  } catch (soci::soci_error const&) {
    session_.reset();
  }
}

sqlite_api::sqlite3* Connection::sqlite() { return session_->sqlite ? session_->sqlite->conn_ : nullptr; }
pg_conn* Connection::postgresql() { return session_->postgresql ? session_->postgresql->conn_ : nullptr; }

void Connection::run_script(std::string_view sql) {
  try {
    session_->run(sql);
  } catch (soci::soci_error const& fault) {
    fail("a script", fault);
  }
}

Connection::Known& Connection::known(Query const& query) {
  std::string key(query.text(engine()));
  auto found = session_->queries.find(key);
  if (found != session_->queries.end()) return found->second;
  Known fresh{parse_query(key), {}};
  return session_->queries.emplace(std::move(key), std::move(fresh)).first->second;
}

template <class Use>
auto Connection::run(Query const& query, Params const& params, std::optional<AuthorityId> const& authority, Use&& use) {
  auto& [text, statements] = known(query);
  std::optional<Value> authority_value;
  if (authority) authority_value.emplace(*authority);
  auto const values = arrange(query, text, params, authority_value);

  // PostgreSQL takes every value as text and finds the type itself. SQLite holds a number and a text for different
  // unless a column says otherwise, so there a number is bound as one.
  std::string shape;
  for (auto const* value : values) shape += engine() == Engine::sqlite && is_number(*value) ? 'n' : 't';
  auto& prepared = statements[shape];
  try {
    if (!prepared) prepared = make_statement(text, shape);
    prepared->fill(values);
    return use(*prepared);
  } catch (soci::soci_error const& fault) {
    if (prepared) session_->failed_statements.push_back(std::move(prepared));
    statements.erase(shape);
    fail(query.name, fault);
  }
}

std::unique_ptr<Prepared> Connection::make_statement(QueryText const& text, std::string_view shape) {
  auto fresh = std::make_unique<Prepared>(session_->soci);
  auto& statement = fresh->statement;
  for (std::size_t at = 0; at < text.names.size(); ++at) {
    auto& slot = fresh->slots.emplace_back();
    slot.holds_number = shape[at] == 'n';
    if (slot.holds_number)
      statement.exchange(in(slot.number, slot.indicator, text.names[at]));
    else
      statement.exchange(in(slot.text, slot.indicator, text.names[at]));
  }
  statement.alloc();
  statement.prepare(text.sql, soci::details::st_repeatable_query);
  statement.define_and_bind();
  return fresh;
}

std::vector<Row> Connection::rows(Query const& query, Params const& params,
                                  std::optional<AuthorityId> const& authority) {
  return run(query, params, authority,
             [this](Prepared& prepared) { return prepared.rows(session_->sqlite != nullptr); });
}

void Connection::each(Query const& query, Params const& params, std::optional<AuthorityId> const& authority,
                      std::function<void(Row const&)> const& use) {
  run(query, params, authority, [&](Prepared& prepared) {
    prepared.each(session_->sqlite != nullptr, use);
    return true;
  });
}

std::int64_t Connection::execute(Query const& query, Params const& params,
                                 std::optional<AuthorityId> const& authority) {
  return run(query, params, authority, [this](Prepared& prepared) {
    prepared.statement.execute(true);
    auto const changed = static_cast<std::int64_t>(prepared.statement.get_affected_rows());
    if (session_->sqlite) {
      auto* backend = static_cast<soci::sqlite3_statement_backend*>(prepared.statement.get_backend());
      sqlite_api::sqlite3_reset(backend->stmt_);
    }
    return changed;
  });
}

void Connection::prepare(Query const& query) {
  if (!session_) open();
  auto const text = parse_query(query.text(engine()));
  try {
    make_statement(text, std::string(text.names.size(), 't'));
  } catch (soci::soci_error const& fault) {
    fail(query.name, fault);
  }
}

}  // namespace gt::db
