#pragma once

#include <optional>
#include <string>

#include "platform/jobs/jobs.h"

/// Rows of jobs. For this folder.
namespace gt::jobs {

void insert_job(db::Transaction& transaction, Job const& job);
/// The one asked for first, of any council.
struct Claimed {
  JobId id;
  AuthorityId authority;
};
std::optional<Claimed> next_queued(db::Transaction& transaction);
/// False when another worker was first. In a transaction of no council.
bool claim(db::Transaction& transaction, JobId const& id, std::string const& worker, Instant now);
/// How a running job ended. False when it is not this worker's any more.
struct Ending {
  State state;
  std::string reason = {};
  nlohmann::json result = nullptr;
};
bool end_running(db::Transaction& transaction, JobId const& id, std::string const& worker, Ending const& ending,
                 Instant now);
/// Back to the queue, as if it had not begun. False as above.
bool put_back(db::Transaction& transaction, JobId const& id, std::string const& worker);
/// False when it no longer waits.
bool cancel_queued(db::Transaction& transaction, JobId const& id, std::string const& reason, Instant now);

struct RunningJob {
  JobId id;
  AuthorityId authority;
  std::string worker;
};
/// Of every council.
std::vector<RunningJob> running_jobs(db::Transaction& transaction);

}  // namespace gt::jobs
