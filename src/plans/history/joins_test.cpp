#include "plans/history/joins.h"

#include <gmock/gmock.h>

#include "plans/history/versions.h"
#include "plans/plan_json.h"
#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class JoinsInHistory : public test::PlansTest {
 protected:
  json history_shown(std::string const& id) { return done("history show", {{"record", id}}).at("history"); }
  json compared(json const& version) { return done("plan compare", {{"from", version.at("id")}}).at("differences"); }
};

TEST_P(JoinsInHistory, AreAStateOfTheirOwnAndShownInComparisons) {
  auto const supervision = theme("Supervision"), planning = theme("Planning");
  auto const id = action("Supervise", {{"themes", {supervision}}});
  auto const version = done("version freeze", {{"title", "As submitted"}});
  done("link add", {{"from", planning}, {"to", id}});
  auto const history = history_shown(id);
  ASSERT_THAT(history, SizeIs(2));
  EXPECT_EQ(history[0].at("verb"), "changed");
  EXPECT_EQ(history[0].at("by"), actor_.name);
  EXPECT_EQ(history[0].at("why"), "");
  EXPECT_EQ(in_plan("actions", id).at("version"), 1) << "who has the form open loses nothing";
  EXPECT_THAT(get("/history/" + id).body, AllOf(HasSubstr("Themes"), HasSubstr("Planning; Supervision")));
  auto const differences = compared(version);
  ASSERT_THAT(differences, SizeIs(1));
  EXPECT_EQ(differences[0].at("fields"), json::array({{{"field", "themes"},
                                                       {"label", "Themes"},
                                                       {"before", "Supervision"},
                                                       {"after", "Planning; Supervision"},
                                                       {"moved", ""}}}));
  done("action unlink", {{"action", id}, {"theme", planning}});
  EXPECT_THAT(history_shown(id), SizeIs(3));
  EXPECT_THAT(compared(version), IsEmpty());
  auto read = database().read(authority());
  EXPECT_EQ(content_hash(states_at(read, version.at("sequence"))), version.at("content_hash"));
}

TEST_P(JoinsInHistory, AreKeptByTheEndThatHoldsThem) {
  auto const found = findings({"Supervision is irregular."});
  auto const practice = theme("Practice");
  auto const one = action("One"), two = action("Two");
  done("theme link", {{"theme", practice}, {"finding", found[0]}});
  EXPECT_EQ(history_shown(practice)[0].at("state").at("findings"), json::array({found[0]}));
  done("link add", {{"from", one}, {"to", two}, {"relation", "waits for"}});
  EXPECT_EQ(history_shown(one)[0].at("state").at("waits_for"), json::array({two}));
  EXPECT_THAT(history_shown(two), SizeIs(1));
  auto const shown = prove(two);
  EXPECT_EQ(history_shown(two)[0].at("state").at("evidence"), json::array({shown}));
  done("action change", {{"action", two}, {"version", 1}, {"title", "Two more"}, {"owner_role", "Lead"}});
  EXPECT_EQ(history_shown(two)[0].at("state").at("evidence"), json::array({shown})) << "the next state says it too";
}

TEST_P(JoinsInHistory, SayNothingOfRestrictedEvidence) {
  auto const id = action("Supervise");
  auto const secret = prove(id, {{"title", "Letter of a mother"}, {"restricted", true}});
  EXPECT_THAT(history_shown(id), SizeIs(1));
  done("action change", {{"action", id}, {"version", 1}, {"title", "Supervise weekly"}, {"owner_role", "Lead"}});
  EXPECT_THAT(history_shown(id).dump(), Not(HasSubstr(secret)));
}

TEST_P(JoinsInHistory, AreNamedByTheEntryWhereTheStateBeforeSaysNothingOfThem) {
  auto const planning = theme("Planning");
  auto const id = action("Supervise", {{"themes", {theme("Supervision")}}});
  {
    auto transaction = database().change(authority());
    operations::Call call{actor_, transaction, environment().files, clock_, "plan.edit"};
    auto const old = find_action(transaction, ActionId::trusted(id));
    ASSERT_TRUE(old.has_value());
    history::keep_state(call, history::Area::plan, {"action", id, old->title, json::object(), state_json(*old)});
    transaction.commit();
  }
  done("link add", {{"from", planning}, {"to", id}});
  EXPECT_EQ(history_shown(id)[0].at("why"), "Joined with the theme “Planning”.");
}

TEST_P(JoinsInHistory, BringBackNothingThatWasTakenOut) {
  auto const practice = theme("Practice");
  auto const id = action("Supervise", {{"themes", {practice}}});
  done("action end", {{"action", id}, {"version", 1}});
  {
    auto transaction = database().change(authority());
    operations::Call call{actor_, transaction, environment().files, clock_, "plan.edit"};
    keep_joins(call, {"theme", practice, std::string(answered_by), "action", id}, false);
    transaction.commit();
  }
  EXPECT_TRUE(history_shown(id)[0].at("state").is_null());
}

INSTANTIATE_TEST_SUITE_P(Engines, JoinsInHistory, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
