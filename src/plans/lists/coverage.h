#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "inspections/inspections.h"
#include "plans/lists/action_lists.h"
#include "platform/html/query.h"

/// What answers each finding, and which findings a list shows by it, as an address or an operation says it.
namespace gt::plans {

struct FindingAnswers {
  std::map<std::string, std::set<std::string>> themes;  ///< ids of those in the plan, by finding
  std::map<std::string, ParentStanding> standing;       ///< of its actions, by finding
  /// By finding: themes, actions and projects that were taken out; where actions still answer it, no action.
  std::map<std::string, std::vector<Thing>> gaps;

  std::int64_t count_themes(inspections::Finding const& finding) const;
  std::int64_t count_actions(inspections::Finding const& finding) const;
  bool has_gap(inspections::Finding const& finding) const;
};
/// `themes` and `findings` are those of the plan.
FindingAnswers read_answers(db::Transaction& transaction, std::vector<Theme> const& themes,
                            std::vector<inspections::Finding> const& findings, Date today);

/// Of `CoverageFilter::standing`: a theme and an action; no theme; no action; joined to what was taken out.
inline constexpr std::string_view coverage_standings[] = {"answered", "no-theme", "no-action", "gaps"};

/// Empty means any. A value that names nothing matches nothing.
struct CoverageFilter {
  std::string inspection{};  ///< an id
  std::string theme{};       ///< an id
  std::string standing{};    ///< one of `coverage_standings`

  /// Reads `inspection`, `theme`, `standing`.
  static CoverageFilter from_query(html::Query const& query);
  bool is_empty() const { return inspection.empty() && theme.empty() && standing.empty(); }
  bool shows(FindingAnswers const& answers, inspections::Finding const& finding) const;
};

}  // namespace gt::plans
