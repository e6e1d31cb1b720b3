#include "platform/jobs/job_words.h"

#include <fmt/format.h>

#include "platform/core/text.h"
#include "platform/html/typography.h"

namespace gt::jobs {

std::string shown_state(State state) {
  switch (state) {
    case State::queued:
      return "Waiting";
    case State::running:
      return "Under way";
    case State::done:
      return "Done";
    case State::failed:
      return "Failed";
    case State::cancelled:
      return "Cancelled";
  }
  ENSURE(false);
}

std::string how_long(Job const& job, Instant now) {
  if (!job.started_at) return "";
  auto const end = job.ended_at.value_or(now);
  auto const seconds = (end.unix_milliseconds() - job.started_at->unix_milliseconds()) / 1000;
  if (seconds < 1) return "under a second";
  if (seconds < 120) return html::plural(seconds, "second");
  return html::plural(seconds / 60, "minute");
}

Said said_of(Job const& job, std::optional<Progress> const& progress) {
  if (job.state == State::queued) return {"it waits for its turn", std::nullopt};
  if (!progress) return {"it has begun", std::nullopt};
  auto const percent = progress->percent();
  if (!percent) return {progress->what, std::nullopt};
  return {fmt::format("{}: {} of {}", progress->what, html::grouped(progress->done), html::grouped(progress->total)),
          percent};
}

bool is_broken_off(Job const& job, JobFolder const& folder) {
  return job.state == State::running && !job.worker.empty() && !LifeLine::is_held(folder, job.worker);
}

std::optional<Progress> progress_of(operations::Environment const& environment, Job const& job) {
  if (job.state != State::running) return std::nullopt;
  return JobFolder{environment.database.folder()}.progress(job.id);
}

}  // namespace gt::jobs
