#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "platform/core/progress.h"
#include "platform/jobs/jobs.h"

/// What is said about a job while its operation holds the database: how far it is, and that it should stop. Small files
/// in `jobs/` of the data folder, so that every process of the installation sees them at once.
namespace gt::jobs {

/// How far a job is.
struct Progress {
  std::int64_t done = 0;
  std::int64_t total = 0;  ///< 0: not known
  std::string what;

  /// 0 to 100; nothing while it is not known.
  std::optional<int> percent() const;
  friend bool operator==(Progress const&, Progress const&) = default;
};

class JobFolder {
 public:
  /// Of the data folder; made when it is missing and can be.
  explicit JobFolder(std::filesystem::path const& data);

  void write_progress(JobId const& job, Progress const& progress, Instant now) const;
  /// Nothing when the job has not said anything, or is over.
  std::optional<Progress> progress(JobId const& job) const;

  /// When the job said last how far it is; nothing when it has not said anything, or is over.
  std::optional<Instant> last_heard(JobId const& job) const;

  /// `who` is printed as having cancelled it.
  void ask_to_stop(JobId const& job, std::string const& who) const;
  std::optional<std::string> asked_to_stop(JobId const& job) const;

  /// The job is over.
  void forget(JobId const& job) const;

  std::filesystem::path const& path() const { return folder_; }

 private:
  std::filesystem::path file(JobId const& job, char const* ending) const;
  std::filesystem::path folder_;
};

/// That a worker lives: a lock that the system lets go of when its process ends, however that happens.
class LifeLine {
 public:
  /// Errors: throws std::system_error.
  explicit LifeLine(JobFolder const& folder);
  ~LifeLine();
  LifeLine(LifeLine const&) = delete;
  LifeLine& operator=(LifeLine const&) = delete;

  std::string const& worker() const { return worker_; }
  /// Whether the worker of that name, of this process or another, still lives.
  static bool is_held(JobFolder const& folder, std::string const& worker);
  /// Removes the locks that nobody holds any more.
  static void clear_away(JobFolder const& folder);

 private:
  std::string worker_;
  std::filesystem::path path_;
  int descriptor_ = -1;
};

}  // namespace gt::jobs
