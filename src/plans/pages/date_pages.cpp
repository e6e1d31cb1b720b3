#include <fmt/format.h>

#include "plans/actions/date_changes.h"
#include "plans/actions/difference_claims.h"
#include "plans/pages/plan_page_list.h"

namespace gt::plans {

using namespace html;

namespace {

Result<Action> read_action(pages::PageCall const& call, ActionId const& id) {
  auto action = TRY(call.read("plan.view", [&](db::Transaction& transaction) { return find_action(transaction, id); }));
  if (!action)
    return refuse(ErrorKind::not_found,
                  "There is no such action in the plan. It may have been taken out: look in the plan.");
  return *std::move(action);
}

// A page with one form about an action.
Page form_page(pages::PageCall const& call, Action const& action, std::string title, std::string address, Html fields,
               FormState state) {
  Page page;
  page.title = std::move(title);
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(fmt::format("Action {}", action.number)), address_of(action)}};
  page.body << head({.title = page.title, .caption = fmt::format("{} {}", action.number, action.title)})
            << form({.action = Href{address}, .csrf_token = call.csrf_token(), .body = fields});
  page.form = std::move(state);
  return page;
}

bool board_agrees(pages::PageCall const& call) {
  auto const programme = call.read("plan.view", &find_programme);
  return programme && *programme && (*programme)->dates_agreed_by == DatesAgreedBy::board;
}

Page ask_form(pages::PageCall const& call, Action const& action, FormState state) {
  Html fields;
  Html so_far;
  so_far << "It is due on " << (action.due ? words(action.due->printed()) : words("no day yet")) << ". "
         << slippage_words(action) << " The first date stays on record whatever is agreed.";
  fields << paragraph(so_far) << date_input({.name = "due", .label = "The new due date"}, state)
         << textarea({.name = "reason",
                      .label = "Why the date cannot be kept",
                      .hint = words(board_agrees(call) ? "The board will read this, and decides."
                                                       : "Whoever manages the programme reads this, and decides."),
                      .rows = 3},
                     state)
         << text_input({.name = "requester", .label = "Who asks for it, by role (if that is not you)"}, state)
         << button_group({button({.label = "Ask for this date"}), link(words("Cancel"), address_of(action))});
  return form_page(call, action, "Ask for another date", address_of(action).text() + "/date", fields, std::move(state));
}

Page claim_form(pages::PageCall const& call, Action const& action, FormState state) {
  std::vector<Option> rungs;
  for (auto rung : rules::kAllRungs)
    if (rung != rules::Rung::none)
      rungs.push_back({std::string(rules::code(rung)), std::string(rules::word(rung)), {}});
  Html fields;
  fields << radios(
                {.name = "rung",
                 .legend = "How far up the ladder",
                 .options = rungs,
                 .hint = words("From “practice has changed” upwards it takes two kinds of source that together cover a "
                               "quarter, and the agreement of someone other than the owner.")},
                state)
         << textarea({.name = "statement",
                      .label = "What is different for children",
                      .hint = words("One or two sentences that rest on the evidence. No child’s details."),
                      .rows = 3},
                     state)
         << button_group({button({.label = "Claim it"}), link(words("Cancel"), address_of(action))});
  return form_page(call, action, "Say what difference it made", address_of(action).text() + "/difference", fields,
                   std::move(state));
}

Html decision_fields(std::string const& cancel, bool with_meeting, FormState const& state) {
  Html fields = radios(
      {.name = "decision", .legend = "Your decision", .options = {{"agreed", "Agree", {}}, {"refused", "Refuse", {}}}},
      state);
  if (with_meeting) fields << text_input({.name = "meeting", .label = "The board’s meeting that decided"}, state);
  fields << textarea({.name = "note", .label = "Why (needed to refuse)", .rows = 2}, state)
         << button_group({button({.label = "Save the decision"}), link(words("Cancel"), Href{cancel})});
  return fields;
}

Page decide_date_form(pages::PageCall const& call, Action const& action, DateChange const& change, FormState state) {
  Html fields =
      summary_list({{"From", words(change.from_due ? change.from_due->printed() : "none"), {}},
                    {"To", words(change.to_due.printed()), {}},
                    {"Why", said(change.reason), {}},
                    {"Asked by", words(fmt::format("{}, entered by {}", change.requester, change.asked_by.name)), {}},
                    {"So far", action.moves == 0 ? words("It has never moved.") : slippage_words(action), {}}});
  fields << decision_fields(address_of(action).text(), board_agrees(call), state);
  return form_page(call, action, "Agree to another date?", "/date-changes/" + change.id.text(), fields,
                   std::move(state));
}

Page decide_claim_form(pages::PageCall const& call, Action const& action, DifferenceClaim const& claim,
                       FormState state) {
  Html fields = summary_list({{"Claim", words(rules::word(claim.rung)), {}},
                              {"What is different", said(claim.statement), {}},
                              {"Claimed by", words(claim.claimed_by.name), {}}});
  fields << paragraph(link(words("Look at the evidence first"), Href{address_of(action).text() + "#evidence"}))
         << decision_fields(address_of(action).text(), false, state);
  return form_page(call, action, "Did this make a difference?", "/difference-claims/" + claim.id.text(), fields,
                   std::move(state));
}

template <class T, class IdType>
Result<T> read_one(pages::PageCall const& call, IdType const& id,
                   std::optional<T> (*find)(db::Transaction&, IdType const&)) {
  auto found = TRY(call.read("plan.view", [&](db::Transaction& transaction) { return find(transaction, id); }));
  if (!found) return refuse(ErrorKind::not_found, "There is nothing to decide at this address. Look at the action.");
  return *std::move(found);
}

}  // namespace

Result<pages::Answer> ask_date_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.progress"));
  auto id = TRY(call.id<ActionId>("action"));
  auto action = TRY(read_action(call, id));
  return pages::page(ask_form(call, action, {}));
}

Result<pages::Answer> ask_date(pages::PageCall& call) {
  auto id = TRY(call.id<ActionId>("action"));
  auto action = TRY(read_action(call, id));
  auto input = call.input({"due", "reason", "requester"});
  input["action"] = action.id.text();
  auto result = call.perform("date ask", input);
  if (result)
    return pages::see_other(address_of(action).text(), "The date was asked for. It stands once it is agreed.");
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  return pages::page(ask_form(call, action, call.refused(result.error())), 422);
}

Result<pages::Answer> decide_date_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "dates.agree"));
  auto id = TRY(call.id<DateChangeId>("change"));
  auto change = TRY(read_one(call, id, &find_date_change));
  auto action = TRY(read_action(call, change.action));
  return pages::page(decide_date_form(call, action, change, {}));
}

Result<pages::Answer> decide_date(pages::PageCall& call) {
  auto id = TRY(call.id<DateChangeId>("change"));
  auto change = TRY(read_one(call, id, &find_date_change));
  auto action = TRY(read_action(call, change.action));
  auto input = call.input({"decision", "meeting", "note"});
  input["date_change"] = change.id.text();
  auto result = call.perform("date decide", input);
  if (result) return pages::see_other(address_of(action).text(), "The decision was saved.");
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  return pages::page(decide_date_form(call, action, change, call.refused(result.error())), 422);
}

Result<pages::Answer> claim_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.progress"));
  auto id = TRY(call.id<ActionId>("action"));
  auto action = TRY(read_action(call, id));
  return pages::page(claim_form(call, action, {}));
}

Result<pages::Answer> claim_difference(pages::PageCall& call) {
  auto id = TRY(call.id<ActionId>("action"));
  auto action = TRY(read_action(call, id));
  auto input = call.input({"rung", "statement"});
  input["action"] = action.id.text();
  auto result = call.perform("difference claim", input);
  if (result)
    return pages::see_other(address_of(action).text(), (*result)["state"] == "agreed"
                                                           ? "The rating was saved: it stands on its evidence."
                                                           : "It was claimed. It stands once someone else agrees.");
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  return pages::page(claim_form(call, action, call.refused(result.error())), 422);
}

Result<pages::Answer> decide_claim_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "difference.agree"));
  auto id = TRY(call.id<DifferenceClaimId>("difference_claim"));
  auto claim = TRY(read_one(call, id, &find_claim));
  auto action = TRY(read_action(call, claim.action));
  return pages::page(decide_claim_form(call, action, claim, {}));
}

Result<pages::Answer> decide_difference(pages::PageCall& call) {
  auto id = TRY(call.id<DifferenceClaimId>("difference_claim"));
  auto claim = TRY(read_one(call, id, &find_claim));
  auto action = TRY(read_action(call, claim.action));
  auto input = call.input({"decision", "note"});
  input["difference_claim"] = claim.id.text();
  auto result = call.perform("difference decide", input);
  if (result) return pages::see_other(address_of(action).text(), "The decision was saved.");
  if (result.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(result.error());
  return pages::page(decide_claim_form(call, action, claim, call.refused(result.error())), 422);
}

}  // namespace gt::plans
