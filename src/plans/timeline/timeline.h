#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plans/lists/action_filter.h"
#include "plans/plan_store.h"
#include "plans/timeline/timeline_geometry.h"

/// The plan along time: what the filters of the plan's list show, in its themes and projects.
namespace gt::plans {

/// More matching actions than this and only themes and projects are drawn, each with a way to open it; the actions of
/// one that has more are on pages of this many.
inline constexpr std::int64_t most_timeline_actions = 200;

struct TimelineRow {
  enum class Kind { theme, project, loose, action } kind;  ///< loose: a theme's actions that are in no project
  std::string id;                                          ///< empty for loose ones and for "In no theme"
  std::string title, address;
  int depth = 0;
  Dated dated;
  std::optional<Action> action = {};                          ///< of an action
  std::int64_t actions = 0, done = 0, late = 0, undated = 0;  ///< of anything else: its actions that match
  bool is_closed = false;                                     ///< its actions are not among the rows
  ActionFilter opens = {};                                    ///< what the list is narrowed to when it is opened
  std::vector<std::string> waits_for = {};                    ///< of an action, as printed: "12 Train supervisors"
};

struct TimelineStage {
  std::string title, address;
  std::optional<Date> start, due;
};

/// One row's action waits for another's.
struct TimelineWait {
  std::size_t waiting, awaited;
};

struct Timeline {
  std::vector<TimelineRow> rows;
  std::vector<TimelineStage> stages;  ///< those with a day
  std::vector<TimelineWait> waits;    ///< both ends among the rows; each action's first row counts
  std::int64_t matching = 0, total = 0;
  bool is_closed = false;  ///< themes and projects only
  int page = 1, pages = 1;

  std::vector<Dated> all_dated() const;
};

/// At most `most_timeline_actions` actions, or rows for every theme and project. Some ten queries.
Timeline read_timeline(db::Transaction& transaction, ActionFilter const& filter, Date today, int page);

/// How many actions the groups of a closed timeline hold together; as many as the list counts.
std::int64_t timeline_actions_counted(db::Transaction& transaction, ActionFilter const& filter, Date today);

}  // namespace gt::plans
