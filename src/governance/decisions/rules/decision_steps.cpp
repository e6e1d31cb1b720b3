#include "governance/decisions/rules/decision_steps.h"

#include "platform/calendar/working_days.h"

namespace gt::governance {

DecisionRule const* rule_for(DecisionFacts const& facts, std::string_view code) {
  return find_decision_rule(code, facts.taken.value_or(facts.day));
}

DecisionRule const* agenda_rule(DecisionFacts const& facts) {
  if (facts.by == DecidedBy::executive_alone || facts.by == DecidedBy::board) return nullptr;
  return rule_for(facts, facts.by == DecidedBy::executive_meeting ? "agenda-executive" : "agenda-council");
}

bool is_executive(DecidedBy by) { return by == DecidedBy::executive_meeting || by == DecidedBy::executive_alone; }

Date last_day_for(DecisionRule const& rule, Date when) { return calendar::due_on(rule.counting, rule.days, when); }

bool days_lie_clear(DecisionRule const& rule, Date notice, Date when) {
  if (rule.counting == calendar::Counting::clear_days_before) return when.days_since(notice) > rule.days;
  // A notice given on a Saturday counts from there, though the last day for it is never one.
  return notice < when && calendar::working_days_between(notice, when.plus_days(-1)) >= rule.days;
}

Date first_day_for(DecisionRule const& rule, Date notice) {
  return rule.counting == calendar::Counting::clear_days_before
             ? calendar::first_day_after_clear_days(notice, rule.days)
             : calendar::first_day_after_clear_working_days(notice, rule.days);
}

bool notice_stands(DecisionFacts const& facts, Date when) {
  auto const* rule = rule_for(facts, "key-notice");
  return rule && facts.notice_published && days_lie_clear(*rule, *facts.notice_published, when);
}

bool exception_stands(DecisionFacts const& facts, Date when) {
  auto const* rule = rule_for(facts, "general-exception");
  return rule && facts.chair_told && days_lie_clear(*rule, *facts.chair_told, when);
}

bool urgency_stands(DecisionFacts const& facts, Date when) {
  return facts.urgency_agreed && *facts.urgency_agreed <= when;
}

}  // namespace gt::governance
