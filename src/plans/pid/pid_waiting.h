#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plans/pid/pid.h"
#include "platform/operations/operations.h"

namespace gt::plans {

/// A document that waits for somebody's approval, or a change to one.
struct PidToDecide {
  Pid pid;
  std::optional<PidChange> change;

  std::string title() const;  ///< "Initiation document of Guidance", "Change 2 to the initiation document of Guidance"
  std::string address() const;  ///< where it is decided
  std::string by() const;       ///< who submitted it or asked for it, as they were shown then
  Instant since() const;
};

/// What this person may decide on: within their roles' reach, never their own, and not what somebody else was named
/// for. By the project's number.
std::vector<PidToDecide> pids_to_decide(db::Transaction& transaction, operations::Actor const& person);

}  // namespace gt::plans
