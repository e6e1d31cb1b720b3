#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>

#include "app/program.h"

namespace gt::app {

/// Reads the councils' plans once when the server starts, so that the first to ask for a page does not wait for that
/// (db::Transaction::kept). It takes a council after another, by printed name, on a thread of its own; what cannot be
/// read is left to whoever asks for it.
class FirstLook {
 public:
  explicit FirstLook(Program& program);
  /// Leaves off after the council it is at.
  ~FirstLook();
  FirstLook(FirstLook const&) = delete;
  FirstLook& operator=(FirstLook const&) = delete;

  /// Until it is over, and `most` at most. Returns whether it is over.
  bool wait(std::chrono::milliseconds most);
  /// Councils read so far.
  std::size_t read() const { return read_; }

 private:
  void work();
  Program& program_;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> read_ = 0;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_over_ = false;
  std::thread thread_;
};

}  // namespace gt::app
