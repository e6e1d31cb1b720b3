#include "plans/progress/telling.h"

#include <algorithm>

#include "notices/notices.h"
#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using notices::Heading;
using testing::ElementsAre;
using testing::IsEmpty;

class Telling : public test::PlansTest {
 protected:
  void SetUp() override {
    PlansTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    found_council();
    become("contributor", "Service manager");
    owner_ = actor_;
    become("programme manager", "Programme manager");
    manager_ = actor_;
  }
  std::string owned(std::string const& title, std::string const& due) {
    return action(title, {{"due", due}, {"owner_account", owner_.account.text()}});
  }
  std::vector<std::string> told(operations::Actor const& who) {
    auto transaction = database().read(manager_.authority);
    auto const now = clock_.now();
    std::vector<std::string> keys;
    for (auto const& each : digest_items(transaction, who, now.plus_seconds(-3600), now))
      keys.push_back(each.key.substr(0, each.key.find(':')) + " " + each.title);
    return keys;
  }
  std::vector<notices::CalendarItem> days(notices::FeedScope const& scope) {
    auto transaction = database().read(manager_.authority);
    return calendar_items(transaction, owner_, scope, clock_.today());
  }

  operations::Actor owner_ = actor_, manager_ = actor_;
};

// Today is 21 November 2026.
TEST_P(Telling, ADigestSaysWhatIsDueLateAskedAndDecided) {
  owned("Far away", "2027-03-31");
  owned("In a week", "2026-11-28");
  auto const late = owned("Over", "2026-11-20");
  owned("In eight days", "2026-11-29");
  EXPECT_THAT(told(owner_), ElementsAre("late Action 3: Over, due 20 November 2026",
                                        "due Action 2: In a week, due 28 November 2026"));
  EXPECT_THAT(told(manager_), IsEmpty());
  actor_ = owner_;
  auto const asked = done("date ask", {{"action", late}, {"due", "2026-12-31"}, {"reason", "A vacancy"}});
  EXPECT_THAT(told(manager_), ElementsAre("decide Action 3: Over"));
  actor_ = manager_;
  done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  auto const after = told(owner_);
  EXPECT_EQ(after.at(0), "decided Action 3: Over");
  EXPECT_EQ(std::count_if(after.begin(), after.end(), [](auto const& each) { return each.starts_with("late"); }), 0)
      << "a date that moved is not chased";
  done("cycle open", {{"title", "November"}, {"due", "2026-11-25"}});
  EXPECT_THAT(told(owner_), testing::Contains("asked Action 1: Far away, by 25 November 2026"));
  clock_.set(Instant::from_iso("2026-11-26T09:00:00Z").value());
  EXPECT_THAT(told(owner_), testing::Contains("chased Action 1: Far away, which was due by 25 November 2026"));
}

TEST_P(Telling, LateIsSaidOnceAWeekForEachDueDate) {
  owned("Over", "2026-11-20");
  auto key = [&] {
    auto transaction = database().read(manager_.authority);
    return digest_items(transaction, owner_, clock_.now(), clock_.now()).at(0).key;
  };
  clock_.set(Instant::from_iso("2026-11-23T09:00:00Z").value());
  auto const monday = key();
  clock_.set(Instant::from_iso("2026-11-27T09:00:00Z").value());
  EXPECT_EQ(key(), monday);
  clock_.set(Instant::from_iso("2026-11-30T09:00:00Z").value());
  EXPECT_NE(key(), monday);
}

TEST_P(Telling, CalendarsShowOnesOwnAThemesOrEverything) {
  auto const theme_id = theme("Supervision");
  auto const mine = owned("Mine", "2026-12-01");
  action("The theme’s", {{"due", "2026-12-02"}, {"themes", {theme_id}}});
  action("Without a day", {{"due", nullptr}});
  auto titles = [](std::vector<notices::CalendarItem> const& items) {
    std::vector<std::string> out;
    for (auto const& each : items) out.push_back(each.title);
    return out;
  };
  EXPECT_THAT(titles(days({})), ElementsAre("Due: Action 1: Mine"));
  EXPECT_THAT(titles(days({notices::FeedScope::Kind::theme, theme_id})), ElementsAre("Due: Action 2: The theme’s"));
  EXPECT_THAT(titles(days({notices::FeedScope::Kind::programme, ""})),
              ElementsAre("Due: Action 1: Mine", "Due: Action 2: The theme’s"));
  auto const before = days({}).at(0);
  EXPECT_EQ(before.uid, "action-" + mine + "-due@goldenthread");
  EXPECT_EQ(before.address, "/actions/" + mine);
  clock_.set(clock_.now().plus_seconds(3600));
  done("action end", {{"action", mine}, {"version", before.version}});
  auto const after = days({}).at(0);
  EXPECT_TRUE(after.is_cancelled);
  EXPECT_EQ(after.uid, before.uid);
  EXPECT_GT(after.version, before.version);
  EXPECT_GT(after.changed, before.changed);
}

TEST_P(Telling, CalendarsSayWhatThePagesSayOfALateAction) {
  auto const id = owned("Visits", "2026-11-25");
  auto const before = days({}).at(0);
  EXPECT_EQ(before.title, "Due: Action 1: Visits");
  clock_.set(Instant::from_iso("2026-11-27T09:00:00Z").value());
  auto const late = days({}).at(0);
  EXPECT_EQ(late.title, "Late: Action 1: Visits");
  EXPECT_THAT(late.note, testing::EndsWith(". Late."));
  EXPECT_EQ(late.changed, Instant::start_of(Date::from_iso("2026-11-26").value())) << "the day it became late";
  EXPECT_EQ(late.version, before.version);
  actor_ = owner_;
  auto const asked = done("date ask", {{"action", id}, {"due", "2026-12-31"}, {"reason", "A vacancy"}});
  actor_ = manager_;
  done("date decide", {{"date_change", asked.at("date_change")}, {"decision", "agreed"}});
  auto const moved = days({}).at(0);
  EXPECT_EQ(moved.title, "Due: Action 1: Visits");
  EXPECT_THAT(moved.note, testing::EndsWith("Past its first date. First due on 25 November 2026; moved once."));
  EXPECT_EQ(moved.day.iso(), "2026-12-31");
  EXPECT_EQ(moved.changed, clock_.now()) << "the date moved just now";
  EXPECT_GT(moved.version, late.version);
}

TEST_P(Telling, CalendarsSayWhatIsSoOfARecordWhoseDayHasPassed) {
  done("stage add", {{"title", "Foundations"}, {"due", "2026-11-24"}});
  done("stage add", {{"title", "Begun"},
                     {"due", "2026-11-24"},
                     {"verdict", "partly met"},
                     {"verdict_note", "Two of three"},
                     {"verdict_on", "2026-11-20"}});
  done("goal add", {{"title", "Good leaders"}, {"goal_kind", "corporate goal"}, {"due", "2026-11-25"}});
  auto const titles = [&] {
    std::vector<std::string> out;
    for (auto const& each : days({notices::FeedScope::Kind::programme, ""})) out.push_back(each.title);
    return out;
  };
  EXPECT_THAT(titles(),
              ElementsAre("Due: stage 1: Foundations", "Partly met: stage 2: Begun", "Due: goal 1: Good leaders"));
  clock_.set(Instant::from_iso("2026-11-25T09:00:00Z").value());
  EXPECT_THAT(titles(),
              ElementsAre("Was due: stage 1: Foundations", "Partly met: stage 2: Begun", "Due: goal 1: Good leaders"))
      << "the goal has its whole day";
  auto const stage = days({notices::FeedScope::Kind::programme, ""}).at(0);
  EXPECT_EQ(stage.note, "Not judged yet.");
  EXPECT_EQ(stage.changed, Instant::start_of(Date::from_iso("2026-11-25").value()));
}

TEST_P(Telling, SubjectsAreSeenByThoseWhoSeeTheRecord) {
  auto const id = action("Visits");
  auto const hidden = done("evidence add", {{"title", "A letter"},
                                            {"source", "feedback"},
                                            {"voice", "parent or carer"},
                                            {"rung", "experience"},
                                            {"dated", "2026-10-31"},
                                            {"shows", "What one family said"},
                                            {"restricted", true}});
  auto transaction = database().read(manager_.authority);
  auto const subject = subject_of_comments(transaction, owner_, id);
  ASSERT_TRUE(subject.has_value());
  EXPECT_EQ(subject->title, "Action 1: Visits");
  EXPECT_FALSE(subject->is_restricted);
  auto const evidence = hidden.at("evidence").get<std::string>();
  EXPECT_FALSE(subject_of_comments(transaction, owner_, evidence).has_value());
  ASSERT_TRUE(subject_of_comments(transaction, manager_, evidence).has_value());
  EXPECT_TRUE(subject_of_comments(transaction, manager_, evidence)->is_restricted);
  auto other = database().read(other_authority());
  EXPECT_FALSE(subject_of_comments(other, stranger(), id).has_value());
}

INSTANTIATE_TEST_SUITE_P(Engines, Telling, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
