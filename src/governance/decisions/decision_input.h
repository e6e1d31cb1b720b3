#pragma once

#include <vector>

#include "governance/decisions/decision.h"
#include "platform/operations/operations.h"

/// What the operations on decisions take, and how it becomes a decision.
namespace gt::governance {

/// Of the body and the meeting that were chosen, as far as the rules ask.
struct PlaceOfDecision {
  std::string body, body_name;
  DecidedBy usually;  ///< as whom the body decides
  std::optional<std::string> meeting;
  std::optional<Date> meeting_day;
  std::optional<std::string> answers;  ///< the recommendation it answers
};

std::vector<operations::FieldInfo> inputs_of_plan();
std::vector<operations::FieldInfo> inputs_of_taking();
std::vector<operations::FieldInfo> inputs_of_following();

/// The decision with the plan that was given, held to every rule. Errors: invalid, with every field at fault.
Result<Decision> with_plan(Decision decision, nlohmann::json const& values, PlaceOfDecision const& place,
                           DecisionSettings const& settings, Date today);
/// As it was taken. Errors: invalid, naming the rule and the way on.
Result<Decision> with_taking(Decision decision, nlohmann::json const& values, std::optional<Date> meeting_day,
                             DecisionSettings const& settings, Date today);
/// What was done because of it.
Result<Decision> with_following(Decision decision, nlohmann::json const& values, DecisionSettings const& settings,
                                Date today);
/// A step was done on `day`, or, when there is none, was not.
Result<Decision> with_step(Decision decision, DayOfStep const& step, std::optional<Date> day,
                           DecisionSettings const& settings, Date today);

}  // namespace gt::governance
