#include "plans/thread/finding_proof.h"

#include "plans/lists/brief_plan.h"
#include "plans/sql.h"

namespace gt::plans {

std::vector<evidence::EvidenceId> evidence_of_finding(db::Transaction& transaction, std::string const& finding) {
  std::vector<evidence::EvidenceId> out;
  for (auto const& row : transaction.rows(sql::list_evidence_of_finding, {{"finding", finding}}))
    out.push_back(row.id<evidence::EvidenceId>("evidence"));
  return out;
}

bool has_few_actions(db::Transaction& transaction, std::int64_t few) {
  return static_cast<std::int64_t>(brief_plan(transaction)->actions.size()) <= few;
}

}  // namespace gt::plans
