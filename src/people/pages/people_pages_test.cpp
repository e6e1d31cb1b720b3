#include "people/people_pages.h"

#include <gmock/gmock.h>

#include "people/people_test_fixture.h"
#include "platform/auth/tokens.h"
#include "platform/web/answer.h"

namespace gt::people {
namespace {

using testing::HasSubstr;
using testing::Not;
using web::Fields;
using web::Method;
using web::Response;

/// The pages in process, and a browser that keeps cookies.
class PeoplePages : public test::PeopleTest {
 protected:
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    environment_.emplace(environment());
    pages::Settings settings{
        .environment = *environment_,
        .find_session =
            [this](web::Request const& request) { return find_session(database(), clock_, request, secure_); },
        .sections = {},
        .footer_links = {},
        .development_notice = "",
        .secure_cookies = secure_};
    site_.emplace(std::move(settings), router_);
    add_pages(*site_, router_,
              {[this](pages::PageCall const&) {
                 return std::vector<html::Option>{{theme_, "Supervision", {}}};
               },
               [this](pages::PageCall const&) {
                 return std::vector<html::Option>{{body_, "Improvement Board", {}}};
               }});
  }

  Response send(Method method, std::string const& target, Fields form = {}) {
    web::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (auto mark = target.find('?'); mark != std::string::npos) {
      for (std::string rest = target.substr(mark + 1); !rest.empty();) {
        auto pair = rest.substr(0, rest.find('&'));
        rest = pair.size() == rest.size() ? "" : rest.substr(pair.size() + 1);
        request.query_fields.add(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
      }
    }
    for (auto const& [name, value] : cookies_) request.cookies.add(name, value);
    request.form_fields = std::move(form);
    request.remote_address = "192.0.2.1";
    request.id = "abcdefghjkmnpqrs";
    request.nonce = "bm9uY2U=";
    request.headers.add("Host", "thread.northmere.example");
    auto response = web::answer(router_, {}, request);
    for (auto const& cookie : response.headers.all("Set-Cookie")) {
      auto name = cookie.substr(0, cookie.find('='));
      auto value = cookie.substr(name.size() + 1, cookie.find(';') - name.size() - 1);
      if (cookie.find("Max-Age=0") != std::string::npos) {
        cookies_.erase(name);
      } else {
        cookies_[name] = value;
      }
    }
    return response;
  }
  Response get(std::string const& target) { return send(Method::get, target); }
  /// Posts with the form token of the page at `from`.
  Response post(std::string const& target, Fields form, std::string const& from) {
    form.add("csrf_token", field_of(get(from).body, "csrf_token"));
    return send(Method::post, target, std::move(form));
  }
  Response sign_in_by_page(std::string const& password = test::good_password,
                           std::string const& email = test::administrator_email, std::string const& next = "/people") {
    return post("/sign-in", {{"email", email}, {"password", password}, {"next", next}}, "/sign-in");
  }
  static std::string field_of(std::string const& body, std::string const& name) {
    auto at = body.find("name=\"" + name + "\"");
    EXPECT_NE(at, std::string::npos) << "no field " << name;
    if (at == std::string::npos) return "";
    auto open = body.rfind('<', at);
    auto value = body.find("value=\"", open) + 7;
    return body.substr(value, body.find('"', value) - value);
  }
  static std::string location(Response const& response) { return response.headers.first("Location").value_or(""); }

  bool secure_ = false;
  std::string theme_ = new_opaque_id();
  std::string body_ = new_opaque_id();
  web::Router router_;
  std::optional<operations::Environment> environment_;
  std::optional<pages::Site> site_;
  std::map<std::string, std::string> cookies_;
};
INSTANTIATE_TEST_SUITE_P(Engines, PeoplePages, gt::test::engines(), gt::test::engine_name);

TEST_P(PeoplePages, SignInAndOut) {
  auto sent_away = get("/people");
  EXPECT_EQ(sent_away.status, 303);
  EXPECT_EQ(location(sent_away), "/sign-in?next=%2Fpeople");
  auto entered = sign_in_by_page();
  EXPECT_EQ(entered.status, 303);
  EXPECT_EQ(location(entered), "/people");
  auto cookie = entered.headers.first("Set-Cookie").value_or("");
  EXPECT_THAT(cookie, HasSubstr("HttpOnly"));
  EXPECT_THAT(cookie, HasSubstr("SameSite=Lax"));
  auto people = get("/people");
  EXPECT_EQ(people.status, 200);
  EXPECT_THAT(people.body, HasSubstr("Head of improvement"));
  EXPECT_EQ(location(get("/sign-in?next=/account")), "/account") << "signed in already";
  auto left = post("/sign-out", {}, "/account");
  EXPECT_EQ(location(left), "/sign-in");
  EXPECT_EQ(get("/people").status, 303);
}

TEST_P(PeoplePages, AWrongPasswordKeepsTheAddressAndShowsTheErrorSummary) {
  auto refused = sign_in_by_page("not the right one");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Error: Sign in"));
  EXPECT_THAT(refused.body, HasSubstr("There is a problem"));
  EXPECT_EQ(field_of(refused.body, "email"), test::administrator_email);
  EXPECT_THAT(refused.body, Not(HasSubstr("not the right one")));
  EXPECT_FALSE(cookies_.contains("session"));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(sign_in_by_page("wrong").status, 422);
  auto throttled = sign_in_by_page();
  EXPECT_EQ(throttled.status, 429);
  EXPECT_EQ(throttled.headers.first("Retry-After"), "30");
}

TEST_P(PeoplePages, SignInLeadsOnlyToPathsOfOurs) {
  for (auto const* next : {"//evil.example", "https://evil.example", "/\\evil.example", "", "/sign-in"}) {
    cookies_.clear();
    EXPECT_EQ(location(sign_in_by_page(test::good_password, test::administrator_email, next)), "/") << next;
  }
}

TEST_P(PeoplePages, NoFormIsTakenWithoutItsToken) {
  Fields sign_in_form{{"email", test::administrator_email}, {"password", test::good_password}};
  EXPECT_EQ(send(Method::post, "/sign-in", sign_in_form).status, 403) << "no cookie, no token";
  get("/sign-in");
  EXPECT_EQ(send(Method::post, "/sign-in", sign_in_form).status, 403) << "a cookie, no token";
  auto foreign = sign_in_form;
  foreign.add("csrf_token", auth::csrf_token(auth::new_token()));
  EXPECT_EQ(send(Method::post, "/sign-in", foreign).status, 403) << "the token of another visit";
  EXPECT_FALSE(cookies_.contains("session"));
  sign_in_by_page();
  for (auto const& route : router_.routes()) {
    if (route.method != Method::post || route.pattern == "/sign-in" || route.pattern == "/one-time-link") continue;
    auto path = route.pattern;
    for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
      path.replace(open, path.find('}') - open + 1, administrator_.text());
    EXPECT_EQ(send(Method::post, path, {{"csrf_token", auth::csrf_token(auth::new_token())}}).status, 403) << path;
  }
  EXPECT_EQ(get("/account").status, 200) << "still signed in";
}

TEST_P(PeoplePages, AnInvitedPersonChoosesAPasswordOnce) {
  sign_in_by_page();
  auto added = post(
      "/people/add",
      {{"name", "Head of practice"}, {"email", "lead@northmere.example"}, {"role", "theme lead"}, {"theme", theme_}},
      "/people/add");
  EXPECT_EQ(added.status, 200);
  EXPECT_THAT(added.body, HasSubstr("http://thread.northmere.example/one-time-link?token="));
  auto at = added.body.find("/one-time-link?token=");
  auto path = added.body.substr(at, std::string("/one-time-link?token=").size() + auth::token_length);
  cookies_.clear();
  auto token = path.substr(path.find('=') + 1);
  auto form = get(path);
  EXPECT_EQ(form.status, 200);
  EXPECT_EQ(form.headers.first("Referrer-Policy"), "no-referrer");
  EXPECT_THAT(form.body, HasSubstr("lead@northmere.example"));
  EXPECT_EQ(get(path).status, 200) << "looking does not use it up";
  auto weak = post("/one-time-link", {{"token", token}, {"password", "short"}}, path);
  EXPECT_EQ(weak.status, 422);
  EXPECT_THAT(weak.body, HasSubstr("12 characters"));
  auto entered = post("/one-time-link", {{"token", token}, {"password", test::other_password}}, path);
  EXPECT_EQ(location(entered), "/");
  EXPECT_EQ(get("/account").status, 200);
  EXPECT_EQ(get("/people").status, 403) << "a theme lead manages nobody";
  EXPECT_EQ(get(path).status, 404);
}

TEST_P(PeoplePages, TheAccountPageShowsSessionsAndEndsThem) {
  sign_in();
  sign_in_by_page();
  auto account = get("/account");
  EXPECT_THAT(account.body, HasSubstr(test::administrator_email));
  EXPECT_THAT(account.body, HasSubstr("This one"));
  EXPECT_THAT(account.body, HasSubstr("192.0.2.1"));
  auto ended = post("/account/sessions/end-all", {}, "/account");
  EXPECT_EQ(location(ended), "/sign-in");
  EXPECT_FALSE(cookies_.contains("session"));
}

TEST_P(PeoplePages, ChangingThePasswordKeepsOnlyThisSession) {
  auto elsewhere = sign_in();
  sign_in_by_page();
  auto before = cookies_.at("session");
  auto wrong =
      post("/account/password", {{"current_password", "wrong wrong wrong"}, {"new_password", test::other_password}},
           "/account/password");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("href=\"#current_password\""));
  EXPECT_THAT(wrong.body, Not(HasSubstr(test::other_password)));
  auto changed =
      post("/account/password", {{"current_password", test::good_password}, {"new_password", test::other_password}},
           "/account/password");
  EXPECT_EQ(location(changed), "/account");
  EXPECT_NE(cookies_.at("session"), before);
  EXPECT_FALSE(session_actor(database(), clock_, before));
  EXPECT_FALSE(session_actor(database(), clock_, elsewhere));
  EXPECT_EQ(get("/account").status, 200);
}

TEST_P(PeoplePages, ATokenIsShownOnceAndCanBeRevoked) {
  sign_in_by_page();
  auto wrong =
      post("/account/tokens", {{"name", "Export"}, {"days", "400"}, {"permissions", "plan.view"}}, "/account/tokens");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(field_of(wrong.body, "name"), "Export");
  EXPECT_THAT(wrong.body, HasSubstr("href=\"#days\""));
  auto made =
      post("/account/tokens", {{"name", "Export"}, {"days", "30"}, {"permissions", "plan.view"}}, "/account/tokens");
  EXPECT_EQ(made.status, 200);
  auto at = made.body.find("<code class=\"gt-hash\">") + 22;
  auto token = made.body.substr(at, auth::token_length);
  ASSERT_TRUE(token_actor(database(), clock_, token));
  auto list = get("/account/tokens").body;
  EXPECT_THAT(list, Not(HasSubstr(token)));
  auto action = list.find("/account/tokens/");
  auto revoke = list.substr(action, list.find('"', action) - action);
  EXPECT_EQ(post(revoke, {}, "/account/tokens").status, 303);
  EXPECT_FALSE(token_actor(database(), clock_, token));
}

TEST_P(PeoplePages, RolesAreGivenForAThemeAndTakenAway) {
  sign_in_by_page();
  auto lead = add_person(actor(), "lead@northmere.example", "reader");
  auto path = "/people/" + lead.text();
  auto none = post(path + "/roles", {{"role", ""}}, path);
  EXPECT_EQ(none.status, 422);
  EXPECT_THAT(none.body, HasSubstr("href=\"#role\""));
  EXPECT_EQ(post(path + "/roles", {{"role", "theme lead"}, {"theme", theme_}}, path).status, 303);
  auto shown = get(path).body;
  EXPECT_THAT(shown, HasSubstr("The role is given."));
  EXPECT_THAT(shown, HasSubstr("Supervision"));
  auto action = shown.find(path + "/roles/");
  EXPECT_EQ(post(shown.substr(action, shown.find('"', action) - action), {}, path).status, 303);
  EXPECT_EQ(post(path + "/disable", {}, path).status, 303);
  EXPECT_THAT(get(path).body, HasSubstr("Let them sign in again"));
  EXPECT_THAT(get("/people?state=disabled").body, HasSubstr("lead@northmere.example"));
  EXPECT_THAT(get("/people?state=active").body, Not(HasSubstr("lead@northmere.example")));
  auto own = "/people/" + administrator_.text();
  auto last = post(own + "/disable", {}, own);
  EXPECT_EQ(last.status, 409);
  EXPECT_THAT(last.body, HasSubstr("last administrator"));
}

TEST_P(PeoplePages, RolesAreGivenForABoardAndNeverForAThemeAsWell) {
  sign_in_by_page();
  auto clerk = add_person(actor(), "clerk@northmere.example", "reader");
  auto path = "/people/" + clerk.text();
  auto both = post(path + "/roles", {{"role", "clerk"}, {"theme", theme_}, {"body", body_}}, path);
  EXPECT_EQ(both.status, 422);
  EXPECT_THAT(both.body, HasSubstr("Choose a theme or a body, not both."));
  EXPECT_EQ(post(path + "/roles", {{"role", "clerk"}, {"body", body_}}, path).status, 303);
  auto shown = get(path).body;
  EXPECT_THAT(shown.substr(0, shown.find("Give a role")), HasSubstr("Improvement Board"));
}

TEST_P(PeoplePages, TwoWhoEditTheSamePersonLoseNeitherVersion) {
  sign_in_by_page();
  auto lead = add_person(actor(), "lead@northmere.example", "reader");
  auto path = "/people/" + lead.text();
  auto opened = get(path + "/edit").body;
  Fields mine{{"name", "Head of practice"}, {"email", "lead@northmere.example"}};
  for (auto const* name : {"opened_name", "opened_email", "lock_version", "csrf_token"})
    mine.add(name, field_of(opened, name));
  ASSERT_TRUE(perform(actor(), "user change",
                      {{"account", lead.text()},
                       {"name", "Person lead@northmere.example"},
                       {"email", "theirs@northmere.example"},
                       {"lock_version", 1}}));
  auto conflict = send(Method::post, path + "/edit", mine);
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, HasSubstr("theirs@northmere.example"));
  EXPECT_THAT(conflict.body, HasSubstr("Head of practice"));
  EXPECT_THAT(conflict.body, HasSubstr("Head of improvement")) << "who saved the other version";
  Fields unanswered;
  for (auto const* name : {"name", "email", "opened_name", "opened_email", "lock_version", "csrf_token"})
    unanswered.add(name, field_of(conflict.body, name));
  unanswered.add("asked", "yes");
  EXPECT_EQ(send(Method::post, path + "/edit", unanswered).status, 409) << "an unanswered choice is asked again";
  Fields again{{"keep", "mine"}};
  for (auto const* name : {"name", "email", "opened_name", "opened_email", "lock_version", "csrf_token"})
    again.add(name, field_of(conflict.body, name));
  EXPECT_EQ(send(Method::post, path + "/edit", again).status, 303);
  auto both = get(path).body;
  EXPECT_THAT(both, HasSubstr("Head of practice"));
  EXPECT_THAT(both, HasSubstr("theirs@northmere.example"));
}

TEST_P(PeoplePages, ThePermissionMatrixComesFromTheRegistry) {
  sign_in_by_page();
  auto page = get("/permissions");
  EXPECT_EQ(page.status, 200);
  for (auto const& operation : registry_.all()) EXPECT_THAT(page.body, HasSubstr(operation.name));
  EXPECT_THAT(page.body, HasSubstr("Programme manager"));
}

TEST_P(PeoplePages, TheAuditLogIsFilteredByAddressAndExported) {
  add_person(actor(), "lead@northmere.example", "reader");
  sign_in_by_page();
  auto all = get("/audit-log");
  EXPECT_EQ(all.status, 200);
  EXPECT_THAT(all.body, HasSubstr("Sign in"));
  EXPECT_THAT(all.body, HasSubstr("lead@northmere.example"));
  auto some = get("/audit-log?operation=sign%20in");
  EXPECT_EQ(some.status, 200);
  auto words = get("/audit-log?q=reader").body;
  EXPECT_THAT(words, HasSubstr("lead@northmere.example"));
  EXPECT_THAT(get("/audit-log?from=soon").body, HasSubstr("“soon” is left out"));
  EXPECT_THAT(get("/audit-log?from=2026-11-22").body, HasSubstr("No entry matches"));
  auto csv = get("/audit-log/export?q=reader");
  EXPECT_EQ(csv.headers.first("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_THAT(csv.body, HasSubstr("user add"));
  EXPECT_THAT(csv.headers.first("Content-Disposition").value_or(""), HasSubstr("audit-log-2026-11-21.csv"));
}

TEST_P(PeoplePages, PagesAboutPeopleAreForAdministratorsOfThisCouncil) {
  auto south = add_southmere();
  auto lead = add_person(actor(), "lead@northmere.example", "programme manager");
  sign_in_by_page(test::good_password, "lead@northmere.example", "/");
  for (auto const* path : {"/people", "/people/add", "/audit-log", "/audit-log/export"})
    EXPECT_EQ(get(path).status, 403) << path;
  EXPECT_EQ(get("/people/" + lead.text()).status, 403);
  cookies_.clear();
  sign_in_by_page(test::good_password, "administrator@southmere.example", "/");
  EXPECT_EQ(get("/people").status, 200);
  EXPECT_THAT(get("/people").body, Not(HasSubstr("northmere.example</")));
  EXPECT_EQ(get("/people/" + lead.text()).status, 404);
  EXPECT_EQ(get("/people/" + lead.text() + "/edit").status, 404);
  EXPECT_THAT(get("/audit-log").body, Not(HasSubstr("lead@northmere.example")));
  EXPECT_THAT(get("/audit-log/export").body, Not(HasSubstr("lead@northmere.example")));
}

TEST_P(PeoplePages, SwitchingTheCouncilChangesWhatIsSeen) {
  ASSERT_TRUE(perform(actor(), "authority add", {{"name", "Southmere"}, {"display_name", "Southmere Council"}}));
  sign_in_by_page();
  auto account = get("/account").body;
  EXPECT_THAT(account, HasSubstr("Southmere Council"));
  auto south = actor(test::administrator_email, "Southmere").authority;
  auto before = cookies_.at("session");
  EXPECT_EQ(post("/account/authority", {{"authority", south.text()}}, "/account").status, 303);
  EXPECT_NE(cookies_.at("session"), before);
  EXPECT_EQ(find_session(
                database(), clock_,
                [&] {
                  web::Request request;
                  request.cookies.add("session", cookies_.at("session"));
                  return request;
                }(),
                false)
                ->council,
            "Southmere Council");
}

TEST(SessionCookie, IsBoundToTheHostOverHttps) {
  EXPECT_EQ(session_cookie_name(true), "__Host-session");
  EXPECT_EQ(session_cookie_name(false), "session");
}

}  // namespace
}  // namespace gt::people
