#include "platform/db/run_prepared.h"

#include <soci/postgresql/soci-postgresql.h>

namespace gt::db {
namespace {

[[noreturn]] void fail(PGconn* connection, PGresult const* result) {
  auto const* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  auto const* words =
      result && *PQresultErrorMessage(result) != '\0' ? PQresultErrorMessage(result) : PQerrorMessage(connection);
  throw soci::postgresql_soci_error(words, state ? state : "08000");
}

void require_done(PGconn* connection, PGresult const* result) {
  auto const status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(connection, result);
}

/// One statement's answer, which a null result ends.
ServerResult next_answer(PGconn* connection) {
  ServerResult answer{PQgetResult(connection)};
  while (auto* const more = PQgetResult(connection)) PQclear(more);
  return answer;
}

/// Two statements, the mark after them, and the null results between.
constexpr int most_answers = 8;

/// Leaves the mode in which statements travel together, also after a fault: what was sent is read to its end first.
class Together {
 public:
  explicit Together(PGconn* connection) : connection_{connection} {
    // The end of the transaction before, which nobody waited for.
    while (auto* const done = PQgetResult(connection)) PQclear(done);
    if (PQenterPipelineMode(connection) == 0) fail(connection, nullptr);
  }
  ~Together() {
    for (int left = most_answers; left > 0 && PQstatus(connection_) == CONNECTION_OK; --left) {
      if (PQexitPipelineMode(connection_) == 1) return;
      PQclear(PQgetResult(connection_));
    }
  }
  Together(Together const&) = delete;
  Together& operator=(Together const&) = delete;

 private:
  PGconn* connection_;
};

}  // namespace

ServerResult run_prepared(PGconn* connection, std::string const& statement, std::vector<char const*> const& values,
                          char const* first) {
  auto const count = static_cast<int>(values.size());
  if (!first) {
    ServerResult answer{PQexecPrepared(connection, statement.c_str(), count, values.data(), nullptr, nullptr, 0)};
    require_done(connection, answer.get());
    return answer;
  }
  Together const together{connection};
  if (PQsendQueryParams(connection, first, 0, nullptr, nullptr, nullptr, nullptr, 0) == 0 ||
      PQsendQueryPrepared(connection, statement.c_str(), count, values.data(), nullptr, nullptr, 0) == 0 ||
      PQpipelineSync(connection) == 0)
    fail(connection, nullptr);
  auto const begun = next_answer(connection);
  auto answer = next_answer(connection);
  require_done(connection, begun.get());
  require_done(connection, answer.get());
  return answer;
}

}  // namespace gt::db
