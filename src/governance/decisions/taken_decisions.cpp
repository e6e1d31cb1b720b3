#include <algorithm>

#include "governance/decisions/decision_store.h"

namespace gt::governance {

namespace {

TakenDecision taken_of(Decision const& decision) {
  return {decision.id.text(), name_of(decision), decision.body_name, *decision.taken_on,
          "/decisions/" + decision.id.text()};
}

}  // namespace

std::vector<TakenDecision> list_taken_decisions(db::Transaction& transaction, Sight const& sight) {
  DecisionFilter filter;
  filter.state = DecisionState::taken;
  std::vector<TakenDecision> out;
  for (auto const& each : all_decisions(transaction, filter, sight))
    if (each.known_day()) out.push_back(taken_of(each));  // whoever asks takes its day over
  std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.taken_on > b.taken_on; });
  return out;
}

std::optional<TakenDecision> find_taken_decision(db::Transaction& transaction, std::string const& id,
                                                 Sight const& sight) {
  auto const wanted = DecisionId::from_text(id);
  auto const decision = wanted ? find_decision(transaction, *wanted, sight) : std::nullopt;
  if (!decision || state_of(*decision) != DecisionState::taken || !decision->known_day()) return std::nullopt;
  return taken_of(*decision);
}

}  // namespace gt::governance
