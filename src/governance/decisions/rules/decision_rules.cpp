#include "governance/decisions/rules/decision_rules.h"

#include <array>

#include <fmt/format.h>

#include "governance/decisions/rules/decision_steps.h"
#include "governance/decisions/rules/money_rules.h"
#include "platform/calendar/working_days.h"

namespace gt::governance {

namespace {

constexpr std::array everyone_who_decides{DecidedBy::executive_meeting, DecidedBy::executive_alone,
                                          DecidedBy::council_meeting, DecidedBy::board};
constexpr int soon_days = 14;

std::string so_many(int count, std::string_view unit) {
  return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
}

// How far apart, in the days that the rule counts.
std::string apart(DecisionRule const& rule, Date from, Date to) {
  auto const calendar_days =
      rule.timing != StepTiming::counted || rule.counting == calendar::Counting::clear_days_before;
  return calendar_days ? so_many(to.days_since(from), "day")
                       : so_many(calendar::working_days_between(from, to), "working day");
}

std::string due_words(Date latest, Date today) {
  auto const left = latest.days_since(today);
  if (left == 0) return "Due today";
  if (left > soon_days) return fmt::format("Not due until {}", latest.printed());
  return fmt::format("Due in {}", so_many(left, "day"));
}

// How a step with a last day stands by its days alone.
Step step_by_day(DecisionRule const& rule, int days, Date latest, std::optional<Date> done, Date today) {
  Step step{&rule, counted_in_words(rule, days), latest, done, StepState::not_due, {}, {}};
  if (done) {
    step.state = *done <= latest ? StepState::done : StepState::done_late;
    step.words = *done <= latest ? "Done in time" : fmt::format("Done {} late", apart(rule, latest, *done));
  } else if (today > latest) {
    step.state = StepState::missed;
    step.words = fmt::format("{} late", apart(rule, latest, today));
  } else {
    step.state = latest.days_since(today) <= soon_days ? StepState::due : StepState::not_due;
    step.words = due_words(latest, today);
  }
  return step;
}

// One to be done as soon as practicable after `event`; late once `deadline` has passed.
Step step_promptly(DecisionRule const& rule, std::optional<Date> event, std::optional<Date> done) {
  Step step{&rule, counted_in_words(rule, 0), std::nullopt, done, StepState::waiting, {}, {}};
  if (done) {
    step.state = StepState::done;
    step.words = "Done";
  } else if (event) {
    step.state = StepState::due;
    step.words = "Due as soon as practicable";
  } else {
    step.words = fmt::format("After the {}", rule.from_event);
  }
  return step;
}

void replace(Step& step, std::string words) {
  step.state = StepState::replaced;
  step.words = std::move(words);
}

bool fell_short(Step const& step) { return step.state == StepState::missed || step.state == StepState::done_late; }

// Notice of a key decision and the two ways without it.
void add_key_steps(std::vector<Step>& out, DecisionFacts const& facts, Date today) {
  auto const* notice = rule_for(facts, "key-notice");
  if (!is_executive(facts.by) || !facts.key || !notice) return;
  auto const when = facts.taken.value_or(facts.day);
  bool const excepted = exception_stands(facts, when), urgent = urgency_stands(facts, when);

  auto step = step_by_day(*notice, notice->days, last_day_for(*notice, when), facts.notice_published, today);
  bool const short_notice = fell_short(step) && !notice_stands(facts, when);
  if (short_notice && (excepted || urgent))
    replace(step, excepted ? "General exception used instead" : "Agreed as urgent instead");
  else if (short_notice)
    step.remedy = remedy_for_notice(facts, today);
  out.push_back(std::move(step));

  auto const* exception = rule_for(facts, "general-exception");
  bool exception_missed = false;
  if (facts.chair_told || (short_notice && !urgent)) {
    auto told = step_by_day(*exception, exception->days, last_day_for(*exception, when), facts.chair_told, today);
    exception_missed = fell_short(told) && !excepted;
    if (exception_missed && urgent)
      replace(told, "Agreed as urgent instead");
    else if (exception_missed)
      told.remedy = remedy_for_exception(facts, today);
    else if (told.state == StepState::done_late)
      told.state = StepState::done, told.words = "Done in time";
    out.push_back(std::move(told));
    if (facts.chair_told)
      out.push_back(step_promptly(*rule_for(facts, "general-exception-reasons"), facts.chair_told,
                                  facts.exception_reasons_published));
  }
  if (!facts.urgency_agreed && !(short_notice && exception_missed)) return;
  auto agreed = step_by_day(*rule_for(facts, "special-urgency"), 0, when, facts.urgency_agreed, today);
  if (fell_short(agreed)) agreed.remedy = remedy_for_urgency(facts, today);
  out.push_back(std::move(agreed));
  if (!facts.urgency_agreed) return;
  out.push_back(step_promptly(*rule_for(facts, "special-urgency-reasons"), facts.urgency_agreed,
                              facts.urgency_reasons_published));
  out.push_back(step_promptly(*rule_for(facts, "special-urgency-report"), facts.taken, facts.urgency_reported));
}

// The two notices of a private meeting of the executive, and the way without them.
void add_private_steps(std::vector<Step>& out, DecisionFacts const& facts, Date today) {
  auto const* first = rule_for(facts, "private-first-notice");
  if (facts.by != DecidedBy::executive_meeting || !facts.in_private || !first) return;
  auto const when = facts.taken.value_or(facts.day);
  auto const* second = rule_for(facts, "private-second-notice");
  bool const urgent = facts.private_urgency_agreed && *facts.private_urgency_agreed <= when;
  bool wanting = false;
  auto const add = [&](DecisionRule const& rule, std::optional<Date> done) {
    auto step = step_by_day(rule, rule.days, last_day_for(rule, when), done, today);
    if (done && days_lie_clear(rule, *done, when)) {
      step.state = StepState::done;
      step.words = "Done in time";
    } else if (fell_short(step)) {
      wanting = true;
      if (urgent)
        replace(step, "Agreed as urgent instead");
      else
        step.remedy = remedy_for_private_notice(facts, today);
    }
    out.push_back(std::move(step));
  };
  add(*first, facts.first_private_notice);
  add(*second, facts.second_private_notice);
  if (!facts.private_urgency_agreed && !wanting) return;
  auto agreed = step_by_day(*rule_for(facts, "private-urgency"), 0, when, facts.private_urgency_agreed, today);
  if (fell_short(agreed)) agreed.remedy = remedy_for_private_notice(facts, today);
  out.push_back(std::move(agreed));
}

void add_agenda_step(std::vector<Step>& out, DecisionFacts const& facts, Date today) {
  auto const* rule = agenda_rule(facts);
  if (!rule) return;
  auto const when = facts.taken.value_or(facts.day);
  auto step = step_by_day(*rule, rule->days, last_day_for(*rule, when), facts.agenda_published, today);
  if (facts.agenda_published && days_lie_clear(*rule, *facts.agenda_published, when)) {
    step.state = StepState::done;
    step.words = "Done in time";
  } else if (fell_short(step)) {
    step.remedy = remedy_for_agenda(facts, today);
  }
  out.push_back(std::move(step));
}

// The record and, from its publication, call-in.
void add_steps_after(std::vector<Step>& out, DecisionFacts const& facts, DecisionSettings const& settings, Date today) {
  if (!is_executive(facts.by)) return;
  auto const* rule = rule_for(facts, facts.by == DecidedBy::executive_alone ? "record-alone" : "record-meeting");
  std::optional<Date> expected;
  if (rule) {
    auto const latest = calendar::due_on(rule->counting, settings.record_days, facts.taken.value_or(facts.day));
    expected = latest;
    auto step = step_by_day(*rule, settings.record_days, latest, facts.record_published, today);
    if (!facts.taken) {
      step.state = StepState::waiting;
      step.words = "After the decision";
    } else if (step.state == StepState::missed) {
      step.remedy = "Publish it now. The decision can be called in only from then, and is not put into effect before.";
    } else if (step.state == StepState::done_late) {
      step.remedy = "Nothing more to do: call-in ran from the day it was published.";
    }
    out.push_back(std::move(step));
  }
  auto const* call_in = rule_for(facts, "call-in");
  if (!call_in) return;
  auto const end = call_in_ends(facts, settings);
  Step step{call_in, counted_in_words(*call_in, settings.call_in_days), end, std::nullopt, StepState::waiting, {}, {}};
  if (facts.exempt_from_call_in) {
    replace(step, "Not open to call-in: treated as urgent, or exempt under the constitution");
  } else if (facts.called_in && !facts.call_in_settled) {
    step.state = StepState::stopped;
    step.words = fmt::format("Called in on {}", facts.called_in->printed());
    step.remedy = "Do not put it into effect. It is considered again; then enter the day on which that was settled.";
  } else if (facts.called_in) {
    step.state = StepState::done;
    step.done = facts.call_in_settled;
    step.words =
        fmt::format("Called in on {}, settled on {}", facts.called_in->printed(), facts.call_in_settled->printed());
  } else if (!end) {
    if (expected) step.latest = calendar::due_on(call_in->counting, settings.call_in_days, *expected);
    step.words = "After the record is published";
  } else if (today > *end) {
    step.state = StepState::done;
    step.done = end;
    step.words = "Over: not called in";
  } else {
    step.state = StepState::due;
    step.words = *end == today ? "Ends today" : fmt::format("Ends in {}", so_many(end->days_since(today), "day"));
  }
  out.push_back(std::move(step));
}

}  // namespace

std::string_view word(DecidedBy by) {
  switch (by) {
    case DecidedBy::executive_meeting:
      return "executive-meeting";
    case DecidedBy::executive_alone:
      return "executive-alone";
    case DecidedBy::council_meeting:
      return "council-meeting";
    case DecidedBy::board:
      return "board";
  }
  ENSURE(false);
}

std::optional<DecidedBy> decided_by_from(std::string_view text) {
  for (auto each : everyone_who_decides)
    if (text == word(each)) return each;
  return std::nullopt;
}

std::string_view state_words(StepState state) {
  switch (state) {
    case StepState::waiting:
      return "Waiting";
    case StepState::not_due:
      return "Not due";
    case StepState::due:
      return "Due";
    case StepState::done:
      return "Done";
    case StepState::done_late:
      return "Done late";
    case StepState::missed:
      return "Missed";
    case StepState::replaced:
      return "Replaced";
    case StepState::stopped:
      return "Called in";
  }
  ENSURE(false);
}

std::vector<Step> checklist(DecisionFacts const& facts, DecisionSettings const& settings, Date today) {
  std::vector<Step> out;
  add_key_steps(out, facts, today);
  add_private_steps(out, facts, today);
  add_agenda_step(out, facts, today);
  add_steps_after(out, facts, settings, today);
  return out;
}

std::optional<Date> call_in_ends(DecisionFacts const& facts, DecisionSettings const& settings) {
  if (!facts.record_published || facts.exempt_from_call_in || !is_executive(facts.by)) return std::nullopt;
  return calendar::due_on(calendar::Counting::working_after, settings.call_in_days, *facts.record_published);
}

std::string why_key(DecidedBy by, std::optional<std::int64_t> pence, int wards, DecisionSettings const& settings) {
  if (!is_executive(by)) return {};
  if (pence && *pence >= settings.key_decision_pence)
    return fmt::format("{} is at or above {}, from which this council holds a decision to be key.", pounds(*pence),
                       pounds(settings.key_decision_pence));
  if (wards >= settings.key_decision_wards)
    return fmt::format("It affects {} wards; a decision with significant effects in {} or more is key.", wards,
                       settings.key_decision_wards);
  return {};
}

}  // namespace gt::governance
