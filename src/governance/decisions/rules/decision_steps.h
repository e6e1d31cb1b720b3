#pragma once

#include <string>
#include <string_view>

#include "governance/decisions/rules/decision_rules.h"

/// What the checklist, its remedies and the refusals ask of a decision's facts. Pure.
namespace gt::governance {

/// The rule of that code in force when the decision is to be taken; null when there was none.
DecisionRule const* rule_for(DecisionFacts const& facts, std::string_view code);
/// Of the meeting that decides; null for an individual or a board.
DecisionRule const* agenda_rule(DecisionFacts const& facts);
bool is_executive(DecidedBy by);

/// The last day on which what the rule asks may be done for a decision on `when`.
Date last_day_for(DecisionRule const& rule, Date when);
/// Whether as many whole days as the rule asks lie between.
bool days_lie_clear(DecisionRule const& rule, Date notice, Date when);
/// The first working day that a notice given on `notice` allows.
Date first_day_for(DecisionRule const& rule, Date notice);

/// Whether the decision may be taken on `when` by 28 days' notice, by general exception, or as urgent.
bool notice_stands(DecisionFacts const& facts, Date when);
bool exception_stands(DecisionFacts const& facts, Date when);
bool urgency_stands(DecisionFacts const& facts, Date when);

std::string remedy_for_notice(DecisionFacts const& facts, Date today);
std::string remedy_for_exception(DecisionFacts const& facts, Date today);
std::string remedy_for_urgency(DecisionFacts const& facts, Date today);
std::string remedy_for_private_notice(DecisionFacts const& facts, Date today);
std::string remedy_for_agenda(DecisionFacts const& facts, Date today);

}  // namespace gt::governance
