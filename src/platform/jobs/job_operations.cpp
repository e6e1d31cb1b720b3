#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "platform/jobs/job_folder.h"
#include "platform/jobs/job_json.h"
#include "platform/jobs/job_store.h"
#include "platform/jobs/job_words.h"
#include "platform/operations/declare.h"
#include "platform/operations/staged.h"

namespace gt::jobs {

using nlohmann::json;
using operations::Actor;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

constexpr char const* example = "k7m2p9q4r8t3vwxz";

tl::unexpected<Error> no_such_job() {
  return refuse(ErrorKind::not_found, "There is no such job, or it is not yours to see. Look at the list of jobs.");
}

Result<Job> find_own(db::Transaction& transaction, Actor const& actor, JobId const& id) {
  auto job = find_job(transaction, id);
  if (!job || !may_see(actor, *job)) return no_such_job();
  return *std::move(job);
}

void note_state(Call& call, Job const& job, State after) {
  call.changed({"job", job.id.text(), job.title, {{"state", word(job.state)}}, {{"state", word(after)}}});
}

struct ListJobs {
  std::string state;
  bool own = false;
  std::int64_t page = 1;
};

Result<json> run_list(Call& call, ListJobs const& input) {
  auto const page = static_cast<int>(std::clamp<std::int64_t>(input.page, 1, 1'000'000));
  auto const listing = list_jobs(call.db(), call.actor(), {input.state, input.own}, page);
  auto rows = json::array();
  for (auto const& each : listing.jobs) rows.push_back(to_json(each));
  return json{{"total", listing.total}, {"page", page}, {"jobs", rows}};
}

struct OneJob {
  std::optional<JobId> job;
};

operations::Fields<OneJob> one_job() { return {field("job", &OneJob::job, "The job", example).required()}; }

Result<json> run_show(Call& call, JobId const& id, std::optional<Progress> const& progress, bool is_abandoned) {
  auto const job = TRY(find_own(call.db(), call.actor(), id));
  auto out = to_json(job);
  if (job.state == State::done) out["result"] = job.result;
  if (is_abandoned && job.state == State::running) {
    out["state"] = "broken off";
    out["reason"] = "Broken off: no server is running. The next server to start ends it, and it can be run again then.";
  }
  if (job.state == State::running && !is_abandoned && progress)
    out["progress"] = {{"done", progress->done}, {"total", progress->total}, {"what", progress->what}};
  return out;
}

operations::Operation show_operation(json const& shown) {
  auto operation =
      declare<OneJob>("job show", "Show how far a job is, or how it ended", Kind::read, "", one_job(), shown, nullptr);
  operation.prepare = [fields = one_job()](json const& given) -> Result<operations::Prepared> {
    auto const id = *TRY(operations::read_fields(fields, given)).job;
    auto const progress = std::make_shared<std::optional<Progress>>();
    auto const is_abandoned = std::make_shared<bool>(false);
    return operations::Prepared{operations::Staged{
        [id, progress, is_abandoned](operations::Environment const& environment, Actor const& actor) -> Result<void> {
          auto const folder = JobFolder{environment.database.folder()};
          *progress = folder.progress(id);
          auto const job = [&] {
            auto transaction = environment.database.read(actor.authority);
            return find_job(transaction, id);
          }();
          *is_abandoned = job && is_broken_off(*job, folder);
          return {};
        },
        [id, progress, is_abandoned](Call& call) { return run_show(call, id, *progress, *is_abandoned); }}};
  };
  return operation;
}

// Asked for before the transaction: the job's own may hold the database until it hears of it.
Result<void> ask_to_stop(operations::Environment const& environment, Actor const& actor, JobId const& id) {
  auto const job = [&]() -> Result<Job> {
    auto transaction = environment.database.read(actor.authority);
    return find_own(transaction, actor, id);
  }();
  if (!job) return tl::unexpected<Error>(job.error());
  if (job->state == State::running) JobFolder{environment.database.folder()}.ask_to_stop(id, actor.name);
  return {};
}

Result<json> run_cancel(Call& call, JobId const& id) {
  call.allow_own();
  auto const job = TRY(find_own(call.db(), call.actor(), id));
  switch (job.state) {
    case State::queued:
      cancel_queued(call.db(), id, fmt::format("{} cancelled it before it began.", call.actor().name), call.now());
      note_state(call, job, State::cancelled);
      return json{{"job", id.text()}, {"state", "cancelled"}};
    case State::running:
    case State::cancelled:
      // The worker writes the end: at the next step, or already.
      note_state(call, job, State::cancelled);
      return json{{"job", id.text()}, {"state", job.state == State::running ? "stopping" : "cancelled"}};
    default:
      return refuse(ErrorKind::conflict, job.state == State::done
                                             ? "It was done before it could be cancelled. Look at its result."
                                             : "It had failed already, so there is nothing to cancel.");
  }
}

operations::Operation cancel_operation() {
  auto operation = declare<OneJob>("job cancel", "Cancel a job: it stops at its next step and nothing of it is kept",
                                   Kind::change, "", one_job(), {{"job", example}, {"state", "stopping"}}, nullptr);
  operation.prepare = [fields = one_job()](json const& given) -> Result<operations::Prepared> {
    auto const id = *TRY(operations::read_fields(fields, given)).job;
    return operations::Prepared{
        operations::Staged{[id](operations::Environment const& environment, Actor const& actor) {
                             return ask_to_stop(environment, actor, id);
                           },
                           [id](Call& call) { return run_cancel(call, id); }}};
  };
  return operation;
}

Result<json> run_again(Call& call, OneJob const& input) {
  call.allow_own();
  auto const job = TRY(find_own(call.db(), call.actor(), *input.job));
  if (job.state != State::failed && job.state != State::cancelled)
    return refuse(ErrorKind::conflict, job.state == State::done ? "It is done. Ask for it anew where it began."
                                                                : "It is under way already.");
  if (auto const later = run_since(call.db(), job); later && later->state == State::done)
    return refuse(ErrorKind::conflict,
                  fmt::format("It was run again since, and that run is done: {}. Ask for it anew where it began.",
                              later->page()));
  if (!job.permission.empty() && !operations::may(call.actor(), job.permission))
    return refuse(ErrorKind::forbidden, "Your role no longer includes what this job does. Ask an administrator.");
  return enqueue(call, {.operation = job.operation,
                        .input = job.input,
                        .file = job.file,
                        .title = job.title,
                        .address = job.address,
                        .about = job.about,
                        .permission = job.permission,
                        .again_of = job.id});
}

}  // namespace

json to_json(Job const& job) {
  auto const instant = [](std::optional<Instant> const& at) { return at ? json(at->iso()) : json(nullptr); };
  json out{{"job", job.id.text()},
           {"title", job.title},
           {"operation", job.operation},
           {"state", word(job.state)},
           {"asked_by", job.account_name},
           {"asked_at", job.asked_at.iso()},
           {"started_at", instant(job.started_at)},
           {"ended_at", instant(job.ended_at)}};
  if (!job.reason.empty()) out["reason"] = job.reason;
  if (job.state == State::done) out["address"] = job.result_page();
  if (job.again_of) out["again_of"] = job.again_of->text();
  return out;
}

json enqueue(Call& call, NewJob const& wanted) {
  if (!wanted.about.empty()) {
    auto const latest = latest_about(call.db(), wanted.about);
    if (latest && !is_over(latest->state)) return {{"job", latest->id.text()}, {"state", word(latest->state)}};
  }
  Job const job{.id = JobId::fresh(),
                .operation = wanted.operation,
                .input = wanted.input,
                .file = wanted.file,
                .title = wanted.title,
                .address = wanted.address,
                .about = wanted.about,
                .permission = wanted.permission,
                .state = State::queued,
                .account = call.actor().account,
                .account_name = call.actor().name,
                .channel = std::string(operations::channel_name(call.actor().channel)),
                .asked_at = call.now(),
                .started_at = std::nullopt,
                .ended_at = std::nullopt,
                .reason = {},
                .result = nullptr,
                .again_of = wanted.again_of};
  insert_job(call.db(), job);
  call.changed({"job", job.id.text(), job.title, nullptr, {{"state", "queued"}, {"operation", job.operation}}});
  return {{"job", job.id.text()}, {"state", "queued"}};
}

void add_operations(operations::Registry& registry) {
  json const shown{{"job", example},
                   {"title", "Bring in tracker.xlsx"},
                   {"operation", "tracker confirm"},
                   {"state", "done"},
                   {"asked_by", "Programme manager"},
                   {"asked_at", "2026-11-22T09:00:00.000Z"},
                   {"started_at", "2026-11-22T09:00:00.200Z"},
                   {"ended_at", "2026-11-22T09:00:07.100Z"},
                   {"address", "/plan/import/k7m2p9q4r8t3vwxz"}};
  registry.add(
      declare<ListJobs>("job list", "List the jobs that you may see, the latest first", Kind::read, "",
                        {field("state", &ListJobs::state, "Only those in this state", "failed")
                             .choices({"queued", "running", "done", "failed", "cancelled"}),
                         field("own", &ListJobs::own, "Only those that you asked for", false),
                         field("page", &ListJobs::page, fmt::format("Which page of {}, from 1", jobs_a_page), 1)},
                        {{"total", 1}, {"page", 1}, {"jobs", json::array({shown})}}, &run_list));
  registry.add(show_operation(shown));
  registry.add(cancel_operation());
  registry.add(declare<OneJob>("job run-again", "Run a job again that failed or was cancelled", Kind::change, "",
                               one_job(), {{"job", example}, {"state", "queued"}}, &run_again));
}

}  // namespace gt::jobs
