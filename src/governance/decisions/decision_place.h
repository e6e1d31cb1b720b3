#pragma once

#include <optional>
#include <string>

#include "governance/decisions/decision_input.h"
#include "governance/governance.h"

/// Where decisions are taken: the body, its meeting, and the recommendation that is answered.
namespace gt::governance {

/// As whom the body decides: a cabinet is the executive; what meets in public by law is the council's; a board is
/// neither.
DecidedBy as_whom(Entry const& body);

/// What the inputs `body`, `meeting` and `answers` name. Errors: invalid, field at fault.
Result<PlaceOfDecision> place_of_decision(operations::Call& call, nlohmann::json const& values);
/// Nothing without a meeting, or when it was cancelled.
std::optional<Date> meeting_day(db::Transaction& transaction, std::optional<std::string> const& meeting);

}  // namespace gt::governance
