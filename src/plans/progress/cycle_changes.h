#pragma once

#include <nlohmann/json.hpp>

#include "plans/progress/updates.h"
#include "platform/operations/operations.h"

/// Opening and closing a cycle, noted for the audit entry, and cycles as operations answer them.
namespace gt::plans {

nlohmann::json to_json(UpdateCycle const& cycle);
nlohmann::json to_json(CountedCycle const& cycle);

/// `because` says on whose wish, where it is not the actor's own just now; may be empty. How many it asks.
CycleCounts open_now(operations::Call& call, UpdateCycle const& cycle, std::string const& because = {});
/// False when it is closed already.
bool close_now(operations::Call& call, CountedCycle& cycle);

}  // namespace gt::plans
