#include "app/job_work.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <thread>

#include <fmt/format.h>

#include "app/log.h"
#include "app/operation_command.h"
#include "people/people.h"
#include "platform/jobs/job_words.h"

namespace gt::app {

namespace {

constexpr std::chrono::milliseconds before_it_is_drawn{400};
constexpr std::chrono::milliseconds between_drawings{100};

}  // namespace

jobs::WorkerOptions worker_options() {
  return {.find_actor = [](db::Transaction& transaction, AccountId const& account) -> std::optional<operations::Actor> {
            auto member = people::member_here(transaction, account);
            if (!member) return std::nullopt;
            return std::move(member->actor);
          },
          .log = [](std::string_view level, std::string_view message,
                    nlohmann::ordered_json const& fields) { log_line(level, message, fields); }};
}

std::string bar_text(progress::Position const& position) {
  constexpr int width = 30;
  if (position.total <= 0) return fmt::format("{} …", position.what);
  auto const share = std::clamp<std::int64_t>(position.done * 100 / position.total, 0, 100);
  auto const full = static_cast<std::size_t>(share * width / 100);
  return fmt::format("{} [{}{}] {:3} %", position.what, std::string(full, '#'), std::string(width - full, ' '), share);
}

TerminalBar::TerminalBar()
    : is_terminal_{isatty(STDERR_FILENO) == 1}, next_{std::chrono::steady_clock::now() + before_it_is_drawn} {}

TerminalBar::~TerminalBar() {
  if (has_drawn_) std::cerr << "\r\x1b[K" << std::flush;
}

void TerminalBar::at(progress::Position const& position) {
  auto const now = std::chrono::steady_clock::now();
  if (!is_terminal_ || now < next_) return;
  next_ = now + between_drawings;
  has_drawn_ = true;
  std::cerr << "\r" << bar_text(position) << "\x1b[K" << std::flush;
}

Exit follow_job(Settings const& settings, FollowOptions const& options) {
  auto const refused = [](Error const& error, Exit exit) {
    std::cerr << error.message << "\n";
    return exit;
  };
  auto place = settings;
  place.only_existing = true;
  auto opened = Program::open(place, read_when_asked(), read_sheet_when_asked(), 1);
  if (!opened) return refused(opened.error(), Exit::environment);
  auto& program = **opened;
  auto actor = people::command_line_actor(program.database(), {options.as, os_user(), options.authority});
  if (!actor) return refused(actor.error(), Exit::refused);
  auto const id = jobs::JobId::from_text(options.job);
  TerminalBar bar;
  while (true) {
    std::optional<jobs::Job> job;
    if (id) {
      auto transaction = program.database().read(actor->authority);
      job = jobs::find_job(transaction, *id);
    }
    if (!job || !jobs::may_see(*actor, *job))
      return refused(
          {ErrorKind::not_found, "There is no such job, or it is not yours to see. “job list” shows which are.", {}},
          Exit::refused);
    if (jobs::is_over(job->state)) {
      // The last line stays; the bar's own goes with it.
      std::cout << job->title << ": " << jobs::shown_state(job->state) << "\n";
      if (!job->reason.empty()) std::cerr << job->reason << "\n";
      return job->state == jobs::State::done ? Exit::done : Exit::refused;
    }
    auto const progress = jobs::progress_of(program.environment(), *job).value_or(jobs::Progress{});
    auto const what = progress.what.empty() ? jobs::said_of(*job, std::nullopt).words : progress.what;
    bar.at({progress.done, progress.total, what});
    std::this_thread::sleep_for(between_drawings * 2);
  }
}

}  // namespace gt::app
