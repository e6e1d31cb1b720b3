#include "plans/actions/saving.h"

#include "plans/actions/action_rules.h"
#include "plans/history/history.h"
#include "plans/plan_json.h"
#include "plans/refusals.h"

namespace gt::plans {

Result<Action> reachable_action(operations::Call& call, ActionId const& id) {
  auto found = find_action(call.db(), id);
  if (!found) return none_such("action");
  TRY(call.allow_themes(theme_ids_of_action(call.db(), id)));
  return *std::move(found);
}

Result<nlohmann::json> save_changed(operations::Call& call, Action action, Action const& before, std::string why) {
  action = with_first_due_kept(std::move(action), before);
  if (!save_action(call.db(), action)) return changed_first("action");
  ++action.version;
  record_change(call, {"action", action.id.text(), action.title, state_json(before), state_json(action)},
                std::move(why));
  return nlohmann::json{{"action", action.id.text()}, {"version", action.version}};
}

}  // namespace gt::plans
