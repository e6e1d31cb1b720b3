#include "tests/support/store_test.h"

#include <cstdlib>
#include <stdexcept>

#include <libpq-fe.h>
#include <unistd.h>

namespace gt::test {
namespace {

std::string environment(char const* name) {
  auto const* value = std::getenv(name);
  return value ? value : "";
}

/// A later dbname wins over an earlier one in a libpq connection string.
std::string with_database(std::string const& name) { return postgresql_server() + " dbname=" + name; }

void run_on_server(std::string const& statement) {
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection{PQconnectdb(with_database("postgres").c_str()), &PQfinish};
  std::unique_ptr<PGresult, decltype(&PQclear)> result{PQexec(connection.get(), statement.c_str()), &PQclear};
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw std::runtime_error(PQerrorMessage(connection.get()));
}

std::string fresh_name() { return "gt_test_" + std::to_string(::getpid()) + "_" + new_opaque_id(); }

void create_database(std::string const& name, std::string const& copied_from) {
  run_on_server("create database " + name + " template " + copied_from +
                (copied_from == "template0" ? " encoding 'UTF8' locale 'C.UTF-8'" : ""));
}

void migrate(db::Location const& location) {
  auto opened = db::Database::open(location, 1);
  if (!opened) throw std::runtime_error(opened.error().message);
  auto applied = (*opened)->migrate(db::all_migrations());
  if (!applied) throw std::runtime_error(applied.error().message);
}

/// Migrated once in this process, then copied for each test; removed when the process ends.
class Template {
 public:
  explicit Template(db::Engine engine) {
    location_.folder = folder_.path();
    if (engine == db::Engine::postgresql) {
      name_ = fresh_name();
      create_database(name_, "template0");
      location_.postgresql = with_database(name_);
    }
    migrate(location_);
  }
  Template(Template const&) = delete;
  Template& operator=(Template const&) = delete;
  ~Template() {
    if (!name_.empty()) run_on_server("drop database " + name_ + " with (force)");
  }

  void copy_to(db::Location const& location, std::string const& name) const {
    if (name.empty())
      std::filesystem::copy_file(folder_.path() / "goldenthread.db", location.folder / "goldenthread.db");
    else
      create_database(name, name_);
  }

 private:
  TemporaryFolder folder_;
  db::Location location_;
  std::string name_;
};

Template const& migrated_template(db::Engine engine) {
  static Template const sqlite{db::Engine::sqlite};
  if (engine == db::Engine::sqlite) return sqlite;
  static Template const postgresql{db::Engine::postgresql};
  return postgresql;
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

StorePlace::StorePlace(db::Engine engine, bool migrated) {
  location_.folder = folder_.path();
  if (engine == db::Engine::postgresql) {
    dropped_at_end_ = fresh_name();
    location_.postgresql = with_database(dropped_at_end_);
    if (!migrated) create_database(dropped_at_end_, "template0");
  }
  if (migrated) migrated_template(engine).copy_to(location_, dropped_at_end_);
}

StorePlace::~StorePlace() {
  if (!dropped_at_end_.empty()) run_on_server("drop database " + dropped_at_end_ + " with (force)");
}

void StoreTest::SetUp() {
  if (!has_engine(GetParam())) {
    if (is_postgresql_required()) FAIL() << no_postgresql;
    GTEST_SKIP() << no_postgresql;
  }
  place_ = std::make_unique<StorePlace>(GetParam(), true);
  auto opened = db::Database::open(place_->location(), connections());
  ASSERT_TRUE(opened.has_value()) << opened.error().message;
  database_ = std::move(*opened);
}

void StoreTest::TearDown() {
  database_.reset();
  place_.reset();
}

}  // namespace gt::test
