#pragma once

#include <optional>
#include <string>
#include <vector>

#include "inspections/inspections.h"
#include "inspections/targets/target_rules.h"
#include "platform/operations/operations.h"

/// Grades that a council sets out to be judged at. Nothing is overwritten: a new target takes the place of the one that
/// stood for the same line, and both stay.
namespace gt::inspections {

using TargetId = Id<struct JudgementTargetTag>;

struct Target {
  TargetId id;
  std::string line;  ///< as in reference/judgement_lines.tsv
  std::string set_by, reason;
  TargetFacts facts;
  std::string ended_by, ended_reason;
  std::optional<std::string> superseded_by;
  std::string entered_by;
  std::int64_t version;
};

/// Of the transaction's authority, the one set first first.
std::vector<Target> list_targets(db::Transaction& transaction);
std::optional<Target> find_target(db::Transaction& transaction, TargetId const& id);

/// "In care", by its code; the code itself for one that is not known.
std::string line_label(std::string_view line);
/// What whoever sets a target for a day must know, where no framework that we know of grades the line on that day:
/// nothing will say by itself how it ended. Empty where one does.
std::string target_warning(std::string_view line, Date by);
/// The lines for which a target can be set: those that some framework joins to another.
std::vector<std::string> target_lines();
/// The grades that can be aimed at.
std::vector<std::string> target_grades();

/// "target set", "target end", "target list" and "judgement history".
void add_target_operations(operations::Registry& registry);

}  // namespace gt::inspections
