#pragma once

#include <set>
#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "plans/plans.h"
#include "platform/db/db.h"

namespace gt::plans {

/// What shows the actions that answer a finding, by action.
struct ActionProof {
  std::string action;
  evidence::EvidenceId evidence;
};
std::vector<ActionProof> evidence_of_finding(db::Transaction& transaction, std::string const& finding);

/// The finding's actions whose ratings no longer rest on evidence that stands (rules::lost_proof), by number. `all` is
/// the evidence that `proof` names, whoever may see it.
std::vector<ActionId> without_their_proof(db::Transaction& transaction, std::string const& finding,
                                          std::vector<ActionProof> const& proof,
                                          std::vector<evidence::Evidence> const& all, Date today);

/// What shows any of these things, each once.
std::vector<evidence::EvidenceId> evidence_below(db::Transaction& transaction, std::set<std::string> const& ids);

/// Whether the plan has no more actions than a list can be chosen from.
bool has_few_actions(db::Transaction& transaction, std::int64_t few);

}  // namespace gt::plans
