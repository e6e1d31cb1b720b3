#include "platform/confined/pool.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <optional>
#include <system_error>
#include <vector>

#include "platform/confined/channel.h"
#include "platform/confined/confinement.h"
#include "platform/confined/helper.h"

namespace gt::confined {
namespace {

using Clock = std::chrono::steady_clock;

/// How long after its deadline a helper may stay silent before it is given up.
constexpr std::chrono::milliseconds grace{5'000};

Descriptor memory_file(std::string_view bytes) {
  Descriptor file(memfd_create("confined-input", MFD_CLOEXEC));
  std::string_view rest = bytes;
  while (file.valid() && !rest.empty()) {
    ssize_t const written = write(file.get(), rest.data(), rest.size());
    if (written > 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      file.reset();
    }
  }
  return file;
}

enum class Reading { ended, too_much, silent };

/// Reads until the other side closes. What came so far is in `output`.
Reading read_answer(int answer, std::size_t most, Clock::time_point deadline, std::string& output) {
  std::vector<char> piece(std::size_t{64} << 10);
  for (;;) {
    if (!wait_readable(answer, deadline)) return Reading::silent;
    ssize_t const size = read(answer, piece.data(), piece.size());
    if (size == 0) return Reading::ended;
    if (size < 0) {
      if (errno == EINTR) continue;
      return Reading::silent;
    }
    if (output.size() + static_cast<std::size_t>(size) > most) return Reading::too_much;
    output.append(piece.data(), static_cast<std::size_t>(size));
  }
}

End end_of(Report const& report) {
  if (report.started == 0) return End::unavailable;
  if (WIFEXITED(report.wait_status)) {
    switch (WEXITSTATUS(report.wait_status)) {
      case 0:
        return End::finished;
      case exit_refused:
        return End::confinement_refused;
      case exit_out_of_memory:
        return End::out_of_memory;
      default:
        return End::crashed;
    }
  }
  if (report.timed_out != 0) return End::out_of_time;
  switch (WTERMSIG(report.wait_status)) {
    case SIGSYS:
      return End::forbidden_call;
    case SIGXCPU:
      return End::out_of_processor_time;
    case SIGKILL:  // Nobody of ours: the kernel, short of memory.
      return End::out_of_memory;
    default:
      return End::crashed;
  }
}

}  // namespace

struct Pool::State {
  Options options;
  pid_t first_helper = -1;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Descriptor> free;  // Channels of idle helpers.
  int working = 0;

  /// The channel of an idle helper; an invalid one if all have gone.
  Descriptor take() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return !free.empty() || working == 0; });
    if (free.empty()) return {};
    Descriptor channel = std::move(free.back());
    free.pop_back();
    ++working;
    return channel;
  }

  /// An invalid channel tells that its helper has gone.
  void give_back(Descriptor channel) {
    {
      std::lock_guard const lock(mutex);
      --working;
      if (channel.valid()) free.push_back(std::move(channel));
    }
    changed.notify_all();
  }

  /// Nothing if the helper had gone before it could start. Closes the channel if the helper does not answer any more.
  std::optional<Outcome> run(int input, Descriptor& channel) const {
    Outcome outcome{End::unavailable, {}};
    std::array<int, 2> ends{-1, -1};
    if (input < 0 || pipe2(ends.data(), O_CLOEXEC) != 0) return outcome;
    Descriptor answer(ends[0]);
    Descriptor answer_writer(ends[1]);
    if (!send_request(channel.get(), input, answer_writer.get())) {
      channel.reset();
      return std::nullopt;
    }
    answer_writer.reset();
    auto const deadline = Clock::now() + options.limits.wall_clock + grace;
    Reading const reading = read_answer(answer.get(), options.limits.output_bytes, deadline, outcome.output);
    if (reading == Reading::too_much) {
      answer.reset();
      static_cast<void>(send_cancel(channel.get()));
    }
    Report report;
    if (reading == Reading::silent || !receive_report(channel.get(), report, options.limits.wall_clock + grace)) {
      channel.reset();
      return outcome;
    }
    outcome.end = reading == Reading::too_much ? End::too_much_output : end_of(report);
    return outcome;
  }
};

Pool::Pool(Options const& options, Work const& work) : state_(std::make_unique<State>()) {
  state_->options = options;
  std::vector<Descriptor> helpers_side;
  for (int worker = 0; worker < std::max(1, options.workers); ++worker) {
    std::array<int, 2> ends{-1, -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
      throw std::system_error(errno, std::generic_category(), "cannot open a channel to a helper process");
    }
    state_->free.emplace_back(ends[0]);
    helpers_side.emplace_back(ends[1]);
  }
  state_->first_helper = start_helpers(std::move(helpers_side), options, work);
  if (state_->first_helper < 0) {
    throw std::system_error(errno, std::generic_category(), "cannot start a helper process");
  }
}

Pool::~Pool() {
  state_->free.clear();  // Closed channels tell the helpers to end.
  while (waitpid(state_->first_helper, nullptr, 0) < 0 && errno == EINTR) {
  }
}

Outcome Pool::run(std::string_view input) {
  Descriptor const file = memory_file(input);
  return run_file(file.get());
}

Outcome Pool::run_file(int input) {
  for (;;) {
    Descriptor channel = state_->take();
    if (!channel.valid()) return {End::unavailable, {}};
    std::optional<Outcome> outcome = state_->run(input, channel);
    state_->give_back(std::move(channel));
    if (outcome) return std::move(*outcome);
  }
}

}  // namespace gt::confined
