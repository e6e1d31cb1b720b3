#include "plans/lists/coverage.h"

#include <algorithm>

#include "plans/plan_store.h"
#include "plans/thread/links.h"
#include "plans/thread/reach.h"

namespace gt::plans {

using inspections::Finding;

std::int64_t FindingAnswers::count_themes(Finding const& finding) const {
  auto const found = themes.find(finding.id.text());
  return found == themes.end() ? 0 : static_cast<std::int64_t>(found->second.size());
}

std::int64_t FindingAnswers::count_actions(Finding const& finding) const {
  auto const found = standing.find(finding.id.text());
  return found == standing.end() ? 0 : static_cast<std::int64_t>(found->second.tally.all());
}

bool FindingAnswers::has_gap(Finding const& finding) const {
  auto const found = gaps.find(finding.id.text());
  if (found == gaps.end()) return false;
  return count_actions(finding) == 0 || std::any_of(found->second.begin(), found->second.end(),
                                                    [](Thing const& each) { return each.kind != "action"; });
}

FindingAnswers read_answers(db::Transaction& transaction, std::vector<Theme> const& themes,
                            std::vector<Finding> const& findings, Date today) {
  FindingAnswers out{{}, standing_by(transaction, ParentKind::finding, today), {}};
  std::set<std::string> in_plan, may_have_gaps;
  for (auto const& each : themes) in_plan.insert(each.id.text());
  for (auto const& link : links_between(transaction, "finding", "theme")) {
    if (in_plan.contains(link.to_id))
      out.themes[link.from_id].insert(link.to_id);
    else
      may_have_gaps.insert(link.from_id);
  }
  for (auto const& finding : findings)
    if (out.count_actions(finding) == 0) may_have_gaps.insert(finding.id.text());
  out.gaps = gaps_below(transaction, may_have_gaps);
  for (auto& [finding, projects] : projects_taken_out(transaction)) {
    auto& of_finding = out.gaps[finding];
    of_finding.insert(of_finding.end(), projects.begin(), projects.end());
  }
  return out;
}

CoverageFilter CoverageFilter::from_query(html::Query const& query) {
  return {std::string(query.value("inspection")), std::string(query.value("theme")),
          std::string(query.value("standing"))};
}

bool CoverageFilter::shows(FindingAnswers const& answers, Finding const& finding) const {
  if (!inspection.empty() && finding.inspection.text() != inspection) return false;
  if (!theme.empty()) {
    auto const found = answers.themes.find(finding.id.text());
    if (found == answers.themes.end() || !found->second.contains(theme)) return false;
  }
  if (standing.empty()) return true;
  bool const has_theme = answers.count_themes(finding) > 0, has_action = answers.count_actions(finding) > 0;
  if (standing == "answered") return has_theme && has_action;
  if (standing == "no-theme") return !has_theme;
  if (standing == "no-action") return !has_action;
  return standing == "gaps" && answers.has_gap(finding);
}

}  // namespace gt::plans
