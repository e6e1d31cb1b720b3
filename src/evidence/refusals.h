#pragma once

#include "platform/core/result.h"

// Refusals that several operations of this slice give, in the same words.
namespace gt::evidence {

inline tl::unexpected<Error> none_such() {
  return refuse(ErrorKind::not_found,
                "There is no such evidence. It may have been taken out, or be restricted: look in the list of "
                "evidence.");
}

inline tl::unexpected<Error> changed_first() {
  return refuse(ErrorKind::conflict,
                "Someone else changed this evidence after you opened it. Look at their version, then change it again.");
}

}  // namespace gt::evidence
