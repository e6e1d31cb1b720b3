#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "governance/decisions/decision_store.h"
#include "governance/pages/board_parts.h"
#include "platform/html/components.h"
#include "platform/pages/conflict.h"
#include "platform/pages/pages.h"

// What the pages of decisions share.
namespace gt::governance {

html::Href address_of(Decision const& decision);
html::Link forward_plan_link();
html::Link decisions_link();
/// "Wed 18"; the month stands above it.
std::string weekday_and_day(Date day);
html::Html state_tag(DecisionState state);
/// "Key decision", when it is one.
html::Html key_tag(bool is_key);
html::Html step_tag(StepState state);
std::string pounds_or_nothing(std::optional<std::int64_t> const& pence);

/// A decision as this person may see it, with what its page prints beside it.
struct LoadedDecision {
  Decision decision;
  CouncilDecisionSettings settings;
  std::string meeting;            ///< "Cabinet, 10 February 2027"; empty without one
  std::optional<Entry> answered;  ///< the recommendation; nothing without one, or out of sight
  NamesById names{};              ///< of what it is about in the plan
};
/// Errors: not_found; forbidden without the permission.
Result<LoadedDecision> load_decision(pages::PageCall const& call, std::string_view permission = kSeeGovernance);
/// The same, for a form that changes it. Errors also: forbidden when part of it may not be seen, conflict when it was
/// withdrawn.
Result<LoadedDecision> load_decision_to_change(pages::PageCall const& call);

/// What may be chosen in its forms.
struct DecisionChoices {
  std::vector<html::Option> bodies, meetings, recommendations;
  std::map<std::string, std::vector<html::Option>> things{};  ///< of the plan, by the field that names one
};
DecisionChoices decision_choices(db::Transaction& transaction, operations::Actor const& actor, Date today);

/// The page of one decision, or a form about it: breadcrumbs, section, title.
html::Page page_about(Decision const& decision, std::string title);

}  // namespace gt::governance
