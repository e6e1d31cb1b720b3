#pragma once

#include "plans/pid/pid.h"
#include "plans/pid/pid_rules.h"
#include "platform/operations/operations.h"

namespace gt::plans {

/// "pid write", "pid submit", "pid withdraw", "pid decide".
void add_pid_operations(operations::Registry& registry);
/// "pid show", "pid list", "pid compare".
void add_pid_reading_operations(operations::Registry& registry);
/// "pid-change ask", "pid-change withdraw", "pid-change decide", "pid-change list".
void add_pid_change_operations(operations::Registry& registry);

// ---- What the two share ----

/// The document of a project in the plan that the actor's role reaches. Errors: not_found, forbidden.
Result<Pid> reachable_pid(operations::Call& call, RecordId const& project);
/// The project, in the plan and within reach. Errors: as above.
Result<Record> reachable_project(operations::Call& call, RecordId const& project);

/// The state that history keeps: words by section, and who did what.
nlohmann::json state_json(Pid const& pid);
nlohmann::json to_json(PidChange const& change);

/// An input for each section; none is required.
std::vector<operations::FieldInfo> section_fields();
/// The sections that were sent, by key, with plain line ends and without white space at the ends; blank ones are empty.
/// Errors: invalid, naming each unknown field and each text that is too long.
Result<std::map<std::string, std::string>> read_sections(std::vector<operations::FieldInfo> const& all_fields,
                                                         nlohmann::json const& given);

/// Locks what the document says now as its next version. `seen` is the fingerprint of what the approver read; empty
/// when they did not say. Errors: conflict when a record behind it has changed since.
Result<PidVersion> lock_pid(operations::Call& call, Pid& pid, SomeoneThen asked_by, std::string why,
                            std::string const& seen, std::optional<PidChangeId> request);

}  // namespace gt::plans
