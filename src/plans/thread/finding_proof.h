#pragma once

#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "platform/db/db.h"

namespace gt::plans {

/// What shows the actions that answer a finding, each once.
std::vector<evidence::EvidenceId> evidence_of_finding(db::Transaction& transaction, std::string const& finding);

/// Whether the plan has no more actions than a list can be chosen from.
bool has_few_actions(db::Transaction& transaction, std::int64_t few);

}  // namespace gt::plans
