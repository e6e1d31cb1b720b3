#include <algorithm>
#include <set>

#include "evidence/evidence.h"
#include "plans/lists/action_lists.h"
#include "plans/lists/brief_plan.h"
#include "plans/records/records.h"
#include "plans/thread/links.h"

namespace gt::plans {

namespace {

using Themes = std::vector<std::string>;
using ThemesOf = std::map<std::string, Themes>;

Themes const& themes_in(ThemesOf const& of, std::string const& id) {
  static Themes const none;
  auto const found = of.find(id);
  return found == of.end() ? none : found->second;
}

// What stands in a theme, by itself or by way of a project: objectives and success measures, with their themes.
struct Measured {
  ThemesOf objectives, measures;
};

Measured read_measured(db::Transaction& transaction) {
  ThemesOf projects;
  for (auto const& link : links_between(transaction, "theme", "project")) projects[link.to_id].push_back(link.from_id);
  Measured out;
  for (auto const& each : list_records(transaction, *find_record_kind("objective"))) {
    auto const& parent = each.parent.value();
    auto const found = projects.find(parent);
    out.objectives[each.id.text()] = found == projects.end() ? Themes{parent} : found->second;
  }
  for (auto const& each : list_records(transaction, *find_record_kind("success measure")))
    out.measures[each.id.text()] = themes_in(out.objectives, each.parent.value());
  return out;
}

struct Shown {
  std::string evidence;
  Themes themes;
  std::string measure;  ///< the success measure it shows; empty for other things
};

std::vector<Shown> read_shown(db::Transaction& transaction, Measured const& measured) {
  std::vector<Shown> out;
  auto const plan = brief_plan(transaction);
  ThemesOf actions;
  for (auto const& each : plan->actions) actions[each.id.text()] = plan->themes_of(each).ids;
  for (auto const& link : links_between(transaction, "action", "evidence"))
    out.push_back({link.to_id, themes_in(actions, link.from_id), {}});
  for (auto const& link : links_between(transaction, "objective", "evidence"))
    out.push_back({link.to_id, themes_in(measured.objectives, link.from_id), {}});
  for (auto const& link : links_between(transaction, "success measure", "evidence"))
    out.push_back({link.to_id, themes_in(measured.measures, link.from_id), link.from_id});
  return out;
}

}  // namespace

std::map<std::string, ThemeProof> proof_by_theme(db::Transaction& transaction, evidence::Sight sight, Date today) {
  std::map<std::string, ThemeProof> out;
  auto const plan = brief_plan(transaction);
  for (auto const& each : plan->actions)
    for (auto const& theme : plan->themes_of(each).ids) {
      ++out[theme].actions;
      out[theme].done += each.is_open() ? 0 : 1;
    }
  auto const measured = read_measured(transaction);
  for (auto const& [measure, themes] : measured.measures)
    for (auto const& theme : themes) ++out[theme].measures;

  auto const shown = read_shown(transaction, measured);
  std::set<std::string> wanted;
  for (auto const& each : shown) wanted.insert(each.evidence);
  std::vector<evidence::EvidenceId> ids;
  ids.reserve(wanted.size());
  for (auto const& id : wanted) ids.push_back(evidence::EvidenceId::trusted(id));
  std::map<std::string, evidence::Evidence> current;
  for (auto& each : evidence::find_many(transaction, ids, sight)) {
    auto id = each.id.text();
    if (evidence::is_current(each, today)) current.emplace(std::move(id), std::move(each));
  }
  std::map<std::string, std::set<std::string>> evidence_of, moved_of;  // by theme
  for (auto const& each : shown) {
    auto const found = current.find(each.evidence);
    if (found == current.end()) continue;
    bool const shows_moved = !each.measure.empty() && found->second.review == evidence::ReviewState::accepted &&
                             evidence::measure_has_moved(found->second).has_moved;
    for (auto const& theme : each.themes) {
      if (shows_moved) moved_of[theme].insert(each.measure);
      if (evidence_of[theme].insert(each.evidence).second && found->second.source == evidence::Source::audit)
        ++out[theme].audits;
    }
  }
  for (auto const& [theme, ids_here] : evidence_of) out[theme].evidence = static_cast<std::int64_t>(ids_here.size());
  for (auto const& [theme, measures] : moved_of) out[theme].moved = static_cast<std::int64_t>(measures.size());
  return out;
}

}  // namespace gt::plans
