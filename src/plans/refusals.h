#pragma once

#include <string>
#include <string_view>

#include "platform/core/result.h"
#include "platform/records/input.h"

// Refusals that several operations of this slice give, in the same words.
namespace gt::plans {

using records::example_id;

inline tl::unexpected<Error> changed_first(std::string_view what) {
  return refuse(ErrorKind::conflict, "Someone else changed this " + std::string(what) +
                                         " after you opened it. Look at their version, then change it again.");
}

inline tl::unexpected<Error> none_such(std::string_view what) {
  return refuse(ErrorKind::not_found, "There is no such " + std::string(what) +
                                          " in the plan. It may have been taken out: look in the plan.");
}

}  // namespace gt::plans
