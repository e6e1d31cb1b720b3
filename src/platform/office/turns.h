#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

namespace gt::office {

/// A queue for what only few may do at one time: `at_once` do it, `waiting` wait, and everybody else is turned away at
/// once. Whoever waits holds a worker of the server, so they must be few as well. For several threads.
class Turns {
 public:
  Turns(int at_once, int waiting) : free_{at_once}, most_waiting_{waiting} {}

  struct GiveBack {
    void operator()(Turns* turns) const { turns->give_back(); }
  };
  /// Given back when it goes out of scope.
  using Turn = std::unique_ptr<Turns, GiveBack>;
  /// Null when as many wait already, or it did not come within `patience`.
  Turn take(std::chrono::milliseconds patience);
  /// How many wait now.
  int waiting() const;

 private:
  void give_back();

  mutable std::mutex mutex_;
  std::condition_variable given_back_;
  int free_;
  int most_waiting_;
  int waiting_ = 0;
};

}  // namespace gt::office
