#include <fmt/format.h>

#include "plans/actions/action_operations.h"
#include "plans/actions/date_asking.h"
#include "plans/actions/date_changes.h"
#include "plans/actions/saving.h"
#include "plans/plan_json.h"
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

json to_json(DateChange const& each) {
  return {{"id", each.id.text()},
          {"action", each.action.text()},
          {"from", each.from_due ? json(each.from_due->iso()) : json(nullptr)},
          {"to", each.to_due.iso()},
          {"reason", each.reason},
          {"requester", each.requester},
          {"asked_by", each.asked_by.name},
          {"asked_at", each.asked_at.iso()},
          {"state", each.state},
          {"decided_by", each.decided_by ? json(each.decided_by->name) : json(nullptr)},
          {"decided_at", each.decided_at ? json(each.decided_at->iso()) : json(nullptr)},
          {"decided_in", each.decided_in},
          {"decision_note", each.decision_note}};
}

struct AskDate {
  std::optional<ActionId> action;
  std::optional<Date> due;
  std::string reason, requester;
};

operations::Fields<AskDate> ask_fields() {
  return {field("action", &AskDate::action, "The action", example_id).required(),
          field("due", &AskDate::due, "The day it should be due instead", "2027-05-28").required(),
          field("reason", &AskDate::reason, "Why the date cannot be kept", "The supplier has missed two dates")
              .required()
              .max_length(1000),
          field("requester", &AskDate::requester, "Who wants it, by role, when that is not you", "Systems lead")
              .max_length(120)};
}

Result<json> run_ask(Call& call, AskDate const& input) {
  auto action = TRY(reachable_action(call, *input.action));
  TRY(date_may_be_asked(call.db(), action, *input.due));
  return ask_for_date(call, action, *input.due, input.reason, input.requester);
}

struct DecideDate {
  std::optional<DateChangeId> date_change;
  std::string decision, note, meeting;
};

operations::Fields<DecideDate> decide_fields() {
  return {
      field("date_change", &DecideDate::date_change, "The date that was asked for", example_id).required(),
      field("decision", &DecideDate::decision, "Agreed or refused", "agreed").required().choices({"agreed", "refused"}),
      field("meeting", &DecideDate::meeting, "The board’s meeting that decided, where the board agrees to dates",
            "Improvement board, 18 November 2026")
          .max_length(200),
      field("note", &DecideDate::note, "Why; needed to refuse", "The date stands until the supplier has been seen")
          .max_length(1000)};
}

// Who asks for a date does not agree to it, and where the board agrees its meeting is named.
Result<void> decision_is_in_order(Call& call, DateChange const& change, DecideDate const& input) {
  if (input.decision == "refused" && input.note.empty())
    return refuse_field("note", "Say why, so that the owner knows what would be agreed.");
  auto programme = find_programme(call.db());
  bool by_board = programme && programme->dates_agreed_by == DatesAgreedBy::board;
  if (by_board && input.meeting.empty())
    return refuse_field("meeting", "The board agrees to new dates here. Name the meeting that did.");
  bool own = change.asked_by.account == call.actor().account && change.requester == call.actor().name;
  if (own && !by_board)
    return refuse(ErrorKind::forbidden,
                  "You asked for this date yourself. Somebody else who may agree to dates must decide on it.");
  return {};
}

Result<json> run_decide(Call& call, DecideDate const& input) {
  auto change = find_date_change(call.db(), *input.date_change);
  if (!change) return none_such("asked-for date");
  auto before = TRY(reachable_action(call, change->action));
  if (change->state != "asked")
    return refuse(ErrorKind::conflict, fmt::format("This was {} already. Look at the action’s dates.", change->state));
  TRY(decision_is_in_order(call, *change, input));
  auto const was = to_json(*change);
  change->state = input.decision;
  change->decided_by = SomeoneThen{call.actor().account, call.actor().name};
  change->decided_at = call.now();
  change->decided_in = one_line(input.meeting);
  change->decision_note = with_plain_line_ends(input.note);
  if (!decide_date_change(call.db(), *change)) return changed_first("asked-for date");
  call.changed({"date change", change->action.text(), before.title, was, to_json(*change)});
  if (change->state != "agreed") return json{{"date_change", change->id.text()}, {"state", change->state}};
  auto action = before;
  action.due = change->to_due;
  ++action.moves;
  TRY(save_changed(call, std::move(action), before, change->reason));
  return json{{"date_change", change->id.text()}, {"state", change->state}, {"due", change->to_due.iso()}};
}

struct ListDates {
  std::optional<ActionId> action;
  std::string state;
};

Result<json> run_list(Call& call, ListDates const& input) {
  auto rows = json::array();
  auto changes = input.action ? date_changes_of(call.db(), *input.action)
                              : date_changes_in(call.db(), input.state.empty() ? "asked" : input.state);
  for (auto const& each : changes)
    if (input.state.empty() || each.state == input.state) rows.push_back(to_json(each));
  return json{{"date_changes", rows}};
}

}  // namespace

Result<void> date_may_be_asked(db::Transaction& transaction, Action const& action, Date due) {
  if (action.status == ActionStatus::done)
    return refuse_field("due", "The action is done, so its due date no longer moves.");
  if (!action.due)
    return refuse_field("due", "The action has no due date yet. Give it one by changing the action; nothing is moved.");
  if (due == *action.due)
    return refuse_field("due", fmt::format("It is due on {} already. Enter another day.", action.due->printed()));
  for (auto const& each : date_changes_of(transaction, action.id))
    if (each.state == "asked")
      return refuse(ErrorKind::conflict,
                    fmt::format("{} has been asked for already and waits to be agreed. Agree or refuse that first.",
                                each.to_due.printed()));
  return {};
}

json ask_for_date(Call& call, Action const& action, Date due, std::string const& reason, std::string const& requester) {
  auto const who = one_line(requester);
  DateChange change{DateChangeId::fresh(),
                    action.id,
                    action.due,
                    due,
                    with_plain_line_ends(reason),
                    who.empty() ? call.actor().name : who,
                    {call.actor().account, call.actor().name},
                    call.now(),
                    "asked",
                    std::nullopt,
                    std::nullopt,
                    "",
                    "",
                    1};
  insert_date_change(call.db(), change);
  call.changed({"date change", action.id.text(), action.title, nullptr, to_json(change)});
  return json{{"date_change", change.id.text()}};
}

void add_date_operations(operations::Registry& registry) {
  registry.add(declare<AskDate>("date ask", "Ask for another due date; the first one is kept", Kind::change,
                                "action.progress", ask_fields(), {{"date_change", example_id}}, &run_ask));
  registry.add(declare<DecideDate>(
      "date decide", "Agree to or refuse a due date that was asked for", Kind::change, "dates.agree", decide_fields(),
      {{"date_change", example_id}, {"state", "agreed"}, {"due", "2027-05-28"}}, &run_decide));
  registry.add(
      declare<ListDates>("date list", "List asked-for dates: an action’s whole ledger, or what waits to be agreed",
                         Kind::read, "plan.view",
                         {field("action", &ListDates::action, "One action’s, newest first", example_id),
                          field("state", &ListDates::state, "asked when left out and no action is named", "asked")
                              .choices({"asked", "agreed", "refused"})},
                         {{"date_changes", json::array()}}, &run_list));
}

}  // namespace gt::plans
