#include "platform/confined/helper.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <new>
#include <optional>

#include "platform/confined/confinement.h"

extern char** environ;

namespace gt::confined {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int channel_descriptor = 3;

/// Passwords may be in the environment; no confined process needs them. Overwrites this copy of the process only.
void forget_environment() {
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    explicit_bzero(*entry, std::strlen(*entry));
  }
  clearenv();
}

void use_dev_null(int descriptor, int flags) {
  int const null = open("/dev/null", flags);
  if (null < 0) {
    close(descriptor);
  } else if (null != descriptor) {
    dup2(null, descriptor);
    close(null);
  }
}

void keep_only_channel(Descriptor channel) {
  if (channel.get() != channel_descriptor) dup2(channel.get(), channel_descriptor);
  static_cast<void>(channel.release());
  closefrom(channel_descriptor + 1);
}

/// Leaves nothing of the program's open files; the helper ends by its channel alone, not by a signal meant for the
/// program (a service manager sends those to every process it started).
void become_helper() {
  use_dev_null(STDIN_FILENO, O_RDONLY);
  use_dev_null(STDOUT_FILENO, O_WRONLY);
#ifndef GT_SANITIZED
  use_dev_null(STDERR_FILENO, O_WRONLY);
#endif
  for (int const ignored : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1, SIGUSR2}) {
    std::signal(ignored, SIG_IGN);
  }
  for (int const usual : {SIGCHLD, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGXCPU}) {
#ifdef GT_SANITIZED
    if (usual != SIGCHLD) continue;  // The sanitizers report through these.
#endif
    std::signal(usual, SIG_DFL);
  }
  prctl(PR_SET_NAME, "confined-helper");
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigprocmask(SIG_SETMASK, &blocked, nullptr);
}

std::optional<std::string_view> map_input(int input) {
  struct stat about {};
  if (fstat(input, &about) != 0) return std::nullopt;
  if (about.st_size == 0) return std::string_view();
  auto const size = static_cast<std::size_t>(about.st_size);
  void* const bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, input, 0);
  if (bytes == MAP_FAILED) return std::nullopt;
  return std::string_view(static_cast<char const*>(bytes), size);
}

/// Asks the kernel to end this process before any other when memory runs out. Raising it needs no privilege; where the
/// file is missing the memory limit alone holds.
void be_first_to_go() {
  Descriptor const score(open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
  if (score.valid() && write(score.get(), "1000", 4) != 4) errno = 0;
}

[[noreturn]] void run_confined(Request request, pid_t helper, Options const& options, Work const& work) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != helper) _exit(exit_crashed);
  prctl(PR_SET_NAME, "confined-work");
  std::signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  be_first_to_go();
  std::optional<std::string_view> const input = map_input(request.input.get());
  if (!input || dup2(request.answer.get(), answer_descriptor) < 0) _exit(exit_crashed);
  static_cast<void>(request.input.release());
  static_cast<void>(request.answer.release());
  closefrom(answer_descriptor + 1);
  if (!confine_this_process(options.limits, options.confined)) _exit(exit_refused);
  try {
    Output output(answer_descriptor);
    work.run(*input, output);
    output.flush();
  } catch (std::bad_alloc const&) {
    _exit(exit_out_of_memory);
  } catch (std::exception const&) {
    _exit(exit_crashed);
  }
  _exit(0);
}

/// Waits for the end of one run: its own, the deadline, or the pool's word. False if the pool has gone.
bool oversee(pid_t child, int child_ended, Options const& options, Report& report) {
  auto const deadline = Clock::now() + options.limits.wall_clock;
  bool ended_by_us = false;
  bool pool_there = true;
  for (;;) {
    pid_t const gone = waitpid(child, &report.wait_status, WNOHANG);
    if (gone == child || (gone < 0 && errno != EINTR)) return pool_there;
    auto const left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0 && !ended_by_us) {
      report.timed_out = 1;
      ended_by_us = kill(child, SIGKILL) == 0;
    }
    std::array<pollfd, 2> watched{{{child_ended, POLLIN, 0}, {ended_by_us ? -1 : channel_descriptor, POLLIN, 0}}};
    if (poll(watched.data(), watched.size(), ended_by_us ? -1 : static_cast<int>(left)) <= 0) continue;
    if (watched[0].revents != 0) {
      signalfd_siginfo ignored{};
      if (read(child_ended, &ignored, sizeof(ignored)) < 0 && errno != EINTR && errno != EAGAIN) return false;
    }
    if (watched[1].revents != 0) {
      pool_there = receive_request(channel_descriptor).open;
      ended_by_us = kill(child, SIGKILL) == 0;
    }
  }
}

[[noreturn]] void serve(Options const& options, Work const& work) {
  sigset_t awaited;
  sigemptyset(&awaited);
  sigaddset(&awaited, SIGCHLD);
  Descriptor const child_ended(signalfd(-1, &awaited, SFD_CLOEXEC | SFD_NONBLOCK));
  pid_t const self = getpid();
  bool pool_there = child_ended.valid();
  while (pool_there) {
    Request request = receive_request(channel_descriptor);
    pool_there = request.open;
    if (!request.input.valid()) continue;  // A cancel that crossed the report of a run already over.
    Report report;
    pid_t const child = fork();
    if (child == 0) run_confined(std::move(request), self, options, work);
    request.input.reset();
    request.answer.reset();
    report.started = child > 0 ? 1 : 0;
    if (child > 0) pool_there = oversee(child, child_ended.get(), options, report);
    pool_there = pool_there && send_report(channel_descriptor, report);
  }
  while (waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
  }
  _exit(0);
}

}  // namespace

int start_helpers(std::vector<Descriptor> channels, Options const& options, Work const& work) {
  pid_t const first = fork();
  if (first != 0) return first;
  become_helper();
  if (work.prepare) work.prepare();
  forget_environment();
  for (std::size_t other = 1; other < channels.size(); ++other) {
    if (fork() == 0) {
      keep_only_channel(std::move(channels[other]));
      serve(options, work);
    }
  }
  keep_only_channel(std::move(channels[0]));
  serve(options, work);
}

}  // namespace gt::confined
