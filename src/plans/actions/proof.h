#pragma once

#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "plans/plans.h"
#include "plans/rules/ratings.h"
#include "platform/core/result.h"

/// What the ratings of an action rest on: the evidence linked to it.
namespace gt::plans {

/// The evidence linked to the thing, also what was taken out; by number.
std::vector<evidence::Evidence> evidence_of(db::Transaction& transaction, std::string const& id, evidence::Sight sight);

/// As the gates see it.
rules::EvidenceFact fact_of(evidence::Evidence const& evidence, Date today);
std::vector<rules::EvidenceFact> facts_of(db::Transaction& transaction, ActionId const& action, Date today);

/// Errors: invalid, field `status`, naming the proof that is missing.
Result<void> its_output_is_proven(db::Transaction& transaction, Action const& action, Date today);

/// What has gone from under the ratings that the action was given (rules::lost_proof). No query where it has none.
std::vector<rules::MissingProof> lost_proof(db::Transaction& transaction, Action const& action, Date today);

}  // namespace gt::plans
