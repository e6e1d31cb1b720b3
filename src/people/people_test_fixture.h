#pragma once

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "people/people.h"
#include "platform/db/db.h"
#include "platform/operations/operations.h"
#include "tests/support/store_test.h"

namespace gt::people::test {

inline constexpr char const* good_password = "kettle lantern moss";
inline constexpr char const* other_password = "harbour wicker plum";
inline constexpr char const* administrator_email = "administrator@northmere.example";

/// Northmere with its first administrator, who has chosen a password; the clock stands at 21 November 2026, 9:00.
class PeopleTest : public gt::test::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    add_operations(registry_);
    auto made = create_first_administrator(
        database(), clock_, {"Northmere", "Northmere Council", administrator_email, "Head of improvement"});
    ASSERT_TRUE(made) << made.error().message;
    northmere_ = made->authority;
    administrator_ = made->account;
    ASSERT_TRUE(use_one_time_link(database(), clock_, made->link.token, {"", good_password, "192.0.2.1", ""}));
  }

  operations::Environment environment() { return {database(), files_, clock_, registry_}; }
  void pass(std::int64_t seconds) { clock_.set(clock_.now().plus_seconds(seconds)); }

  tl::expected<SignedIn, SignInRefusal> try_sign_in(std::string email, std::string password,
                                                    std::string address = "192.0.2.1") {
    return authenticate(database(), clock_, {std::move(email), std::move(password), std::move(address), "request"});
  }
  std::string sign_in(std::string email = administrator_email) {
    auto signed_in = try_sign_in(std::move(email), good_password);
    EXPECT_TRUE(signed_in) << signed_in.error().error.message;
    return signed_in ? signed_in->token : "";
  }
  operations::Actor actor(std::string email = administrator_email, std::optional<std::string> authority = {}) {
    auto found = command_line_actor(database(), {std::move(email), "", std::move(authority)});
    EXPECT_TRUE(found) << found.error().message;
    return *found;
  }
  Result<nlohmann::json> perform(operations::Actor const& who, std::string_view operation,
                                 nlohmann::json const& input) {
    return operations::perform(environment(), who, operation, input);
  }
  /// Adds a person by `who` and has them choose the good password.
  AccountId add_person(operations::Actor const& who, std::string const& email, std::string const& role) {
    auto added = perform(who, "user add", {{"email", email}, {"name", "Person " + email}, {"role", role}});
    EXPECT_TRUE(added) << added.error().message;
    auto link = added->at("link");
    if (link.is_string()) {
      auto text = link.get<std::string>();
      EXPECT_TRUE(
          use_one_time_link(database(), clock_, text.substr(text.find('=') + 1), {"", good_password, "192.0.2.1", ""}));
    }
    return AccountId::trusted(added->at("account").get<std::string>());
  }
  /// A second council, added by the first administrator, who then hands it over to its own and leaves.
  operations::Actor add_southmere() {
    auto added = perform(actor(), "authority add", {{"name", "Southmere"}, {"display_name", "Southmere Council"}});
    EXPECT_TRUE(added) << added.error().message;
    add_person(actor(administrator_email, "Southmere"), "administrator@southmere.example", "administrator");
    auto here = actor(administrator_email, "Southmere");
    auto list = perform(here, "user list", nlohmann::json::object()).value();
    for (auto const& each : list.at("accounts")) {
      if (each.at("account") != administrator_.text()) continue;
      EXPECT_TRUE(perform(here, "role revoke", {{"grant", each.at("roles").at(0).at("grant")}}));
    }
    return actor("administrator@southmere.example");
  }

  FixedClock clock_{Instant::from_iso("2026-11-21T09:00:00Z").value()};
  gt::test::TemporaryFolder files_folder_;
  db::FileStore files_{files_folder_.path()};
  operations::Registry registry_;
  AuthorityId northmere_ = AuthorityId::fresh();
  AccountId administrator_ = AccountId::fresh();
};

}  // namespace gt::people::test
