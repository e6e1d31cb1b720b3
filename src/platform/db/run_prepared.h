#pragma once

#include <memory>
#include <string>
#include <vector>

#include <libpq-fe.h>

namespace gt::db {

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ServerResult = std::unique_ptr<PGresult, FreeResult>;

/// Runs a statement that PostgreSQL has prepared, with its values as texts (null for none), and waits for all its rows.
/// `first`, when not null, is a statement without rows that runs before it: both travel in one message, since each
/// message to the server and back costs as much as a small query. Errors: soci::postgresql_soci_error; the connection
/// is then as usable as PQstatus says.
ServerResult run_prepared(PGconn* connection, std::string const& statement, std::vector<char const*> const& values,
                          char const* first);

}  // namespace gt::db
