#include "platform/db/session.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "platform/db/cannot_write.h"

namespace gt::db {
namespace {

constexpr char const* begin_read_postgresql = "begin isolation level repeatable read read only";

/// The database's address where nothing can be written beside it. After an orderly end there is no log, and SQLite is
/// told that the file does not change: otherwise it would want to make one. A log that is left is read with it.
std::string address_to_read(std::filesystem::path const& folder) {
  auto const file = std::filesystem::absolute(folder / "goldenthread.db").lexically_normal();
  std::string address = "file:";
  for (char const each : file.string()) {
    if (each == '%' || each == '?' || each == '#' || each == '"')  // a quote would end the name for SOCI
      address += each == '%' ? "%25" : each == '?' ? "%3f" : each == '#' ? "%23" : "%22";
    else
      address += each;
  }
  std::error_code fault;
  bool const has_log = std::filesystem::exists(file.string() + "-wal", fault);
  return address + (has_log ? "?mode=ro" : "?mode=ro&immutable=1");
}

soci::connection_parameters parameters_of(Location const& location, bool is_read_only) {
  if (!location.postgresql.empty()) return {soci::postgresql, location.postgresql};
  auto const file = is_read_only ? address_to_read(location.folder) : (location.folder / "goldenthread.db").string();
  return {soci::sqlite3, "dbname=\"" + file + "\" timeout=30"};
}

/// Once, before the first connection: a connection is used by one thread at a time, so SQLite need not lock each call,
/// and nobody asks how much memory it has, which it would count behind a lock that all threads share.
void prepare_sqlite() {
  static std::once_flag is_done;
  std::call_once(is_done, [] {
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_URI, 1);
  });
}

/// What happened, in words that carry no stored or bound value: PostgreSQL's own text may quote one.
std::string describe_sqlstate(std::string const& state, std::string const& text) {
  auto const group = state.substr(0, 2);
  if (group == "22") return "a value was not of its column's type (" + state + ")";
  if (group == "23") return "a rule of the table was broken (" + state + ")";
  return text;
}

}  // namespace

std::string first_line(std::string text) {
  text.resize(std::min(text.find('\n'), text.size()));
  return text;
}

std::string why_not_connected(Location const& location, std::string const& said) {
  auto const end_of_first = said.find('\n');
  if (location.postgresql.empty() || end_of_first == std::string::npos) return first_line(said);
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options{
      PQconninfoParse(location.postgresql.c_str(), nullptr), &PQconninfoFree};
  if (!options) return "the connection string cannot be read. Write it as host=… dbname=…";
  auto reason = first_line(said.substr(end_of_first + 1));
  // A password with an @ in it, written into an address as it is, is taken for a part of the host's name.
  bool holds_password = reason.find('@') != std::string::npos;
  for (auto const* each = options.get(); each->keyword != nullptr; ++each)
    if (std::string_view(each->keyword) == "password" && each->val != nullptr && *each->val != '\0')
      holds_password = holds_password || reason.find(each->val) != std::string::npos;
  return holds_password ? first_line(said) : reason;
}

// SOCI hides the type information of its backends, so that dynamic_cast does not link.
Connection::Session::Session(Location const& location)
    : is_read_only{location.postgresql.empty() && lies_on_read_only_disk(location.folder)},
      soci{(prepare_sqlite(), parameters_of(location, is_read_only))},
      sqlite{location.postgresql.empty() ? static_cast<soci::sqlite3_session_backend*>(soci.get_backend()) : nullptr},
      postgresql{sqlite ? nullptr : static_cast<soci::postgresql_session_backend*>(soci.get_backend())} {}

char const* Connection::Session::take_begin() {
  return std::exchange(begin_waits, false) ? begin_read_postgresql : nullptr;
}

void Connection::Session::begin_now() {
  if (auto const* const begin = take_begin()) run(begin);
}

void Connection::Session::end_on_server() {
  if (take_begin()) return;
  if (!failed_statements.empty())
    run("rollback");
  else if (PQsendQuery(postgresql->conn_, "rollback") == 0)
    throw soci::soci_error("the connection is lost");
}

bool Connection::Session::lost() const {
  return postgresql &&
         (PQstatus(postgresql->conn_) != CONNECTION_OK || PQpipelineStatus(postgresql->conn_) != PQ_PIPELINE_OFF);
}

std::string Connection::Session::run(std::string_view sql) {
  std::string const text(sql);
  if (sqlite) {
    if (sqlite_api::sqlite3_exec(sqlite->conn_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      throw soci::soci_error(sqlite_api::sqlite3_errmsg(sqlite->conn_));
    return {};
  }
  ServerResult const result{PQexec(postgresql->conn_, text.c_str())};
  auto const status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return PQcmdStatus(result.get());
  auto const* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  throw soci::postgresql_soci_error(PQerrorMessage(postgresql->conn_), state ? state : "08000");
}

Fault Connection::Session::fault_of(std::exception const& error) const {
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

Fault Connection::Session::other_fault(int code) const {
  if (code == SQLITE_BUSY) return Fault::busy;
  if (code == SQLITE_FULL) return Fault::no_room;
  if (code == SQLITE_READONLY && mode != Mode::read) return Fault::read_only;
  return Fault::other;
}

bool Connection::Session::had_trouble_with_files() const {
  if (!sqlite) return false;
  int const code = sqlite_api::sqlite3_errcode(sqlite->conn_) & 0xFF;
  return code == SQLITE_IOERR || code == SQLITE_CANTOPEN;
}

std::string Connection::Session::words_of(std::exception const& error) const {
  auto const* fault = dynamic_cast<soci::soci_error const*>(&error);
  if (!fault) return error.what();
  // get_error_message() leaves out the context, in which SOCI prints the bound values.
  auto text = first_line(fault->get_error_message());
  auto const* state = dynamic_cast<soci::postgresql_soci_error const*>(&error);
  return state ? describe_sqlstate(state->sqlstate(), text) : text;
}

}  // namespace gt::db
