#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/db/db.h"
#include "platform/html/assets.h"
#include "platform/operations/operations.h"
#include "platform/pages/pages.h"
#include "platform/web/answer.h"
#include "tests/support/store_test.h"

/// A slice's operations and pages in process, on a fresh database of each engine, as one person at one council.
namespace gt::test {

/// Fields of a form or of a query.
using Fields = web::Fields;

class PageTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    add_operations(registry_);
    environment_.emplace(operations::Environment{database(), files_, clock_, registry_});
    pages::Settings settings{
        .environment = *environment_,
        .find_session = [this](web::Request const&) -> std::optional<pages::Session> {
          if (!signed_in_) return std::nullopt;
          return pages::Session{actor_, "token-of-this-session", "Northmere Council", "Programme manager"};
        },
        .sections = {},
        .footer_links = {},
        .development_notice = {},
        .secure_cookies = false};
    site_.emplace(std::move(settings), router_);
    add_pages(*site_);
  }
  void TearDown() override {
    site_.reset();
    environment_.reset();
    StoreTest::TearDown();
  }

  virtual void add_operations(operations::Registry& registry) = 0;
  virtual void add_pages(pages::Site&) {}

  /// The person from here on holds this role, for one theme when it is given.
  void be(std::string role, std::optional<std::string> theme = std::nullopt) {
    actor_.grants = {{std::move(role), std::move(theme), std::nullopt}};
  }
  /// The programme manager of the other council.
  operations::Actor stranger() const {
    auto other = actor_;
    other.authority = other_authority();
    other.grants = {{"programme manager", std::nullopt, std::nullopt}};
    return other;
  }

  Result<nlohmann::json> perform(std::string_view name, nlohmann::json const& input) {
    return perform_as(actor_, name, input);
  }
  Result<nlohmann::json> perform_as(operations::Actor const& who, std::string_view name, nlohmann::json const& input) {
    return operations::perform(*environment_, who, name, input);
  }
  /// For what must work; the test fails with the refusal's words when it does not.
  nlohmann::json done(std::string_view name, nlohmann::json const& input) {
    auto result = perform(name, input);
    EXPECT_TRUE(result.has_value()) << name << ": " << (result ? "" : result.error().message);
    return result ? *result : nlohmann::json::object();
  }
  /// The kind and the words of what must be refused.
  Error refusal(std::string_view name, nlohmann::json const& input) {
    auto result = perform(name, input);
    EXPECT_FALSE(result.has_value()) << name << " was not refused";
    return result ? Error{ErrorKind::invalid, "not refused", {}} : result.error();
  }

  web::Response get(std::string path, Fields query = {}) {
    web::Request request;
    request.path = path;
    request.target = std::move(path);
    request.query_fields = std::move(query);
    return answer(std::move(request));
  }
  /// A form sent from a page of ours: with its token.
  web::Response post(std::string path, Fields form) {
    form.add("csrf_token", "token-of-this-session");
    return post_without_token(std::move(path), std::move(form));
  }
  web::Response post_without_token(std::string path, Fields form) {
    web::Request request;
    request.method = web::Method::post;
    request.path = path;
    request.target = std::move(path);
    request.form_fields = std::move(form);
    return answer(std::move(request));
  }
  /// Spaces that keep a date or a number together are plain ones in what comes back, so that tests read as pages do.
  web::Response answer(web::Request request) {
    auto response = web::answer(router_, {}, request);
    if (response.headers.first("Content-Type").value_or("").starts_with("text/html")) {
      constexpr std::string_view no_break = "\xC2\xA0";
      for (auto at = response.body.find(no_break); at != std::string::npos; at = response.body.find(no_break, at))
        response.body.replace(at, no_break.size(), " ");
    }
    return response;
  }

  /// For pages that are of nobody who is signed in.
  web::Router& router() { return router_; }
  operations::Environment const& environment() const { return *environment_; }
  db::FileStore const& files() const { return files_; }
  /// How many documents are stored.
  std::int64_t stored_files() const {
    std::int64_t count = 0;
    for (auto const& each : std::filesystem::recursive_directory_iterator(files_folder_.path()))
      count += each.is_regular_file();
    return count;
  }

  operations::Actor actor_{
      AccountId::fresh(),        "Programme manager", authority(), {{"programme manager", std::nullopt, std::nullopt}},
      operations::Channel::page, "request",           std::nullopt};
  bool signed_in_ = true;
  FixedClock clock_{Instant::from_iso("2026-11-21T09:00:00Z").value()};

 private:
  TemporaryFolder files_folder_;
  db::FileStore files_{files_folder_.path()};
  operations::Registry registry_;
  web::Router router_;
  std::optional<operations::Environment> environment_;
  std::optional<pages::Site> site_;
};

inline std::string location_of(web::Response const& response) {
  return response.headers.first("Location").value_or("");
}

/// Whether the box, radio or option with this value is chosen.
inline bool is_chosen(std::string const& page, std::string const& value) {
  auto begin = page.find("value=\"" + value + "\"");
  if (begin == std::string::npos) return false;
  auto rest = page.substr(begin, page.find('>', begin) - begin);
  return rest.find(" checked") != std::string::npos || rest.find(" selected") != std::string::npos;
}

/// What stands between `<main` and `</main>`, ids replaced by id-1, id-2 … in the order in which the page names them.
inline std::string main_part(std::string const& page) {
  auto begin = page.find("<main");
  auto end = page.find("</main>");
  if (begin == std::string::npos || end == std::string::npos) return page;
  auto text = page.substr(begin, end - begin) + "</main>\n";
  std::regex const given{
      "(?:/(?:inspections|readings|findings|themes|actions|evidence)/|value=\"|[?&]\\w+=)"
      "([2-9bcdfghjkmnpqrstvwxyzaeuo]{16})\\b"};
  int count = 0;
  for (std::smatch match; std::regex_search(text, match, given);) {
    auto const id = match.str(1);
    auto const name = "id-" + std::to_string(++count);
    for (auto at = text.find(id); at != std::string::npos; at = text.find(id)) text.replace(at, id.size(), name);
  }
  return text;
}

/// Holds a page to `folder`/testdata/`name`.html. After an intended change run the test with GOLDENTHREAD_REBASELINE=1
/// and read the difference before committing it.
inline void expect_golden(std::string const& folder, std::string const& name, web::Response const& response) {
  char const* const source = std::getenv("GOLDENTHREAD_SOURCE");
  ASSERT_NE(source, nullptr) << "Set GOLDENTHREAD_SOURCE to the repository's root.";
  auto const golden = std::filesystem::path(source) / folder / "testdata" / (name + ".html");
  auto const text = main_part(response.body);
  if (std::getenv("GOLDENTHREAD_REBASELINE") != nullptr) std::ofstream{golden, std::ios::binary} << text;
  std::ostringstream expected;
  expected << std::ifstream{golden, std::ios::binary}.rdbuf();
  EXPECT_EQ(text, expected.str());
}

}  // namespace gt::test
