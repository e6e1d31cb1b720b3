#include "platform/db/connection.h"

#include <algorithm>
#include <utility>

#include "platform/db/cannot_write.h"
#include "platform/db/session.h"

namespace gt::db {
namespace {

// SOCI keeps references to the value, the indicator and the name; temporaries would be gone when the statement runs.
template <class T>
auto in(T const& value, soci::indicator& indicator, std::string const& name) {
  return soci::use(value, indicator, name);
}
template <class T>
void in(T const&& value, soci::indicator& indicator, std::string const& name) = delete;

// One number for this program's write lock; any other user of the same database would have to guess it. A change waits
// up to 30 seconds for the one before it, also when that one is in another process.
constexpr std::string_view begin_change_postgresql =
    "begin isolation level read committed; select pg_advisory_xact_lock(471108553120021126)";

// synchronous FULL: in WAL mode NORMAL may lose the last commits when the power goes, and an acknowledged change must
// not be lost. recursive_triggers: without it `insert or replace` deletes rows past the triggers that forbid it.
constexpr std::string_view sqlite_settings =
    "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma recursive_triggers = on;"
    "pragma trusted_schema = off; pragma journal_size_limit = 67108864; pragma cache_size = -8000";

constexpr std::string_view sqlite_settings_to_read =
    "pragma foreign_keys = on; pragma trusted_schema = off; pragma cache_size = -8000";

constexpr std::string_view postgresql_settings =
    "set client_encoding = 'UTF8'; set timezone = 'UTC'; set lock_timeout = '30s';"
    "set standard_conforming_strings = on; set jit = off; set idle_in_transaction_session_timeout = '10min';"
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

}  // namespace

Connection::Connection(Location location) : location_{std::move(location)} { open(); }

Connection::~Connection() = default;

void Connection::open() {
  session_.reset();
  try {
    session_ = std::make_unique<Session>(location_);
    if (session_->sqlite) {
      session_->run(session_->is_read_only ? sqlite_settings_to_read : sqlite_settings);
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
    std::string const why =
        session_ ? session_->words_of(fault) : why_not_connected(location_, fault.get_error_message());
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
    begin_again(mode);
  }
}

// The server was restarted, or closed an idle connection. Nothing has been asked of it yet.
void Connection::begin_again(Mode mode) {
  open();
  try {
    start(mode);
    session_->begin_now();
  } catch (soci::soci_error const& fault) {
    fail("to begin", fault);
  }
}

void Connection::start(Mode mode) {
  // SQLite itself lets one begin, and complains at the first row.
  if (session_->is_read_only && mode == Mode::change) throw CannotWrite(Obstacle::read_only);
  if (!session_->sqlite) {
    session_->begin_waits = mode == Mode::read;
    if (mode == Mode::change) session_->run(begin_change_postgresql);
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
    if (session_->take_begin()) return;
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
      session_->end_on_server();
    else if (sqlite_api::sqlite3_get_autocommit(session_->sqlite->conn_) == 0)
      session_->roll_back.run(session_->sqlite->conn_);
    session_->failed_statements.clear();
  } catch (soci::soci_error const&) {
    session_.reset();
  }
}

sqlite_api::sqlite3* Connection::sqlite() { return session_->sqlite ? session_->sqlite->conn_ : nullptr; }
pg_conn* Connection::postgresql() {
  if (!session_->postgresql) return nullptr;
  session_->begin_now();
  return session_->postgresql->conn_;
}

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
  bool const is_first = session_->begin_waits;
  try {
    if (!prepared) prepared = make_statement(text, shape);
    prepared->fill(values);
    return use(*prepared);
  } catch (soci::soci_error const& fault) {
    if (is_first && session_->lost()) {
      begin_again(Mode::read);
      return run(query, params, authority, std::forward<Use>(use));
    }
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
  if (engine() == Engine::postgresql)
    for (auto const& name : static_cast<soci::postgresql_statement_backend*>(statement.get_backend())->names_)
      fresh->places.push_back(static_cast<std::size_t>(std::ranges::find(text.names, name) - text.names.begin()));
  return fresh;
}

std::vector<Row> Connection::rows(Query const& query, Params const& params,
                                  std::optional<AuthorityId> const& authority) {
  return run(query, params, authority,
             [this](Prepared& prepared) { return prepared.rows(session_->sqlite != nullptr, session_->take_begin()); });
}

void Connection::each(Query const& query, Params const& params, std::optional<AuthorityId> const& authority,
                      std::function<void(Row const&)> const& use) {
  run(query, params, authority, [&](Prepared& prepared) {
    prepared.each(session_->sqlite != nullptr, session_->take_begin(), use);
    return true;
  });
}

std::int64_t Connection::execute(Query const& query, Params const& params,
                                 std::optional<AuthorityId> const& authority) {
  return run(query, params, authority, [this](Prepared& prepared) {
    session_->begin_now();
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
