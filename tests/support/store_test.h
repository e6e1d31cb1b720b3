#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "platform/db/db.h"

/// A fresh, migrated database for each test, on each engine:
///
///     using ThemeStore = gt::test::StoreTest;
///     TEST_P(ThemeStore, KeepsTheName) { auto change = database().change(authority()); ... }
///     INSTANTIATE_TEST_SUITE_P(Engines, ThemeStore, gt::test::engines(), gt::test::engine_name);
///
/// SQLite always runs. PostgreSQL runs when GOLDENTHREAD_TEST_POSTGRESQL holds a libpq connection string of a server on
/// which databases may be made; otherwise it is skipped, or fails when GOLDENTHREAD_REQUIRE_POSTGRESQL is 1.
namespace gt::test {

/// A folder that is removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What a place holds. `migrated` is copied from a template, which is quicker than applying the migrations; `latin1` is
/// an empty PostgreSQL database that cannot hold every character.
enum class Content { nothing, migrated, latin1 };

/// A place on the engine; on PostgreSQL a database of its own, dropped at the end.
class StorePlace {
 public:
  StorePlace(db::Engine engine, Content content);
  ~StorePlace();
  StorePlace(StorePlace const&) = delete;
  StorePlace& operator=(StorePlace const&) = delete;
  db::Location const& location() const { return location_; }

 private:
  TemporaryFolder folder_;
  db::Location location_;
  std::string dropped_at_end_;
};

class StoreTest : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override;
  void TearDown() override;

  db::Database& database() { return *database_; }
  db::Location const& location() const { return place_->location(); }
  /// The council most tests work for, and a second one that must never see its rows. Neither has a row yet.
  AuthorityId const& authority() const { return authority_; }
  AuthorityId const& other_authority() const { return other_authority_; }

  /// How many connections the pool has; a test with threads may want more.
  virtual int connections() const { return 4; }

 private:
  std::unique_ptr<StorePlace> place_;
  std::unique_ptr<db::Database> database_;
  AuthorityId authority_ = AuthorityId::fresh();
  AuthorityId other_authority_ = AuthorityId::fresh();
};

inline auto engines() { return testing::Values(db::Engine::sqlite, db::Engine::postgresql); }
inline std::string engine_name(testing::TestParamInfo<db::Engine> const& info) {
  return info.param == db::Engine::sqlite ? "SQLite" : "PostgreSQL";
}

/// Whether tests can run on the engine here.
bool has_engine(db::Engine engine);
inline constexpr char no_postgresql[] = "GOLDENTHREAD_TEST_POSTGRESQL is not set; script/test starts a server.";
/// The connection string of the test server, empty without one.
std::string postgresql_server();
/// Whether a missing server fails the tests instead of skipping them.
bool is_postgresql_required();

}  // namespace gt::test
