#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "people/people_test_fixture.h"
#include "people/session_rules.h"
#include "people/sql.h"
#include "people/throttle.h"
#include "platform/auth/passwords.h"
#include "platform/auth/tokens.h"

namespace gt::people {
namespace {

using SignInTest = test::PeopleTest;
using testing::HasSubstr;
INSTANTIATE_TEST_SUITE_P(Engines, SignInTest, gt::test::engines(), gt::test::engine_name);

TEST_P(SignInTest, PreparesEveryQuery) {
  for (auto const& query : sql::all_queries) {
    auto prepared = database().prepare(query);
    EXPECT_TRUE(prepared) << query.name << ": " << prepared.error().message;
  }
}

TEST_P(SignInTest, OpensASessionThatKnowsWhoWhereAndWhat) {
  auto token = sign_in(" Administrator@Northmere.EXAMPLE ");
  auto session = session_actor(database(), clock_, token);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->actor.account, administrator_);
  EXPECT_EQ(session->actor.name, "Head of improvement");
  EXPECT_EQ(session->actor.authority, northmere_);
  EXPECT_EQ(session->email, test::administrator_email);
  EXPECT_EQ(session->authority.display_name, "Northmere Council");
  EXPECT_EQ(session->role_words, "Administrator");
  EXPECT_EQ(session->csrf_token, auth::csrf_token(token));
  EXPECT_TRUE(operations::may(session->actor, "people.manage"));
  EXPECT_FALSE(operations::may(session->actor, "plan.edit"));
}

TEST_P(SignInTest, RefusesInTheSameWordsAndWithTheSameWorkWhetherOrNotTheAccountExists) {
  add_person(actor(), "lead@northmere.example", "reader");
  auto left = add_person(actor(), "left@northmere.example", "reader");
  ASSERT_TRUE(perform(actor(), "user disable", {{"account", left.text()}}));
  ASSERT_TRUE(
      perform(actor(), "user add", {{"email", "invited@northmere.example"}, {"name", "Invited"}, {"role", "reader"}}));
  std::set<std::string> messages;
  for (auto const* email : {"lead@northmere.example", "nobody@northmere.example", "left@northmere.example",
                            "invited@northmere.example", ""}) {
    auto before = auth::hashes_computed();
    auto refused = try_sign_in(email, "not the right password");
    EXPECT_EQ(auth::hashes_computed() - before, 1U) << email;
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().error.kind, ErrorKind::forbidden);
    EXPECT_EQ(refused.error().retry_after_seconds, 0);
    messages.insert(refused.error().error.message);
  }
  auto disabled = try_sign_in("left@northmere.example", test::good_password);
  ASSERT_FALSE(disabled);
  messages.insert(disabled.error().error.message);
  EXPECT_EQ(messages.size(), 1U);
}

TEST_P(SignInTest, SlowsDownAfterFiveWrongPasswordsAlsoForAccountsThatAreNotThere) {
  for (auto const* email : {test::administrator_email, "nobody@northmere.example"}) {
    for (int i = 0; i < 5; ++i) EXPECT_EQ(try_sign_in(email, "wrong").error().retry_after_seconds, 0);
    auto before = auth::hashes_computed();
    auto refused = try_sign_in(email, test::good_password, "192.0.2.77");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().error.kind, ErrorKind::conflict);
    EXPECT_EQ(refused.error().retry_after_seconds, 30);
    EXPECT_THAT(refused.error().error.message, HasSubstr("Wait a minute"));
    EXPECT_EQ(auth::hashes_computed(), before) << "no password is looked at meanwhile";
  }
  pass(30);
  sign_in();
  EXPECT_EQ(try_sign_in(test::administrator_email, "wrong").error().retry_after_seconds, 0) << "starts afresh";
}

TEST_P(SignInTest, SlowsDownAnAddressThatTriesManyAccounts) {
  Instant now = clock_.now();
  {
    auto transaction = database().change(std::nullopt);
    transaction.execute(sql::attempt_set, {{"subject", "address:" + auth::token_hash("192.0.2.9")},
                                           {"failures", address_throttle.free_failures},
                                           {"last_failure", now}});
    transaction.commit();
  }
  EXPECT_EQ(try_sign_in(test::administrator_email, test::good_password, "192.0.2.9").error().retry_after_seconds, 30);
  EXPECT_TRUE(try_sign_in(test::administrator_email, test::good_password, "192.0.2.10"));
  pass(30);
  ASSERT_TRUE(try_sign_in(test::administrator_email, test::good_password, "192.0.2.9"));
  EXPECT_TRUE(try_sign_in(test::administrator_email, test::good_password, "192.0.2.9"))
      << "the right password gives its attempt back";
}

TEST_P(SignInTest, ManyAttemptsAtOnceGainNothing) {
  std::vector<std::thread> threads;
  std::vector<std::int64_t> waits(12, -1);
  for (auto& wait : waits)
    threads.emplace_back([&] { wait = try_sign_in(test::administrator_email, "wrong").error().retry_after_seconds; });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(std::count(waits.begin(), waits.end(), 0), account_throttle.free_failures);
}

TEST_P(SignInTest, SessionsEndWhenIdleAndAfterTwelveHours) {
  auto token = sign_in();
  pass(session_idle_limit - 1);
  EXPECT_TRUE(session_actor(database(), clock_, token));
  pass(session_idle_limit - 1);
  EXPECT_TRUE(session_actor(database(), clock_, token)) << "the last look counts";
  pass(session_idle_limit);
  EXPECT_FALSE(session_actor(database(), clock_, token));

  token = sign_in();
  for (int i = 0; i < 23; ++i) {
    pass(session_absolute_limit / 24);
    ASSERT_TRUE(session_actor(database(), clock_, token)) << i;
  }
  pass(session_absolute_limit / 24);
  EXPECT_FALSE(session_actor(database(), clock_, token));
}

TEST_P(SignInTest, UnknownOrMalformedTokensAreNobody) {
  EXPECT_FALSE(session_actor(database(), clock_, ""));
  EXPECT_FALSE(session_actor(database(), clock_, "short"));
  EXPECT_FALSE(session_actor(database(), clock_, auth::new_token()));
  EXPECT_FALSE(session_actor(database(), clock_, auth::token_hash("x")));
  EXPECT_FALSE(token_actor(database(), clock_, auth::new_token()));
}

TEST_P(SignInTest, TheDatabaseHoldsNoTokenOrPassword) {
  auto token = sign_in();
  auto transaction = database().read(std::nullopt);
  auto hash = transaction.row(sql::account_by_email, {{"email_key", test::administrator_email}})->text("password_hash");
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_FALSE(transaction.row(sql::session_by_token, {{"token_hash", token}}));
  EXPECT_TRUE(transaction.row(sql::session_by_token, {{"token_hash", auth::token_hash(token)}}));
}

TEST_P(SignInTest, SigningOutEndsOneSessionAndEverywhereAllOfThem) {
  auto first = sign_in();
  auto second = sign_in();
  EXPECT_NE(first, second);
  sign_out(database(), clock_, first);
  EXPECT_FALSE(session_actor(database(), clock_, first));
  EXPECT_TRUE(session_actor(database(), clock_, second));
  auto third = sign_in();
  auto ended = perform(actor(), "session end-all", nlohmann::json::object());
  ASSERT_TRUE(ended) << ended.error().message;
  // The one of the first link, `second` and `third`.
  EXPECT_EQ(ended->at("ended"), 3);
  EXPECT_FALSE(session_actor(database(), clock_, second));
  EXPECT_FALSE(session_actor(database(), clock_, third));
}

TEST_P(SignInTest, SwitchingTheCouncilRotatesTheSessionAndDoesNotLengthenIt) {
  ASSERT_TRUE(perform(actor(), "authority add", {{"name", "Southmere"}, {"display_name", "Southmere Council"}}));
  auto token = sign_in();
  auto session = session_actor(database(), clock_, token);
  ASSERT_EQ(session->authorities.size(), 2U);
  EXPECT_EQ(session->authority.name, "Northmere");
  pass(600);
  auto switched = switch_authority(database(), clock_, token, session->authorities[1].id, "request");
  ASSERT_TRUE(switched);
  EXPECT_FALSE(session_actor(database(), clock_, token));
  auto now = session_actor(database(), clock_, switched->token);
  ASSERT_TRUE(now);
  EXPECT_EQ(now->authority.name, "Southmere");
  EXPECT_EQ(now->signed_in, session->signed_in);
  EXPECT_NE(now->csrf_token, session->csrf_token);
  auto nowhere = switch_authority(database(), clock_, switched->token, AuthorityId::fresh(), "request");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().kind, ErrorKind::forbidden);
}

TEST_P(SignInTest, ChangingThePasswordEndsEverySession) {
  auto token = sign_in();
  auto wrong = perform(actor(), "password change",
                       {{"current_password", "not this one"}, {"new_password", test::other_password}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().fields.at(0).field, "current_password");
  auto weak = perform(actor(), "password change",
                      {{"current_password", test::good_password}, {"new_password", "Password1234"}});
  ASSERT_FALSE(weak);
  EXPECT_EQ(weak.error().fields.at(0).field, "new_password");
  auto own_address = perform(actor(), "password change",
                             {{"current_password", test::good_password}, {"new_password", test::administrator_email}});
  EXPECT_FALSE(own_address);
  EXPECT_TRUE(session_actor(database(), clock_, token));
  ASSERT_TRUE(perform(actor(), "password change",
                      {{"current_password", test::good_password}, {"new_password", test::other_password}}));
  EXPECT_FALSE(session_actor(database(), clock_, token));
  EXPECT_FALSE(try_sign_in(test::administrator_email, test::good_password));
  EXPECT_TRUE(try_sign_in(test::administrator_email, test::other_password));
}

TEST_P(SignInTest, LosingTheLastRoleEndsTheSessionsToo) {
  auto lead = add_person(actor(), "lead@northmere.example", "reader");
  auto token = sign_in("lead@northmere.example");
  ASSERT_TRUE(session_actor(database(), clock_, token));
  auto list = perform(actor(), "user list", nlohmann::json::object()).value();
  for (auto const& each : list.at("accounts")) {
    if (each.at("account") != lead.text()) continue;
    ASSERT_TRUE(perform(actor(), "role revoke", {{"grant", each.at("roles").at(0).at("grant")}}));
  }
  EXPECT_FALSE(session_actor(database(), clock_, token));
  auto refused = try_sign_in("lead@northmere.example", test::good_password);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().error.message, HasSubstr("no role yet"));
}

TEST_P(SignInTest, OneTimeLinksWorkOnceUntilTheyExpireOrAreReplaced) {
  auto lead = add_person(actor(), "lead@northmere.example", "reader");
  auto token = sign_in("lead@northmere.example");
  auto first = create_one_time_link(database(), clock_, lead).value();
  auto second = create_one_time_link(database(), clock_, lead, 600).value();
  EXPECT_FALSE(one_time_link_email(database(), clock_, first.token)) << "replaced";
  EXPECT_EQ(one_time_link_email(database(), clock_, second.token).value(), "lead@northmere.example");
  auto weak = use_one_time_link(database(), clock_, second.token, {"", "short", "192.0.2.1", ""});
  ASSERT_FALSE(weak);
  EXPECT_EQ(weak.error().fields.at(0).field, "password");
  for (int i = 0; i < 9; ++i) (void)try_sign_in("lead@northmere.example", "wrong");
  auto used = use_one_time_link(database(), clock_, second.token, {"", test::other_password, "192.0.2.1", ""});
  ASSERT_TRUE(used) << used.error().message;
  EXPECT_TRUE(session_actor(database(), clock_, used->token));
  EXPECT_FALSE(session_actor(database(), clock_, token)) << "other sessions end";
  EXPECT_FALSE(use_one_time_link(database(), clock_, second.token, {"", test::good_password, "192.0.2.1", ""}));
  EXPECT_TRUE(try_sign_in("lead@northmere.example", test::other_password)) << "others' attempts are forgotten";
  auto third = create_one_time_link(database(), clock_, lead, 600).value();
  pass(600);
  EXPECT_FALSE(one_time_link_email(database(), clock_, third.token)) << "too late";
  EXPECT_FALSE(create_one_time_link(database(), clock_, AccountId::fresh()));
}

TEST_P(SignInTest, ThereIsOnlyOneFirstAdministrator) {
  EXPECT_TRUE(has_accounts(database()));
  auto second =
      create_first_administrator(database(), clock_, {"Southmere", "Southmere Council", "a@southmere.example", "Head"});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::conflict);
}

TEST_P(SignInTest, TheCommandLineActsForAnAddressOrABoundUser) {
  EXPECT_EQ(actor().channel, operations::Channel::command_line);
  auto unbound = command_line_actor(database(), {std::nullopt, "operator", std::nullopt});
  ASSERT_FALSE(unbound);
  EXPECT_THAT(unbound.error().message, HasSubstr("--as"));
  EXPECT_FALSE(command_line_actor(database(), {"nobody@northmere.example", "operator", std::nullopt}));
  ASSERT_TRUE(perform(actor(), "os-user bind", {{"os_user", "operator"}, {"account", administrator_.text()}}));
  auto bound = command_line_actor(database(), {std::nullopt, "operator", "northmere council"});
  ASSERT_TRUE(bound) << bound.error().message;
  EXPECT_EQ(bound->account, administrator_);
  EXPECT_FALSE(command_line_actor(database(), {std::nullopt, "operator", "Southmere"}));
}

}  // namespace
}  // namespace gt::people
