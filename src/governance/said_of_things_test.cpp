#include "governance/said_of_things.h"

#include "governance/governance_test_fixture.h"

// What the plan's pages are told by governance.
namespace gt::governance::test {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using testing::SizeIs;

class SaidOfPlan : public GovernanceTest {
 protected:
  Date today() const { return clock_.today(); }
  std::vector<Entry> mine(operations::Actor const& who) {
    auto transaction = database().read(authority());
    return promises_to_answer(transaction, who, today());
  }
  SaidOfThings said(std::vector<std::string> const& things) {
    auto transaction = database().read(authority());
    return said_of_things(transaction, actor_, things, today());
  }
};

TEST_P(SaidOfPlan, PromisesAreFoundByAccountAndByTheRoleOfAMember) {
  be_a_known_council();
  auto const board = body("Improvement Board");
  auto me = actor_;
  be("administrator");
  auto const account =
      done("user add", {{"email", "hr@northmere.example"}, {"name", "HR partner"}, {"role", "contributor"}})
          .at("account");
  be("programme manager");
  me.account = AccountId::trusted(account.get<std::string>());
  me.grants = {{"contributor", std::nullopt, std::nullopt}};
  auto const promise = [&](std::string const& title, json more) {
    json input{{"title", title}, {"body", board}, {"promised_by", "Director"}, {"made_on", "2026-11-01"}};
    input.update(more);
    return done("promise add", input).at("id").get<std::string>();
  };
  promise("By account", {{"owner_account", account}, {"due", "2026-12-02"}});
  promise("By role", {{"promised_by", "Head of HR"}, {"due", "2026-11-10"}});
  promise("Of another role", {{"promised_by", "Head of finance"}});
  promise("Another will answer", {{"promised_by", "Head of HR"}, {"owner_role", "Head of finance"}});
  promise("Private", {{"promised_by", "Head of HR"}, {"private", "yes"}, {"exempt_paragraph", "confidential"}});
  EXPECT_THAT(mine(me), SizeIs(1)) << "no membership names the role yet";
  done("membership add", {{"title", "Head of HR"}, {"inside", board}, {"capacity", "adviser"}, {"account", account}});
  auto const found = mine(me);
  ASSERT_THAT(found, SizeIs(3)) << "a member sees the private one too";
  EXPECT_EQ(found.at(0).title, "By role") << "the first due first";
  EXPECT_EQ(found.at(1).title, "By account");
  auto stranger = me;
  stranger.account = AccountId::fresh();
  EXPECT_THAT(mine(stranger), IsEmpty());
}

TEST_P(SaidOfPlan, EverythingABoardSaidOfAThemeNewestFirst) {
  auto const board = body("Improvement Board");
  auto const theme = done("theme add", {{"title", "Adolescent safeguarding"}}).at("theme").get<std::string>();
  EXPECT_THAT(said({theme}).newest, IsEmpty());
  auto const first = meeting(board, "2026-11-04");
  item(first, "Theme 5", {{"themes", {theme}}});
  auto const claim = done("claim add", {{"title", "All cases are allocated"},
                                        {"body", board},
                                        {"made_by", "Director"},
                                        {"made_on", "2026-11-18"},
                                        {"theme", theme}})
                         .at("id");
  done("promise add", {{"title", "Quillfeather will be told"},
                       {"body", board},
                       {"promised_by", "Director"},
                       {"made_on", "2026-11-11"},
                       {"theme", theme},
                       {"private", "yes"},
                       {"exempt_paragraph", "confidential"}});
  done("decision plan", {{"title", "A joint team"},
                         {"body", board},
                         {"day", "2026-12-02"},
                         {"is_key", "no"},
                         {"is_private", "no"},
                         {"decision_maker", "The board"},
                         {"contact", "Clerk"},
                         {"theme", theme}});
  auto const all = said({theme}).newest;
  ASSERT_THAT(all, SizeIs(4));
  EXPECT_EQ(all.at(0).kind, "decision");
  EXPECT_EQ(all.at(1).title, "All cases are allocated");
  EXPECT_EQ(all.at(1).standing, "unsupported");
  EXPECT_EQ(all.at(2).title, "Quillfeather will be told");
  EXPECT_EQ(all.at(3).kind, "agenda item");
  EXPECT_EQ(all.at(3).body, "Improvement Board");
  be("member");
  EXPECT_THAT(said({theme, theme}).newest, SizeIs(3)) << "what is private is not told, and nothing twice";
  be("programme manager");
  done("claim end", {{"claim", claim}, {"version", 1}});
  EXPECT_THAT(said({theme}).newest, SizeIs(3));
}

TEST_P(SaidOfPlan, ADecisionIsOnlyAboutWhatThePlanHas) {
  auto const board = body("Improvement Board");
  EXPECT_EQ(refusal("decision plan", {{"title", "A joint team"},
                                      {"body", board},
                                      {"day", "2026-12-02"},
                                      {"is_key", "no"},
                                      {"is_private", "no"},
                                      {"decision_maker", "The board"},
                                      {"contact", "Clerk"},
                                      {"theme", board}})
                .fields.at(0)
                .field,
            "theme");
}

INSTANTIATE_TEST_SUITE_P(Engines, SaidOfPlan, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::governance::test
