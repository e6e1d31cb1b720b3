#include "tests/support/store_test.h"

#include <cstdlib>
#include <stdexcept>

#include <libpq-fe.h>
#include <unistd.h>

#include "platform/db/sha256.h"

namespace gt::test {
namespace {

std::string environment(char const* name) {
  auto const* value = std::getenv(name);
  return value ? value : "";
}

/// A later dbname wins over an earlier one in a libpq connection string.
std::string with_database(std::string const& name) { return postgresql_server() + " dbname=" + name; }

/// Returns how many rows there are in the answer.
int run_on_server(std::string const& statement) {
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection{PQconnectdb(with_database("postgres").c_str()), &PQfinish};
  std::unique_ptr<PGresult, decltype(&PQclear)> result{PQexec(connection.get(), statement.c_str()), &PQclear};
  auto const status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
  return PQntuples(result.get());
}

bool exists_on_server(std::string const& database) {
  return run_on_server("select datname from pg_database where datname = '" + database + "'") == 1;
}

std::string fresh_name() { return "gt_test_" + std::to_string(::getpid()) + "_" + new_opaque_id(); }

void create_database(std::string const& name, std::string const& copied_from,
                     std::string const& encoding = "'UTF8' locale 'C.UTF-8'") {
  run_on_server("create database " + name + " template " + copied_from +
                (copied_from == "template0" ? " encoding " + encoding : ""));
}

void migrate(db::Location const& location) {
  auto opened = db::Database::open(location, 1);
  if (!opened) throw std::runtime_error(opened.error().message);
  auto applied = (*opened)->migrate(db::all_migrations());
  if (!applied) throw std::runtime_error(applied.error().message);
}

/// SQLite: a file migrated once in this process, then copied for each test.
std::filesystem::path const& migrated_file() {
  static TemporaryFolder const folder;
  static bool const migrated = (migrate({folder.path(), ""}), true);
  static std::filesystem::path const file = folder.path() / "goldenthread.db";
  static_cast<void>(migrated);
  return file;
}

/// PostgreSQL: a database named after the migrations' texts, made by the first process that needs it and left on the
/// server for the next, because ctest runs every test in a process of its own.
std::string const& migrated_database() {
  static std::string const name = [] {
    std::string texts;
    for (auto const& each : db::all_migrations())
      texts += std::string(each.name) + '\n' + std::string(each.sql) + '\n' + std::string(each.postgresql) + '\n';
    auto wanted = "gt_template_" + db::sha256_hex(texts).substr(0, 16);
    if (exists_on_server(wanted)) return wanted;
    auto const made = fresh_name();
    create_database(made, "template0");
    TemporaryFolder const folder;
    migrate({folder.path(), with_database(made)});
    try {
      run_on_server("alter database " + made + " rename to " + wanted);
    } catch (std::runtime_error const&) {
      run_on_server("drop database " + made);
      if (!exists_on_server(wanted)) throw;  // otherwise another process was quicker
    }
    return wanted;
  }();
  return name;
}

}  // namespace

std::string postgresql_server() { return environment("GOLDENTHREAD_TEST_POSTGRESQL"); }
bool has_engine(db::Engine engine) { return engine == db::Engine::sqlite || !postgresql_server().empty(); }
bool is_postgresql_required() { return environment("GOLDENTHREAD_REQUIRE_POSTGRESQL") == "1"; }

TemporaryFolder::TemporaryFolder()
    : path_{std::filesystem::temp_directory_path() / ("goldenthread-test-" + new_opaque_id())} {
  std::filesystem::create_directory(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

StorePlace::StorePlace(db::Engine engine, Content content) {
  location_.folder = folder_.path();
  if (engine == db::Engine::postgresql) {
    dropped_at_end_ = fresh_name();
    location_.postgresql = with_database(dropped_at_end_);
    create_database(dropped_at_end_, content == Content::migrated ? migrated_database() : "template0",
                    content == Content::latin1 ? "'LATIN1' locale 'C'" : "'UTF8' locale 'C.UTF-8'");
  } else if (content == Content::migrated) {
    std::filesystem::copy_file(migrated_file(), location_.folder / "goldenthread.db");
  }
}

StorePlace::~StorePlace() {
  if (!dropped_at_end_.empty()) run_on_server("drop database " + dropped_at_end_ + " with (force)");
}

void StoreTest::SetUp() {
  if (!has_engine(GetParam())) {
    if (is_postgresql_required()) FAIL() << no_postgresql;
    GTEST_SKIP() << no_postgresql;
  }
  place_ = std::make_unique<StorePlace>(GetParam(), Content::migrated);
  auto opened = db::Database::open(place_->location(), connections());
  ASSERT_TRUE(opened.has_value()) << opened.error().message;
  database_ = std::move(*opened);
}

void StoreTest::TearDown() {
  database_.reset();
  place_.reset();
}

}  // namespace gt::test
