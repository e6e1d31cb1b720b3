#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plans/plans.h"
#include "plans/rules/ratings.h"
#include "platform/db/db.h"

/// Every action of a council's plan with what lists filter, sort and count by, and none of the long texts. Kept from
/// one request to the next for as long as no action changes (db::Transaction::kept), so that a list or a roll-up of
/// thousands of actions does not read them all again. Whoever lists actions asks lists/action_lists.h.
namespace gt::plans {

/// Days since 1970; `no_day` where there is none.
using DayNumber = std::int32_t;
inline constexpr DayNumber no_day = std::numeric_limits<DayNumber>::min();
DayNumber day_number(std::optional<Date> const& day);
Date day_of(DayNumber day);

struct BriefAction {
  ActionId id;
  std::int64_t number;
  ActionStatus status;
  rules::Rung difference;
  bool has_recovery;
  DayNumber start, first_due, due;
  std::int64_t moves, days_moved;
  std::uint32_t owner, account;              ///< places in the plan's `owner_roles` and `accounts`
  std::uint32_t themes, projects, findings;  ///< places in the plan's `sets`

  bool is_open() const { return status != ActionStatus::done; }
  /// Open, and `day` (its first due date or the one that stands) is past.
  bool is_late(DayNumber day, DayNumber today) const { return is_open() && day != no_day && day < today; }
};

/// What an action belongs to or answers.
struct IdSet {
  std::string text;  ///< as beside the action: ids in order, parted by spaces; empty for none
  std::vector<std::string> ids;
};

struct BriefPlan {
  std::vector<BriefAction> actions;      ///< by number
  std::vector<std::string> owner_roles;  ///< each once, in the order they were met
  std::vector<std::int64_t> owner_rank;  ///< place of each in the alphabet, capitals aside
  std::vector<std::string> accounts;     ///< each once; the first is "", for none
  std::vector<IdSet> sets;               ///< each once; the first is empty

  IdSet const& themes_of(BriefAction const& action) const { return sets[action.themes]; }
  IdSet const& projects_of(BriefAction const& action) const { return sets[action.projects]; }
  IdSet const& findings_of(BriefAction const& action) const { return sets[action.findings]; }
};

/// As the transaction sees the plan.
std::shared_ptr<BriefPlan const> brief_plan(db::Transaction& transaction);

}  // namespace gt::plans
