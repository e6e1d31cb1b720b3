#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "evidence/evidence.h"
#include "plans/actions/date_changes.h"
#include "plans/actions/difference_claims.h"
#include "plans/plan_store.h"
#include "plans/progress/updates.h"
#include "plans/records/records.h"

/// What the highlight report of a theme assembles itself from, for any period. Source: PRACTICE section 3.
namespace gt::plans {

/// Whole days, both counted.
struct Period {
  Date from, to;
  friend bool operator==(Period const&, Period const&) = default;
};
/// The calendar month before the one `today` is in.
Period last_month(Date today);
/// As many days, beginning the day after.
Period period_after(Period const& period);

struct Highlight {
  Theme theme;
  std::optional<Programme> programme;
  std::vector<Action> actions;               ///< the theme's own and those of its projects
  std::optional<rules::RollUp> now, before;  ///< today, and when the period began; nothing where there was no action
  std::map<std::string, std::vector<evidence::Evidence>> evidence;  ///< by action, what the reader may see
  std::vector<DateChange> date_changes;                             ///< asked or agreed in the period
  std::vector<DifferenceClaim> claims;                              ///< agreed in the period
  std::vector<ProgressUpdate> updates;                              ///< approved in the period
  std::vector<Record> risks;                                        ///< open risks and issues
  bool was_kept_then = false;  ///< whether anything of the plan was kept here when the period began

  Action const* action(ActionId const& id) const;
};

/// Nothing when there is no such theme here. Eleven queries, whatever the theme's size.
std::optional<Highlight> read_highlight(db::Transaction& transaction, ThemeId const& theme, Period const& period,
                                        Date today, evidence::Sight sight);

}  // namespace gt::plans
