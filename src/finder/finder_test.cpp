#include "finder/finder.h"

#include "tests/support/page_test.h"

namespace gt::finder {
namespace {

using gt::test::expect_golden;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char const* folder = "src/finder";

search::Document finding(std::string id, std::string title, std::string body) {
  return {"finding", id, std::move(title), std::move(body), "/findings/" + id, "inspection.view"};
}
search::Document action(std::string id, std::string title) {
  return {"action", id, std::move(title), "", "/actions/" + id, "plan.view"};
}

class Finder : public gt::test::PageTest {
 protected:
  void add_operations(operations::Registry& registry) override {
    auto of_kind = [this](std::string const& kind) {
      return [this, kind](db::Transaction& transaction) {
        std::vector<search::Document> out;
        if (transaction.authority() == authority())
          for (auto const& each : records_)
            if (each.kind == kind) out.push_back(each);
        return out;
      };
    };
    finder::add_operations(registry, {{"finding", "Finding", "Findings", of_kind("finding")},
                                      {"action", "Action", "Actions", of_kind("action")}});
  }
  void add_pages(pages::Site& site) override { finder::add_pages(site); }

  void put(std::vector<search::Document> const& documents) {
    auto change = database().change(authority());
    for (auto const& each : documents) search::put(change, each);
    change.commit();
  }
  json find(json const& input) { return done("search find", input); }

  std::vector<search::Document> records_;
};

TEST_P(Finder, FindsByWordsWithSnippets) {
  put({finding("f1", "Supervision of social workers", "Supervision is late in two teams."),
       action("a1", "Supervision policy")});
  auto found = find({{"q", "supervision"}});
  EXPECT_EQ(found.at("total"), 2);
  EXPECT_EQ(found.at("kinds"), json::parse(R"([{"kind":"action","label":"Actions","count":1},
                                               {"kind":"finding","label":"Findings","count":1}])"));
  found = find({{"q", "supervision"}, {"kind", "finding"}});
  ASSERT_EQ(found.at("results").size(), 1u);
  auto hit = found.at("results")[0];
  EXPECT_EQ(hit.at("address"), "/findings/f1");
  EXPECT_EQ(hit.at("label"), "Finding");
  EXPECT_EQ(hit.at("title"), "Supervision of social workers");
  EXPECT_EQ(hit.at("snippet"), "Supervision is late in two teams.");
  EXPECT_EQ(hit.at("marks").at("snippet")[0], (json{{"text", "Supervision"}, {"match", true}}));
}

TEST_P(Finder, ShowsNothingThatTheReaderMayNotRead) {
  put({finding("f1", "Visits", ""),
       action("a1", "Visits"),
       {"account", "x", "Visits", "", "/people/x", "people.manage"}});
  EXPECT_EQ(find({{"q", "visits"}}).at("total"), 2);
  be("administrator");
  EXPECT_EQ(find({{"q", "visits"}}).at("total"), 3);
  actor_.only_permissions = {{"plan.view"}};  // a narrower token
  auto found = find({{"q", "visits"}});
  EXPECT_EQ(found.at("total"), 1);
  EXPECT_EQ(found.at("kinds").size(), 1u);
  auto other = perform_as(stranger(), "search find", {{"q", "visits"}});
  EXPECT_EQ(other->at("total"), 0);
}

TEST_P(Finder, KeepsWhatIsOnlyForWholeRolesFromThoseOfOneTheme) {
  put({{"evidence", "e1", "Visits", "", "/evidence/e1", search::held_everywhere("plan.edit")}});
  EXPECT_EQ(find({{"q", "visits"}}).at("total"), 1);
  be("programme manager", "a-theme");
  EXPECT_EQ(find({{"q", "visits"}}).at("total"), 0);
  actor_.grants = {{"programme manager", std::nullopt, "board"}};
  EXPECT_EQ(find({{"q", "visits"}}).at("total"), 0);
  actor_.only_permissions = {{"plan.view"}};
  be("programme manager");
  EXPECT_EQ(find({{"q", "visits"}}).at("total"), 0) << "a token that was not given it";
}

TEST_P(Finder, FillsTheSearchAnew) {
  put({finding("gone", "Visits that are gone", "")});
  records_ = {finding("f1", "Visits", ""), action("a1", "Visits"), action("a2", "Plans")};
  EXPECT_EQ(refusal("search rebuild", json::object()).kind, ErrorKind::forbidden);
  be("administrator");
  auto rebuilt = done("search rebuild", json::object());
  EXPECT_EQ(rebuilt.at("total"), 3);
  auto found = find({{"q", "visits"}});
  EXPECT_EQ(found.at("total"), 2);
}

TEST_P(Finder, StartsWithHowToSearch) {
  auto response = get("/search");
  EXPECT_EQ(response.status, 200);
  expect_golden(folder, "search-start", response);
  auto no_word = get("/search", {{"q", "-audits"}});
  EXPECT_EQ(no_word.status, 200);
  EXPECT_THAT(no_word.body, AllOf(HasSubstr("There is no word to look for"), HasSubstr("value=\"-audits\"")));
  signed_in_ = false;
  EXPECT_EQ(get("/search", {{"q", "visits"}}).status, 303);
}

TEST_P(Finder, ShowsWhatItFound) {
  put({finding("f1", "Children\u2019s <plans>", "Plans for children in need are not specific & late."),
       action("a1", "Audit plans")});
  auto response = get("/search", {{"q", "plans"}});
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body,
              AllOf(HasSubstr("&lt;<mark>plans</mark>&gt;"), HasSubstr("<mark>Plans</mark> for children"),
                    HasSubstr("2 results"), HasSubstr("Findings (1)"), HasSubstr("<title>Search: plans")));
  auto actions = get("/search", {{"q", "plans"}, {"kind", "action"}});
  expect_golden(folder, "search-results", actions);
  auto attack = get("/search", {{"q", "<script>alert(1)</script> \"'"}, {"kind", "<b>"}});
  EXPECT_EQ(attack.status, 200);
  EXPECT_THAT(attack.body, Not(HasSubstr("<script>")));
  EXPECT_THAT(attack.body, Not(HasSubstr("<b>")));
}

TEST_P(Finder, SaysWhatToDoWhenNothingIsFound) {
  put({action("a1", "Audit plans")});
  expect_golden(folder, "search-nothing", get("/search", {{"q", "fostering"}}));
  auto elsewhere = get("/search", {{"q", "audit"}, {"kind", "finding"}});
  EXPECT_THAT(elsewhere.body,
              AllOf(HasSubstr("There is 1 result of another kind."), HasSubstr("href=\"/search?q=audit\"")));
}

TEST_P(Finder, TurnsPages) {
  std::vector<search::Document> many;
  for (int i = 0; i < 45; ++i) many.push_back(action("a" + std::to_string(i), "Visit " + std::to_string(i)));
  put(many);
  auto second = get("/search", {{"q", "visit"}, {"page", "2"}});
  EXPECT_THAT(second.body, AllOf(HasSubstr("start=\"21\""), HasSubstr("page 2 of 3"), HasSubstr("45 results"),
                                 HasSubstr("href=\"/search?q=visit&amp;page=3\"")));
  auto beyond = get("/search", {{"q", "visit"}, {"page", "99"}});
  EXPECT_THAT(beyond.body, HasSubstr("page 3 of 3"));
  EXPECT_EQ(get("/search", {{"q", std::string(1000, 'x')}}).status, 200);
}

INSTANTIATE_TEST_SUITE_P(Engines, Finder, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::finder
