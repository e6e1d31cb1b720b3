#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inspections/inspections.h"
#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/db/db.h"

/// The contract of the plans slice: ids and what others may read.
namespace gt::plans {

using inspections::FindingId;
using ThemeId = Id<struct ThemeTag>;
using ActionId = Id<struct ActionTag>;
using ProgrammeId = Id<struct ProgrammeTag>;

/// The improvement programme; one a council.
struct Programme {
  ProgrammeId id;
  std::string title, vision, target;
  std::optional<Date> start;
  std::int64_t version;
};

struct Theme {
  ThemeId id;
  std::int64_t position;
  std::string title;
  std::string aim;                   ///< what children will notice; may be empty
  std::string lead_role;             ///< who leads it, by role
  std::vector<std::string> aliases;  ///< other names it has gone by
  std::int64_t version;
};

enum class ActionStatus { not_started, in_progress, done };
/// "not started", "in progress", "done".
std::string_view word(ActionStatus status);
std::optional<ActionStatus> action_status(std::string_view text);

struct Action {
  ActionId id;
  std::int64_t number;  ///< stable, never reused
  std::string title;
  std::string owner_role;
  std::optional<Date> start;
  std::optional<Date> first_due;  ///< never overwritten
  std::optional<Date> due;
  ActionStatus status;
  std::string note;
  std::optional<Date> done_on;
  std::int64_t version;
};

/// Past its due date and not done.
bool is_late(Action const& action, Date today);

/// What the plan says of each finding, by finding id.
std::map<std::string, inspections::Coverage> coverage_of_findings(db::Transaction& transaction, Date today);

/// Themes of the transaction's authority, for scoping roles: id and title.
std::vector<Theme> list_themes(db::Transaction& transaction);

}  // namespace gt::plans
