#include <algorithm>

#include <fmt/format.h>

#include "plans/actions/action_operations.h"
#include "plans/actions/difference_claims.h"
#include "plans/actions/proof.h"
#include "plans/actions/saving.h"
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

std::vector<std::string> const rungs{"none", "activity", "output", "practice", "experience", "outcome"};

json to_json(DifferenceClaim const& each) {
  return {{"id", each.id.text()},
          {"action", each.action.text()},
          {"rung", rules::code(each.rung)},
          {"statement", each.statement},
          {"claimed_by", each.claimed_by.name},
          {"claimed_at", each.claimed_at.iso()},
          {"state", each.state},
          {"decided_by", each.decided_by ? json(each.decided_by->name) : json(nullptr)},
          {"decided_at", each.decided_at ? json(each.decided_at->iso()) : json(nullptr)},
          {"decision_note", each.decision_note},
          {"evidence", each.evidence}};
}

// All that is missing, each under the field, so that the refusal names every proof at once.
Result<void> refuse_missing(std::vector<rules::MissingProof> const& missing) {
  if (missing.empty()) return {};
  std::vector<FieldError> errors;
  for (auto const& each : missing) errors.push_back({"rung", each.words});
  return tl::unexpected<Error>(Error{ErrorKind::invalid, errors.front().message, std::move(errors)});
}

bool needs_agreement(rules::Rung rung) { return rung >= rules::Rung::practice; }

Result<json> set_difference(Call& call, Action const& before, rules::Rung rung, std::string const& why) {
  auto action = before;
  action.difference = std::string(rules::code(rung));
  return save_changed(call, std::move(action), before, why);
}

std::string account_text(std::optional<AccountId> const& account) { return account ? account->text() : std::string(); }

struct Claim {
  std::optional<ActionId> action;
  std::string rung, statement;
};

Result<json> run_claim(Call& call, Claim const& input) {
  auto before = TRY(reachable_action(call, *input.action));
  auto rung = *rules::rung_from_code(input.rung);
  for (auto const& each : claims_of(call.db(), before.id))
    if (each.state == "claimed")
      return refuse(
          ErrorKind::conflict,
          "A difference has been claimed for this action already and waits to be agreed. Decide on that first.");
  auto missing = rules::missing_for_claim(rung, facts_of(call.db(), before.id, call.today()),
                                          account_text(before.owner_account), "");
  // Whoever agrees comes later; everything else must be there now.
  std::erase_if(missing, [](auto const& each) { return each.rule == "agreed-by-another"; });
  TRY(refuse_missing(missing));
  DifferenceClaim claim{DifferenceClaimId::fresh(),
                        before.id,
                        rung,
                        with_plain_line_ends(input.statement),
                        {call.actor().account, call.actor().name},
                        call.now(),
                        "claimed",
                        std::nullopt,
                        std::nullopt,
                        "",
                        {},
                        1};
  for (auto const& each : evidence_of(call.db(), before.id.text(), evidence::Sight::everything))
    if (evidence::is_current(each, call.today())) claim.evidence.push_back(each.id.text());
  if (!needs_agreement(rung)) {
    claim.state = "agreed";
    claim.decided_at = call.now();
  }
  insert_claim(call.db(), claim);
  call.changed({"difference made", before.id.text(), before.title, nullptr, to_json(claim)});
  if (claim.state == "agreed") TRY(set_difference(call, before, rung, claim.statement));
  return json{{"difference_claim", claim.id.text()}, {"state", claim.state}};
}

struct Decide {
  std::optional<DifferenceClaimId> claim;
  std::string decision, note;
};

Result<json> run_decide(Call& call, Decide const& input) {
  auto claim = find_claim(call.db(), *input.claim);
  if (!claim) return none_such("claim");
  auto before = TRY(reachable_action(call, claim->action));
  if (claim->state != "claimed")
    return refuse(ErrorKind::conflict, fmt::format("This was {} already. Look at the action.", claim->state));
  if (claim->claimed_by.account == call.actor().account)
    return refuse(ErrorKind::forbidden, "You made this claim yourself. Somebody else must agree that it holds.");
  if (input.decision == "refused" && input.note.empty())
    return refuse_field("note", "Say what is missing, so that the owner knows what would be agreed.");
  if (input.decision == "agreed")
    TRY(refuse_missing(rules::missing_for_claim(claim->rung, facts_of(call.db(), before.id, call.today()),
                                                account_text(before.owner_account), call.actor().account.text())));
  auto const was = to_json(*claim);
  claim->state = input.decision;
  claim->decided_by = SomeoneThen{call.actor().account, call.actor().name};
  claim->decided_at = call.now();
  claim->decision_note = with_plain_line_ends(input.note);
  if (!decide_claim(call.db(), *claim)) return changed_first("claim");
  call.changed({"difference made", before.id.text(), before.title, was, to_json(*claim)});
  if (claim->state == "agreed") TRY(set_difference(call, before, claim->rung, claim->statement));
  return json{{"difference_claim", claim->id.text()}, {"state", claim->state}};
}

struct ListClaims {
  std::optional<ActionId> action;
  std::string state;
};

Result<json> run_list(Call& call, ListClaims const& input) {
  auto rows = json::array();
  auto claims = input.action ? claims_of(call.db(), *input.action)
                             : claims_in(call.db(), input.state.empty() ? "claimed" : input.state);
  for (auto const& each : claims)
    if (input.state.empty() || each.state == input.state) rows.push_back(to_json(each));
  return json{{"claims", rows}};
}

}  // namespace

void add_difference_operations(operations::Registry& registry) {
  registry.add(declare<Claim>(
      "difference claim", "Claim what difference an action has made; the evidence must be there", Kind::change,
      "action.progress",
      {field("action", &Claim::action, "The action", example_id).required(),
       field("rung", &Claim::rung, "How far up the evidence ladder", "practice").required().choices(rungs),
       field("statement", &Claim::statement, "What is different for children, in words",
             "Families say that they know what is in their plan")
           .required()},
      {{"difference_claim", example_id}, {"state", "claimed"}}, &run_claim));
  registry.add(declare<Decide>(
      "difference decide", "Agree that a difference was made, or refuse; never by whoever owns or claims it",
      Kind::change, "difference.agree",
      {field("difference_claim", &Decide::claim, "The claim", example_id).required(),
       field("decision", &Decide::decision, "Agreed or refused", "agreed").required().choices({"agreed", "refused"}),
       field("note", &Decide::note, "Why; needed to refuse", "The audit covers one team only").max_length(1000)},
      {{"difference_claim", example_id}, {"state", "agreed"}}, &run_decide));
  registry.add(declare<ListClaims>(
      "difference list", "List claims of difference: an action’s, or what waits to be agreed", Kind::read, "plan.view",
      {field("action", &ListClaims::action, "One action’s, newest first", example_id),
       field("state", &ListClaims::state, "claimed when left out and no action is named", "claimed")
           .choices({"claimed", "agreed", "refused"})},
      {{"claims", json::array()}}, &run_list));
}

}  // namespace gt::plans
