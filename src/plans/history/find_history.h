#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plans/history/history.h"
#include "platform/core/result.h"

/// The history of anything that has one, by its id alone: the plan's own, a finding's, or a piece of evidence's.
namespace gt::plans {

struct FoundHistory {
  history::Area area;
  std::vector<PastState> states;  ///< newest first; empty for what has not changed since states are kept
};

/// Nothing for what is not here, and for what this reader may not see: restricted evidence is as unknown.
std::optional<FoundHistory> find_history(db::Transaction& transaction, std::string const& record,
                                         operations::Actor const& reader);

struct Restore {
  std::string record, why;
  std::int64_t sequence = 0;
  std::optional<std::int64_t> newest;  ///< the newest entry that the actor saw; not asked when absent
};
/// Makes the thing as that state says, as a new change, or says of one of the plan's "changed": false, if the actor may
/// change a thing of its kind. Errors: not_found, forbidden, conflict, invalid.
Result<nlohmann::json> restore_anything(operations::Call& call, Restore const& input);

}  // namespace gt::plans
