#include <algorithm>

#include <fmt/format.h>

#include "governance/decisions/rules/decision_steps.h"
#include "platform/calendar/working_days.h"

// What the law offers when a step was missed, in words, with the days worked out.
namespace gt::governance {

namespace {

// "12 January 2027, with the notice published on 14 December 2026", or given today.
std::string move_to(DecisionFacts const& facts, Date today) {
  auto const first = first_days(facts, today);
  auto const given = facts.notice_published || facts.first_private_notice ? "with the notice already given"
                                                                          : "with notice given today";
  return fmt::format("{}, {}", first.with_notice.printed(), given);
}

std::string after_it_was_taken(DecisionFacts const& facts, Date today) {
  DecisionFacts again{today};
  again.by = facts.by;
  again.key = true;
  again.in_private = facts.in_private;
  return fmt::format(
      "It was taken without 28 clear days’ notice, general exception or agreed urgency. Ask the monitoring officer "
      "whether it must be taken again; with notice given today the first day is {}. A scrutiny committee that holds "
      "it should have been treated as key may require a report to full council (SI 2012/2089 regulation 18).",
      first_days(again, today).with_notice.printed());
}

std::string new_day(DecisionFacts const& facts, Date today) {
  auto const first = first_days(facts, today);
  if (!first.by_general_exception)
    return fmt::format("Its day has passed. Set a new one: the first that works is {}.", move_to(facts, today));
  return fmt::format(
      "Its day has passed. Set a new one: the first that works is {}, or {} by general exception (regulation 10).",
      move_to(facts, today), first.by_general_exception->printed());
}

constexpr std::string_view urgency_words =
    "special urgency (regulation 11): before it is taken, get the scrutiny chair’s agreement that it is urgent and "
    "cannot reasonably be deferred, publish why, and report it to full council";

}  // namespace

FirstDays first_days(DecisionFacts const& facts, Date today) {
  // The working day that today is, or the next.
  auto earliest = calendar::is_working_day(today) ? today : calendar::plus_working_days(today, 1);
  auto const need = [&](DecisionRule const* rule, std::optional<Date> given) {
    if (rule) earliest = std::max(earliest, first_day_for(*rule, given.value_or(today)));
  };
  need(agenda_rule(facts), facts.agenda_published);
  if (facts.by == DecidedBy::executive_meeting && facts.in_private && !facts.private_urgency_agreed) {
    need(rule_for(facts, "private-first-notice"), facts.first_private_notice);
    need(rule_for(facts, "private-second-notice"), facts.second_private_notice);
  }
  if (!is_executive(facts.by) || !facts.key) return {earliest, std::nullopt};
  auto const without_notice = earliest;
  need(rule_for(facts, "key-notice"), facts.notice_published);
  auto const with_notice = earliest;
  earliest = without_notice;
  need(rule_for(facts, "general-exception"), facts.chair_told);
  return {with_notice, earliest < with_notice ? std::optional{earliest} : std::nullopt};
}

std::string remedy_for_notice(DecisionFacts const& facts, Date today) {
  if (facts.taken) return after_it_was_taken(facts, today);
  if (today > facts.day) return new_day(facts, today);
  auto const* exception = rule_for(facts, "general-exception");
  auto const last = last_day_for(*exception, facts.day);
  if (today <= last)
    return fmt::format(
        "General exception (regulation 10): tell the scrutiny chair in writing and publish that notice by {}, then "
        "publish why 28 days’ notice was impracticable. Or move the decision to {}.",
        last.printed(), move_to(facts, today));
  auto const first = first_days(facts, today);
  return fmt::format(
      "Five clear days are no longer possible. Either {}. Or move the decision to {}, the first day that general "
      "exception allows, or {}.",
      urgency_words, first.by_general_exception.value_or(first.with_notice).printed(), move_to(facts, today));
}

std::string remedy_for_exception(DecisionFacts const& facts, Date today) {
  if (facts.taken) return after_it_was_taken(facts, today);
  if (today > facts.day) return new_day(facts, today);
  auto const first = first_days(facts, today);
  return fmt::format("Either {}. Or move the decision to {}{}.", urgency_words,
                     first.by_general_exception.value_or(first.with_notice).printed(),
                     facts.chair_told ? "" : ", telling the scrutiny chair today");
}

std::string remedy_for_urgency(DecisionFacts const& facts, Date today) {
  return facts.taken ? after_it_was_taken(facts, today) : new_day(facts, today);
}

std::string remedy_for_private_notice(DecisionFacts const& facts, Date today) {
  if (facts.taken)
    return "It was taken in private without both notices or the scrutiny chair’s agreement. Ask the monitoring officer "
           "whether it must be taken again, and whether the papers may now be public.";
  auto const first = first_days(facts, today).with_notice.printed();
  if (today > facts.day) return fmt::format("Its day has passed. Set a new one: the first that works is {}.", first);
  return fmt::format(
      "Take it in public; or get the scrutiny chair’s agreement that the private meeting is urgent and cannot "
      "reasonably be deferred, and publish why (regulation 5(6)); or move the decision to {}.",
      first);
}

std::string remedy_for_agenda(DecisionFacts const& facts, Date today) {
  bool const council = facts.by == DecidedBy::council_meeting;
  std::string const short_notice =
      council ? "A meeting called at shorter notice needs them only from when it is called; else the chair may say at "
                "the meeting that the item is urgent by special circumstances, which the minutes name (Local "
                "Government Act 1972 section 100B(4))."
              : "Only a meeting called at shorter notice may take it, with the papers open from when it was called "
                "(SI 2012/2089 regulation 7).";
  if (facts.taken) return fmt::format("{} If neither was so, ask the monitoring officer.", short_notice);
  auto const first = first_days(facts, today).with_notice.printed();
  if (today > facts.day) return fmt::format("Its day has passed. Set a new one: the first that works is {}.", first);
  return fmt::format("{} Else move the decision to {}.", short_notice, first);
}

}  // namespace gt::governance
