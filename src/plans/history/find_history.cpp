#include "plans/history/find_history.h"

#include "plans/history/restoring.h"
#include "plans/plans.h"
#include "plans/refusals.h"
#include "plans/thread/reach.h"

namespace gt::plans {

using history::Area;
using nlohmann::json;

std::optional<FoundHistory> find_history(db::Transaction& transaction, std::string const& record,
                                         operations::Actor const& reader) {
  if (auto states = history_of(transaction, record); !states.empty())
    return FoundHistory{Area::plan, std::move(states)};
  auto const finding = FindingId::trusted(record);
  if (operations::may(reader, "inspection.view") && inspections::find_finding(transaction, finding))
    return FoundHistory{Area::inspections, inspections::states_of(transaction, finding)};
  auto const evidence = evidence::EvidenceId::trusted(record);
  auto const sight = evidence::sight_of(reader);
  if (!evidence::find_many(transaction, {evidence}, sight).empty())
    return FoundHistory{Area::evidence, evidence::states_of(transaction, evidence, sight)};
  return std::nullopt;
}

Result<json> restore_anything(operations::Call& call, Restore const& input) {
  auto const found = find_history(call.db(), input.record, call.actor());
  if (!found) return none_such("thing");
  switch (found->area) {
    case Area::inspections:
      return inspections::restore(call, {FindingId::trusted(input.record), input.sequence, input.newest, input.why});
    case Area::evidence:
      return evidence::restore(call,
                               {evidence::EvidenceId::trusted(input.record), input.sequence, input.newest, input.why});
    case Area::plan:
      break;
  }
  auto const past = TRY(history::to_restore(found->states, input.sequence, input.newest));
  TRY(call.allow_themes(themes_reaching(call.db(), input.record)));
  // An entry that says nothing would hide the last one that does.
  if (!restores_something(past, found->states.front().state))
    return json{{"restored", input.record}, {"sequence", input.sequence}, {"changed", false}};
  TRY(restore(call, past, history::why_restored(past, input.why)));
  return json{{"restored", input.record}, {"sequence", input.sequence}, {"changed", true}};
}

}  // namespace gt::plans
