#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "platform/confined/work.h"

namespace gt::confined {

/// How a confined run ended. Everything but `finished` means that the answer must not be used.
enum class End {
  finished,
  too_much_output,        ///< It wrote more than Limits::output_bytes.
  out_of_memory,          ///< It asked for more than Limits::memory_bytes, or the machine had no more.
  out_of_processor_time,  ///< It computed for longer than Limits::processor_time.
  out_of_time,            ///< It was still running after Limits::wall_clock.
  forbidden_call,         ///< It asked the kernel for something that confined work never needs.
  crashed,                ///< It broke: a bad memory access, an exception, an unknown exit status.
  confinement_refused,    ///< The kernel would not confine it, so it was not run.
  unavailable,            ///< No process could be started for it, or the helper processes have gone.
};

/// The end of one run and what it wrote, whole only if it finished. The bytes come from code that may be under the
/// control of whoever made the input: check every length and value.
struct Outcome {
  End end;
  std::string output;
};

struct Options {
  int workers = 1;       ///< Inputs worked on at one time; at least 1.
  bool confined = true;  ///< False leaves out the filter on system calls; limits still hold.
  Limits limits{};
};

/// Runs one function on untrusted input, every input in a fresh process that can open nothing, reach nothing and start
/// nothing. Construct it before the program starts any thread and before it reads its secrets: helper processes are
/// copies of the program as it is at that moment. The destructor ends them. `run` may be called from any thread.
class Pool {
 public:
  /// Throws std::system_error if the helper processes cannot be started.
  Pool(Options const& options, Work const& work);
  ~Pool();
  Pool(Pool const&) = delete;
  Pool& operator=(Pool const&) = delete;

  /// Waits for a free worker, then for the end of the work, at most Limits::wall_clock and a few seconds.
  Outcome run(std::string_view input);
  /// The same for the whole content of a file, which is not copied: `input` is open for reading and stays the caller's;
  /// nobody may write to the file meanwhile.
  Outcome run_file(int input);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gt::confined
