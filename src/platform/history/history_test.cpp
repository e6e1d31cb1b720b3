#include "platform/history/history.h"

#include <gmock/gmock.h>

#include "tests/support/store_test.h"

namespace gt::history {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using testing::SizeIs;

class Kept : public gt::test::StoreTest {
 protected:
  template <class Function>
  void in_change(Function&& function) {
    auto transaction = database().change(authority());
    operations::Call call{actor_, transaction, files_, clock_, "plan.edit"};
    function(call);
    transaction.commit();
  }
  void keep(Area area, std::string const& record, json const& before, json const& after) {
    in_change([&](operations::Call& call) {
      keep_change(call, area, {"thing", record, "A thing", before, after}, "Because");
    });
  }
  std::vector<PastState> states(Area area, std::string const& record) {
    auto read = database().read(authority());
    return states_of(read, area, record);
  }
  static std::vector<std::string> verbs(std::vector<PastState> const& states) {
    std::vector<std::string> out;
    for (auto const& each : states) out.push_back(each.verb);
    return out;
  }

  gt::test::TemporaryFolder folder_;
  db::FileStore files_{folder_.path()};
  FixedClock clock_{Instant::from_iso("2026-11-21T09:00:00Z").value()};
  operations::Actor actor_{AccountId::fresh(),       "Programme manager", authority(), {},
                           operations::Channel::api, "request",           std::nullopt};
};

TEST_P(Kept, AreWholeStatesWithWhoWhenHowAndWhy) {
  keep(Area::evidence, "one", nullptr, {{"title", "First"}});
  keep(Area::evidence, "one", {{"title", "First"}}, {{"title", "Second"}});
  keep(Area::evidence, "one", {{"title", "Second"}}, nullptr);
  auto const kept = states(Area::evidence, "one");
  EXPECT_THAT(verbs(kept), testing::ElementsAre("ended", "changed", "added"));
  EXPECT_TRUE(kept[0].state.is_null());
  EXPECT_EQ(kept[1].state.at("title"), "Second");
  EXPECT_EQ(kept[1].actor, "Programme manager");
  EXPECT_EQ(kept[1].channel, "api");
  EXPECT_EQ(kept[1].why, "Because");
  EXPECT_EQ(kept[1].at, clock_.now());
  EXPECT_EQ(to_json(kept[1]).at("sequence"), 2);
}

TEST_P(Kept, BeginWithTheStateBeforeTheFirstChangeOfAnOlderRecord) {
  keep(Area::evidence, "old", {{"title", "First"}}, {{"title", "Second"}});
  keep(Area::evidence, "old", {{"title", "Second"}}, {{"title", "Third"}});
  auto const kept = states(Area::evidence, "old");
  EXPECT_THAT(verbs(kept), testing::ElementsAre("changed", "changed", as_it_stood));
  EXPECT_EQ(kept[2].state.at("title"), "First");
  EXPECT_EQ(kept[2].title, "First") << "what it was called then, not what the change calls it";
  EXPECT_EQ(kept[2].actor, "") << "who made it so is not known";
}

TEST_P(Kept, AreCountedByArea) {
  keep(Area::plan, "one", nullptr, {{"title", "First"}});
  keep(Area::evidence, "two", nullptr, {{"title", "Other"}});
  keep(Area::evidence, "two", {{"title", "Other"}}, {{"title", "Another"}});
  auto read = database().read(authority());
  EXPECT_EQ(last_sequence(read, Area::plan), 1);
  EXPECT_EQ(last_sequence(read, Area::evidence), 2);
  EXPECT_EQ(last_sequence(read, Area::inspections), 0);
  EXPECT_THAT(states_of(read, Area::plan, "two"), IsEmpty());
  auto other = database().read(other_authority());
  EXPECT_THAT(states_of(other, Area::evidence, "two"), IsEmpty());
}

TEST_P(Kept, AreRestoredOnlyAsTheyWereSeen) {
  keep(Area::evidence, "one", nullptr, {{"title", "First"}});
  keep(Area::evidence, "one", {{"title", "First"}}, nullptr);
  auto const kept = states(Area::evidence, "one");
  EXPECT_EQ(to_restore(kept, 1, 2).value().state.at("title"), "First");
  EXPECT_EQ(to_restore(kept, 1, std::nullopt).value().sequence, 1);
  EXPECT_EQ(to_restore(kept, 1, 1).error().kind, ErrorKind::conflict) << "it was taken out since";
  EXPECT_EQ(to_restore(kept, 2, 2).error().kind, ErrorKind::invalid) << "it was not there then";
  EXPECT_EQ(to_restore(kept, 7, 2).error().kind, ErrorKind::not_found);
  EXPECT_EQ(to_restore({}, 1, std::nullopt).error().kind, ErrorKind::not_found);
  EXPECT_EQ(why_restored(kept[1], " By\nmistake "), "By mistake");
  EXPECT_EQ(why_restored(kept[1], ""), "Restored as it was on 21 November 2026 at 09:00");
}

INSTANTIATE_TEST_SUITE_P(Engines, Kept, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::history
