#include <algorithm>

#include <gmock/gmock.h>

#include "people/people_test_fixture.h"
#include "platform/audit/audit.h"
#include "platform/auth/tokens.h"

namespace gt::people {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class PeopleOperations : public test::PeopleTest {
 protected:
  json people(operations::Actor const& who) { return perform(who, "user list", json::object()).value().at("accounts"); }
  json person(operations::Actor const& who, AccountId const& account) {
    for (auto const& each : people(who))
      if (each.at("account") == account.text()) return each;
    return nullptr;
  }
  ErrorKind refusal(operations::Actor const& who, std::string_view operation, json const& input) {
    auto result = perform(who, operation, input);
    EXPECT_FALSE(result) << operation;
    return result ? ErrorKind::invalid : result.error().kind;
  }
  /// The token's text.
  std::string add_token(operations::Actor const& who, std::vector<std::string> const& permissions, int days = 30) {
    auto made = perform(who, "token add", {{"name", "Export"}, {"permissions", permissions}, {"days", days}});
    EXPECT_TRUE(made) << made.error().message;
    return made ? made->at("token").get<std::string>() : "";
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, PeopleOperations, gt::test::engines(), gt::test::engine_name);

TEST_P(PeopleOperations, HaveExamplesThatTheirFieldsAccept) {
  for (auto const& operation : registry_.all()) {
    json input = json::object();
    for (auto const& field : operation.inputs)
      if (field.required)
        input[field.name] = field.name.ends_with("password") ? json(test::good_password) : field.example;
    EXPECT_TRUE(operation.prepare(input)) << operation.name << " " << input;
    EXPECT_TRUE(operation.output_example.is_object()) << operation.name << " " << operation.output_example;
  }
  auto const& list = registry_.find("user list")->output_example.at("accounts");
  ASSERT_TRUE(list.is_array());
  EXPECT_EQ(list.at(0).at("roles").at(0).at("role"), "programme manager");
  EXPECT_TRUE(registry_.find("token list")->output_example.at("tokens").at(0).is_object());
  EXPECT_TRUE(registry_.find("authority list")->output_example.at("authorities").at(0).is_object());
}

TEST_P(PeopleOperations, AddAPersonWhoThenShowsInTheListAndTheAuditLog) {
  auto lead = add_person(actor(), "Lead@Northmere.example", "programme manager");
  auto found = person(actor(), lead);
  EXPECT_EQ(found.at("email"), "Lead@Northmere.example");
  EXPECT_EQ(found.at("roles").at(0).at("role"), "programme manager");
  EXPECT_EQ(found.at("has_password"), true);
  auto twice =
      perform(actor(), "user add", {{"email", "lead@northmere.EXAMPLE"}, {"name", "Again"}, {"role", "reader"}});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().fields.at(0).field, "email");
  auto transaction = database().read(northmere_);
  auto entries =
      audit::list(transaction, {.from = {}, .to = {}, .account = {}, .operation = "user add", .words = ""}, {});
  EXPECT_EQ(entries.entries.at(0).changes.at(0).at("after").at("role"), "Programme manager");
}

TEST_P(PeopleOperations, NeverLeaveASecretInTheAuditLog) {
  auto lead = add_person(actor(), "lead@northmere.example", "programme manager");
  auto link = perform(actor(), "password reset-link", {{"account", lead.text()}}).value().at("link").get<std::string>();
  auto token = add_token(actor("lead@northmere.example"), {"plan.view"});
  ASSERT_TRUE(perform(actor("lead@northmere.example"), "password change",
                      {{"current_password", test::good_password}, {"new_password", test::other_password}}));
  sign_in();
  auto transaction = database().read(northmere_);
  std::string all;
  audit::write_csv(transaction, {}, [&](std::string_view piece) { all += piece; });
  EXPECT_THAT(all, HasSubstr("password reset-link"));
  for (auto const& secret : {std::string(test::good_password), std::string(test::other_password), token,
                             link.substr(link.find('=') + 1), auth::token_hash(token), std::string("argon2id")})
    EXPECT_THAT(all, Not(HasSubstr(secret)));
}

TEST_P(PeopleOperations, MarkTheirSecrets) {
  for (auto const& operation : registry_.all())
    for (auto const& field : operation.inputs)
      EXPECT_EQ(field.secret, field.name.ends_with("password")) << operation.name << " " << field.name;
}

TEST_P(PeopleOperations, ChangesMadeToAnOlderVersionAreAConflict) {
  auto lead = add_person(actor(), "lead@northmere.example", "reader");
  json input{
      {"account", lead.text()}, {"name", "Head of practice"}, {"email", "head@northmere.example"}, {"lock_version", 1}};
  ASSERT_TRUE(perform(actor(), "user change", input));
  input["name"] = "Somebody else";
  EXPECT_EQ(refusal(actor(), "user change", input), ErrorKind::conflict);
  EXPECT_EQ(person(actor(), lead).at("name"), "Head of practice");
  input["lock_version"] = 2;
  input["email"] = test::administrator_email;
  auto taken = perform(actor(), "user change", input);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().fields.at(0).field, "email");
}

TEST_P(PeopleOperations, DisablingEndsSessionsTokensAndLinksForGood) {
  auto lead = add_person(actor(), "lead@northmere.example", "reader");
  auto session = sign_in("lead@northmere.example");
  auto token = add_token(actor("lead@northmere.example"), {"plan.view"});
  auto link = create_one_time_link(database(), clock_, lead).value();
  ASSERT_TRUE(token_actor(database(), clock_, token));
  ASSERT_TRUE(perform(actor(), "user disable", {{"account", lead.text()}}));
  EXPECT_FALSE(session_actor(database(), clock_, session));
  EXPECT_FALSE(token_actor(database(), clock_, token));
  EXPECT_FALSE(one_time_link_email(database(), clock_, link.token));
  EXPECT_FALSE(command_line_actor(database(), {"lead@northmere.example", "", std::nullopt}));
  EXPECT_FALSE(try_sign_in("lead@northmere.example", test::good_password));
  EXPECT_EQ(refusal(actor(), "user disable", {{"account", lead.text()}}), ErrorKind::conflict);
  ASSERT_TRUE(perform(actor(), "user enable", {{"account", lead.text()}}));
  pass(60);
  EXPECT_TRUE(try_sign_in("lead@northmere.example", test::good_password));
  EXPECT_FALSE(session_actor(database(), clock_, session));
  EXPECT_FALSE(token_actor(database(), clock_, token));
}

TEST_P(PeopleOperations, KeepTheLastAdministrator) {
  auto grant = person(actor(), administrator_).at("roles").at(0).at("grant");
  auto disabled = perform(actor(), "user disable", {{"account", administrator_.text()}});
  ASSERT_FALSE(disabled);
  EXPECT_EQ(disabled.error().kind, ErrorKind::conflict);
  EXPECT_THAT(disabled.error().message, HasSubstr("last administrator of Northmere Council"));
  EXPECT_EQ(refusal(actor(), "role revoke", {{"grant", grant}}), ErrorKind::conflict);
  auto second = add_person(actor(), "second@northmere.example", "administrator");
  ASSERT_TRUE(perform(actor(), "user disable", {{"account", second.text()}}));
  EXPECT_EQ(refusal(actor(), "role revoke", {{"grant", grant}}), ErrorKind::conflict)
      << "a disabled one does not count";
  ASSERT_TRUE(perform(actor(), "user enable", {{"account", second.text()}}));
  EXPECT_TRUE(perform(actor(), "role revoke", {{"grant", grant}}));
  EXPECT_EQ(refusal(actor("second@northmere.example"), "user disable", {{"account", second.text()}}),
            ErrorKind::conflict);
}

TEST_P(PeopleOperations, KeepTheLastAdministratorOfAnotherCouncilToo) {
  ASSERT_TRUE(perform(actor(), "authority add", {{"name", "Southmere"}, {"display_name", "Southmere Council"}}));
  auto second = add_person(actor(), "second@northmere.example", "administrator");
  auto refused = perform(actor("second@northmere.example"), "user disable", {{"account", administrator_.text()}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("Southmere Council"));
}

TEST_P(PeopleOperations, RolesAreGivenOnceAndTakenAway) {
  auto lead = add_person(actor(), "lead@northmere.example", "reader");
  auto theme = new_opaque_id();
  json input{{"account", lead.text()}, {"role", "theme lead"}, {"theme", theme}};
  auto granted = perform(actor(), "role grant", input);
  ASSERT_TRUE(granted) << granted.error().message;
  EXPECT_EQ(refusal(actor(), "role grant", input), ErrorKind::conflict);
  auto narrow = actor("lead@northmere.example");
  EXPECT_TRUE(operations::may_on_theme(narrow, "action.edit", theme));
  EXPECT_FALSE(operations::may_on_theme(narrow, "action.edit", new_opaque_id()));
  EXPECT_EQ(refusal(actor(), "role grant", {{"account", lead.text()}, {"role", "king"}}), ErrorKind::invalid);
  EXPECT_EQ(refusal(actor(), "role grant", {{"account", lead.text()}, {"role", "administrator"}, {"theme", theme}}),
            ErrorKind::invalid);
  ASSERT_TRUE(perform(actor(), "role revoke", {{"grant", granted->at("grant")}}));
  EXPECT_EQ(refusal(actor(), "role revoke", {{"grant", granted->at("grant")}}), ErrorKind::not_found);
  EXPECT_TRUE(perform(actor(), "role grant", input)) << "given again later";
}

TEST_P(PeopleOperations, OnlyAdministratorsManagePeople) {
  auto lead = add_person(actor(), "lead@northmere.example", "programme manager");
  auto who = actor("lead@northmere.example");
  EXPECT_EQ(refusal(who, "user list", json::object()), ErrorKind::forbidden);
  EXPECT_EQ(refusal(who, "role grant", {{"account", lead.text()}, {"role", "administrator"}}), ErrorKind::forbidden);
  EXPECT_EQ(refusal(who, "password reset-link", {{"account", administrator_.text()}}), ErrorKind::forbidden);
  EXPECT_EQ(refusal(who, "authority add", {{"name", "X"}, {"display_name", "X"}}), ErrorKind::forbidden);
}

TEST_P(PeopleOperations, NothingCrossesToAnotherCouncil) {
  auto south = add_southmere();
  auto lead = add_person(actor(), "lead@northmere.example", "reader");
  EXPECT_EQ(people(south).size(), 1U);
  auto here = actor();
  for (auto const& each : people(here)) EXPECT_THAT(each.at("email").get<std::string>(), HasSubstr("northmere"));
  auto grant = person(here, lead).at("roles").at(0).at("grant");
  json const account{{"account", lead.text()}};
  EXPECT_EQ(refusal(south, "user disable", account), ErrorKind::not_found);
  EXPECT_EQ(refusal(south, "user enable", account), ErrorKind::not_found);
  EXPECT_EQ(refusal(south, "password reset-link", account), ErrorKind::not_found);
  EXPECT_EQ(refusal(south, "role grant", {{"account", lead.text()}, {"role", "reader"}}), ErrorKind::not_found);
  EXPECT_EQ(refusal(south, "role revoke", {{"grant", grant}}), ErrorKind::not_found);
  EXPECT_EQ(refusal(south, "os-user bind", {{"account", lead.text()}, {"os_user", "operator"}}), ErrorKind::not_found);
  EXPECT_EQ(refusal(south, "user change",
                    {{"account", lead.text()}, {"name", "x"}, {"email", "x@y.example"}, {"lock_version", 1}}),
            ErrorKind::not_found);
  auto transaction = database().read(south.authority);
  EXPECT_FALSE(account_name(transaction, lead));
  auto names = accounts_here(transaction);
  ASSERT_EQ(names.size(), 1U);
  EXPECT_EQ(names[0].id, south.account);
  EXPECT_EQ(authority_here(transaction).display_name, "Southmere Council");
  std::string log;
  audit::write_csv(transaction, {}, [&](std::string_view piece) { log += piece; });
  EXPECT_THAT(log, Not(HasSubstr("lead@northmere.example")));
}

TEST_P(PeopleOperations, AnotherCouncilGivesRolesToAPersonButNeverSetsTheirPassword) {
  auto south = add_southmere();
  auto lead = add_person(actor(), "lead@northmere.example", "reader");
  auto added = perform(south, "user add", {{"email", "lead@northmere.example"}, {"name", "x"}, {"role", "external"}});
  ASSERT_TRUE(added) << added.error().message;
  EXPECT_TRUE(added->at("link").is_null());
  EXPECT_EQ(person(south, lead).at("managed_here"), false);
  json const account{{"account", lead.text()}};
  EXPECT_EQ(refusal(south, "password reset-link", account), ErrorKind::forbidden);
  EXPECT_EQ(refusal(south, "user disable", account), ErrorKind::forbidden);
  EXPECT_EQ(actor("lead@northmere.example", "Southmere").grants.at(0).role, "external");
  EXPECT_EQ(actor("lead@northmere.example", "Northmere").grants.at(0).role, "reader");
  EXPECT_TRUE(perform(south, "role revoke", {{"grant", person(south, lead).at("roles").at(0).at("grant")}}));
  auto transaction = database().read(south.authority);
  EXPECT_EQ(account_name(transaction, lead), "Person lead@northmere.example") << "the name beside old work stays";
}

TEST_P(PeopleOperations, TokensAreNeverWiderThanTheirOwner) {
  auto lead = add_person(actor(), "lead@northmere.example", "programme manager");
  auto owner = actor("lead@northmere.example");
  auto wider =
      perform(owner, "token add", {{"name", "x"}, {"permissions", {"plan.edit", "people.manage"}}, {"days", 1}});
  ASSERT_FALSE(wider);
  EXPECT_EQ(wider.error().fields.at(0).field, "permissions");
  EXPECT_EQ(refusal(owner, "token add", {{"name", "x"}, {"permissions", json::array()}, {"days", 1}}),
            ErrorKind::invalid);
  for (auto days : {0, 366, -1})
    EXPECT_EQ(refusal(owner, "token add", {{"name", "x"}, {"permissions", {"plan.view"}}, {"days", days}}),
              ErrorKind::invalid);

  auto token = add_token(owner, {"plan.edit", "plan.view"});
  auto holder = token_actor(database(), clock_, token);
  ASSERT_TRUE(holder);
  EXPECT_EQ(holder->channel, operations::Channel::api);
  EXPECT_TRUE(operations::may(*holder, "plan.edit"));
  EXPECT_FALSE(operations::may(*holder, "inspection.view")) << "the owner may, the token not";

  // The owner's roles shrink: so does the token at its next use.
  ASSERT_TRUE(perform(actor(), "role grant", {{"account", lead.text()}, {"role", "reader"}}));
  auto const shrinking = person(actor(), lead);
  for (auto const& role : shrinking.at("roles")) {
    if (role.at("role") != "programme manager") continue;
    EXPECT_TRUE(perform(actor(), "role revoke", {{"grant", role.at("grant")}}));
  }
  holder = token_actor(database(), clock_, token);
  ASSERT_TRUE(holder);
  EXPECT_TRUE(operations::may(*holder, "plan.view"));
  EXPECT_FALSE(operations::may(*holder, "plan.edit"));
}

TEST_P(PeopleOperations, TokensCannotMakeThemselvesPermanent) {
  auto token = add_token(actor(), {"people.manage"});
  auto holder = token_actor(database(), clock_, token);
  ASSERT_TRUE(holder);
  EXPECT_EQ(refusal(*holder, "token add", {{"name", "x"}, {"permissions", {"people.manage"}}, {"days", 365}}),
            ErrorKind::forbidden);
  EXPECT_EQ(refusal(*holder, "password change",
                    {{"current_password", test::good_password}, {"new_password", test::other_password}}),
            ErrorKind::forbidden);
  EXPECT_EQ(refusal(*holder, "session end-all", json::object()), ErrorKind::forbidden);
  EXPECT_TRUE(perform(*holder, "user list", json::object()));
}

TEST_P(PeopleOperations, TokensEndByTimeByRevokingAndStayAtTheirCouncil) {
  auto short_lived = add_token(actor(), {"plan.view"}, 1);
  auto token = add_token(actor(), {"plan.view"});
  auto tokens = perform(actor(), "token list", json::object()).value().at("tokens");
  ASSERT_EQ(tokens.size(), 2U);
  EXPECT_TRUE(tokens.at(0).at("last_used").is_null());
  pass(24 * 60 * 60 - 1);
  EXPECT_TRUE(token_actor(database(), clock_, short_lived));
  pass(1);
  EXPECT_FALSE(token_actor(database(), clock_, short_lived));
  ASSERT_TRUE(perform(actor(), "authority add", {{"name", "Southmere"}, {"display_name", "Southmere Council"}}));
  EXPECT_EQ(token_actor(database(), clock_, token)->authority, northmere_);
  EXPECT_EQ(
      perform(actor(test::administrator_email, "Southmere"), "token list", json::object()).value().at("tokens").size(),
      0U);
  auto lead = add_person(actor(), "lead@northmere.example", "reader");
  for (auto const& each : tokens)
    EXPECT_EQ(refusal(actor("lead@northmere.example"), "token revoke", {{"token_id", each.at("token_id")}}),
              ErrorKind::not_found);
  for (auto const& each : tokens) EXPECT_TRUE(perform(actor(), "token revoke", {{"token_id", each.at("token_id")}}));
  EXPECT_FALSE(token_actor(database(), clock_, token));
}

TEST_P(PeopleOperations, PickListsHoldThoseWhoMaySignInHere) {
  auto lead = add_person(actor(), "lead@northmere.example", "programme manager");
  ASSERT_TRUE(perform(actor(), "role grant", {{"account", lead.text()}, {"role", "finance"}}));
  auto left = add_person(actor(), "left@northmere.example", "reader");
  ASSERT_TRUE(perform(actor(), "user disable", {{"account", left.text()}}));
  auto transaction = database().read(northmere_);
  auto names = accounts_here(transaction);
  ASSERT_EQ(names.size(), 2U);
  EXPECT_EQ(names[0], (AccountName{administrator_, "Head of improvement", "Administrator"}));
  EXPECT_EQ(names[1], (AccountName{lead, "Person lead@northmere.example", "Finance and programme manager"}));
  EXPECT_EQ(account_name(transaction, left), "Person left@northmere.example");
}

}  // namespace
}  // namespace gt::people
