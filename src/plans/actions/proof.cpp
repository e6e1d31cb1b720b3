#include "plans/actions/proof.h"

#include <fmt/format.h>

#include "plans/thread/links.h"

namespace gt::plans {

std::vector<evidence::Evidence> evidence_of(db::Transaction& transaction, std::string const& id,
                                            evidence::Sight sight) {
  std::vector<evidence::EvidenceId> ids;
  for (auto const& link : links_from(transaction, id))
    if (link.to_kind == "evidence") ids.push_back(evidence::EvidenceId::trusted(link.to_id));
  return ids.empty() ? std::vector<evidence::Evidence>{} : evidence::find_many(transaction, ids, sight);
}

rules::EvidenceFact fact_of(evidence::Evidence const& each, Date today) {
  auto rung = rules::rung_from_code(evidence::word(each.rung));
  ENSURE(rung.has_value());
  return {.source_kind = std::string(evidence::word(each.source)),
          .rung = *rung,
          .from = each.period_from ? each.period_from : std::optional(each.dated),
          .to = each.period_to ? each.period_to : std::optional(each.dated),
          .accepted = each.review == evidence::ReviewState::accepted,
          .current = evidence::is_current(each, today),
          .measure_moved = evidence::measure_has_moved(each).has_moved,
          .added_by = each.added_by.account.text()};
}

std::vector<rules::EvidenceFact> facts_of(db::Transaction& transaction, ActionId const& action, Date today) {
  std::vector<rules::EvidenceFact> facts;
  for (auto const& each : evidence_of(transaction, action.text(), evidence::Sight::everything))
    facts.push_back(fact_of(each, today));
  return facts;
}

Result<void> its_output_is_proven(db::Transaction& transaction, Action const& action, Date today) {
  auto missing = rules::missing_for_done(facts_of(transaction, action.id, today));
  if (missing.empty()) return {};
  return refuse_field("status",
                      fmt::format("Action {} cannot be marked done yet. {}", action.number, missing.front().words));
}

std::vector<rules::MissingProof> lost_proof(db::Transaction& transaction, Action const& action, Date today) {
  auto const difference = rules::rung_from_code(action.difference).value_or(rules::Rung::none);
  if (action.status != ActionStatus::done && difference == rules::Rung::none) return {};
  return rules::lost_proof(action.status, difference, facts_of(transaction, action.id, today));
}

}  // namespace gt::plans
