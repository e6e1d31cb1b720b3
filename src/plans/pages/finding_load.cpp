#include "plans/pages/finding_load.h"

#include <algorithm>
#include <map>
#include <set>

#include "plans/lists/action_colours.h"
#include "plans/pages/action_table.h"
#include "plans/thread/finding_proof.h"
#include "plans/thread/links.h"
#include "plans/thread/reach.h"

namespace gt::plans {

namespace {

constexpr std::size_t most_gaps = 10;     // late actions named one by one
constexpr std::int64_t few_actions = 60;  // a plan whose actions are chosen from a list

std::vector<ActionId> first_of(std::vector<ActionId> ids, std::size_t most) {
  if (ids.size() > most) ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(most), ids.end());
  return ids;
}

// The first, the latest, those past their first date, those in no theme and those without their proof, which overlap:
// each is read once.
void read_actions(db::Transaction& transaction, std::vector<ActionId> const& without_proof, LoadedFinding& loaded) {
  auto const first = loaded.standing.first(actions_on_page);
  auto const overdue = first_of(loaded.standing.overdue, most_gaps),
             past_first = first_of(loaded.standing.past_first, most_gaps),
             loose = first_of(loaded.standing.loose, most_gaps), unproven = first_of(without_proof, most_gaps);
  std::set<ActionId> once{first.begin(), first.end()};
  for (auto const* more : {&overdue, &past_first, &loose, &unproven}) once.insert(more->begin(), more->end());
  std::map<ActionId, Action> found;
  for (auto& each : find_actions(transaction, {once.begin(), once.end()})) {
    auto const id = each.id;
    found.emplace(id, std::move(each));
  }
  auto these = [&](std::vector<ActionId> const& ids) {
    std::vector<Action> out;
    for (auto const& id : ids)
      if (auto const each = found.find(id); each != found.end()) out.push_back(each->second);
    return out;
  };
  loaded.actions = these(first);
  loaded.overdue = these(overdue);
  loaded.past_first = these(past_first);
  loaded.loose = these(loose);
  loaded.unproven = these(unproven);
  loaded.all_unproven = without_proof.size();
}

// What was taken out is read too: a broken link is shown as a gap, and what was joined beyond it stays to be seen.
void read_groups(db::Transaction& transaction, LoadedFinding& loaded) {
  auto const& id = loaded.finding.id.text();
  std::set<std::string> projects, themes, in_plan;
  bool has_gaps = false;
  for (auto const& each : links_from(transaction, id)) {
    if (each.to_kind == "theme") themes.insert(each.to_id);
    if (each.to_kind == "project") projects.insert(each.to_id);
    has_gaps = has_gaps || (each.to_kind == "action" && !loaded.standing.numbers.contains(each.to_id));
  }
  loaded.all_themes = list_themes(transaction);
  for (auto const& each : loaded.all_themes) {
    if (!themes.contains(each.id.text())) continue;
    loaded.themes.push_back(each);
    in_plan.insert(each.id.text());
  }
  if (has_gaps || in_plan.size() < themes.size()) {
    auto gaps = gaps_below(transaction, {id});
    for (auto& each : gaps[id])
      (each.kind == "theme" ? loaded.themes_taken_out : loaded.actions_taken_out).push_back(std::move(each));
  }
  for (auto const& each : links_to_groups(transaction, themes))
    if (each.to_kind == "project") (in_plan.contains(each.from_id) ? projects : loaded.cut_off).insert(each.to_id);
  std::erase_if(loaded.cut_off, [&](auto const& project) { return projects.contains(project); });
  projects.insert(loaded.cut_off.begin(), loaded.cut_off.end());
  loaded.projects = find_records(transaction, {projects.begin(), projects.end()});
}

// What is to change, and how anyone will know: an objective is reached through the theme or project it stands in.
void read_objectives(db::Transaction& transaction, LoadedFinding& loaded) {
  std::set<std::string> places, objectives;
  for (auto const& each : loaded.themes) places.insert(each.id.text());
  for (auto const& each : loaded.themes_taken_out) places.insert(each.id);
  for (auto const& each : loaded.projects) places.insert(each.id.text());
  for (auto& each : records_in_any(transaction, places)) {
    if (each.kind->word != "objective") continue;
    objectives.insert(each.id.text());
    loaded.objectives.push_back(std::move(each));
  }
  for (auto& each : records_in_any(transaction, objectives))
    if (each.kind->word == "success measure") loaded.measures.push_back(std::move(each));
}

// Of its actions, and of what is to change. What the reader may not see proves an action all the same.
// Returns the actions whose ratings rest on nothing that stands.
std::vector<ActionId> read_evidence(db::Transaction& transaction, evidence::Sight sight, Date today,
                                    LoadedFinding& loaded) {
  auto const& id = loaded.finding.id.text();
  std::set<std::string> shown;
  for (auto const* records : {&loaded.objectives, &loaded.measures})
    for (auto const& each : *records) shown.insert(each.id.text());
  auto const proof = evidence_of_finding(transaction, id);
  std::set<evidence::EvidenceId> once;
  for (auto const& each : proof) once.insert(each.evidence);
  for (auto const& each : evidence_below(transaction, shown)) once.insert(each);
  std::vector<evidence::EvidenceId> const ids{once.begin(), once.end()};
  loaded.evidence = evidence::find_many(transaction, ids, sight);
  return sight == evidence::Sight::everything
             ? without_their_proof(transaction, id, proof, loaded.evidence, today)
             : without_their_proof(transaction, id, proof,
                                   evidence::find_many(transaction, ids, evidence::Sight::everything), today);
}

void read_beneath(db::Transaction& transaction, evidence::Sight sight, Date today, LoadedFinding& loaded) {
  auto const& id = loaded.finding.id.text();
  loaded.standing = standing_of(transaction, {.finding = id}, today);
  read_groups(transaction, loaded);
  read_objectives(transaction, loaded);
  read_actions(transaction, read_evidence(transaction, sight, today, loaded), loaded);
  loaded.is_small_plan = has_few_actions(transaction, few_actions);
  if (!loaded.is_small_plan) return;
  for (auto& each : list_actions(transaction, {}, {}, today, few_actions))
    if (each.findings.find(id) == std::string::npos) loaded.others.push_back(std::move(each));
}

BoardWords read_boards(db::Transaction& transaction, pages::PageCall const& call, Outside const& outside,
                       LoadedFinding const& loaded) {
  if (!outside.boards) return {};
  std::vector<std::string> things{loaded.finding.id.text()};
  for (auto const& each : loaded.themes) things.push_back(each.id.text());
  for (auto const& each : loaded.themes_taken_out) things.push_back(each.id);
  for (auto const& each : loaded.projects) things.push_back(each.id.text());
  return outside.boards(transaction, call.actor(), things, call.environment().clock.today());
}

}  // namespace

Result<LoadedFinding> load_finding(pages::PageCall const& call, FindingId const& id, Outside const& outside) {
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<LoadedFinding> {
    auto finding = inspections::find_finding(transaction, id);
    if (!finding) return std::nullopt;
    LoadedFinding out{.finding = *std::move(finding), .variant = brag_variant(find_programme(transaction))};
    read_beneath(transaction, evidence::sight_of(call.actor()), call.environment().clock.today(), out);
    out.boards = read_boards(transaction, call, outside, out);
    return out;
  }));
  if (!loaded) return refuse(ErrorKind::not_found, "There is no such finding here. Look in the list of inspections.");
  return *std::move(loaded);
}

}  // namespace gt::plans
