#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "app/program.h"
#include "platform/core/progress.h"
#include "platform/jobs/worker.h"

namespace gt::app {

/// Jobs are performed as whoever asked for them, and said in the log.
jobs::WorkerOptions worker_options();

struct FollowOptions {
  std::string job;
  std::optional<std::string> as;  ///< as for every operation
  std::optional<std::string> authority;
};
/// Shows on the terminal how far a job is that a server runs, until it is over.
Exit follow_job(Settings const& settings, FollowOptions const& options);

/// Draws on standard error how far the work of this thread is, if that is a terminal and the work takes a while. The
/// line is gone when this is.
class TerminalBar : public progress::Watcher {
 public:
  TerminalBar();
  ~TerminalBar() override;
  TerminalBar(TerminalBar const&) = delete;
  TerminalBar& operator=(TerminalBar const&) = delete;

  void at(progress::Position const& position) override;

 private:
  bool is_terminal_;
  bool has_drawn_ = false;
  std::chrono::steady_clock::time_point next_;
};

/// "Writing rows [##########          ]  50 %"; without a bar while the whole is not known.
std::string bar_text(progress::Position const& position);

}  // namespace gt::app
