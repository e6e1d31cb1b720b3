#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "inspections/clocks/clock_rules.h"
#include "inspections/inspection_store.h"
#include "platform/operations/operations.h"

/// The periods that begin when a council receives an inspection report: what is due when, what was done, and what is
/// late.
namespace gt::inspections {

/// One clock of one inspection, with the rule in force when the report was received.
struct InspectionClock {
  InspectionId inspection;
  std::string inspection_title;
  calendar::ClockRule const* rule;
  Duty duty;
  std::optional<Date> received, done_on, accepted_on;
  std::string note;
  std::int64_t version;  ///< 0 while nobody has said anything about it
  ClockStanding standing;
  std::int64_t revision;  ///< of the clock and its inspection together: grows with each change of either
  Instant changed;        ///< when somebody last changed either, or the day made it late
};

/// Of one inspection, or of every one; only inspections of the council itself have clocks. Two queries and one for the
/// council's name, whatever their number.
std::vector<InspectionClock> list_clocks(db::Transaction& transaction, std::optional<InspectionId> const& inspection,
                                         Date today);

nlohmann::json to_json(InspectionClock const& clock);

/// `clock list` and `clock set`.
void add_clock_operations(operations::Registry& registry);

}  // namespace gt::inspections
