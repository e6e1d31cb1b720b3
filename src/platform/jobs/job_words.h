#pragma once

#include <optional>
#include <string>

#include "platform/jobs/job_folder.h"
#include "platform/jobs/jobs.h"

/// Jobs in words. For this folder and the terminal.
namespace gt::jobs {

/// "Waiting", "Under way", "Done", "Failed", "Cancelled"
std::string shown_state(State state);
/// "12 seconds", "3 minutes"; empty before it began.
std::string how_long(Job const& job, Instant now);

/// What a page and its events say of a job under way.
struct Said {
  std::string words;           ///< "Writing rows: 1,200 of 3,000"
  std::optional<int> percent;  ///< nothing while it is not known
  friend bool operator==(Said const&, Said const&) = default;
};
Said said_of(Job const& job, std::optional<Progress> const& progress);

/// Whether the worker that runs it is gone, and no server has ended it since.
bool is_broken_off(Job const& job, JobFolder const& folder);

/// What it has said last; nothing unless it runs.
std::optional<Progress> progress_of(operations::Environment const& environment, Job const& job);

}  // namespace gt::jobs
