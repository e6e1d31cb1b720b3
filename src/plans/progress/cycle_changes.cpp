#include "plans/progress/cycle_changes.h"

namespace gt::plans {

using nlohmann::json;

json to_json(UpdateCycle const& each) {
  return {{"id", each.id.text()},  {"number", each.number},
          {"title", each.title},   {"opened_on", each.opened_on.iso()},
          {"due", each.due.iso()}, {"closed_on", each.closed_on ? json(each.closed_on->iso()) : json(nullptr)}};
}

json to_json(CountedCycle const& each) {
  auto out = to_json(each.cycle);
  auto const& counts = each.counts;
  out.update({{"asked", counts.asked},
              {"sent", counts.sent},
              {"approved", counts.approved},
              {"outstanding", counts.outstanding},
              {"owners_asked", counts.owners_asked},
              {"owners_outstanding", counts.owners_outstanding}});
  return out;
}

CycleCounts open_now(operations::Call& call, UpdateCycle const& cycle, std::string const& because) {
  insert_cycle(call.db(), cycle);
  auto after = to_json(cycle);
  if (!because.empty()) after["because"] = because;
  call.changed({"update cycle", cycle.id.text(), cycle.title, nullptr, after});
  return find_cycle(call.db(), cycle.id, call.today())->counts;
}

bool close_now(operations::Call& call, CountedCycle& counted) {
  auto const was = to_json(counted);
  auto& cycle = counted.cycle;
  if (cycle.closed_on || !close_cycle(call.db(), cycle.id, call.today())) return false;
  cycle.closed_on = call.today();
  call.changed({"update cycle", cycle.id.text(), cycle.title, was, to_json(counted)});
  return true;
}

}  // namespace gt::plans
