#include <algorithm>

#include <fmt/format.h>

#include "governance/decisions/pages/chain_parts.h"
#include "governance/decisions/pages/decision_page_list.h"
#include "governance/decisions/pages/decision_parts.h"
#include "governance/decisions/rules/money_rules.h"
#include "platform/calendar/clocks.h"
#include "platform/records/form.h"

namespace gt::governance {

using namespace html;

namespace {

Html day_or_period(Decision const& decision) {
  if (!decision.when_printed.empty()) return words(decision.when_printed);
  return decision.until ? date_range(decision.day, *decision.until) : date(decision.day);
}

Head page_head(pages::PageCall const& call, LoadedDecision const& loaded) {
  auto const& decision = loaded.decision;
  Head top{.title = decision.title, .caption = fmt::format("Decision {}", decision.number)};
  top.beside_title << state_tag(state_of(decision));
  if (decision.is_key) top.beside_title << " " << key_tag(true);
  if (decision.is_private) top.beside_title << " " << tag("Part is private", TagKind::warn);
  top.facts = {{"Body", words(decision.body_name)},
               {decision.taken_on && decision.known_day() ? "Planned for" : "Day", day_or_period(decision)}};
  if (decision.taken_on && decision.known_day()) top.facts.push_back({"Taken", date(*decision.taken_on)});
  if (decision.pence) top.facts.push_back({"Money", words(pounds(*decision.pence))});
  if (!call.may(kEditDecisions) || !decision.is_seen || decision.withdrawn_on) return top;
  auto const at = address_of(decision).text();
  top.actions.push_back({words("Change"), Href{at + "/edit"}});
  top.actions.push_back(
      {words(decision.taken_on ? "Change what was decided" : "Record that it was taken"), Href{at + "/take"}});
  if (decision.taken_on)
    top.actions.push_back({words("Say what was done"), Href{at + "/follow"}});
  else
    top.actions.push_back({words("Withdraw"), Href{at + "/withdraw"}});
  return top;
}

// The first thing to know: what was missed, else what comes next.
Html next_thing(std::vector<Step> const& steps) {
  auto const with_state = [&](auto... states) {
    return std::find_if(steps.begin(), steps.end(), [&](Step const& each) { return ((each.state == states) || ...); });
  };
  if (auto const stopped = with_state(StepState::stopped); stopped != steps.end())
    return lede(words(stopped->words + ". " + stopped->remedy));
  if (auto const missed = with_state(StepState::missed); missed != steps.end())
    return lede(words(fmt::format("{}: missed, {}.", missed->rule->label, missed->words)));
  auto const next = with_state(StepState::due, StepState::not_due);
  if (next == steps.end()) return {};
  return lede(words(next->latest ? fmt::format("{} by {}.", next->rule->label, next->latest->printed())
                                 : fmt::format("{}: as soon as practicable.", next->rule->label)));
}

Html step_links(LoadedDecision const& loaded, Step const& step, bool may_change) {
  if (!may_change) return {};
  auto const at = address_of(loaded.decision).text() + "/steps/";
  auto const* day = day_answering(step.rule->code);
  ENSURE(day != nullptr);
  Html out;
  out << link(words(step.done && step.rule->code != "call-in" ? "Change the day" : day->label),
              Href{at + std::string(day->name)});
  if (step.state == StepState::stopped) out << " " << link(words("Call-in settled"), Href{at + "call_in_settled"});
  return out;
}

Html steps_part(pages::PageCall const& call, LoadedDecision const& loaded, std::vector<Step> const& steps) {
  auto const& decision = loaded.decision;
  if (!decision.known_day())
    return paragraph(words("The paper names no day for it, so no notice is counted from one."));
  if (steps.empty()) return paragraph(words("No notice rules apply to a decision of this body."));
  bool const may_change = call.may(kEditDecisions) && decision.is_seen && !decision.withdrawn_on;
  Table out;
  out.caption = "Checklist";
  out.caption_shown = true;
  out.columns = {{"Step"}, {"By"}, {"Done"}, {"State"}};
  if (may_change) out.columns.push_back({"Enter"});
  for (auto const& each : steps) {
    Html label = with_note(words(each.rule->label), words(each.rule->source));
    Html by = each.latest ? with_note(date(*each.latest), words(each.counted)) : words(each.counted);
    if (each.latest && calendar::may_still_move(*each.latest))
      by << " " << words("It may still move: bank holidays of that year are not published yet.");
    Html state = with_note(step_tag(each.state), words(each.words));
    if (!each.remedy.empty()) state << words(each.remedy);
    Row row{{label, by, each.done ? date(*each.done) : words("–"), state}, RowKind::plain, each.rule->code};
    if (may_change) row.cells.push_back(step_links(loaded, each, may_change));
    out.rows.push_back(std::move(row));
  }
  return table(out);
}

// When it could be taken, while it is planned.
Html first_days_part(Decision const& decision, Date today) {
  if (state_of(decision) != DecisionState::planned || !decision.known_day() || decision.decided_by == DecidedBy::board)
    return {};
  auto const first = first_days(facts_of(decision), today);
  auto text = fmt::format("With every notice that is missing given today, the first day it can be taken is {}",
                          first.with_notice.printed());
  if (first.by_general_exception)
    text += fmt::format("; by general exception, {}", first.by_general_exception->printed());
  return paragraph(words(text + "."));
}

Html details_part(LoadedDecision const& loaded) {
  auto const& decision = loaded.decision;
  std::vector<SummaryRow> rows;
  if (!loaded.meeting.empty())
    rows.push_back({"Meeting", link(words(loaded.meeting), Href{"/meetings/" + *decision.meeting}), {}});
  auto const add_form = [&](records::Kind const& form, auto const& leaves_out) {
    for (auto const& field : form.fields) {
      auto const text = decision.text(field.name);
      if (text.empty() || std::find(leaves_out.begin(), leaves_out.end(), field.name) != leaves_out.end()) continue;
      rows.push_back({field.label,
                      field.name.ends_with("_link")
                          ? linked_address(text)
                          : records::value_of(
                                decision.fields, field,
                                [&](records::Field const&, std::string const& id) { return named(loaded.names, id); }),
                      {}});
    }
  };
  add_form(planned_form(), std::vector<std::string>{"recommendation", "recommended_by", "legal_basis", "project",
                                                    "equality", "equality_reason", "equality_groups", "equality_impact",
                                                    "equality_mitigation", "equality_link"});
  add_form(taken_form(), std::vector<std::string>{"outcome", "approved", "approved_posts"});
  if (auto const* paragraph_of_law = find_exempt_paragraph(decision.exempt_paragraph))
    rows.push_back({"Why it is private",
                    with_note(words(fmt::format("{}: {}", title_of(*paragraph_of_law), paragraph_of_law->words)),
                              words(paragraph_of_law->source)),
                    {}});
  if (decision.is_private && decision.is_seen) rows.push_back({"Its public title", words(decision.public_title), {}});
  if (!loaded.settings.who_may_call_in.empty() && !decision.no_call_in)
    rows.push_back({"Who may call it in", paragraphs(loaded.settings.who_may_call_in), {}});
  return heading(words("About it"), "about") << summary_list(rows);
}

}  // namespace

Result<pages::Answer> decision_page(pages::PageCall& call) {
  auto const loaded = TRY(load_decision(call));
  auto const& decision = loaded.decision;
  auto const today = call.environment().clock.today();
  auto const steps = checklist(decision, loaded.settings.rules, today);
  Page page;
  page.title = name_of(decision);
  page.section = boards_section;
  page.breadcrumbs = {forward_plan_link(), decisions_link()};
  page.body << head(page_head(call, loaded));
  if (decision.withdrawn_on)
    page.body << inset(words(fmt::format("It was withdrawn from the plan on {}. {}", decision.withdrawn_on->printed(),
                                         decision.withdrawn_why)));
  else
    page.body << next_thing(steps);
  if (!decision.is_seen)
    page.body << inset(words("Part of this decision is private. You see what its public notice prints."));
  if (!decision.withdrawn_on) page.body << steps_part(call, loaded, steps) << first_days_part(decision, today);
  if (decision.is_seen)
    page.body << decision_chain(decision, loaded.answered ? &*loaded.answered : nullptr, loaded.names);
  page.body << details_part(loaded);
  return pages::page(std::move(page));
}

}  // namespace gt::governance
