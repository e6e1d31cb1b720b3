#include "platform/jobs/job_pages.h"

#include "platform/jobs/job_events.h"
#include "platform/jobs/jobs_test_fixture.h"

namespace gt::jobs {
namespace {

using namespace gt::jobs::test;
using testing::HasSubstr;
using testing::Not;

using JobPages = JobsTest;

TEST_P(JobPages, PageSaysHowFarItIsWithAndWithoutAScript) {
  auto const id = ask();
  auto const waiting = get("/jobs/" + id.text());
  EXPECT_EQ(waiting.status, 200);
  EXPECT_THAT(waiting.body, HasSubstr("it waits for its turn"));
  EXPECT_THAT(waiting.body, HasSubstr("<span data-state><span class=\"gt-tag gt-tag--gold\">Waiting</span></span>"));
  EXPECT_THAT(waiting.body, HasSubstr("<noscript><meta http-equiv=\"refresh\" content=\"4\"></noscript>"));
  EXPECT_THAT(waiting.body, HasSubstr("/follow.js\" nonce=\"\" defer></script>"));
  EXPECT_THAT(waiting.body, HasSubstr("data-follow=\"/jobs/" + id.text() + "/events\""));
  EXPECT_THAT(get("/jobs/" + id.text(), {{"refresh", "off"}}).body, Not(HasSubstr("http-equiv=\"refresh\"")));
  at_work = [&](Call&) {
    progress::at(1200, 3000, "Writing rows");
    auto const running = get("/jobs/" + id.text()).body;
    EXPECT_THAT(running, HasSubstr("Writing rows: 1,200 of 3,000"));
    EXPECT_THAT(running, HasSubstr("max=\"100\" value=\"40\""));
    EXPECT_THAT(running, HasSubstr("<span data-state><span class=\"gt-tag gt-tag--gold\">Under way</span></span>"));
    auto const shown = done("job show", {{"job", id.text()}});
    EXPECT_EQ(shown.at("progress").at("done"), 1200);
  };
  worker()->run_next();
  auto const over = get("/jobs/" + id.text()).body;
  EXPECT_THAT(over, HasSubstr("href=\"/counted/rows-1\""));
  EXPECT_THAT(over, Not(HasSubstr("<script")));
  EXPECT_THAT(over, Not(HasSubstr("http-equiv")));
}

TEST_P(JobPages, PageCancelsAndRunsAgain) {
  auto const id = ask();
  auto const cancelled = post("/jobs/" + id.text() + "/cancel", {});
  EXPECT_EQ(gt::test::location_of(cancelled), "/jobs/" + id.text());
  EXPECT_THAT(get("/jobs/" + id.text()).body, HasSubstr("cancelled it before it began."));
  auto const again = gt::test::location_of(post("/jobs/" + id.text() + "/run-again", {}));
  EXPECT_THAT(again, testing::StartsWith("/jobs/"));
  EXPECT_THAT(get(again).body, HasSubstr("href=\"/jobs/" + id.text() + "\""));
}

// Each run has its own time, and leads to the other.
TEST_P(JobPages, BothRunsAreShown) {
  auto const first = ask(2000);
  worker()->run_next();
  EXPECT_EQ(job(first).state, State::failed);
  clock_.set(clock_.now().plus_seconds(3600));
  auto const again = gt::test::location_of(post("/jobs/" + first.text() + "/run-again", {}));
  EXPECT_THAT(get(again).body, HasSubstr("href=\"/jobs/" + first.text() + "\">Failed, under a second</a>"));
  EXPECT_THAT(get("/jobs/" + first.text()).body, HasSubstr("href=\"" + again + "\">Waiting</a>"));
}

TEST_P(JobPages, ListIsNarrowedInItsAddress) {
  EXPECT_THAT(get("/jobs").body, HasSubstr("There are no jobs"));
  ask(1);
  ask(2000);
  auto const one = worker();
  while (one->run_next()) continue;
  auto const all = get("/jobs").body;
  EXPECT_THAT(all, HasSubstr("There are too many rows."));
  auto const failed = get("/jobs", {{"state", "failed"}}).body;
  EXPECT_THAT(failed, HasSubstr("There are too many rows."));
  auto const waiting = get("/jobs", {{"state", "running"}}).body;
  EXPECT_THAT(waiting, HasSubstr("No job is like that"));
  EXPECT_EQ(get("/jobs", {{"state", "nonsense"}, {"page", "999"}, {"who", "me"}}).status, 200);
}

TEST_P(JobPages, EventsFollowAJobToItsEnd) {
  auto const id = ask();
  auto const stream = job_events(environment(), actor_, id);
  auto const first = stream->next();
  EXPECT_EQ(first.text,
            "event: progress\ndata: {\"percent\":null,\"state\":\"Waiting\",\"words\":\"it waits for its turn\"}\n\n");
  EXPECT_EQ(stream->next().text, "") << "nothing new";
  at_work = [&](Call&) {
    progress::at(1, 4, "Writing rows");
    EXPECT_EQ(stream->next().text,
              "event: progress\ndata: "
              "{\"percent\":25,\"state\":\"Under way\",\"words\":\"Writing rows: 1 of 4\"}\n\n");
  };
  worker()->run_next();
  auto const last = stream->next();
  EXPECT_TRUE(last.is_last);
  EXPECT_EQ(last.text, "event: over\ndata: {\"address\":\"/counted/rows-1\"}\n\n");
  auto const answer = get("/jobs/" + id.text() + "/events");
  EXPECT_NE(web::stream_of(answer), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Engines, JobPages, gt::test::engines(), gt::test::engine_name);

}  // namespace
}  // namespace gt::jobs
