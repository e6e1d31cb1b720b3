#include "evidence/evidence.h"
#include "plans/actions/action_operations.h"
#include "plans/actions/action_rules.h"
#include "plans/actions/proof.h"
#include "plans/actions/saving.h"
#include "plans/refusals.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::field;

namespace {

struct ProgressAction {
  std::optional<ActionId> action;
  std::int64_t version = 0;
  std::string status, note, recovery;
  std::optional<Date> done_on, recovery_by;
};

operations::Fields<ProgressAction> progress_fields() {
  using T = ProgressAction;
  return {field("action", &T::action, "The action", example_id).required(),
          field("version", &T::version, "The version you saw, so that nobody’s change is lost", 1).required(),
          field("status", &T::status, "How far it is", "on track")
              .required()
              .choices({"not started", "on track", "at risk", "off track", "done"}),
          field("note", &T::note, "Where it stands, in a sentence or two", "Two of five teams have begun."),
          field("recovery", &T::recovery, "What will bring it back, when it is at risk", "Two agency workers from May")
              .max_length(1000),
          field("recovery_by", &T::recovery_by, "When that will be done", "2027-02-26"),
          field("done_on", &T::done_on, "The day it was done; needed when it is done", "2027-03-30")};
}

Result<json> run_progress(Call& call, ProgressAction const& input) {
  auto before = TRY(reachable_action(call, *input.action));
  auto action = before;
  action.status = *action_status(input.status);
  action.note = with_plain_line_ends(input.note);
  action.recovery = one_line(input.recovery);
  action.recovery_by = input.recovery_by;
  action.done_on = input.done_on;
  action.version = input.version;
  TRY(done_has_a_day(action, call.today()));
  TRY(at_risk_has_a_recovery(action));
  if (action.status == ActionStatus::done) TRY(its_output_is_proven(call.db(), action, call.today()));
  return save_changed(call, std::move(action), before);
}

}  // namespace

void add_progress_operations(operations::Registry& registry) {
  registry.add(operations::declare<ProgressAction>(
      "action progress", "Say how an action goes; done needs evidence of the output", operations::Kind::change,
      "action.progress", progress_fields(), {{"action", example_id}, {"version", 2}}, &run_progress));
}

}  // namespace gt::plans
