#include "notices/feeds.h"

#include "notices/notices_test_fixture.h"

namespace gt::notices {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Feeds : public test::NoticesTest {
 protected:
  void SetUp() override {
    NoticesTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    actor_ = person("Theme lead", "theme lead");
    days_ = {{"action-1-due@goldenthread", Date::from_iso("2026-12-01").value(), "Due: Action 1: Visits", "",
              "/actions/1", Instant::from_iso("2026-11-20T10:00:00Z").value(), 1, false}};
  }
  std::string add() { return done("calendar add", {{"scope", "mine"}}).at("path"); }
  web::Response read(std::string const& path) {
    signed_in_ = false;
    auto response = get(path);
    signed_in_ = true;
    return response;
  }
};

TEST_P(Feeds, AreReadWithoutSigningIn) {
  auto const response = read(add());
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers.first("Content-Type"), "text/calendar; charset=utf-8");
  EXPECT_THAT(response.headers.first("Cache-Control").value_or(""), HasSubstr("private"));
  EXPECT_THAT(response.body, AllOf(HasSubstr("SUMMARY:Due: Action 1: Visits\r\n"), HasSubstr("Southmere Council"),
                                   HasSubstr("URL:https://gt.southmere.example/actions/1\r\n")));
}

TEST_P(Feeds, TheTagChangesOnlyWithTheContent) {
  auto const path = add();
  auto const first = read(path).headers.first("ETag");
  clock_.set(clock_.now().plus_seconds(7200));
  EXPECT_EQ(read(path).headers.first("ETag"), first);
  days_[0].title = "Due: Action 1: Visits, weekly";
  EXPECT_NE(read(path).headers.first("ETag"), first);
}

TEST_P(Feeds, SayOfNothingThatItChangesLater) {
  clock_.set(Instant::from_iso("2026-11-22T10:15:00Z").value());
  days_[0].changed = Instant::from_iso("2026-12-01T00:00:00Z").value();
  EXPECT_THAT(read(add()).body,
              AllOf(HasSubstr("DTSTAMP:20261122T101500Z\r\n"), HasSubstr("LAST-MODIFIED:20261122T101500Z")));
}

TEST_P(Feeds, StopAndStartAgainUnderAnotherAddress) {
  auto const path = add();
  auto const feed = done("calendar list", json::object()).at("feeds").at(0).at("feed");
  auto const renewed = done("calendar renew", {{"feed", feed}});
  EXPECT_EQ(read(path).status, 404);
  EXPECT_EQ(read(renewed.at("path")).status, 200);
  done("calendar stop", {{"feed", renewed.at("feed")}});
  EXPECT_EQ(read(renewed.at("path")).status, 404);
  EXPECT_EQ(refusal("calendar stop", {{"feed", feed}}).kind, ErrorKind::not_found);
  for (auto const* each : {"/calendar/", "/calendar/x.ics", "/calendar/x"}) EXPECT_EQ(read(each).status, 404) << each;
  EXPECT_EQ(read(path.substr(0, path.size() - 4)).status, 404) << "without its ending";
}

TEST_P(Feeds, TheOwnersRightIsAskedAtEachReading) {
  auto const path = add();
  auto const owner = actor_;
  auto const listed = perform_as(administrator_, "user list", json::object()).value();
  for (auto const& each : listed.at("accounts"))
    if (each.at("account") == owner.account.text())
      perform_as(administrator_, "role revoke", {{"grant", each.at("roles").at(0).at("grant")}}).value();
  EXPECT_EQ(read(path).status, 404);
  perform_as(administrator_, "role grant", {{"account", owner.account.text()}, {"role", "reader"}}).value();
  EXPECT_EQ(read(path).status, 200);
}

TEST_P(Feeds, AreNobodyElsesAndNoTokens) {
  add();
  auto const feed = done("calendar list", json::object()).at("feeds").at(0).at("feed");
  auto const other = person("Auditor", "auditor");
  for (auto const* operation : {"calendar stop", "calendar renew"})
    EXPECT_EQ(perform_as(other, operation, {{"feed", feed}}).error().kind, ErrorKind::not_found);
  EXPECT_EQ(perform_as(other, "calendar list", json::object())->at("feeds").size(), 0u);
  actor_.only_permissions = {{"plan.view"}};
  EXPECT_EQ(refusal("calendar add", {{"scope", "mine"}}).kind, ErrorKind::forbidden);
}

TEST_P(Feeds, ThePageShowsAnAddressOnce) {
  EXPECT_THAT(get("/account/calendar").body, HasSubstr("You have no calendar address yet."));
  auto const made = post("/account/calendar", {{"scope", "mine"}});
  EXPECT_EQ(made.status, 200);
  auto const begin = made.body.find("https://gt.southmere.example/calendar/");
  ASSERT_NE(begin, std::string::npos);
  auto const address = made.body.substr(begin, made.body.find(".ics", begin) - begin);
  EXPECT_THAT(get("/account/calendar").body,
              AllOf(Not(HasSubstr(address)), HasSubstr("My due dates"), HasSubstr("Never")));
  EXPECT_EQ(post("/account/calendar", {{"scope", "theme"}}).status, 422);
  auto const feed = done("calendar list", json::object()).at("feeds").at(0).at("feed").get<std::string>();
  EXPECT_THAT(post("/account/calendar/" + feed + "/renew", {}).body, HasSubstr("shown this once"));
  auto const renewed = done("calendar list", json::object()).at("feeds").at(0).at("feed").get<std::string>();
  EXPECT_EQ(post("/account/calendar/" + renewed + "/stop", {}).status, 303);
  EXPECT_THAT(get("/account/calendar").body, HasSubstr("You have no calendar address yet."));
}

INSTANTIATE_TEST_SUITE_P(Engines, Feeds, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::notices
