#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
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

/// What a pool runs, in other processes: what the functions capture is a copy made when the pool is constructed.
struct Work {
  std::function<void()>
      prepare;  ///< Once in the helper, unconfined, before any input is seen: load tables. May be empty.
  /// Confined, in a process of its own for this input.
  std::function<void(std::string_view input, Output& output)> run;
};

}  // namespace gt::confined
