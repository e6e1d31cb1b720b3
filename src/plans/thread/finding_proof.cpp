#include "plans/thread/finding_proof.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>

#include "plans/actions/proof.h"
#include "plans/lists/brief_plan.h"
#include "plans/sql.h"
#include "platform/db/id_list.h"

namespace gt::plans {

namespace {

bool is_rated(BriefAction const& action) { return !action.is_open() || action.difference != rules::Rung::none; }

}  // namespace

std::vector<ActionProof> evidence_of_finding(db::Transaction& transaction, std::string const& finding) {
  std::vector<ActionProof> out;
  for (auto const& row : transaction.rows(sql::list_evidence_of_finding, {{"finding", finding}}))
    out.push_back({row.text("action"), row.id<evidence::EvidenceId>("evidence")});
  return out;
}

std::vector<ActionId> without_their_proof(db::Transaction& transaction, std::string const& finding,
                                          std::vector<ActionProof> const& proof,
                                          std::vector<evidence::Evidence> const& all, Date today) {
  std::map<std::string_view, rules::EvidenceFact> facts;
  for (auto const& each : all) facts.emplace(each.id.text(), fact_of(each, today));
  std::unordered_map<std::string_view, std::vector<rules::EvidenceFact>> of_action;
  for (auto const& each : proof)
    if (auto const fact = facts.find(each.evidence.text()); fact != facts.end())
      of_action[each.action].push_back(fact->second);
  auto const plan = brief_plan(transaction);
  std::vector<ActionId> out;
  for (auto const& each : plan->actions) {
    if (!is_rated(each)) continue;
    auto const& findings = plan->findings_of(each).ids;
    if (std::find(findings.begin(), findings.end(), finding) == findings.end()) continue;
    if (!rules::lost_proof(each.status, each.difference, of_action[each.id.text()]).empty()) out.push_back(each.id);
  }
  return out;
}

std::vector<evidence::EvidenceId> evidence_below(db::Transaction& transaction, std::set<std::string> const& ids) {
  std::vector<evidence::EvidenceId> out;
  if (ids.empty()) return out;
  for (auto const& row : transaction.rows(sql::list_evidence_below, {{"ids", db::id_list(ids)}}))
    out.push_back(row.id<evidence::EvidenceId>("evidence"));
  return out;
}

bool has_few_actions(db::Transaction& transaction, std::int64_t few) {
  return static_cast<std::int64_t>(brief_plan(transaction)->actions.size()) <= few;
}

}  // namespace gt::plans
