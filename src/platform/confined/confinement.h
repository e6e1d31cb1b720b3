#pragma once

#include "platform/confined/work.h"

namespace gt::confined {

/// The descriptor of the answer in a confined process; the filter allows writing to it (and to standard error, which is
/// /dev/null outside sanitizer builds).
inline constexpr int answer_descriptor = 3;

/// Exit statuses by which a confined process tells its end.
inline constexpr int exit_refused = 120;
inline constexpr int exit_out_of_memory = 121;
inline constexpr int exit_crashed = 122;

/// Lowers what this process may use and, if `filtered`, may ask of the kernel, for good. False if the kernel refuses.
bool confine_this_process(Limits const& limits, bool filtered);

}  // namespace gt::confined
