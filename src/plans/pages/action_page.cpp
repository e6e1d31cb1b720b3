#include <algorithm>

#include <fmt/format.h>

#include "notices/notices.h"
#include "people/people.h"
#include "plans/actions/action_rules.h"
#include "plans/actions/date_changes.h"
#include "plans/actions/difference_claims.h"
#include "plans/actions/proof.h"
#include "plans/lists/action_colours.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/thing_parts.h"
#include "plans/progress/update_parts.h"
#include "plans/rules/brag.h"
#include "plans/rules/smart.h"

namespace gt::plans {

using namespace html;

namespace {

struct Loaded {
  Action action;
  std::optional<Programme> programme;
  std::optional<std::string> owner_name;
  Joins joins;
  std::vector<std::string> themes;
  std::vector<evidence::Evidence> evidence;
  std::vector<rules::MissingProof> lost;  ///< whoever looks: what they may not see counts too
  std::vector<DateChange> dates;
  std::vector<DifferenceClaim> claims;
  std::vector<ProgressUpdate> updates;
};

Result<Loaded> load(pages::PageCall const& call) {
  auto id = TRY(call.id<ActionId>("action"));
  auto const sight = evidence::sight_of(call.actor());
  auto const today = call.environment().clock.today();
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<Loaded> {
    auto action = find_action(transaction, id);
    if (!action) return std::nullopt;
    Loaded out{*action,
               find_programme(transaction),
               std::nullopt,
               {},
               themes_reaching(transaction, id.text()),
               evidence_of(transaction, id.text(), sight),
               lost_proof(transaction, *action, today),
               date_changes_of(transaction, id),
               claims_of(transaction, id),
               updates_of(transaction, id, updates_on_action + 1)};
    if (action->owner_account) out.owner_name = people::account_name(transaction, *action->owner_account);
    out.joins = read_joins(
        transaction,
        {"action", id.text(), action->title, std::to_string(action->number), "/actions/" + id.text(), false}, sight);
    return out;
  }));
  if (!loaded)
    return refuse(ErrorKind::not_found,
                  "There is no such action in the plan. It may have been taken out: look in the plan.");
  return *std::move(loaded);
}

rules::Rung rung_of(Action const& action) {
  return rules::rung_from_code(action.difference).value_or(rules::Rung::none);
}

// What the next rung of the ladder needs, in the rule's own words.
Html next_rung(Loaded const& loaded, Date today) {
  auto rung = rung_of(loaded.action);
  if (rung == rules::Rung::outcome) return words("This is the top of the ladder.");
  auto next = static_cast<rules::Rung>(static_cast<int>(rung) + 1);
  std::vector<rules::EvidenceFact> facts;
  for (auto const& each : loaded.evidence) facts.push_back(fact_of(each, today));
  auto owner = loaded.action.owner_account ? loaded.action.owner_account->text() : std::string();
  auto missing = rules::missing_for_claim(next, facts, owner, "");
  Html out;
  out << "To reach “" << rules::word(next) << "”: ";
  if (missing.empty()) out << "nothing is missing; claim it.";
  for (auto const& each : missing) out << each.words << " ";
  return out;
}

Html two_ratings(Loaded const& loaded, Date today) {
  auto const& action = loaded.action;
  Rating delivered{.question = "Delivered: did we do what we said?", .word = status_shape(action, today)};
  auto const behind = days_late(action, today), behind_first = days_late_against_first(action, today);
  if (behind > 0 && action.moves > 0) delivered.because << plural(behind, "day") << " past the agreed date. ";
  if (behind_first > 0) delivered.because << plural(behind_first, "day") << " past the first due date. ";
  delivered.because << slippage_words(action);
  if (!action.recovery.empty()) {
    delivered.next << "Recovery: " << action.recovery;
    if (action.recovery_by) delivered.next << " By " << date(*action.recovery_by) << ".";
  }
  Rating difference_made{.question = "Difference made: is it different for children?", .word = difference_cell(action)};
  difference_made.next = next_rung(loaded, today);
  Html out = ratings(delivered, difference_made);
  out << ladder(static_cast<int>(rung_of(action)));
  return out;
}

// A rating stays as it was given, and nobody reads it without this.
Html lost_part(std::vector<rules::MissingProof> const& lost) {
  if (lost.empty()) return {};
  Html out;
  out << "What its ratings rested on no longer stands: evidence was rejected, taken out, replaced, or is past its day.";
  for (auto const& each : lost) out << " " << each.words;
  return warning_text(out);
}

Html evidence_part(pages::PageCall const& call, Loaded const& loaded, bool may_add) {
  auto today = call.environment().clock.today();
  Html out = heading(words("Evidence"), "evidence");
  Table rows;
  rows.caption = "What shows that it was done, and that it changed something";
  rows.columns = {{"Evidence"}, {"Source"}, {"Shows"}, {"Dated"}, {"Standing"}};
  for (auto const& each : loaded.evidence) {
    auto standing = each.ended                          ? tag("Taken out", TagKind::warn)
                    : evidence::is_expired(each, today) ? tag("Expired", TagKind::warn)
                                                        : tag(std::string(evidence::word(each.review)), TagKind::quiet);
    rows.rows.push_back(
        {{link(words(fmt::format("{} {}", each.number, each.title)), Href{"/evidence/" + each.id.text()}),
          words(evidence::word(each.source)), words(evidence::word(each.rung)), date(each.dated), standing}});
  }
  out << (rows.rows.empty()
              ? paragraph(words("Nothing shows yet that this was done. It cannot be called done without."))
              : table(rows));
  if (may_add)
    out << link_button("Add evidence",
                       Query{}
                           .with("for", "action:" + loaded.action.id.text())
                           .with("back", "/actions/" + loaded.action.id.text())
                           .at("/evidence/new"),
                       ButtonKind::secondary);
  return out;
}

Html date_words(std::optional<Date> const& day) { return day ? date(*day) : words("none"); }

// The slippage ledger of one action, oldest last.
Html dates_part(Loaded const& loaded, operations::Actor const& reader, bool may_ask, bool may_agree) {
  auto const& action = loaded.action;
  Html out = heading(words("Its dates"), "dates");
  if (action.first_due) {
    Html line;
    line << "First due on " << date(*action.first_due) << ". " << slippage_words(action);
    out << paragraph(line);
  } else {
    out << paragraph(words("It has no due date yet."));
  }
  bool const by_board = loaded.programme && loaded.programme->dates_agreed_by == DatesAgreedBy::board;
  Table rows;
  rows.caption = "Every date that was asked for";
  rows.columns = {{"From and to"}, {"Why"}, {"Asked by"}, {"Decision"}};
  for (auto const& each : loaded.dates) {
    Html decision;
    if (each.state == "asked") {
      decision << "Waits to be agreed.";
      bool const is_own = !by_board && each.asked_by.account == reader.account && each.requester == reader.name;
      if (may_agree && !is_own) decision << " " << link(words("Decide"), Href{"/date-changes/" + each.id.text()});
    } else {
      decision << (each.state == "agreed" ? words("Agreed") : words("Refused")) << " by " << each.decided_by->name
               << ", " << date(each.decided_at->london_date()) << ".";
      if (!each.decided_in.empty()) decision << " " << each.decided_in << ".";
      if (!each.decision_note.empty()) decision << " " << said(each.decision_note);
    }
    Html asked;
    asked << each.requester << ", " << date(each.asked_at.london_date());
    Html dates;
    dates << date_words(each.from_due) << " to " << date(each.to_due);
    rows.rows.push_back({{dates, words(each.reason), asked, decision}});
  }
  if (!rows.rows.empty()) out << table(rows);
  bool is_waiting =
      std::any_of(loaded.dates.begin(), loaded.dates.end(), [](auto const& each) { return each.state == "asked"; });
  if (may_ask && action.due && !is_waiting && action.status != ActionStatus::done)
    out << link_button("Ask for another date", Href{"/actions/" + action.id.text() + "/date"}, ButtonKind::secondary);
  return out;
}

Html claims_part(Loaded const& loaded, bool may_claim, bool may_agree) {
  Html out = heading(words("Difference made"), "difference");
  Table rows;
  rows.caption = "What was claimed, and who agreed";
  rows.columns = {{"Claim"}, {"What is different"}, {"Claimed by"}, {"Decision"}};
  for (auto const& each : loaded.claims) {
    Html decision;
    if (each.state == "claimed") {
      decision << "Waits for someone else to agree.";
      if (may_agree) decision << " " << link(words("Decide"), Href{"/difference-claims/" + each.id.text()});
    } else if (!each.decided_by) {
      decision << "Stands on its evidence.";
    } else {
      decision << (each.state == "agreed" ? words("Agreed") : words("Refused")) << " by " << each.decided_by->name
               << ", " << date(each.decided_at->london_date()) << ".";
      if (!each.decision_note.empty()) decision << " " << said(each.decision_note);
    }
    Html claimed;
    claimed << each.claimed_by.name << ", " << date(each.claimed_at.london_date());
    rows.rows.push_back({{words(rules::word(each.rung)), words(each.statement), claimed, decision}});
  }
  out << (rows.rows.empty() ? paragraph(words("Nobody has claimed yet that this changed anything for children."))
                            : table(rows));
  bool is_waiting =
      std::any_of(loaded.claims.begin(), loaded.claims.end(), [](auto const& each) { return each.state == "claimed"; });
  if (may_claim && !is_waiting)
    out << link_button("Say what difference it made", Href{"/actions/" + loaded.action.id.text() + "/difference"},
                       ButtonKind::secondary);
  return out;
}

std::string owner_words(Loaded const& loaded) {
  auto const& role = loaded.action.owner_role;
  if (!loaded.owner_name || *loaded.owner_name == role) return role;
  return fmt::format("{} ({})", role, *loaded.owner_name);
}

// Advice, never a block.
Html advice_part(Loaded const& loaded, Date today) {
  auto const& action = loaded.action;
  rules::SmartSubject const subject{.wording = action.title,
                                    .owner_role = action.owner_role,
                                    .owner_is_account = action.owner_account.has_value(),
                                    .start = action.start,
                                    .due = action.due,
                                    .today = today,
                                    .has_success_words = !action.success.empty(),
                                    .is_done = action.status == ActionStatus::done};
  std::vector<Html> lines;
  for (auto const& each : rules::smart_check(subject)) lines.push_back(words(each.found + " " + each.suggestion));
  return lines.empty()
             ? Html{}
             : details("Could it be clearer? " + plural(static_cast<std::int64_t>(lines.size()), "suggestion"),
                       bullets(lines));
}

}  // namespace

Result<pages::Answer> action_page(pages::PageCall& call) {
  auto loaded = TRY(load(call));
  auto const& action = loaded.action;
  auto today = call.environment().clock.today();
  auto at = "/actions/" + action.id.text();
  Thing const self{"action", action.id.text(), action.title, std::to_string(action.number), at, false};
  auto may_here = [&](std::string_view permission) { return may_on_thing(call, permission, loaded.themes); };
  Page page;
  page.title = fmt::format("Action {}: {}", action.number, action.title);
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  auto variant = brag_variant(loaded.programme);
  auto position = rules::brag(variant, position_of(action, today));
  auto kind = action.kind;
  kind.front() = static_cast<char>(kind.front() - 32);
  Head top{
      .title = action.title, .caption = fmt::format("{} {}", kind, action.number), .beside_title = brag_of(position)};
  top.facts = {{"Owner", words(owner_words(loaded))}, {"Due", due_cell(action, today)}};
  if (action.start) top.facts.push_back({"Starts", date(*action.start)});
  if (action.done_on) top.facts.push_back({"Done", date(*action.done_on)});
  if (!action.reference.empty()) top.facts.push_back({"Reference", words(action.reference)});
  bool may_edit = may_here("action.edit"), may_progress = may_here("action.progress");
  if (may_progress) top.actions.push_back({words("Send an update"), Href{at + "/update"}});
  if (may_progress && call.may("update.approve"))
    top.actions.push_back({words("Say how it goes"), Href{at + "/progress"}});
  if (may_edit) top.actions.push_back({words("Change this action"), Href{at + "/edit"}});
  page.body << head(top) << two_ratings(loaded, today) << lost_part(loaded.lost) << paragraph(words(position.why))
            << heading(words("Where it stands"))
            << (action.note.empty() ? paragraph(words("Nothing has been said yet.")) : paragraphs(action.note));
  if (!action.success.empty()) page.body << heading(words("How anyone will know")) << paragraphs(action.success);
  if (may_edit) page.body << advice_part(loaded, today);
  page.body << updates_part(action, loaded.updates);
  page.body << evidence_part(call, loaded, may_progress && call.may("evidence.add"))
            << claims_part(loaded, may_progress, may_here("difference.agree"))
            << dates_part(loaded, call.actor(), may_progress, may_here("dates.agree"))
            << joins_part(call, self, loaded.joins, may_edit, {"evidence"}) << notices::comments_part(call, self.id)
            << history_link(self) << colour_key(variant);
  return pages::page(std::move(page));
}

}  // namespace gt::plans
