#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/db/db.h"
#include "platform/operations/operations.h"

/// The contract of jobs: operations that go on while whoever asked does something else. A job is a row; the server's
/// worker performs its operation as the person who asked, so that permission, transaction and audit entry are those of
/// the operation itself. All of it happens or nothing.
namespace gt::jobs {

using JobId = Id<struct JobTag>;

enum class State { queued, running, done, failed, cancelled };
/// "queued", …; as stored and in addresses.
std::string_view word(State state);
std::optional<State> state_of(std::string_view word);
inline bool is_over(State state) { return state != State::queued && state != State::running; }

/// A file that the operation takes, kept in the file store until it runs.
struct StoredFile {
  std::string field;  ///< the operation's input
  std::string name;
  std::string hash;
};

struct NewJob {
  std::string operation;  ///< by the name it is declared with
  nlohmann::json input;   ///< without secrets: it is stored
  std::optional<StoredFile> file = {};
  std::string title;  ///< "Bring in tracker.xlsx"
  /// Where its result is seen; `{name}` stands for a value of the result.
  std::string address;
  /// What it works on: "tracker import/abc". The same is not begun twice; empty never is the same.
  std::string about = {};
  std::string permission;  ///< who holds it sees the job too; as the operation asks
  std::optional<JobId> again_of = {};
};

struct Job {
  JobId id;
  std::string operation;
  nlohmann::json input;
  std::optional<StoredFile> file;
  std::string title;
  std::string address;
  std::string about;
  std::string permission;
  State state = State::queued;
  AccountId account;
  std::string account_name;
  std::string channel;
  Instant asked_at;
  std::optional<Instant> started_at, ended_at;
  std::string reason;     ///< why it failed, or who cancelled it; for people
  nlohmann::json result;  ///< of the operation, without lists, when it is done
  std::optional<JobId> again_of;
  std::string worker = {};  ///< who runs it or ran it last; empty before

  std::string page() const { return "/jobs/" + id.text(); }
  /// `address` with the result's values; only when it is done.
  std::string result_page() const;
};

/// For an operation that was asked to go on as a job: puts it into the queue and notes the change. The answer is
/// `{"job": id, "state": …}`; when the same is under way already, that job's.
nlohmann::json enqueue(operations::Call& call, NewJob const& job);

std::optional<Job> find_job(db::Transaction& transaction, JobId const& id);
/// The latest job about this, whatever became of it.
std::optional<Job> latest_about(db::Transaction& transaction, std::string const& about);

/// What the job was run again as, the latest of those about the same; nothing while it was not.
std::optional<Job> run_since(db::Transaction& transaction, Job const& job);

/// Whether this person may see, cancel and repeat the job: whoever asked for it, and who may do the same.
bool may_see(operations::Actor const& actor, Job const& job);

struct Filter {
  std::string state = {};  ///< a word; empty = any
  bool only_own = false;
};
inline constexpr int jobs_a_page = 50;
struct Listing {
  std::vector<Job> jobs;  ///< the latest first; without input and result
  std::int64_t total = 0;
};
/// Those that the actor may see.
Listing list_jobs(db::Transaction& transaction, operations::Actor const& actor, Filter const& filter, int page);

struct StateCount {
  std::string state;
  std::int64_t jobs;
};
/// Of every council together: numbers for whoever watches the machine.
std::vector<StateCount> count_all_jobs(db::Transaction& transaction);

/// "job list", "job show", "job cancel" and "job run-again".
void add_operations(operations::Registry& registry);

}  // namespace gt::jobs
