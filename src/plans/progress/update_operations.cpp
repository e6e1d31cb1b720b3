#include <fmt/format.h>

#include "plans/actions/action_rules.h"
#include "plans/actions/proof.h"
#include "plans/actions/saving.h"
#include "plans/progress/update_operations.h"
#include "plans/progress/updates.h"
#include "plans/refusals.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

/// Characters of each part; an update is read by a board in a minute.
constexpr std::size_t most_characters = 1000;

json to_json(ProgressUpdate const& each) {
  return {{"id", each.id.text()},
          {"action", each.action.text()},
          {"cycle", each.cycle ? json(each.cycle->text()) : json(nullptr)},
          {"status", status_word(each.status)},
          {"was_done", each.was_done},
          {"changed_for_children", each.changed_for_children},
          {"comes_next", each.comes_next},
          {"help_wanted", each.help_wanted},
          {"state", each.state},
          {"written_by", each.written_by.name},
          {"written_at", each.written_at.iso()},
          {"decided_by", each.decided_by ? json(each.decided_by->name) : json(nullptr)},
          {"decided_at", each.decided_at ? json(each.decided_at->iso()) : json(nullptr)},
          {"decision_note", each.decision_note}};
}

struct SendUpdate {
  std::optional<ActionId> action;
  std::string status, was_done, changed_for_children, comes_next, help_wanted;
};

operations::Fields<SendUpdate> send_fields() {
  using T = SendUpdate;
  return {field("action", &T::action, "The action", example_id).required(),
          field("status", &T::status, "How far it is", "on track")
              .required()
              .choices({"not started", "on track", "at risk", "off track", "done"}),
          field("was_done", &T::was_done, "What was done", "Two of five teams hold group supervision.")
              .required()
              .max_length(most_characters),
          field("changed_for_children", &T::changed_for_children, "What changed for children",
                "In both teams, plans now say what the child wants.")
              .max_length(most_characters),
          field("comes_next", &T::comes_next, "What is next", "The other three teams begin in January.")
              .max_length(most_characters),
          field("help_wanted", &T::help_wanted, "Help wanted from the board or others", "A room for five teams.")
              .max_length(most_characters)};
}

Result<json> run_send(Call& call, SendUpdate const& input) {
  auto action = TRY(reachable_action(call, *input.action));
  auto cycle = open_cycle(call.db());
  auto cycle_id = cycle ? std::optional(cycle->id) : std::nullopt;
  // What waits is at the head of the list or was passed over; a page of them is more than anybody leaves waiting.
  for (auto const& each : updates_of(call.db(), action.id))
    if (each.state == "sent" && each.cycle == cycle_id)
      return refuse(
          ErrorKind::conflict,
          fmt::format("An update by {} waits to be approved. When it is approved or returned, another can be sent.",
                      each.written_by.name));
  ProgressUpdate update{ProgressUpdateId::fresh(),
                        action.id,
                        cycle_id,
                        *action_status(input.status),
                        with_plain_line_ends(input.was_done),
                        with_plain_line_ends(input.changed_for_children),
                        with_plain_line_ends(input.comes_next),
                        with_plain_line_ends(input.help_wanted),
                        "sent",
                        {call.actor().account, call.actor().name},
                        call.now()};
  insert_update(call.db(), update);
  call.changed({"progress update", action.id.text(), action.title, nullptr, to_json(update)});
  return json{{"update", update.id.text()}, {"state", update.state}};
}

struct DecideUpdate {
  std::optional<ProgressUpdateId> update;
  std::string note;
};

struct Deciding {
  ProgressUpdate update;
  Action action;
};

// Whoever wrote an update does not decide on it, and nobody decides twice.
Result<Deciding> update_to_decide(Call& call, ProgressUpdateId const& id) {
  auto update = find_update(call.db(), id);
  if (!update) return refuse(ErrorKind::not_found, "There is no such update. Look at the action’s updates.");
  auto action = TRY(reachable_action(call, update->action));
  if (update->state != "sent")
    return refuse(ErrorKind::conflict, fmt::format("This was {} already, and stays as it is.", update->state));
  if (update->written_by.account == call.actor().account)
    return refuse(ErrorKind::forbidden,
                  "You wrote this update yourself. Somebody else who may approve updates must decide on it.");
  return Deciding{*std::move(update), std::move(action)};
}

Result<void> decide(Call& call, Deciding& deciding, std::string state, std::string const& note) {
  auto& update = deciding.update;
  auto const was = to_json(update);
  update.state = std::move(state);
  update.decided_by = SomeoneThen{call.actor().account, call.actor().name};
  update.decided_at = call.now();
  update.decision_note = with_plain_line_ends(note);
  if (!decide_update(call.db(), update)) return changed_first("update");
  call.changed({"progress update", deciding.action.id.text(), deciding.action.title, was, to_json(update)});
  return {};
}

// The action as the update says it is. Errors: the gate that does not let the status through.
Result<Action> with_status(Call& call, Action action, ProgressUpdate const& update) {
  action.status = update.status;
  if (update.status != ActionStatus::done)
    action.done_on = std::nullopt;
  else if (!action.done_on)
    action.done_on = update.written_at.london_date();
  TRY(done_has_a_day(action, call.today()));
  TRY(at_risk_has_a_recovery(action));
  if (action.status == ActionStatus::done) TRY(its_output_is_proven(call.db(), action, call.today()));
  return action;
}

Result<json> run_approve(Call& call, DecideUpdate const& input) {
  auto deciding = TRY(update_to_decide(call, *input.update));
  auto const& before = deciding.action;
  bool is_overtaken = has_later_approved(call.db(), deciding.update);
  TRY(decide(call, deciding, "approved", input.note));
  json out{{"update", deciding.update.id.text()}, {"state", "approved"}, {"status_applied", false}, {"reason", ""}};
  if (is_overtaken) {
    out["reason"] = "A later update was approved already, so the action stays as that one says.";
    return out;
  }
  auto action = before;
  if (auto moved = with_status(call, before, deciding.update)) {
    action = *std::move(moved);
    out["status_applied"] = true;
  } else {
    out["reason"] = fmt::format("The status stays “{}”. {}", status_word(before.status), moved.error().message);
  }
  action.note = deciding.update.was_done;
  TRY(save_changed(call, std::move(action), before, "Progress update approved"));
  return out;
}

Result<json> run_return(Call& call, DecideUpdate const& input) {
  auto deciding = TRY(update_to_decide(call, *input.update));
  if (input.note.empty())
    return refuse_field("note", "Say what is missing, so that the owner knows what to send instead.");
  TRY(decide(call, deciding, "returned", input.note));
  return json{{"update", deciding.update.id.text()}, {"state", "returned"}};
}

struct ListUpdates {
  std::optional<ActionId> action;
  std::string state;
  std::int64_t page = 1;
};

Result<json> run_list(Call& call, ListUpdates const& input) {
  if (input.page < 1 || input.page > 10'000) return refuse_field("page", "Enter a page from 1 to 10,000.");
  auto offset = static_cast<int>(input.page - 1) * updates_a_page;
  auto rows = json::array();
  auto updates = input.action
                     ? updates_of(call.db(), *input.action, updates_a_page, offset)
                     : updates_in(call.db(), input.state.empty() ? "sent" : input.state, updates_a_page, offset);
  for (auto const& each : updates)
    if (input.state.empty() || each.state == input.state) rows.push_back(to_json(each));
  return json{{"updates", rows}};
}

operations::Fields<DecideUpdate> decide_fields(std::string const& note, std::string const& example) {
  return {field("update", &DecideUpdate::update, "The update", example_id).required(),
          field("note", &DecideUpdate::note, note, example).max_length(most_characters)};
}

}  // namespace

void add_update_operations(operations::Registry& registry) {
  registry.add(declare<SendUpdate>("update send", "Send a progress update about an action, for its lead to approve",
                                   Kind::change, "action.progress", send_fields(),
                                   {{"update", example_id}, {"state", "sent"}}, &run_send));
  registry.add(declare<DecideUpdate>(
      "update approve", "Approve a progress update: the action then says what it says, as far as the proof allows",
      Kind::change, "update.approve", decide_fields("A word to the owner", "Thank you; tell us about the other teams."),
      {{"update", example_id}, {"state", "approved"}, {"status_applied", true}, {"reason", ""}}, &run_approve));
  registry.add(declare<DecideUpdate>("update return", "Return a progress update to its writer, who sends another",
                                     Kind::change, "update.approve",
                                     decide_fields("What is missing; needed", "Say how many children this reached."),
                                     {{"update", example_id}, {"state", "returned"}}, &run_return));
  registry.add(declare<ListUpdates>(
      "update list", "List progress updates: an action’s, newest first, or those in one state, oldest first",
      Kind::read, "plan.view",
      {field("action", &ListUpdates::action, "One action’s", example_id),
       field("state", &ListUpdates::state, "sent when left out and no action is named", "sent")
           .choices({"sent", "approved", "returned"}),
       field("page", &ListUpdates::page, "100 at a time, from 1", 1)},
      {{"updates", json::array()}}, &run_list));
}

}  // namespace gt::plans
