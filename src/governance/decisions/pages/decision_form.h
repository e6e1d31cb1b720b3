#pragma once

#include "governance/decisions/pages/decision_parts.h"

// The fields of the forms of a decision.
namespace gt::governance {

html::Html plan_fields(Decision const* decision, DecisionChoices const& choices, html::FormState const& state);
std::vector<std::string_view> plan_names();
html::Html taking_fields(Decision const& decision, html::FormState const& state);
std::vector<std::string_view> taking_names();
html::Html following_fields(Decision const& decision, html::FormState const& state);
std::vector<std::string_view> following_names();

/// What the conflict page compares, of each form.
std::vector<pages::Conflicting> conflicting_plan(Decision const& decision, DecisionChoices const& choices);
std::vector<pages::Conflicting> conflicting_taking(Decision const& decision, DecisionChoices const& choices);
std::vector<pages::Conflicting> conflicting_following(Decision const& decision, DecisionChoices const& choices);

}  // namespace gt::governance
