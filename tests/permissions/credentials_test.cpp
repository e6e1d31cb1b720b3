#include <gmock/gmock.h>

#include "people/people_store.h"
#include "tests/permissions/council.h"
#include "tests/permissions/inputs.h"
#include "tests/support/store_test.h"

namespace gt::permissions {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// Northmere, with its manager signed in, who is an administrator as well.
class CredentialsTest : public testing::Test {
 protected:
  void TearDown() override { EXPECT_THAT(installation_.failures(), testing::IsEmpty()); }

  int status(std::string_view operation, json const& input, Credentials const& who) {
    return installation_.call(operation, input, who).status;
  }
  /// The operation is refused with the status, and nothing is different afterwards. Returns the answer's body.
  std::string refused(int expected, std::string_view operation, json const& input, Credentials const& who) {
    auto before = installation_.contents();
    auto answer = installation_.call(operation, input, who);
    EXPECT_EQ(answer.status, expected) << operation << ": " << answer.body;
    EXPECT_EQ(installation_.changes_since(before), "") << operation;
    return answer.body;
  }
  Credentials add_person(std::string const& role, std::vector<std::string> const& themes) {
    json first{{"email", "holder@council.example"}, {"name", "Holder"}, {"role", role}};
    if (!themes.empty()) first["theme"] = themes.front();
    auto added = installation_.must(council_.administrator, "user add", first);
    for (std::size_t i = 1; i < themes.size(); ++i)
      installation_.must(council_.administrator, "role grant",
                         {{"account", added.at("account")}, {"role", role}, {"theme", themes[i]}});
    return installation_.sign_in(AccountId::trusted(added.at("account").get<std::string>()), council_.authority);
  }

  test::StorePlace place_{db::Engine::sqlite, test::Content::migrated};
  Installation installation_{place_.location()};
  Council council_ = first_council(installation_, "Northmere");
  Inputs inputs_{installation_, council_};
  json const theme_{{"title", "Placements"}};
};

TEST_F(CredentialsTest, ATokenNarrowerThanItsOwnerMayOnlyWhatItSays) {
  auto narrow = installation_.make_token(council_.both, {"plan.view"});
  EXPECT_EQ(status("plan show", json::object(), narrow), 200);
  EXPECT_THAT(refused(403, "theme add", theme_, narrow), HasSubstr("it lacks “plan.edit”"));
  EXPECT_THAT(refused(403, "inspection list", json::object(), narrow), HasSubstr("it lacks “inspection.view”"));
  EXPECT_EQ(status("theme add", theme_, installation_.make_token(council_.both, {"plan.edit"})), 200);
}

TEST_F(CredentialsTest, ATokenIsNeverWiderThanItsOwner) {
  auto reader = add_person("reader", {});
  EXPECT_THAT(refused(422, "token add", {{"name", "Wide"}, {"permissions", {"plan.edit"}}, {"days", 1}}, reader),
              HasSubstr("You do not hold"));
}

TEST_F(CredentialsTest, ATokenLosesWhatItsOwnerLoses) {
  auto wide = installation_.make_token(council_.both, {"plan.view", "plan.edit"});
  EXPECT_EQ(status("theme add", theme_, wide), 200);
  installation_.must(council_.administrator, "role revoke", {{"grant", council_.manager_grant}});
  refused(403, "theme add", theme_, wide);
  EXPECT_EQ(status("plan show", json::object(), wide), 200);  // an administrator still
  installation_.must(council_.administrator, "user disable", {{"account", council_.manager_account.text()}});
  refused(401, "plan show", json::object(), wide);
  refused(401, "plan show", json::object(), council_.both);
}

TEST_F(CredentialsTest, ARevokedTokenIsNobody) {
  auto made = json::parse(
      installation_.call("token add", {{"name", "Test"}, {"permissions", {"plan.view"}}, {"days", 1}}, council_.both)
          .body);
  Credentials const token{made.at("token"), "", ""};
  EXPECT_EQ(status("plan show", json::object(), token), 200);
  EXPECT_EQ(status("token revoke", {{"token_id", made.at("token_id")}}, council_.both), 200);
  refused(401, "plan show", json::object(), token);
}

TEST_F(CredentialsTest, AnExpiredTokenIsNobody) {
  auto now = installation_.program().clock().now();
  auto make = [&](std::int64_t good_for) -> Credentials {
    auto transaction = installation_.program().database().change(council_.authority);
    auto made = people::store::insert_token(
        transaction,
        {council_.manager_account, "Test", {"plan.view"}, now.plus_seconds(-100), now.plus_seconds(good_for)});
    transaction.commit();
    return {made.token, "", ""};
  };
  EXPECT_EQ(status("plan show", json::object(), make(3600)), 200);
  refused(401, "plan show", json::object(), make(-1));
}

TEST_F(CredentialsTest, NobodyMayDoNothing) {
  auto before = installation_.contents();
  Credentials const unknown{std::string(43, 'a'), "", ""};
  Credentials const stale{"", std::string(43, 'a'), "b"};
  for (auto const& operation : installation_.program().registry().all())
    for (auto const& who : {Credentials{}, unknown, stale}) {
      auto answer = installation_.call(operation.name, json::object(), who);
      EXPECT_EQ(answer.status, 401) << operation.name << ": " << answer.body;
      EXPECT_EQ(answer.header("WWW-Authenticate"), "Bearer") << operation.name;
    }
  EXPECT_EQ(installation_.changes_since(before), "");
}

// Another site can send a cookie along with a request, but not our header.
TEST_F(CredentialsTest, AChangeByCookieNeedsTheHeader) {
  auto forged = council_.both;
  forged.csrf_token = "not-the-sessions";
  std::map<std::string, json> inputs;
  for (auto const& operation : installation_.program().registry().all())
    inputs[operation.name] = inputs_.make(operation.name, {}, council_.both);
  auto before = installation_.contents();
  for (auto const& operation : installation_.program().registry().all())
    for (auto const& who : {council_.both.without_csrf(), forged})
      EXPECT_EQ(status(operation.name, inputs.at(operation.name), who),
                operation.kind == operations::Kind::change ? 403 : 200)
          << operation.name;
  EXPECT_EQ(installation_.changes_since(before), "");
}

TEST_F(CredentialsTest, EveryFormNeedsItsToken) {
  auto before = installation_.contents();
  for (auto const& route : installation_.router().routes()) {
    if (route.method != web::Method::post || route.pattern.starts_with("/api/")) continue;
    // The link's own secret, which no other site knows, stands for the token.
    if (route.pattern == "/one-time-link") continue;
    auto path = route.pattern;
    while (path.find('{') != std::string::npos)
      path.replace(path.find('{'), path.find('}') - path.find('{') + 1, council_.theme_a);
    auto answer = installation_.post_form(path, {{"title", "Forged"}}, council_.both.without_csrf());
    EXPECT_EQ(answer.status, 403) << path << ": " << answer.body;
  }
  EXPECT_EQ(installation_.changes_since(before), "");
}

// Who finds a token must not be able to make it last, or to become its owner.
TEST_F(CredentialsTest, ATokenCannotBecomeItsOwner) {
  auto token = installation_.make_token(council_.both, {"people.manage"});
  json const own{{"account", council_.manager_account.text()}};
  refused(403, "password reset-link", own, token);
  refused(403, "os-user bind", {{"os_user", "operator"}, {"account", council_.manager_account.text()}}, token);
  EXPECT_EQ(status("password reset-link", own, council_.both), 200);
}

TEST_F(CredentialsTest, AnAdministratorIsNeverNarrowed) {
  for (auto const& scope : {json{{"theme", council_.theme_a}}, json{{"body", new_opaque_id()}}}) {
    json grant{{"account", council_.manager_account.text()}, {"role", "administrator"}};
    grant.update(scope);
    EXPECT_THAT(refused(422, "role grant", grant, council_.both), HasSubstr("leave theme and body empty"));
    json person{{"email", "new@council.example"}, {"name", "New"}, {"role", "administrator"}};
    person.update(scope);
    EXPECT_THAT(refused(422, "user add", person, council_.both), HasSubstr("leave theme and body empty"));
  }
}

TEST_F(CredentialsTest, AThemeLeadCannotReachIntoAnotherTheme) {
  auto lead = add_person("theme lead", {council_.theme_a});
  json action{{"title", "Ours and theirs"}, {"owner_role", "Lead"}, {"due", "2026-03-31"}};
  action["themes"] = {council_.theme_a, council_.theme_b};
  refused(403, "action add", action, lead);
  action["themes"] = json::array();
  refused(403, "action add", action, lead);
  // Taking another theme's action into one's own would give power over it.
  refused(403, "action link", {{"action", council_.action_b}, {"theme", council_.theme_a}}, lead);
  refused(403, "action link", {{"action", council_.action_a}, {"theme", council_.theme_b}}, lead);
  refused(403, "action unlink", {{"action", council_.action_b}, {"theme", council_.theme_b}}, lead);
}

TEST_F(CredentialsTest, AnActionOfSeveralThemesIsWithinReachOfEachLead) {
  installation_.must(council_.manager, "action link", {{"action", council_.action_b}, {"theme", council_.theme_a}});
  auto lead = add_person("theme lead", {council_.theme_a});
  json progress{{"action", council_.action_b}, {"version", 1}, {"status", "on track"}};
  EXPECT_EQ(status("action progress", progress, lead), 200);
  refused(403, "action unlink", {{"action", council_.action_b}, {"theme", council_.theme_b}}, lead);
  EXPECT_EQ(status("action unlink", {{"action", council_.action_b}, {"theme", council_.theme_a}}, lead), 200);
  progress["version"] = 2;
  refused(403, "action progress", progress, lead);
}

TEST_F(CredentialsTest, ARoleForTwoThemesReachesBoth) {
  auto lead = add_person("theme lead", {council_.theme_a, council_.theme_b});
  json action{{"title", "Shared"}, {"owner_role", "Lead"}, {"due", "2026-03-31"}};
  action["themes"] = {council_.theme_a, council_.theme_b};
  EXPECT_EQ(status("action add", action, lead), 200);
  EXPECT_EQ(status("action link", {{"action", council_.action_a}, {"theme", council_.theme_b}}, lead), 200);
}

}  // namespace
}  // namespace gt::permissions
