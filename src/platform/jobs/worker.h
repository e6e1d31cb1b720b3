#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

#include "platform/jobs/job_folder.h"
#include "platform/jobs/job_store.h"
#include "platform/jobs/jobs.h"

namespace gt::jobs {

/// What the application gives a worker.
struct WorkerOptions {
  /// The person of a job with the roles as they stand now; nothing when they may not sign in any more.
  std::function<std::optional<operations::Actor>(db::Transaction&, AccountId const&)> find_actor;
  /// `fields`: the job's id and operation, how it ended, and what went wrong. Never its input or its person.
  std::function<void(std::string_view level, std::string_view message, nlohmann::ordered_json const& fields)> log = {};
};

/// Performs jobs one after the other. Several, in this or other processes, share what waits.
class Worker {
 public:
  /// Errors: throws std::system_error when the data folder cannot be written.
  Worker(operations::Environment const& environment, WorkerOptions options);

  /// Takes the job that waits longest and performs it to its end. False when none waits.
  bool run_next();
  /// Marks as failed what workers that are gone left running. Returns how many.
  int fail_orphans();
  /// From any thread: the job under way goes back to the queue as if it had not begun, and no other begins.
  void stop() { is_stopping_ = true; }

 private:
  struct Taken;
  std::optional<Taken> take_next();
  Result<nlohmann::json> performed(Taken const& taken);
  State perform(Taken const& taken);
  bool end(Taken const& taken, std::string const& worker, Ending const& ending, Instant when);
  Instant broken_off(Job const& job) const;
  void say(std::string_view level, std::string_view message, Job const& job, nlohmann::ordered_json more = {}) const;

  operations::Environment const& environment_;
  WorkerOptions options_;
  JobFolder folder_;
  LifeLine life_;
  std::atomic<bool> is_stopping_{false};
};

/// A worker on a thread of its own, for as long as this lives.
class WorkerThread {
 public:
  WorkerThread(operations::Environment const& environment, WorkerOptions options,
               std::chrono::milliseconds rest = std::chrono::milliseconds{200});
  ~WorkerThread();
  WorkerThread(WorkerThread const&) = delete;
  WorkerThread& operator=(WorkerThread const&) = delete;

 private:
  void work();
  Worker worker_;
  std::function<void(std::string_view, std::string_view, nlohmann::ordered_json const&)> log_;
  std::chrono::milliseconds rest_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace gt::jobs
