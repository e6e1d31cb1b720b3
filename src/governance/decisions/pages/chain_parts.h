#pragma once

#include <vector>

#include "governance/decisions/decision.h"
#include "governance/pages/board_parts.h"
#include "platform/html/components.h"

// From a recommendation to the decision that answers it, what that approved, and what was done: the same rows on the
// page of either end.
namespace gt::governance {

/// Looks up what the rows of a decision refer to.
void read_chain(Names& names, Decision const& decision);

/// A decision's own page: `recommendation` is the one it answers, as its reader may see it; null without one.
html::Html decision_chain(Decision const& decision, Entry const* recommendation, NamesById const& names);
/// A recommendation's page: every decision that answers it.
html::Html recommendation_chain(std::vector<Decision> const& decisions, NamesById const& names);

/// The address as a link, where it is one.
html::Html linked_address(std::string const& address);

}  // namespace gt::governance
