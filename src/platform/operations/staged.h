#pragma once

#include <functional>

#include "platform/operations/operations.h"

namespace gt::operations {

/// What `Operation::prepare` may yield instead of a plain function: work that is done as the person who asks, before
/// the transaction opens, so that nobody waits for it who wants to change something. The permission has been checked
/// by then. Errors: as a running operation; then `run` is not called.
struct Staged {
  std::function<Result<void>(Environment const&, Actor const&)> before;
  Prepared run;

  Result<nlohmann::json> operator()(Call& call) const { return run(call); }
};

}  // namespace gt::operations
