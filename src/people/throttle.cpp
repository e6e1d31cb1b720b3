#include "people/throttle.h"

#include <algorithm>

namespace gt::people {

std::int64_t failures_that_count(Throttle const& throttle, std::int64_t failures, Instant last_failure, Instant now) {
  return now >= last_failure.plus_seconds(throttle.forgotten_after) ? 0 : failures;
}

std::int64_t seconds_to_wait(Throttle const& throttle, std::int64_t failures, Instant last_failure, Instant now) {
  auto beyond = failures_that_count(throttle, failures, last_failure, now) - throttle.free_failures;
  if (beyond < 0) return 0;
  auto wait = throttle.first_wait;
  for (std::int64_t i = 0; i < beyond && wait < throttle.longest_wait; ++i) wait *= 2;
  wait = std::min(wait, throttle.longest_wait);
  auto milliseconds = last_failure.plus_seconds(wait).unix_milliseconds() - now.unix_milliseconds();
  return std::clamp<std::int64_t>((milliseconds + 999) / 1000, 0, wait);
}

}  // namespace gt::people
