#include "platform/jobs/jobs.h"

#include <future>
#include <thread>

#include "platform/jobs/job_words.h"
#include "platform/jobs/jobs_test_fixture.h"

namespace gt::jobs {
namespace {

using namespace gt::jobs::test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

using Jobs = JobsTest;

TEST_P(Jobs, GoOnAfterTheAnswerAndKeepTheResult) {
  auto const id = ask();
  EXPECT_EQ(job(id).state, State::queued);
  EXPECT_EQ(left_behind(), 0);
  auto const one = worker();
  EXPECT_TRUE(one->run_next());
  EXPECT_EQ(job(id).state, State::done);
  EXPECT_EQ(job(id).result_page(), "/counted/rows-1");
  EXPECT_EQ(left_behind(), 1);
  EXPECT_THAT(audit(), ElementsAre("test count: Programme manager", "test count: Programme manager",
                                   "job end: Programme manager"));
  auto const shown = done("job show", {{"job", id.text()}});
  EXPECT_EQ(shown.at("address"), "/counted/rows-1");
  EXPECT_EQ(shown.at("result").at("counted"), "rows-1");
  EXPECT_FALSE(shown.at("result").contains("list")) << "what a page needs is kept, not the whole answer";
  std::lock_guard const lock{mutex_};
  ASSERT_THAT(log_, SizeIs(2));
  EXPECT_THAT(log_[1], HasSubstr(R"("operation":"test count","state":"done","milliseconds":)"));
  for (auto const& line : log_) EXPECT_THAT(line, Not(HasSubstr("manager")));
}

TEST_P(Jobs, TheSameIsNotBegunTwice) {
  auto const id = ask(7);
  EXPECT_EQ(ask(7), id);
  EXPECT_NE(ask(8), id);
  auto const one = worker();
  EXPECT_TRUE(one->run_next());
  EXPECT_TRUE(one->run_next());
  EXPECT_NE(ask(7), id) << "it is over";
}

TEST_P(Jobs, WhatIsRefusedHasFailedWithItsReasonAndCanBeRunAgain) {
  auto const id = ask(2000);
  worker()->run_next();
  auto const failed = job(id);
  EXPECT_EQ(failed.state, State::failed);
  EXPECT_EQ(failed.reason, "There are too many rows. Take some out.");
  EXPECT_EQ(left_behind(), 0);
  auto const again = done("job run-again", {{"job", id.text()}});
  auto const second = job(JobId::trusted(again.at("job").get<std::string>()));
  EXPECT_EQ(second.again_of, id);
  EXPECT_EQ(second.input, failed.input);
  EXPECT_EQ(refusal("job run-again", {{"job", second.id.text()}}).kind, ErrorKind::conflict) << "it waits";
}

TEST_P(Jobs, WhatBreaksHasFailedAndIsNamedInTheLogOnly) {
  at_work = [](Call&) { throw std::runtime_error("no such table: secrets"); };
  auto const id = ask();
  auto const one = worker();
  one->run_next();
  EXPECT_EQ(job(id).state, State::failed);
  EXPECT_THAT(job(id).reason, HasSubstr("Something went wrong on our side"));
  EXPECT_EQ(left_behind(), 0);
  {
    std::lock_guard const lock{mutex_};
    EXPECT_THAT(log_, testing::Contains(HasSubstr("no such table")));
  }
  at_work = [](Call&) {};
  done("job run-again", {{"job", id.text()}});
  EXPECT_TRUE(one->run_next());
  EXPECT_EQ(left_behind(), 1);
}

TEST_P(Jobs, WhoMayNoLongerDoItIsToldSo) {
  auto const id = ask();
  actor_.grants = {{"reader", std::nullopt, std::nullopt}};
  worker()->run_next();
  EXPECT_THAT(job(id).reason, HasSubstr("Your role does not include this"));
  is_disabled_ = true;
  be("programme manager");
  auto const other = ask();
  worker()->run_next();
  EXPECT_EQ(job(other).reason, "Whoever asked for it may not sign in here any more.");
}

TEST_P(Jobs, CancelledWhileUnderWayTheyLeaveNothing) {
  auto const id = ask();
  std::string progress_then;
  at_work = [&](Call&) {
    progress::at(40, 100, "Writing rows");
    progress_then = said_of(job(id), folder().progress(id)).words;
    // Somebody cancels: another connection, while this one holds the database.
    folder().ask_to_stop(id, "A colleague");
    while (true) progress::at(50, 100, "Writing rows");
  };
  auto const one = worker();
  EXPECT_TRUE(one->run_next());
  EXPECT_EQ(progress_then, "Writing rows: 40 of 100");
  EXPECT_EQ(job(id).state, State::cancelled);
  EXPECT_EQ(job(id).reason, "A colleague cancelled it. Nothing of it was kept.");
  EXPECT_EQ(left_behind(), 0);
  EXPECT_FALSE(folder().progress(id));
  EXPECT_FALSE(folder().asked_to_stop(id));
  EXPECT_FALSE(one->run_next()) << "nothing waits";
}

TEST_P(Jobs, TheCancelOperationReachesWorkThatHoldsTheDatabase) {
  auto const id = ask();
  std::promise<void> reached;
  at_work = [&](Call&) {
    reached.set_value();
    while (true) progress::at(1, 2, "Writing rows");
  };
  auto const one = worker();
  std::thread thread{[&] { one->run_next(); }};
  reached.get_future().wait();
  auto const answer = done("job cancel", {{"job", id.text()}});
  thread.join();
  EXPECT_THAT(answer.at("state"), testing::AnyOf("stopping", "cancelled"));
  EXPECT_EQ(job(id).state, State::cancelled);
  EXPECT_EQ(left_behind(), 0);
}

TEST_P(Jobs, CancelledBeforeTheyBeginTheyNeverDo) {
  auto const id = ask();
  EXPECT_EQ(done("job cancel", {{"job", id.text()}}).at("state"), "cancelled");
  EXPECT_FALSE(worker()->run_next());
  EXPECT_EQ(times_run, 0);
  EXPECT_EQ(job(id).reason, "Programme manager cancelled it before it began.");
}

TEST_P(Jobs, WhatIsDoneCannotBeCancelled) {
  auto const id = ask();
  worker()->run_next();
  auto const refused = refusal("job cancel", {{"job", id.text()}});
  EXPECT_EQ(refused.kind, ErrorKind::conflict);
  EXPECT_THAT(refused.message, HasSubstr("It was done before"));
}

TEST_P(Jobs, WaitForTheNextServerWhenThereIsNone) {
  auto const id = ask();
  { auto const earlier = worker(); }
  auto const later = worker();
  EXPECT_EQ(later->fail_orphans(), 0);
  EXPECT_TRUE(later->run_next());
  EXPECT_EQ(job(id).state, State::done);
}

TEST_P(Jobs, LeftRunningByAServerThatDiedHaveFailedAndRunAgain) {
  auto const id = ask();
  auto const began = clock_.now().plus_seconds(-3600);
  std::string dead;
  {
    // A process takes it and is killed: its lock goes with it, the row stays as it was.
    LifeLine const life{folder()};
    dead = life.worker();
    auto change = database().change(std::nullopt);
    ASSERT_TRUE(claim(change, id, dead, began));
    change.commit();
    folder().write_progress(id, {1, 2, "Writing rows"}, began.plus_seconds(12));
    auto const other = worker();
    EXPECT_EQ(other->fail_orphans(), 0) << "it lives";
    EXPECT_FALSE(other->run_next()) << "it is another's";
  }
  std::ofstream{folder().path() / "worker-killed.lock"} << "left behind";
  auto const next = worker();
  EXPECT_EQ(next->fail_orphans(), 1);
  EXPECT_FALSE(std::filesystem::exists(folder().path() / "worker-killed.lock"));
  EXPECT_EQ(next->fail_orphans(), 0) << "its own stays held";
  EXPECT_EQ(job(id).state, State::failed);
  EXPECT_THAT(job(id).reason, HasSubstr("The server stopped while it ran."));
  EXPECT_THAT(job(id).reason, HasSubstr("It was last heard of on " + began.plus_seconds(12).printed()));
  EXPECT_EQ(job(id).started_at, began);
  EXPECT_EQ(job(id).ended_at, began.plus_seconds(12)) << "not when the next server found it";
  EXPECT_FALSE(folder().progress(id));
  EXPECT_THAT(audit(), ElementsAre("test count: Programme manager", "job end: Programme manager"));
  done("job run-again", {{"job", id.text()}});
  EXPECT_TRUE(next->run_next());
  EXPECT_EQ(left_behind(), 1);
}

// Its row says running until the next server ends it; whoever asks meanwhile is told how it is.
TEST_P(Jobs, LeftRunningAreBrokenOffWhileNoServerRuns) {
  auto const id = ask();
  auto const began = clock_.now().plus_seconds(-3600);
  {
    LifeLine const life{folder()};
    auto change = database().change(std::nullopt);
    ASSERT_TRUE(claim(change, id, life.worker(), began));
    change.commit();
    folder().write_progress(id, {1, 2, "Writing rows"}, began.plus_seconds(12));
    EXPECT_EQ(done("job show", {{"job", id.text()}}).at("state"), "running");
    EXPECT_THAT(get("/jobs/" + id.text()).body, Not(HasSubstr("Broken off")));
  }
  auto const shown = done("job show", {{"job", id.text()}});
  EXPECT_EQ(shown.at("state"), "broken off");
  EXPECT_THAT(shown.at("reason"), HasSubstr("no server is running"));
  EXPECT_FALSE(shown.contains("progress"));
  auto const page = get("/jobs/" + id.text()).body;
  EXPECT_THAT(page, HasSubstr("Broken off: the server that ran it is gone."));
  EXPECT_THAT(page, HasSubstr("It was last heard of on "));
}

TEST_P(Jobs, RunAgainToItsEndAreNotRunAgain) {
  at_work = [](Call&) { throw std::runtime_error("broken"); };
  auto const id = ask();
  auto const one = worker();
  one->run_next();
  EXPECT_THAT(get("/jobs/" + id.text()).body, HasSubstr("Run it again"));
  clock_.set(clock_.now().plus_seconds(60));
  auto const second = done("job run-again", {{"job", id.text()}}).at("job").get<std::string>();
  one->run_next();
  EXPECT_THAT(get("/jobs/" + id.text()).body, HasSubstr("Run it again")) << "that failed too";
  at_work = [](Call&) {};
  clock_.set(clock_.now().plus_seconds(60));
  auto const third = done("job run-again", {{"job", second}}).at("job").get<std::string>();
  one->run_next();
  for (auto const& each : {id.text(), second}) {
    auto const page = get("/jobs/" + each).body;
    EXPECT_THAT(page, HasSubstr("href=\"/jobs/" + third + "\">Run again since: done</a>"));
    EXPECT_THAT(page, Not(HasSubstr("Run it again</button>")));
    auto const refused = refusal("job run-again", {{"job", each}});
    EXPECT_EQ(refused.kind, ErrorKind::conflict);
    EXPECT_THAT(refused.message, HasSubstr("that run is done: /jobs/" + third));
  }
}

TEST_P(Jobs, GoBackToTheQueueWhenTheServerStops) {
  auto const id = ask();
  std::promise<void> reached;
  at_work = [&](Call&) {
    reached.set_value();
    while (true) progress::at(1, 2, "Writing rows");
  };
  {
    auto const one = worker();
    std::thread thread{[&] { one->run_next(); }};
    reached.get_future().wait();
    one->stop();
    thread.join();
    EXPECT_FALSE(one->run_next()) << "it begins nothing any more";
  }
  EXPECT_EQ(job(id).state, State::queued);
  EXPECT_FALSE(job(id).started_at);
  EXPECT_EQ(left_behind(), 0);
  at_work = [](Call&) {};
  EXPECT_TRUE(worker()->run_next());
  EXPECT_EQ(job(id).state, State::done);
}

TEST_P(Jobs, AreRunOnceHoweverManyServersThereAre) {
  std::vector<JobId> asked;
  for (int i = 1; i <= 24; ++i) asked.push_back(ask(i));
  std::vector<std::thread> threads;
  std::atomic<int> taken{0};
  for (int i = 0; i < 2; ++i)
    threads.emplace_back([&] {
      auto const one = worker();
      while (one->run_next()) {
        if (++taken == 24) break;
      }
    });
  for (auto& each : threads) each.join();
  // Who found the queue empty for a moment stopped early; the other went on.
  auto const last = worker();
  while (last->run_next()) ++taken;
  EXPECT_EQ(times_run, 24);
  for (auto const& each : asked) EXPECT_EQ(job(each).state, State::done);
  EXPECT_TRUE(audit::verify(database()));
}

TEST_P(Jobs, TheThreadTakesWhatComesAndEnds) {
  std::promise<void> done_one;
  at_work = [&](Call&) { done_one.set_value(); };
  WorkerThread const thread{environment(),
                            {.find_actor = [this](auto&, auto const&) { return std::optional{actor_}; }},
                            std::chrono::milliseconds{1}};
  ask();
  EXPECT_EQ(done_one.get_future().wait_for(std::chrono::seconds{30}), std::future_status::ready);
}

TEST_P(Jobs, TakeTheirFileFromTheStore) {
  auto const hash = files().store("the report");
  JobId id = JobId::fresh();
  {
    auto change = database().change(authority());
    Call call{actor_, change, files(), clock_, "plan.edit"};
    auto const asked = enqueue(call, {.operation = "test count",
                                      .input = {{"rows", 3}},
                                      .file = StoredFile{"file", "a.pdf", hash},
                                      .title = "Read a.pdf",
                                      .address = "/",
                                      .permission = "plan.edit"});
    id = JobId::trusted(asked.at("job").get<std::string>());
    change.commit();
  }
  worker()->run_next();
  EXPECT_EQ(job(id).result.at("file"), "the report");
}

TEST_P(Jobs, AreSeenByWhoAskedAndWhoMayDoTheSame) {
  auto const id = ask();
  auto const count = [&] { return done("job list", json::object()).at("total").get<int>(); };
  EXPECT_EQ(count(), 1);
  auto const own = actor_;
  actor_.account = AccountId::fresh();
  EXPECT_EQ(count(), 1) << "another programme manager";
  EXPECT_EQ(done("job list", {{"own", true}}).at("total"), 0);
  be("reader");
  EXPECT_EQ(count(), 0);
  EXPECT_EQ(refusal("job show", {{"job", id.text()}}).kind, ErrorKind::not_found);
  EXPECT_EQ(refusal("job cancel", {{"job", id.text()}}).kind, ErrorKind::not_found);
  EXPECT_EQ(refusal("job run-again", {{"job", id.text()}}).kind, ErrorKind::not_found);
  EXPECT_EQ(get("/jobs/" + id.text()).status, 404);
  EXPECT_EQ(get("/jobs/" + id.text() + "/events").status, 404);
  EXPECT_FALSE(folder().asked_to_stop(id));
  auto const elsewhere = perform_as(stranger(), "job show", {{"job", id.text()}});
  ASSERT_FALSE(elsewhere);
  EXPECT_EQ(elsewhere.error().kind, ErrorKind::not_found);
  actor_ = own;
  be("reader");
  EXPECT_EQ(count(), 1) << "what one asked for stays one's own";
}

TEST_P(Jobs, AreCountedForWhoeverWatches) {
  ask(1);
  ask(2);
  worker()->run_next();
  auto transaction = database().read(std::nullopt);
  std::map<std::string, std::int64_t> counted;
  for (auto const& each : count_all_jobs(transaction)) counted[each.state] = each.jobs;
  EXPECT_EQ(counted["done"], 1);
  EXPECT_EQ(counted["queued"], 2) << "one that waits, and the row left behind";
}

INSTANTIATE_TEST_SUITE_P(Engines, Jobs, gt::test::engines(), gt::test::engine_name);

TEST(Progress, CostsNothingUnwatchedAndNests) {
  progress::at(1, 2, "unwatched");
  struct Noting : progress::Watcher {
    void at(progress::Position const& position) override { said.emplace_back(position.what); }
    std::vector<std::string> said;
  } outer, inner;
  {
    progress::Watched const first{outer};
    progress::at(1, 2, "outer");
    {
      progress::Watched const second{inner};
      progress::at(1, 2, "inner");
    }
    progress::at(2, 2, "outer again");
  }
  progress::at(1, 2, "unwatched");
  EXPECT_THAT(outer.said, ElementsAre("outer", "outer again"));
  EXPECT_THAT(inner.said, ElementsAre("inner"));
}

TEST(ResultPage, TakesItsAddressFromTheResult) {
  Job job{.id = JobId::fresh(),
          .operation = {},
          .input = {},
          .file = {},
          .title = {},
          .address = "/readings/{reading}",
          .about = {},
          .permission = {},
          .state = State::done,
          .account = AccountId::fresh(),
          .account_name = {},
          .channel = {},
          .asked_at = Instant::from_unix_milliseconds(0),
          .started_at = {},
          .ended_at = {},
          .reason = {},
          .result = {{"reading", "abc"}},
          .again_of = {}};
  EXPECT_EQ(job.result_page(), "/readings/abc");
  job.result = nullptr;
  EXPECT_EQ(job.result_page(), job.page());
  job.address = "/plain";
  EXPECT_EQ(job.result_page(), "/plain");
}

}  // namespace
}  // namespace gt::jobs
