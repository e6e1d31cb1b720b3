#include <map>
#include <memory>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/permissions/council.h"
#include "tests/permissions/inputs.h"
#include "tests/permissions/table.h"
#include "tests/support/store_test.h"

namespace gt::permissions {
namespace {

using nlohmann::json;

enum class Held { everything, theme, body };
enum class Way { session, token };

Held held_for(Scope scope) {
  if (scope == Scope::everything) return Held::everything;
  return scope == Scope::own_body || scope == Scope::other_body ? Held::body : Held::theme;
}

/// Someone who holds one role, in one way.
struct Person {
  AccountId account;
  Credentials session;
  Credentials token;
};

struct Case {
  std::string role;
  Scope scope;
  Way way;
  bool allowed;

  std::string words() const {
    return fmt::format("{}, held {}, by {}", role, scope_words(scope), way == Way::session ? "session" : "token");
  }
};

// One share of the operations each, so that no test takes minutes.
constexpr std::size_t shares = 6;

class PermissionMatrix : public testing::TestWithParam<std::size_t> {
 protected:
  void SetUp() override {
    for (auto const& role : operations::all_roles()) {
      people_.emplace(std::pair{role, Held::everything}, add(role, json::object()));
      if (role == "administrator") continue;  // never for a theme or a body; CredentialsTest shows it
      people_.emplace(std::pair{role, Held::theme}, add(role, {{"theme", council_.theme_a}}));
      people_.emplace(std::pair{role, Held::body}, add(role, {{"body", council_.more.at("body")}}));
    }
  }
  void TearDown() override { EXPECT_THAT(installation_.failures(), testing::IsEmpty()); }

  Person add(std::string const& role, json scope) {
    scope.update({{"email", fmt::format("holder.{}@council.example", people_.size())}, {"name", role}, {"role", role}});
    auto added = installation_.must(council_.administrator, "user add", scope);
    Person person{AccountId::trusted(added.at("account").get<std::string>()), {}, {}};
    person.session = installation_.sign_in(person.account, council_.authority);
    std::set<std::string> permissions;
    for (auto const& each : operations::all_permissions())
      if (operations::role_grants(role, each)) permissions.insert(each);
    person.token = installation_.make_token(person.session, permissions);
    return person;
  }

  std::vector<Case> cases(TableRow const& row) const {
    std::vector<Case> out;
    for (auto const& [role, cell] : row.cells)
      for (auto scope : all_scopes) {
        if (!people_.contains({role, held_for(scope)})) continue;
        out.push_back({role, scope, Way::session, allows(cell, scope)});
        out.push_back({role, scope, Way::token, allows(cell, scope) && row.by_token});
      }
    return out;
  }

  Person& person(Case const& each) { return people_.at({each.role, held_for(each.scope)}); }
  Credentials const& credentials(Case const& each) {
    return each.way == Way::session ? person(each).session : person(each).token;
  }
  std::string asked_theme(Case const& each) const {
    if (each.scope == Scope::everything) return "";
    return each.scope == Scope::other_theme ? council_.theme_b : council_.theme_a;
  }
  std::string asked_body(Case const& each) const {
    return each.scope == Scope::own_body ? council_.more.at("body") : council_.more.at("other_body");
  }

  void try_refused(operations::Operation const& operation, std::vector<Case> const& cases) {
    // Inputs that would do for someone who may, made before looking at what is stored; nothing uses them up.
    std::map<std::string, json> inputs;
    auto key = [&](Case const& each) {
      return operation.permission.empty() ? person(each).account.text() : asked_theme(each) + asked_body(each);
    };
    for (auto const& each : cases)
      if (!each.allowed && !inputs.contains(key(each)))
        inputs[key(each)] = inputs_.make(operation.name, {asked_theme(each), asked_body(each)}, person(each).session);
    auto before = installation_.contents();
    for (auto const& each : cases) {
      if (each.allowed) continue;
      auto answer = installation_.call(operation.name, inputs.at(key(each)), credentials(each));
      EXPECT_EQ(answer.status, 403) << operation.name << ": " << each.words() << ": " << answer.body;
    }
    EXPECT_EQ(installation_.changes_since(before), "") << operation.name << ": a refusal left something behind";
  }

  void try_allowed(operations::Operation const& operation, Case const& each) {
    auto input = inputs_.make(operation.name, {asked_theme(each), asked_body(each)}, person(each).session);
    auto entries = installation_.audit_entries();
    auto answer = installation_.call(operation.name, input, credentials(each));
    // The accounts here have no password yet: allowed to change it, but there is none. No cycle is due today either.
    auto expected = operation.name == "password change" || operation.name == "cycle next" ? 409 : 200;
    EXPECT_EQ(answer.status, expected) << operation.name << ": " << each.words() << ": " << answer.body;
    auto written = operation.kind == operations::Kind::change && answer.status == 200 ? 1 : 0;
    EXPECT_EQ(installation_.audit_entries(), entries + written) << operation.name << ": " << each.words();
    if (operation.name == "session end-all")
      person(each).session = installation_.sign_in(person(each).account, council_.authority);
  }

  test::StorePlace place_{db::Engine::sqlite, test::Content::migrated};
  Installation installation_{place_.location()};
  Council council_ = first_council(installation_, "Northmere");
  Inputs inputs_{installation_, council_};
  std::map<std::pair<std::string, Held>, Person> people_;
};

TEST_P(PermissionMatrix, EveryOperationByEveryRoleAndScope) {
  auto const table = permissions_table();
  std::size_t tried = 0, rows = 0;
  for (std::size_t i = GetParam(); i < table.rows.size(); i += shares) {
    auto const& row = table.rows[i];
    ++rows;
    auto const* operation = installation_.program().registry().find(row.operation);
    ASSERT_NE(operation, nullptr) << row.operation;
    auto const all = cases(row);
    try_refused(*operation, all);
    for (auto const& each : all)
      if (each.allowed) try_allowed(*operation, each);
    tried += all.size();
  }
  // Every role in all scopes, the administrator in one, each by session and by token.
  EXPECT_EQ(tried, rows * 2 * (all_scopes.size() * (table.roles.size() - 1) + 1));
  std::cout << tried << " combinations tried\n";
}
INSTANTIATE_TEST_SUITE_P(Share, PermissionMatrix, testing::Range<std::size_t>(0, shares));

}  // namespace
}  // namespace gt::permissions
