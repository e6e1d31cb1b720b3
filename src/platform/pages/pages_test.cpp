#include "platform/pages/pages.h"

#include "platform/audit/audit.h"
#include "platform/operations/declare.h"
#include "platform/pages/conflict.h"
#include "tests/support/page_test.h"

namespace gt::pages {
namespace {

using gt::test::Fields;
using gt::test::location_of;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A site of one page that shows what it was sent and changes a number, and one that refuses in every way.
class SiteTest : public gt::test::PageTest {
 protected:
  void add_operations(operations::Registry&) override {}
  void add_pages(Site& site) override {
    site.get("/number", [this](PageCall& call) -> Result<Answer> {
      seen_page_ = call.page_number();
      html::Page page;
      page.title = "A number";
      page.body << html::words(call.query().value("words"));
      return pages::page(std::move(page));
    });
    site.post("/number", [this](PageCall& call) -> Result<Answer> {
      ++changes_;
      seen_ = call.input({"name", "boxes[]", "lines", "absent"});
      seen_typed_ = call.typed();
      return see_other("/number", "The number was changed: “40 %”.");
    });
    site.get("/refused/{kind}", [](PageCall& call) -> Result<Answer> {
      auto const& kind = call.request().segment("kind");
      if (kind == "forbidden") return refuse(ErrorKind::forbidden, "Ask an administrator.");
      if (kind == "conflict") return refuse(ErrorKind::conflict, "Look at their version.");
      if (kind == "unavailable") return refuse(ErrorKind::unavailable, "Try again in a moment.");
      if (kind == "invalid") return refuse(ErrorKind::invalid, "Write it <again>.");
      auto id = TRY(call.id<AccountId>("kind"));
      return pages::page({.title = id.text(), .body = {}});
    });
    site.post("/record", [](PageCall& call) -> Result<Answer> {
      if (sent_version(call) == "2") return see_other("/number");
      return conflict_answer(call, {"This record", "k7m2q9x4t8v3b6dp", "Plan", 2, "/record"},
                             {{"Words", "words", "first\nsecond"}, {"Day", "day", ""}});
    });
    site.post("/both", [this](PageCall& call) -> Result<Answer> {
      seen_state_ = both_texts(call);
      return see_other("/both");
    });
    site.post("/amounts", [](PageCall& call) -> Result<Answer> {
      return conflict_answer(call, {"This record", "", "Plan", 2, "/amounts"},
                             {{"Day", "day", "3 March 2027"}, {"Sum", "sum", "£750,000"}});
    });
  }
  int changes_ = 0;
  int seen_page_ = 0;
  nlohmann::json seen_;
  html::FormState seen_state_;
  std::map<std::string, std::vector<std::string>, std::less<>> seen_typed_;
};

TEST_P(SiteTest, SendsStrangersToSignInAndBack) {
  signed_in_ = false;
  web::Request request;
  request.path = "/number";
  request.target = "/number?words=a%26b&page=2";
  EXPECT_EQ(location_of(answer(request)), "/sign-in?next=%2Fnumber%3Fwords%3Da%2526b%26page%3D2");
  EXPECT_EQ(location_of(post("/number", {})), "/sign-in?next=%2F") << "what was sent is not sent again";
  EXPECT_EQ(changes_, 0);
}

TEST_P(SiteTest, TakesNoFormWithoutItsToken) {
  for (auto const& form : {Fields{}, Fields{{"csrf_token", ""}}, Fields{{"csrf_token", "token-of-this-sessioN"}},
                           Fields{{"csrf_token", "token-of-this-session "}}}) {
    auto response = post_without_token("/number", form);
    EXPECT_EQ(response.status, 403);
    EXPECT_THAT(response.body, HasSubstr("This form has expired"));
  }
  EXPECT_EQ(changes_, 0);
  EXPECT_EQ(post("/number", {}).status, 303);
  EXPECT_EQ(changes_, 1);
}

TEST_P(SiteTest, SaysOnceWhatWasDone) {
  auto changed = post("/number", {});
  auto cookie = changed.headers.first("Set-Cookie").value_or("");
  auto value = cookie.substr(0, cookie.find(';'));
  ASSERT_THAT(value, testing::StartsWith("notice="));
  web::Request request;
  request.path = request.target = "/number";
  request.cookies.add("notice", value.substr(7));
  auto next = answer(request);
  EXPECT_THAT(next.body, HasSubstr("The number was changed: “40 %”."));
  EXPECT_THAT(next.headers.first("Set-Cookie").value_or(""), AllOf(HasSubstr("notice="), HasSubstr("Max-Age=0")));
  request.cookies = {{"notice", "not hexadecimal"}};
  EXPECT_EQ(answer(request).status, 200);
  EXPECT_FALSE(get("/number").headers.has("Set-Cookie"));
}

TEST_P(SiteTest, KeepsPagesOutOfCachesAndUncompressed) {
  auto response = get("/number");
  EXPECT_EQ(response.headers.first("Cache-Control"), "no-store");
  EXPECT_EQ(response.compression, web::Compression::never);
}

TEST_P(SiteTest, ShowsEachRefusalWithItsStatus) {
  for (auto const& [kind, status, words] :
       std::vector<std::tuple<std::string, int, std::string>>{{"forbidden", 403, "Ask an administrator."},
                                                              {"conflict", 409, "Look at their version."},
                                                              {"unavailable", 503, "This cannot be done at the moment"},
                                                              {"invalid", 422, "Write it &lt;again&gt;."},
                                                              {"no-id", 404, "There is nothing at this address."},
                                                              {new_opaque_id(), 200, ""}}) {
    auto response = get("/refused/" + kind);
    EXPECT_EQ(response.status, status) << kind;
    EXPECT_THAT(response.body, HasSubstr(words));
  }
}

TEST_P(SiteTest, HandsFormsOverAsOperationsTakeThem) {
  post("/number", {{"name", ""}, {"boxes", "one"}, {"lines", "a\r\nb"}, {"other", "x"}});
  EXPECT_EQ(seen_, (nlohmann::json{{"name", ""}, {"boxes", nlohmann::json::array({"one"})}, {"lines", "a\r\nb"}}));
  EXPECT_EQ(seen_typed_.count("csrf_token"), 0u) << "never shown again";
  EXPECT_EQ(seen_typed_.at("other"), std::vector<std::string>{"x"});
  post("/number", {{"boxes", "one"}, {"boxes", "two"}});
  EXPECT_EQ(seen_.at("boxes"), nlohmann::json::array({"one", "two"}));
}

TEST_P(SiteTest, CountsPagesFromOne) {
  for (auto const& [text, number] : std::vector<std::pair<std::string, int>>{
           {"3", 3}, {"0", 1}, {"-4", 1}, {"x", 1}, {"", 1}, {"99999999999999999999", 1}, {"2000000", 100'000}}) {
    get("/number", {{"page", text}});
    EXPECT_EQ(seen_page_, number) << text;
  }
}

TEST_P(SiteTest, ShowsBothVersionsOfAConflict) {
  auto conflict = post("/record", {{"lock_version", "1"}, {"words", "first\r\nsecond"}, {"day", "1 May 2027"}});
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, testing::HasSubstr("Whatever was saved stays on record, even when it is saved over."));
  EXPECT_THAT(conflict.body,
              AllOf(HasSubstr("1 May 2027"), HasSubstr("(empty)"), HasSubstr("name=\"day\" value=\"1 May 2027\""),
                    HasSubstr("name=\"lock_version\" value=\"2\"")));
  EXPECT_THAT(conflict.body, Not(HasSubstr("<mark>first"))) << "a line end is no difference";
  EXPECT_THAT(conflict.body, Not(HasSubstr("There is a problem")));
  EXPECT_THAT(conflict.body, HasSubstr("The same in both: Words."));
}

TEST_P(SiteTest, SaysByNameWhoSavedTheOtherVersionAndWhen) {
  Fields const form{{"lock_version", "1"}, {"words", "mine"}};
  EXPECT_THAT(post("/record", form).body, HasSubstr("Saved by somebody else while you were editing."));
  auto change = database().change(authority());
  audit::Entry entry;
  entry.at = Instant::from_iso("2027-03-03T14:05:00Z").value();
  entry.actor = "Rosa Khan";
  entry.account = AccountId::trusted("bbbbbbbbbbbbbbbb");
  entry.channel = "page";
  entry.operation = "record change";
  entry.changes = {{{"kind", "record"}, {"subject", "k7m2q9x4t8v3b6dp"}}};
  audit::append(change, entry);
  change.commit();
  EXPECT_THAT(
      post("/record", form).body,
      AllOf(HasSubstr("Saved by Rosa Khan on <strong><time"), HasSubstr("datetime=\"2027-03-03T14:05:00.000Z\""),
            HasSubstr("</time></strong> while you were editing."),
            HasSubstr("name=\"theirs:words\" value=\"Saved by Rosa Khan: first\nsecond\"")));
}

TEST_P(SiteTest, GivesTheFormAgainWithBothTexts) {
  post("/both", {{"lock_version", "2"},
                 {"asked", "yes"},
                 {"keep", "edit"},
                 {"words", "mine"},
                 {"theirs:words", "Saved by Rosa Khan: first"}});
  EXPECT_EQ(seen_state_.shown("words", "stored"), "mine");
  EXPECT_EQ(seen_state_.saved_meanwhile.at("words"), "Saved by Rosa Khan: first");
  EXPECT_EQ(seen_state_.values.count("asked") + seen_state_.values.count("keep"), 0u) << "an ordinary form again";
  EXPECT_EQ(version_to_send(seen_state_, 3), 2) << "a third person’s change is noticed too";
  EXPECT_THAT(html::textarea({.name = "words", .label = "Words", .value = "stored"}, seen_state_).str(),
              AllOf(HasSubstr("aria-describedby=\"words-meanwhile\""), HasSubstr(">Saved by Rosa Khan: first</div>"),
                    HasSubstr(">\nmine</textarea>")));
}

TEST_P(SiteTest, TakesADayOrASumTypedAnotherWayForTheSame) {
  auto const page = post("/amounts", {{"lock_version", "1"}, {"day", "2027-03-03"}, {"sum", "750000"}});
  EXPECT_THAT(page.body, HasSubstr("What they saved and what you wrote are the same."));
}

TEST_P(SiteTest, AsksAgainWhenNobodyChose) {
  Fields form{{"lock_version", "2"}, {"asked", "yes"}, {"words", "mine"}};
  auto again = post("/record", form);
  EXPECT_EQ(again.status, 409);
  EXPECT_THAT(again.body, HasSubstr("<a href=\"#keep\">Choose which version to keep.</a>"));
  form.add("keep", "mine");
  EXPECT_EQ(post("/record", form).status, 303);
  EXPECT_EQ(post("/record", {{"lock_version", "2"}}).status, 303) << "an ordinary form asks nothing";
}

TEST(VersionToSend, StaysWithARefusedForm) {
  EXPECT_EQ(version_to_send({}, 7), 7);
  EXPECT_EQ(version_to_send({{{"lock_version", {"5"}}}, {}, {}}, 7), 5);
  EXPECT_EQ(version_to_send({{{"title", {"x"}}}, {}, {}}, 7), 7);
  EXPECT_EQ(version_to_send({{{"lock_version", {"nonsense"}}}, {}, {}}, 7), 0) << "no record has version 0";
}

INSTANTIATE_TEST_SUITE_P(Engines, SiteTest, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::pages
