#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/db/connection.h"
#include "platform/db/prepared.h"
#include "platform/db/query_text.h"

// A connection as the engines know it. For connection.cpp alone.
namespace gt::db {

enum class Fault { unique, busy, no_room, read_only, other };

std::string first_line(std::string text);

/// Why a connection was not made, in one line: libpq's own reason after SOCI's sentence, without the password.
std::string why_not_connected(Location const& location, std::string const& said);

/// A query met on this connection, with its statements: one for each combination of numbers and texts bound to it.
struct Connection::Known {
  QueryText text;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> statements;
};

struct Connection::Session {
  bool is_read_only;  ///< SQLite on a disk that can only be read
  soci::session soci;
  soci::sqlite3_session_backend* sqlite;
  soci::postgresql_session_backend* postgresql;
  std::unordered_map<std::string, Known> queries;
  Simple begin_read{"begin"}, begin_change{"begin immediate"}, commit_change{"commit"}, roll_back{"rollback"};
  std::optional<Mode> mode{};  ///< what SQLite was told last
  bool begin_waits = false;    ///< PostgreSQL: a reading transaction is begun with the first thing asked in it
  /// SOCI tells PostgreSQL to forget a statement, which a failed transaction refuses until it is rolled back.
  std::vector<std::unique_ptr<Prepared>> failed_statements;

  explicit Session(Location const& location);

  /// PostgreSQL: what has to go before the next statement; null when the transaction is under way.
  char const* take_begin();
  void begin_now();

  /// Runs statements as they stand. Returns PostgreSQL's word for the last command done.
  std::string run(std::string_view sql);

  /// PostgreSQL: rolls back without waiting for the answer, which libpq reads before it sends anything else; unless
  /// there are statements to forget, which needs it.
  void end_on_server();

  /// Gone, or left with answers that nobody can read: to be opened again.
  bool lost() const;
  Fault fault_of(std::exception const& error) const;
  /// Whether the engine had trouble with its files without saying which.
  bool had_trouble_with_files() const;
  /// Words that carry no stored or bound value.
  std::string words_of(std::exception const& error) const;

 private:
  Fault other_fault(int code) const;
};

}  // namespace gt::db
