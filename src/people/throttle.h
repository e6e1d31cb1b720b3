#pragma once

#include <cstdint>

#include "platform/core/date.h"

/// How long someone must wait after wrong passwords. Pure; the counts are in table `sign_in_attempt`.
namespace gt::people {

/// Failures are free up to a number, then each wait is twice the one before, up to the longest. All times in seconds.
struct Throttle {
  std::int64_t free_failures;
  std::int64_t first_wait;
  std::int64_t longest_wait;
  /// After this long without a failure the count starts again.
  std::int64_t forgotten_after;
};

/// By email address, whether or not an account has it. Slow enough that twelve characters are never found, short enough
/// that nobody can be locked out for good by someone else's attempts.
inline constexpr Throttle account_throttle{5, 30, 15 * 60, 24 * 60 * 60};
/// By the sender's address; a council's offices often share one, so it allows for many people and their mistakes.
inline constexpr Throttle address_throttle{50, 30, 15 * 60, 60 * 60};

/// Failures that still count at `now`: zero when the last one is long ago.
std::int64_t failures_that_count(Throttle const& throttle, std::int64_t failures, Instant last_failure, Instant now);

/// Seconds from `now` until the next attempt is taken; 0 when it may be made at once. Never more than the longest wait,
/// also when the clock was set back.
std::int64_t seconds_to_wait(Throttle const& throttle, std::int64_t failures, Instant last_failure, Instant now);

}  // namespace gt::people
