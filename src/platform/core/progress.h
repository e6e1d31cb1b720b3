#pragma once

#include <cstdint>
#include <exception>
#include <string_view>

/// Work that may take long says how far it is. Who watches it, a job or a terminal, listens on the thread that works;
/// without a watcher saying so costs next to nothing.
namespace gt::progress {

struct Position {
  std::int64_t done = 0;
  std::int64_t total = 0;  ///< 0: not known
  std::string_view what;   ///< "Comparing rows with the plan"; for people
};

/// Nobody wants the work any more. Leaves the transaction open behind it, so that nothing of the work stays.
class Unwanted : public std::exception {
 public:
  char const* what() const noexcept override { return "the work is not wanted any more"; }
};

class Watcher {
 public:
  virtual ~Watcher() = default;
  /// Called often: must be quick most of the time. Throws `Unwanted` to end the work.
  virtual void at(Position const& position) = 0;
};

/// From here to the end of the scope this thread's work is watched.
class Watched {
 public:
  explicit Watched(Watcher& watcher);
  ~Watched();
  Watched(Watched const&) = delete;
  Watched& operator=(Watched const&) = delete;

 private:
  Watcher* before_;
};

/// Errors: throws `Unwanted` when the watcher wants the work to end.
void at(std::int64_t done, std::int64_t total, std::string_view what);

}  // namespace gt::progress
