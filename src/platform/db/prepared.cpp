#include "platform/db/prepared.h"

#include <charconv>
#include <cstdint>
#include <string_view>

#include "platform/db/query_text.h"

namespace gt::db {
namespace {

/// PostgreSQL's own numbers of the types that are used here, and of those that its expressions give.
bool is_whole_number(Oid type) { return type == 20 || type == 21 || type == 23; }
bool is_text(Oid type) { return type == 25 || type == 1043 || type == 19 || type == 705; }
bool is_computed(Oid type) { return type == 1700 || type == 701; }

[[noreturn]] void refuse_type(std::string const& column) {
  throw DatabaseError("Column " + column + " has a type that is not used here: only text and bigint are.");
}

/// Writes over a text that is there already, whose room is used again when the same row is filled many times.
void fill_text(Row::Cell& cell, std::string_view text) {
  if (auto* held = std::get_if<std::string>(&cell))
    held->assign(text);
  else
    cell.emplace<std::string>(text);
}

}  // namespace

void fill_cell(Row::Cell& cell, sqlite_api::sqlite3_stmt* statement, int at) {
  switch (sqlite_api::sqlite3_column_type(statement, at)) {
    case SQLITE_NULL:
      cell = std::monostate{};
      return;
    case SQLITE_INTEGER:
      cell = static_cast<std::int64_t>(sqlite_api::sqlite3_column_int64(statement, at));
      return;
    case SQLITE_BLOB:
      refuse_type(sqlite_api::sqlite3_column_name(statement, at));
    default: {
      auto const* text = reinterpret_cast<char const*>(sqlite_api::sqlite3_column_text(statement, at));
      fill_text(cell, {text, static_cast<std::size_t>(sqlite_api::sqlite3_column_bytes(statement, at))});
    }
  }
}

void fill_cell(Row::Cell& cell, PGresult const* result, int row, int at) {
  std::string_view const text(PQgetvalue(result, row, at), static_cast<std::size_t>(PQgetlength(result, row, at)));
  if (PQgetisnull(result, row, at) != 0) {
    cell = std::monostate{};
  } else if (is_whole_number(PQftype(result, at))) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    cell = number;
  } else {
    fill_text(cell, text);
  }
}

void refuse_other_types(PGresult const* result) {
  for (int at = 0; at < PQnfields(result); ++at) {
    auto const type = PQftype(result, at);
    if (!is_whole_number(type) && !is_text(type) && !is_computed(type)) refuse_type(PQfname(result, at));
  }
}

void Slot::fill(Value const& value) {
  indicator = soci::i_ok;
  if (auto const* held_text = std::get_if<std::string>(&value.held())) {
    if (!is_storable_text(*held_text))
      throw DatabaseError("Text with a zero byte, or that is not UTF-8, cannot be stored.");
    text = *held_text;
  } else if (auto const* held_number = std::get_if<std::int64_t>(&value.held())) {
    if (holds_number)
      number = *held_number;
    else
      text = std::to_string(*held_number);
  } else {
    indicator = soci::i_null;
  }
}

void Simple::run(sqlite_api::sqlite3* connection) {
  if (statement_ == nullptr && sqlite_api::sqlite3_prepare_v3(connection, text_, -1, SQLITE_PREPARE_PERSISTENT,
                                                              &statement_, nullptr) != SQLITE_OK)
    throw soci::soci_error(sqlite_api::sqlite3_errmsg(connection));
  bool const is_done = sqlite_api::sqlite3_step(statement_) == SQLITE_DONE;
  if (sqlite_api::sqlite3_reset(statement_) != SQLITE_OK || !is_done)
    throw soci::soci_error(sqlite_api::sqlite3_errmsg(connection));
}

}  // namespace gt::db
