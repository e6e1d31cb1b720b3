#include "platform/office/turns.h"

namespace gt::office {

Turns::Turn Turns::take(std::chrono::milliseconds patience) {
  std::unique_lock lock{mutex_};
  // What was given back for those who wait is theirs, also while they have not woken up yet.
  if (free_ <= waiting_) {
    if (waiting_ >= most_waiting_) return nullptr;
    ++waiting_;
    bool const has_come = given_back_.wait_for(lock, patience, [this] { return free_ > 0; });
    --waiting_;
    if (!has_come) return nullptr;
  }
  --free_;
  return Turn{this};
}

int Turns::waiting() const {
  std::lock_guard const lock{mutex_};
  return waiting_;
}

void Turns::give_back() {
  {
    std::lock_guard const lock{mutex_};
    ++free_;
  }
  given_back_.notify_one();
}

}  // namespace gt::office
