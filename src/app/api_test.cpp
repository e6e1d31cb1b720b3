#include "app/api.h"

#include <fstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "app/app_test_fixture.h"
#include "app/program.h"
#include "app/site.h"
#include "people/people.h"
#include "tests/support/store_test.h"

namespace gt::app {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char const* password = "kettle lantern moss";

struct Answered {
  int status;
  json body;
  web::Headers headers;
};

/// The API of an installation with one account, an administrator and programme manager, and a token of it.
class ApiTest : public testing::Test {
 protected:
  void SetUp() override {
    program_ = open_program(folder_.path());
    ASSERT_TRUE(program_);
    auto made = people::create_first_administrator(
        program_->database(), program_->clock(),
        {"Northmere", "Northmere Council", "administrator@northmere.example", "Administrator"});
    ASSERT_TRUE(made) << made.error().message;
    must("role grant", {{"account", made->account.text()}, {"role", "programme manager"}});
    auto token = must("token add", {{"name", "Test"}, {"permissions", operations::all_permissions()}, {"days", 1}});
    token_ = token.at("token");
    account_ = made->account.text();
    link_ = made->link.token;
    site_ = std::make_unique<WebSite>(*program_, SiteOptions{});
  }
  json must(std::string_view operation, json const& input) {
    auto actor = people::command_line_actor(program_->database(), {"administrator@northmere.example", "", {}});
    auto done = operations::perform(program_->environment(), *actor, operation, input);
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
    return done ? *done : json::object();
  }
  Answered ask(web::Request request) {
    request.id = "request-1";
    auto response = web::answer(site_->router(), site_->hooks(), request);
    return {response.status, json::parse(response.body, nullptr, false), response.headers};
  }
  web::Request request(web::Method method, std::string path) const {
    web::Request made;
    made.method = method;
    made.path = path;
    made.target = std::move(path);
    made.headers.set("Authorization", "Bearer " + token_);
    return made;
  }
  Answered post(std::string const& path, std::string body) {
    auto made = request(web::Method::post, path);
    made.body = std::move(body);
    return ask(std::move(made));
  }
  Answered get(std::string const& path, std::vector<std::pair<std::string, std::string>> const& query = {}) {
    auto made = request(web::Method::get, path);
    for (auto const& [name, value] : query) made.query_fields.add(name, value);
    return ask(std::move(made));
  }
  // Everything the audit log says, as text.
  std::string audit_text() {
    auto transaction = program_->database().read(std::nullopt);
    constexpr std::string_view all = "select actor, summary, changes from audit_entry order by sequence";
    std::string out;
    for (auto const& row : transaction.rows({"all", all, all}))
      out += row.text("actor") + row.text("summary") + row.text("changes") + "\n";
    return out;
  }

  test::TemporaryFolder folder_;
  std::unique_ptr<Program> program_;
  std::unique_ptr<WebSite> site_;
  std::string token_, account_, link_;
};

TEST_F(ApiTest, AnswersWithTheOperationsOutput) {
  auto made = post("/api/v1/theme/add", R"({"title":"Supervision"})");
  ASSERT_EQ(made.status, 200) << made.body;
  EXPECT_EQ(made.headers.first("Cache-Control"), "no-store");
  EXPECT_EQ(made.headers.first("Content-Type"), "application/json");
  auto listed = get("/api/v1/theme/list");
  EXPECT_EQ(listed.body.at("themes").at(0).at("id"), made.body.at("theme"));
  EXPECT_EQ(listed.body.at("themes").at(0).at("title"), "Supervision");
}

// Two people opened one theme; the second to save is told, and what the first saved stays.
TEST_F(ApiTest, AStaleVersionIsAConflict) {
  auto theme = post("/api/v1/theme/add", R"({"title":"Supervision"})").body.at("theme").get<std::string>();
  auto change = [&](int version, char const* title) {
    return post("/api/v1/theme/change", json{{"theme", theme}, {"version", version}, {"title", title}}.dump());
  };
  auto first = change(1, "Supervision and oversight");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body.at("version"), 2);
  auto second = change(1, "Oversight");
  EXPECT_EQ(second.status, 409);
  EXPECT_EQ(second.body.at("error").at("kind"), "conflict");
  EXPECT_THAT(second.body.at("error").at("message").get<std::string>(), HasSubstr("Someone else changed this theme"));
  EXPECT_EQ(get("/api/v1/theme/list").body.at("themes").at(0).at("title"), "Supervision and oversight");
  EXPECT_EQ(change(2, "Oversight").status, 200);
}

TEST_F(ApiTest, SaysWhichFieldsAreWrong) {
  auto refused = post("/api/v1/action/add", R"({"title":"Visit","due":"soon","colour":"red"})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.body.at("error").at("kind"), "invalid");
  std::vector<std::string> fields;
  for (auto const& each : refused.body.at("error").at("fields")) fields.push_back(each.at("field"));
  EXPECT_THAT(fields, ElementsAre("colour", "owner_role", "due"));
}

TEST_F(ApiTest, RefusesABodyThatIsNoObject) {
  for (auto const* body : {"{", "[]", "3", "null", "\"title\"", "title=Visits", "\xff"}) {
    auto refused = post("/api/v1/theme/add", body);
    EXPECT_EQ(refused.status, 422) << body;
    EXPECT_EQ(refused.body.at("error").at("kind"), "invalid") << body;
  }
  EXPECT_EQ(get("/api/v1/theme/list").body.at("themes").size(), 0U);
}

TEST_F(ApiTest, TakesNoTextThatCannotBeStored) {
  EXPECT_EQ(post("/api/v1/theme/add", R"({"title":"a\u0000b"})").status, 422);
  EXPECT_EQ(post("/api/v1/theme/add", R"({"title":"\ud800"})").status, 422);
}

TEST_F(ApiTest, ReadsQueriesAndRefusesWhatItDoesNotKnow) {
  EXPECT_EQ(get("/api/v1/action/list", {{"status", "done"}, {"late", "yes"}}).status, 200);
  EXPECT_EQ(get("/api/v1/action/list", {{"status", "finished"}}).status, 422);
  EXPECT_EQ(get("/api/v1/action/list", {{"status", "done"}, {"status", "on track"}}).status, 422);
  EXPECT_EQ(get("/api/v1/action/list", {{"shade", "red"}}).status, 422);
  EXPECT_EQ(get("/api/v1/inspection/show", {{"inspection", new_opaque_id()}}).status, 404);
}

TEST_F(ApiTest, AnOperationHasOneMethod) {
  EXPECT_EQ(get("/api/v1/theme/add").status, 405);
  EXPECT_EQ(post("/api/v1/theme/list", "{}").status, 405);
  EXPECT_EQ(get("/api/v1/theme/burn").status, 404);
}

TEST_F(ApiTest, WhatIsWrongIsSaidInJsonWithTheRequestsId) {
  auto const unknown = get("/api/v1/theme/burn");
  EXPECT_EQ(unknown.body.at("error").at("kind"), "not_found");
  auto const wrong_method = get("/api/v1/theme/add");
  EXPECT_EQ(wrong_method.body.at("error").at("kind"), "wrong_method");
  EXPECT_EQ(wrong_method.headers.first("Allow"), "POST");
  auto const refused = post("/api/v1/theme/add", "{}");
  for (auto const& each : {unknown, wrong_method, refused, get("/api/v1")}) {
    EXPECT_EQ(each.body.at("error").at("request_id"), "request-1");
    EXPECT_EQ(each.headers.first("X-Request-Id"), "request-1");
    EXPECT_EQ(each.headers.first("Cache-Control"), "no-store");
  }
  EXPECT_EQ(get("/api/v1/theme/list").headers.first("X-Request-Id"), "request-1");
  EXPECT_TRUE(get("/apiary").body.is_discarded()) << "a page";
}

TEST_F(ApiTest, AnUploadByNobodyIsRefusedInJson) {
  web::Request head;
  head.id = "request-1";
  head.path = head.target = "/api/v1/inspection/add";
  auto const refusal = web::refusal_of_upload(site_->hooks(), head);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->status, 401);
  EXPECT_EQ(json::parse(refusal->body, nullptr, false).at("error").at("kind"), "unauthorised");
}

TEST_F(ApiTest, WhatTheServerCannotDoIsUnavailable) {
  std::ofstream{folder_.path() / "reference.odt"} << "not a document";  // and without pandoc there is none either
  auto const refused = get("/api/v1/plan/document", {{"format", "odt"}});
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.body.at("error").at("kind"), "unavailable");
}

TEST_F(ApiTest, OnlyABearerTokenIsOne) {
  for (auto const& given : {std::string("Basic YWJj"), std::string("Bearer"), std::string("Bearer "), "bearer" + token_,
                            "Bearer " + token_ + "x"}) {
    auto made = request(web::Method::get, "/api/v1/plan/show");
    made.headers.set("Authorization", given);
    EXPECT_EQ(ask(std::move(made)).status, 401) << given;
  }
}

TEST_F(ApiTest, ServesItsDescription) {
  web::Request anyone;
  anyone.path = anyone.target = "/api/v1/openapi.json";
  auto answered = ask(anyone);
  EXPECT_EQ(answered.status, 200);
  EXPECT_EQ(answered.body.at("paths").size(), program_->registry().all().size());
}

// Passwords, links, tokens and sessions: neither in the log nor, as they are, anywhere in the database.
TEST_F(ApiTest, NoSecretEntersTheAuditLog) {
  auto& database = program_->database();
  std::vector<std::string> secrets{token_, link_, password, "harbour wicker plum"};
  auto signed_in = people::use_one_time_link(database, program_->clock(), link_, {"", password, "192.0.2.1", "r"});
  ASSERT_TRUE(signed_in) << signed_in.error().message;
  auto again = people::authenticate(database, program_->clock(),
                                    {"administrator@northmere.example", password, "192.0.2.1", "r"});
  ASSERT_TRUE(again);
  secrets.insert(secrets.end(), {signed_in->token, again->token});
  auto added = must("user add", {{"email", "new@northmere.example"}, {"name", "New"}, {"role", "reader"}});
  auto reset = must("password reset-link", {{"account", added.at("account")}});
  for (auto const& link : {added.at("link"), reset.at("link")}) {
    auto text = link.get<std::string>();
    secrets.push_back(text.substr(text.find('=') + 1));
  }
  must("password change", {{"current_password", password}, {"new_password", "harbour wicker plum"}});
  auto const log = audit_text();
  EXPECT_THAT(log, HasSubstr(R"("password":"changed")")) << "the log should say that it was changed";
  for (auto const& secret : secrets) {
    ASSERT_GT(secret.size(), 10U);
    EXPECT_EQ(log.find(secret), std::string::npos) << secret;
  }
}

}  // namespace
}  // namespace gt::app
