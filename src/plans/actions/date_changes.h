#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plans/plans.h"
#include "platform/db/db.h"

/// The slippage ledger: every date that was asked for, by whom, why, and what became of it. The first due date is never
/// overwritten; a date takes effect when it is agreed.
namespace gt::plans {

using DateChangeId = Id<struct DateChangeTag>;

/// A name as it was then, with the account.
struct SomeoneThen {
  AccountId account;
  std::string name;
};

struct DateChange {
  DateChangeId id;
  ActionId action;
  std::optional<Date> from_due;  ///< what stood when it was asked; empty where there was none
  Date to_due;
  std::string reason;
  std::string requester;  ///< who wants it, by role; often not who typed it
  SomeoneThen asked_by;
  Instant asked_at;
  std::string state;  ///< "asked", "agreed", "refused", "withdrawn"
  std::optional<SomeoneThen> decided_by;
  std::optional<Instant> decided_at;
  std::string decided_in;  ///< the meeting, where the board agrees; may be empty
  std::string decision_note;
  std::int64_t version = 1;
};

/// Newest first.
std::vector<DateChange> date_changes_of(db::Transaction& transaction, ActionId const& action);
/// In one state, oldest first, of every action of the council.
std::vector<DateChange> date_changes_in(db::Transaction& transaction, std::string_view state);
/// Asked for or decided from `begin` to before `before`, and not refused; the theme's actions and its projects'. Oldest
/// first.
std::vector<DateChange> date_changes_of_theme(db::Transaction& transaction, ThemeId const& theme, Instant begin,
                                              Instant before);
std::optional<DateChange> find_date_change(db::Transaction& transaction, DateChangeId const& id);
void insert_date_change(db::Transaction& transaction, DateChange const& change);
/// False when it was decided meanwhile.
bool decide_date_change(db::Transaction& transaction, DateChange const& change);

}  // namespace gt::plans
