#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace gt::confined {

/// What one run may use.
struct Limits {
  std::size_t output_bytes = std::size_t{64} << 20;
  std::size_t memory_bytes = std::size_t{1} << 30;  ///< Address space; not enforced in sanitizer builds.
  std::chrono::seconds processor_time{20};
  std::chrono::milliseconds wall_clock{30'000};
};

/// Where confined work writes its answer. If nobody reads any more the process ends.
class Output {
 public:
  explicit Output(int descriptor) : descriptor_(descriptor) {}
  void write(std::string_view bytes);
  void flush();

 private:
  int descriptor_;
  std::string waiting_;
};

/// What a pool runs. Plain functions: they run in other processes and share nothing with the caller.
struct Work {
  void (*prepare)();  ///< Once in the helper, unconfined, before any input is seen: load tables. May be null.
  void (*run)(std::string_view input, Output& output);  ///< Confined, in a process of its own for this input.
};

}  // namespace gt::confined
