#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>

namespace gt::confined {

/// A descriptor that is closed when it goes out of scope; -1 holds none.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : value_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      reset();
      value_ = other.release();
    }
    return *this;
  }

  int get() const { return value_; }
  bool valid() const { return value_ >= 0; }
  int release() {
    int const value = value_;
    value_ = -1;
    return value;
  }
  void reset();

 private:
  int value_ = -1;
};

/// What the helper answers when a run has ended.
struct Report {
  std::int32_t wait_status = 0;  ///< As from waitpid.
  std::uint8_t started = 0;      ///< 0: no process could be started.
  std::uint8_t timed_out = 0;    ///< 1: the helper ended it at the deadline.
};

/// One message from the pool to its helper: a request carries the input and where the answer goes, a message without
/// descriptors ends the run that is under way. False if the other side has gone.
bool send_request(int channel, int input, int answer);
bool send_cancel(int channel);
bool send_report(int channel, Report const& report);

/// A received message. `open` is false when the other side has gone; the descriptors are invalid in a cancel.
struct Request {
  bool open = false;
  Descriptor input;
  Descriptor answer;
};
Request receive_request(int channel);

/// False if the helper has gone or says nothing for `patience`.
bool receive_report(int channel, Report& report, std::chrono::milliseconds patience);

/// poll(2) on one descriptor for reading, carried on after signals until `deadline`. False at the deadline.
bool wait_readable(int descriptor, std::chrono::steady_clock::time_point deadline);

}  // namespace gt::confined
