#pragma once

#include "governance/rota/rota_plan.h"
#include "platform/operations/operations.h"

namespace gt::governance::rota {

/// "rota show", "rota rules", "rota set", "rota bar", "rota request", "rota absence", "rota clear" and "rota accept".
void add_rota_operations(operations::Registry& registry);

/// The rota as the API shows it: rules, meetings with their themes, themes with their last and next look, how even it
/// is, a clash in words, what was said by hand, and the `fingerprint` that accepting asks for.
nlohmann::json to_json(Situation const& situation, Outcome const& outcome);

}  // namespace gt::governance::rota
