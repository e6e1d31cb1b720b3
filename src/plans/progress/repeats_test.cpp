#include "plans/progress/repeats.h"

#include <algorithm>
#include <thread>

#include <gmock/gmock.h>

#include "plans/plans.h"
#include "plans/plans_test_fixture.h"

namespace gt::plans {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

// Today is Saturday, 21 November 2026.
class Repeats : public test::PlansTest {
 protected:
  void SetUp() override {
    PlansTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    found_council();
    become("programme manager", "Programme manager");
  }
  std::string open(std::string const& due = "2026-11-30") {
    return done("cycle open", {{"title", "November 2026"}, {"due", due}}).at("cycle");
  }
  json repeat(std::string const& every = "month", int version = 0) {
    return done("cycle repeat", {{"every", every}, {"version", version}});
  }
  json list() { return done("cycle list", json::object()); }
  void go_to(std::string const& day) { clock_.set(Instant::from_iso(day + "T09:00:00Z").value()); }
  bool is_due_now() {
    auto transaction = database().read(actor_.authority);
    return who_repeats_updates(transaction, clock_.today()).has_value();
  }
};

TEST_P(Repeats, TheNextIsAskedForOnItsDayAndOnce) {
  action("Supervise");
  open();
  auto const set = repeat();
  EXPECT_EQ(set.at("set_by"), "Programme manager");
  EXPECT_EQ(set.at("next"), json({{"title", "December 2026"}, {"asked_on", "2026-12-21"}, {"due", "2026-12-30"}}));
  go_to("2026-12-18");
  EXPECT_FALSE(is_due_now());
  EXPECT_THAT(refusal("cycle next", json::object()).message, HasSubstr("21 December 2026"));
  go_to("2026-12-21");
  {
    auto transaction = database().read(actor_.authority);
    EXPECT_EQ(who_repeats_updates(transaction, clock_.today()), actor_.account);
  }
  auto const next = done("cycle next", json::object());
  EXPECT_EQ(next.at("title"), "December 2026");
  EXPECT_EQ(next.at("asked"), 1);
  EXPECT_EQ(refusal("cycle next", json::object()).kind, ErrorKind::conflict) << "not for the same month again";
  EXPECT_FALSE(is_due_now());
  auto const listed = list();
  ASSERT_THAT(listed.at("cycles"), SizeIs(2));
  EXPECT_EQ(listed.at("cycles")[0].at("due"), "2026-12-30");
  EXPECT_EQ(listed.at("cycles")[1].at("closed_on"), "2026-12-21") << "one at a time is open";
  EXPECT_EQ(listed.at("repeat").at("next").at("asked_on"), "2027-01-21");
}

TEST_P(Repeats, ClosedEarlyItWaitsForItsDay) {
  auto const first = open();
  repeat();
  done("cycle close", {{"cycle", first}});
  EXPECT_FALSE(is_due_now());
  go_to("2026-12-23");
  EXPECT_EQ(done("cycle next", json::object()).at("due"), "2026-12-30") << "two days late, with the same last day";
  EXPECT_THAT(list().at("cycles"), SizeIs(2));
}

TEST_P(Repeats, ManyAtOnceOpenOne) {
  open();
  repeat();
  go_to("2026-12-21");
  std::vector<std::thread> threads;
  std::vector<int> opened(4, 0);
  for (auto& each : opened)
    threads.emplace_back([&] { each = perform_as(actor_, "cycle next", json::object()).has_value() ? 1 : 0; });
  for (auto& each : threads) each.join();
  EXPECT_EQ(std::count(opened.begin(), opened.end(), 1), 1);
  EXPECT_THAT(list().at("cycles"), SizeIs(2));
}

TEST_P(Repeats, OnePeriodCannotBeKeptTwice) {
  auto const period = Date::from_iso("2026-12-21").value();
  auto transaction = database().change(actor_.authority);
  UpdateCycle cycle{UpdateCycleId::fresh(), 7, "December 2026", period, period.plus_days(9), {}, 1, period, period};
  insert_cycle(transaction, cycle);
  cycle.id = UpdateCycleId::fresh();
  cycle.number = 8;
  EXPECT_THROW(insert_cycle(transaction, cycle), db::UniqueViolation);
}

TEST_P(Repeats, IsChangedAndStopped) {
  EXPECT_EQ(refusal("cycle repeat", {{"every", "month"}, {"version", 0}}).kind, ErrorKind::conflict) << "no cycle yet";
  open("2026-12-10");
  auto const too_long = refusal("cycle repeat", {{"every", "two weeks"}, {"version", 0}});
  ASSERT_THAT(too_long.fields, SizeIs(1));
  EXPECT_EQ(too_long.fields[0].field, "every");
  EXPECT_EQ(refusal("cycle repeat", {{"every", "year"}, {"version", 0}}).kind, ErrorKind::invalid);
  EXPECT_EQ(repeat("quarter").at("next").at("asked_on"), "2027-02-22") << "the 21st is a Sunday";
  EXPECT_EQ(refusal("cycle repeat", {{"every", "month"}, {"version", 0}}).kind, ErrorKind::conflict);
  EXPECT_EQ(repeat("month", 1).at("next").at("asked_on"), "2026-12-21");
  auto const stopped = repeat("never", 2);
  EXPECT_TRUE(stopped.at("next").is_null());
  EXPECT_EQ(stopped.at("version"), 3);
  go_to("2026-12-21");
  EXPECT_FALSE(is_due_now());
  EXPECT_EQ(refusal("cycle next", json::object()).kind, ErrorKind::conflict);
}

TEST_P(Repeats, AreOfTheirCouncilAndForWhoPlansTheWhole) {
  open();
  repeat();
  go_to("2026-12-21");
  auto foreigner = stranger();
  EXPECT_FALSE(perform_as(foreigner, "cycle next", json::object()).has_value());
  EXPECT_TRUE(perform_as(foreigner, "cycle list", json::object())->at("repeat").is_null());
  auto const practice = theme("Practice");
  be("theme lead", practice);
  EXPECT_EQ(refusal("cycle repeat", {{"every", "never"}, {"version", 1}}).kind, ErrorKind::forbidden);
  EXPECT_EQ(refusal("cycle next", json::object()).kind, ErrorKind::forbidden);
}

TEST_P(Repeats, ThePageSaysSoAndLetsItBeChanged) {
  EXPECT_THAT(get("/plan/updates").body, Not(HasSubstr("/plan/updates/repeat"))) << "there is nothing to repeat";
  open("2026-12-10");
  EXPECT_THAT(get("/plan/updates").body, AllOf(HasSubstr("Make cycles repeat"), Not(HasSubstr("Repeats "))));
  auto const refused = post("/plan/updates/repeat", {{"every", "two weeks"}, {"lock_version", "0"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("href=\"#every\""), HasSubstr("Choose a longer time.")));
  EXPECT_EQ(post("/plan/updates/repeat", {{"every", "month"}, {"lock_version", "0"}}).status, 303);
  auto const page = get("/plan/updates").body;
  EXPECT_THAT(page, AllOf(HasSubstr("Repeats monthly; the next is asked for on"), HasSubstr("21 December 2026"),
                          HasSubstr("Change how cycles repeat")));
  auto const meanwhile = post("/plan/updates/repeat", {{"every", "never"}, {"lock_version", "0"}});
  EXPECT_EQ(meanwhile.status, 409);
  EXPECT_THAT(meanwhile.body, HasSubstr("This was changed after you opened it."));
  be("reader");
  EXPECT_THAT(get("/plan/updates").body, AllOf(HasSubstr("Repeats monthly"), Not(HasSubstr("/plan/updates/repeat"))));
  be("programme manager");
  EXPECT_EQ(post("/plan/updates/repeat", {{"every", "never"}, {"lock_version", "1"}}).status, 303);
  EXPECT_THAT(get("/plan/updates").body, Not(HasSubstr("Repeats ")));
}

TEST_P(Repeats, ThePageSaysWhenWhoeverSetItMayNoLonger) {
  open();
  become("reader", "Former manager");
  be("programme manager");  // as they were when they set it; what is kept of them says reader
  repeat();
  EXPECT_THAT(get("/plan/updates").body, AllOf(HasSubstr("nobody is asked again, because Former manager"),
                                               Not(HasSubstr("the next is asked for on"))));
  become("programme manager", "New manager");
  repeat("month", 1);
  EXPECT_THAT(get("/plan/updates").body, HasSubstr("the next is asked for on"));
}

INSTANTIATE_TEST_SUITE_P(Engines, Repeats, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::plans
