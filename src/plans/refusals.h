#pragma once

#include <string>
#include <string_view>

#include "platform/core/result.h"

// Refusals that several operations of this slice give, in the same words.
namespace gt::plans {

/// Stands in descriptions and help where an id is asked for.
inline constexpr char const* example_id = "k7m2q9x4t8v3b6dp";

inline tl::unexpected<Error> changed_first(std::string_view what) {
  return refuse(ErrorKind::conflict, "Someone else changed this " + std::string(what) +
                                         " after you opened it. Look at their version, then change it again.");
}

inline tl::unexpected<Error> none_such(std::string_view what) {
  return refuse(ErrorKind::not_found, "There is no such " + std::string(what) +
                                          " in the plan. It may have been taken out: look in the plan.");
}

}  // namespace gt::plans
