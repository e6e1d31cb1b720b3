#include "platform/db/whole_postgresql.h"

#include <algorithm>
#include <map>
#include <set>

#include <libpq-fe.h>

#include "platform/db/cannot_write.h"
#include "platform/db/connection.h"

namespace gt::db {
namespace {

using Reply = std::unique_ptr<PGresult, decltype(&PQclear)>;

[[noreturn]] void postgresql_failed(pg_conn* connection, PGresult const* result) {
  auto const* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  std::string const code = state ? state : "08000";
  if (code == "53100") throw CannotWrite(Obstacle::no_room);
  if (code == "25006") throw CannotWrite(Obstacle::read_only);
  // Rows are in the text of faults of these groups.
  if (code.starts_with("22") || code.starts_with("23"))
    throw DatabaseError("a row was not as the table wants it (" + code + ")");
  std::string words = PQerrorMessage(connection);
  words.resize(std::min(words.find('\n'), words.size()));
  throw DatabaseError(words);
}

Reply run(pg_conn* connection, std::string const& sql, ExecStatusType wanted) {
  Reply result{PQexec(connection, sql.c_str()), &PQclear};
  auto const status = PQresultStatus(result.get());
  bool const fine = status == wanted || (wanted == PGRES_COMMAND_OK && status == PGRES_TUPLES_OK);
  if (!fine) postgresql_failed(connection, result.get());
  return result;
}

/// Reads what is left, which libpq wants before the next command. Throws what went wrong.
void finish_copy(pg_conn* connection) {
  Reply result{PQgetResult(connection), &PQclear};
  bool const fine = PQresultStatus(result.get()) == PGRES_COMMAND_OK;
  while (Reply const rest{PQgetResult(connection), &PQclear}) {
  }
  if (!fine) postgresql_failed(connection, result.get());
}

std::string column_list(Table const& table) {
  std::string out;
  for (auto const& each : table.columns) out += (out.empty() ? "" : ", ") + quoted_name(each);
  return out;
}

/// Every table after those that its rows refer to.
std::vector<Table> after_referred(pg_conn* connection, std::vector<Table> const& tables) {
  std::map<std::string, std::set<std::string>> refers;
  for (auto const& line : ask_postgresql(
           connection,
           "select a.relname, b.relname from pg_constraint c join pg_class a on a.oid = c.conrelid join pg_class b on "
           "b.oid = c.confrelid where c.contype = 'f' and c.connamespace = cast(current_schema() as regnamespace)"))
    if (line[0] != line[1]) refers[line[0]].insert(line[1]);
  std::vector<Table> out;
  std::set<std::string> waiting;
  for (auto const& each : tables) waiting.insert(each.name);
  while (out.size() < tables.size()) {
    auto const before = out.size();
    for (auto const& each : tables) {
      if (!waiting.contains(each.name)) continue;
      auto const& needs = refers[each.name];
      if (std::any_of(needs.begin(), needs.end(), [&](auto const& name) { return waiting.contains(name); })) continue;
      out.push_back(each);
      waiting.erase(each.name);
    }
    if (out.size() == before) throw DatabaseError("the tables refer to one another in a circle");
  }
  return out;
}

void copy_in(pg_conn* connection, Table const& table, std::function<std::string()> const& next) {
  run(connection, "copy " + quoted_name(table.name) + " (" + column_list(table) + ") from stdin", PGRES_COPY_IN);
  for (auto piece = next(); !piece.empty(); piece = next())
    if (PQputCopyData(connection, piece.data(), static_cast<int>(piece.size())) != 1) break;
  if (PQputCopyEnd(connection, nullptr) != 1) postgresql_failed(connection, nullptr);
  finish_copy(connection);
}

}  // namespace

std::string quoted_name(std::string_view name) {
  std::string out = "\"";
  for (char const each : name) out += each == '"' ? "\"\"" : std::string(1, each);
  return out + "\"";
}

std::string quoted_text(std::string_view text) {
  std::string out = "'";
  for (char const each : text) out += each == '\'' ? "''" : std::string(1, each);
  return out + "'";
}

std::vector<Answer> ask_postgresql(pg_conn* connection, std::string const& sql) {
  auto const result = run(connection, sql, PGRES_TUPLES_OK);
  std::vector<Answer> out;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    auto& answer = out.emplace_back();
    for (int at = 0; at < PQnfields(result.get()); ++at) answer.emplace_back(PQgetvalue(result.get(), row, at));
  }
  return out;
}

void copy_out(pg_conn* connection, Table const& table, std::function<void(std::string_view)> const& write) {
  run(connection, "copy " + quoted_name(table.name) + " (" + column_list(table) + ") to stdout", PGRES_COPY_OUT);
  char* line = nullptr;
  int length = 0;
  while ((length = PQgetCopyData(connection, &line, 0)) > 0) {
    std::unique_ptr<char, decltype(&PQfreemem)> const held{line, &PQfreemem};
    write({line, static_cast<std::size_t>(length)});
  }
  finish_copy(connection);
}

Result<Location> in_schema(Location const& location, std::string const& schema) {
  char* fault = nullptr;
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options{
      PQconninfoParse(location.postgresql.c_str(), &fault), &PQconninfoFree};
  if (!options) {
    std::unique_ptr<char, decltype(&PQfreemem)> const held{fault, &PQfreemem};
    return refuse(ErrorKind::invalid, "The PostgreSQL connection string cannot be read. Write it as host=… dbname=…");
  }
  std::string out, given;
  for (auto const* each = options.get(); each->keyword != nullptr; ++each) {
    if (each->val == nullptr) continue;
    if (std::string_view(each->keyword) == "options") {
      given = std::string(each->val) + " ";
      continue;
    }
    std::string value;
    for (char const* at = each->val; *at != '\0'; ++at) {
      if (*at == '\'' || *at == '\\') value += '\\';
      value += *at;
    }
    out += std::string(each->keyword) + "='" + value + "' ";
  }
  return Location{location.folder, out + "options='" + given + "-csearch_path=" + schema + "'"};
}

std::string current_schema(Location const& location) {
  Connection connection{location};
  return ask_postgresql(connection.postgresql(), "select current_schema()").at(0).at(0);
}

void create_schema(Location const& location, std::string const& schema) {
  Connection connection{location};
  run(connection.postgresql(), "create schema " + quoted_name(schema), PGRES_COMMAND_OK);
}

void drop_schema(Location const& location, std::string const& schema) {
  Connection connection{location};
  run(connection.postgresql(), "drop schema if exists " + quoted_name(schema) + " cascade", PGRES_COMMAND_OK);
}

std::vector<std::string> list_schemas(Location const& location, std::string_view prefix) {
  Connection connection{location};
  std::vector<std::string> out;
  for (auto const& line :
       ask_postgresql(connection.postgresql(), "select nspname from pg_namespace where starts_with(nspname, " +
                                                   quoted_text(prefix) + ") order by nspname"))
    out.push_back(line[0]);
  return out;
}

bool is_used_by_others(Location const& location) {
  Connection connection{location};
  return ask_postgresql(connection.postgresql(),
                        "select count(*) from pg_stat_activity where datname = current_database() and pid <> "
                        "pg_backend_pid() and backend_type = 'client backend'")
             .at(0)
             .at(0) != "0";
}

void load_rows(Location const& location, std::vector<Table> const& tables,
               std::function<std::function<std::string()>(Table const&)> const& read) {
  Connection connection{location};
  auto* const handle = connection.postgresql();
  auto const in_order = after_referred(handle, tables);
  run(handle, "begin", PGRES_COMMAND_OK);
  for (auto const& each : in_order)
    run(handle, "alter table " + quoted_name(each.name) + " disable trigger user", PGRES_COMMAND_OK);
  // The migrations have put in rows of their own.
  for (auto each = in_order.rbegin(); each != in_order.rend(); ++each)
    run(handle, "delete from " + quoted_name(each->name), PGRES_COMMAND_OK);
  for (auto const& each : in_order) {
    try {
      copy_in(handle, each, read(each));
    } catch (CannotWrite const&) {
      throw;
    } catch (DatabaseError const& fault) {
      throw DatabaseError("The rows of " + each.name + " could not be put in: " + fault.what());
    }
  }
  for (auto const& each : in_order)
    run(handle, "alter table " + quoted_name(each.name) + " enable trigger user", PGRES_COMMAND_OK);
  run(handle, "commit", PGRES_COMMAND_OK);
  for (auto const& each : in_order) run(handle, "analyze " + quoted_name(each.name), PGRES_COMMAND_OK);
}

bool swap_schemas(Location const& location, std::string const& fresh, std::string const& kept_as) {
  Connection connection{location};
  auto* const handle = connection.postgresql();
  run(handle, "begin", PGRES_COMMAND_OK);
  auto const name = ask_postgresql(handle, "select current_schema()").at(0).at(0);
  bool const holds = ask_postgresql(handle,
                                    "select count(*) from pg_class where relnamespace = "
                                    "cast(current_schema() as regnamespace) and relkind = 'r'")
                         .at(0)
                         .at(0) != "0";
  run(handle, "alter schema " + quoted_name(name) + " rename to " + quoted_name(kept_as), PGRES_COMMAND_OK);
  if (!holds) run(handle, "drop schema " + quoted_name(kept_as) + " cascade", PGRES_COMMAND_OK);
  run(handle, "alter schema " + quoted_name(fresh) + " rename to " + quoted_name(name), PGRES_COMMAND_OK);
  run(handle, "commit", PGRES_COMMAND_OK);
  return holds;
}

}  // namespace gt::db
