#pragma once

#include "inspections/inspections.h"

// Every state that a finding has been in, for this slice's operations.
namespace gt::inspections {

/// Notes the change for the audit entry and keeps the whole state after it. Every change of a finding goes through
/// here.
void note_finding_change(operations::Call& call, Finding const& before, Finding const& after,
                         std::string const& why = {}, std::string verb = {});
/// Keeps the first state of each finding of an inspection that was just stored; its own entry names them.
void keep_new_findings(operations::Call& call, InspectionId const& inspection);

/// "finding restore".
void add_history_operations(operations::Registry& registry);

}  // namespace gt::inspections
