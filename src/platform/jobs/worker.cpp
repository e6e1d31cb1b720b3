#include "platform/jobs/worker.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "platform/audit/audit.h"
#include "platform/jobs/job_store.h"

namespace gt::jobs {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

std::string server_stopped(Instant last_heard) {
  return fmt::format(
      "The server stopped while it ran. It was last heard of on {}. Nothing of it was kept; run it again.",
      last_heard.printed());
}

constexpr char const* broke =
    "Something went wrong on our side, and nothing of it was kept. Run it again; if it fails again, give your "
    "administrator the number of this job.";

/// Carries what the operation says to the job's folder, and the wish to stop to the operation.
class Carrier : public progress::Watcher {
 public:
  Carrier(JobFolder const& folder, JobId const& job, gt::Clock const& clock, std::atomic<bool> const& is_stopping)
      : folder_{folder}, job_{job}, clock_{clock}, is_stopping_{is_stopping} {}

  void at(progress::Position const& position) override {
    auto const now = std::chrono::steady_clock::now();
    if (now < next_look_) return;
    next_look_ = now + between_looks;
    if (is_stopping_) throw progress::Unwanted();
    if (auto who = folder_.asked_to_stop(job_)) {
      stopped_by = std::move(who);
      throw progress::Unwanted();
    }
    Progress said{position.done, position.total, std::string(position.what)};
    if (said == last_said_) return;
    folder_.write_progress(job_, said, clock_.now());
    last_said_ = std::move(said);
  }

  std::optional<std::string> stopped_by;

 private:
  static constexpr std::chrono::milliseconds between_looks{150};
  JobFolder const& folder_;
  JobId const& job_;
  gt::Clock const& clock_;
  std::atomic<bool> const& is_stopping_;
  std::chrono::steady_clock::time_point next_look_{};
  Progress last_said_;
};

/// What a page says or leads to; lists and texts in them stay where the operation put them.
json kept_of(json const& result) {
  auto kept = json::object();
  if (result.is_object())
    for (auto const& item : result.items())
      if (item.value().is_primitive()) kept[item.key()] = item.value();
  return kept;
}

operations::Channel channel_of(std::string_view word) {
  for (auto each : {operations::Channel::page, operations::Channel::api, operations::Channel::command_line})
    if (operations::channel_name(each) == word) return each;
  return operations::Channel::page;
}

}  // namespace

struct Worker::Taken {
  Job job;
  AuthorityId authority;
};

Worker::Worker(operations::Environment const& environment, WorkerOptions options)
    : environment_{environment}, options_{std::move(options)}, folder_{environment.database.folder()}, life_{folder_} {}

void Worker::say(std::string_view level, std::string_view message, Job const& job, ordered_json more) const {
  if (!options_.log) return;
  ordered_json fields{{"job", job.id.text()}, {"operation", job.operation}};
  for (auto const& [name, value] : more.items()) fields[name] = value;
  options_.log(level, message, fields);
}

std::optional<Worker::Taken> Worker::take_next() {
  auto const find = [this]() -> std::optional<Claimed> {
    auto transaction = environment_.database.read(std::nullopt);
    return next_queued(transaction);
  };
  // A look costs nobody anything; a change would make others wait.
  if (!find()) return std::nullopt;
  std::optional<Claimed> claimed;
  {
    auto change = environment_.database.change(std::nullopt);
    claimed = next_queued(change);
    if (!claimed || !claim(change, claimed->id, life_.worker(), environment_.clock.now())) return std::nullopt;
    change.commit();
  }
  auto transaction = environment_.database.read(claimed->authority);
  auto job = find_job(transaction, claimed->id);
  ENSURE(job.has_value());
  return Taken{*std::move(job), claimed->authority};
}

bool Worker::run_next() {
  if (is_stopping_) return false;
  auto const taken = take_next();
  if (!taken) return false;
  say("info", "a job began", taken->job);
  auto const begun = std::chrono::steady_clock::now();
  auto const state = perform(*taken);
  folder_.forget(taken->job.id);
  auto const took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
  say("info", "a job is over", taken->job, {{"state", word(state)}, {"milliseconds", took.count()}});
  return true;
}

Result<json> Worker::performed(Taken const& taken) {
  auto const& job = taken.job;
  std::optional<operations::Actor> actor;
  {
    auto transaction = environment_.database.read(taken.authority);
    actor = options_.find_actor(transaction, job.account);
  }
  if (!actor) return refuse(ErrorKind::forbidden, "Whoever asked for it may not sign in here any more.");
  actor->channel = channel_of(job.channel);
  actor->request_id = job.id.text();
  auto input = job.input;
  FileContent file;
  if (job.file) {
    file = TRY(environment_.files.open(job.file->hash));
    input[job.file->field] = operations::upload_value({job.file->name, file});
  }
  return operations::perform(environment_, *actor, job.operation, input);
}

State Worker::perform(Taken const& taken) {
  auto const& job = taken.job;
  auto const ended = [&](State state, std::string const& reason, json const& result) {
    end(taken, life_.worker(), {state, reason, result}, environment_.clock.now());
    return state;
  };
  Carrier carrier{folder_, job.id, environment_.clock, is_stopping_};
  try {
    auto result = [&] {
      progress::Watched const watched{carrier};
      return performed(taken);
    }();
    if (result) return ended(State::done, "", kept_of(*result));
    return ended(State::failed, result.error().message, nullptr);
  } catch (progress::Unwanted const&) {
    if (carrier.stopped_by)
      return ended(State::cancelled, fmt::format("{} cancelled it. Nothing of it was kept.", *carrier.stopped_by),
                   nullptr);
    auto change = environment_.database.change(taken.authority);
    put_back(change, job.id, life_.worker());
    change.commit();
    return State::queued;
  } catch (std::exception const& failure) {  // caught once per job: a broken environment
    say("error", "a job failed", job, {{"what", failure.what()}});
    return ended(State::failed, broke, nullptr);
  }
}

bool Worker::end(Taken const& taken, std::string const& worker, Ending const& ending, Instant when) {
  auto const& job = taken.job;
  auto change = environment_.database.change(taken.authority);
  if (!end_running(change, job.id, worker, ending, when)) return false;
  json after{{"state", word(ending.state)}};
  if (!ending.reason.empty()) after["reason"] = ending.reason;
  audit::Entry entry;
  entry.at = environment_.clock.now();
  entry.authority = taken.authority;
  entry.account = job.account;
  entry.actor = job.account_name;
  entry.channel = job.channel;
  entry.operation = "job end";
  entry.summary = "A job ended";
  entry.request_id = job.id.text();
  entry.changes.push_back({{"kind", "job"},
                           {"subject", job.id.text()},
                           {"title", job.title},
                           {"before", {{"state", "running"}}},
                           {"after", after}});
  audit::append(change, std::move(entry));
  change.commit();
  return true;
}

// The time in which no server ran is no part of the job: it ended when it was last heard of, or as it began.
Instant Worker::broken_off(Job const& job) const {
  auto const now = environment_.clock.now();
  auto const began = job.started_at.value_or(now);
  return std::max(began, std::min(now, folder_.last_heard(job.id).value_or(began)));
}

int Worker::fail_orphans() {
  std::vector<RunningJob> running;
  {
    auto transaction = environment_.database.read(std::nullopt);
    running = running_jobs(transaction);
  }
  LifeLine::clear_away(folder_);
  int failed = 0;
  std::set<std::string> gone;
  for (auto const& each : running) {
    // Between two jobs this worker runs none: what stands as its own was broken off when its end could not be written.
    bool const is_own = each.worker == life_.worker();
    if (!is_own && !gone.contains(each.worker) && LifeLine::is_held(folder_, each.worker)) continue;
    if (!is_own) gone.insert(each.worker);
    std::optional<Job> job;
    {
      auto transaction = environment_.database.read(each.authority);
      job = find_job(transaction, each.id);
    }
    if (!job) continue;
    auto const when = broken_off(*job);
    Ending const ending{State::failed, is_own ? std::string{broke} : server_stopped(when), nullptr};
    if (!end({*job, each.authority}, each.worker, ending, when)) continue;
    folder_.forget(each.id);
    say("error", "a job was broken off", *job);
    ++failed;
  }
  return failed;
}

WorkerThread::WorkerThread(operations::Environment const& environment, WorkerOptions options,
                           std::chrono::milliseconds rest)
    : worker_{environment, options}, log_{options.log}, rest_{rest}, thread_{[this] { work(); }} {}

WorkerThread::~WorkerThread() {
  worker_.stop();
  {
    std::lock_guard const lock{mutex_};
    is_stopping_ = true;
  }
  woken_.notify_all();
  thread_.join();
}

void WorkerThread::work() {
  constexpr std::chrono::seconds between_searches{5};
  constexpr std::chrono::milliseconds after_a_failure{10'000};
  std::chrono::steady_clock::time_point next_search{};
  std::unique_lock lock{mutex_};
  while (!is_stopping_) {
    lock.unlock();
    bool was_busy = false;
    auto rest = rest_;
    try {
      if (std::chrono::steady_clock::now() >= next_search) {
        worker_.fail_orphans();
        next_search = std::chrono::steady_clock::now() + between_searches;
      }
      was_busy = worker_.run_next();
    } catch (std::exception const& failure) {  // a broken environment; after a rest it may have been mended
      if (log_) log_("error", "jobs could not be seen to", {{"what", failure.what()}});
      rest = after_a_failure;
    }
    lock.lock();
    if (!was_busy) woken_.wait_for(lock, rest, [this] { return is_stopping_; });
  }
}

}  // namespace gt::jobs
