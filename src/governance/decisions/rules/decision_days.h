#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "governance/decisions/rules/decision_rules.h"

/// The days that people enter as steps are done, by the names that operations and refusals use. Pure.
namespace gt::governance {

struct DayOfStep {
  std::string_view name;   ///< "notice_published": of the input and of the member
  std::string_view label;  ///< "Notice of the key decision published"
  std::optional<Date> DecisionFacts::*day;
};

std::span<DayOfStep const> days_of_steps();
/// Null when there is none of that name.
DayOfStep const* find_day_of_step(std::string_view name);
/// The day that says when what the rule asks was done; null for a rule of another name.
DayOfStep const* day_answering(std::string_view rule_code);

}  // namespace gt::governance
