#pragma once

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "platform/db/db.h"
#include "platform/db/run_prepared.h"

// Statements as the engines hold them. For connection.cpp alone.
namespace gt::db {

/// A value with a stable address for SOCI to read from each time the statement runs.
struct Slot {
  std::string text;
  long long number = 0;
  soci::indicator indicator = soci::i_null;
  bool holds_number = false;

  void fill(Value const& value);
};

using Values = std::vector<Value const*>;

/// Errors: DatabaseError when the column's type is not used here.
void fill_cell(Row::Cell& cell, sqlite_api::sqlite3_stmt* statement, int at);
void fill_cell(Row::Cell& cell, PGresult const* result, int row, int at);
void refuse_other_types(PGresult const* result);

/// SOCI binds and runs; rows are read past it, since its own way copies each value three times and finds its type anew.
struct Prepared {
  std::deque<Slot> slots;
  /// PostgreSQL: which slot each of the statement's places takes, since a name may be used many times.
  std::vector<std::size_t> places;
  Row::Names names;
  soci::statement statement;

  explicit Prepared(soci::session& session) : statement{session} {}

  void fill(Values const& values) {
    for (std::size_t at = 0; at < values.size(); ++at) slots[at].fill(*values[at]);
  }

  /// `begin`: on PostgreSQL, what begins the transaction, when nothing has been asked in it yet; else null.
  std::vector<Row> rows(bool is_sqlite, char const* begin) {
    std::vector<Row> out;
    each(is_sqlite, begin, [&](Row& row) {
      out.push_back(std::move(row));
      row = Row(names, std::vector<Row::Cell>(out.back().cells_.size()));
    });
    return out;
  }

  /// One row after the other, each in the place of the one before.
  template <class Use>
  void each(bool is_sqlite, char const* begin, Use use) {
    if (is_sqlite)
      each_of(*static_cast<soci::sqlite3_statement_backend*>(statement.get_backend()), use);
    else
      each_of(*static_cast<soci::postgresql_statement_backend*>(statement.get_backend()), begin, use);
  }

 private:
  Row empty_row(int columns) const { return Row(names, std::vector<Row::Cell>(static_cast<std::size_t>(columns))); }

  template <class Use>
  void each_of(soci::sqlite3_statement_backend& backend, Use& use) {
    bool more = statement.execute(true);
    auto* const native = backend.stmt_;
    // Whatever happens: a statement left half-way keeps SQLite's snapshot open.
    std::unique_ptr<sqlite_api::sqlite3_stmt, decltype(&sqlite_api::sqlite3_reset)> const end{
        native, &sqlite_api::sqlite3_reset};
    int const columns = sqlite_api::sqlite3_column_count(native);
    keep_names(columns, [&](int at) { return sqlite_api::sqlite3_column_name(native, at); });
    auto row = empty_row(columns);
    while (more) {
      for (int at = 0; at < columns; ++at) fill_cell(row.cells_[static_cast<std::size_t>(at)], native, at);
      use(row);
      int const code = sqlite_api::sqlite3_step(native);
      if (code != SQLITE_ROW && code != SQLITE_DONE)
        throw soci::soci_error(sqlite_api::sqlite3_errmsg(sqlite_api::sqlite3_db_handle(native)));
      more = code == SQLITE_ROW;
    }
  }

  template <class Use>
  void each_of(soci::postgresql_statement_backend& backend, char const* begin, Use& use) {
    std::vector<char const*> values;
    for (auto const slot : places)
      values.push_back(slots[slot].indicator == soci::i_null ? nullptr : slots[slot].text.c_str());
    auto const answer = run_prepared(backend.session_.conn_, backend.statementName_, values, begin);
    auto const* const result = answer.get();
    int const columns = PQnfields(result), count = PQntuples(result);
    if (!names) refuse_other_types(result);
    keep_names(columns, [&](int at) { return PQfname(result, at); });
    auto row = empty_row(columns);
    for (int number = 0; number < count; ++number) {
      for (int at = 0; at < columns; ++at) fill_cell(row.cells_[static_cast<std::size_t>(at)], result, number, at);
      use(row);
    }
  }

  template <class NameOf>
  void keep_names(int columns, NameOf name_of) {
    if (names) return;
    auto found = std::make_shared<std::vector<std::string>>();
    for (int at = 0; at < columns; ++at) found->emplace_back(name_of(at));
    names = std::move(found);
  }
};

/// A statement that begins or ends transactions on SQLite, compiled once: each request asks for four.
class Simple {
 public:
  explicit Simple(char const* text) : text_{text} {}
  ~Simple() { sqlite_api::sqlite3_finalize(statement_); }
  Simple(Simple const&) = delete;
  Simple& operator=(Simple const&) = delete;

  void run(sqlite_api::sqlite3* connection);

 private:
  char const* text_;
  sqlite_api::sqlite3_stmt* statement_ = nullptr;
};

}  // namespace gt::db
