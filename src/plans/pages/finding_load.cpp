#include "plans/pages/finding_load.h"

#include <algorithm>
#include <map>
#include <set>

#include "plans/pages/action_table.h"
#include "plans/thread/finding_proof.h"
#include "plans/thread/links.h"

namespace gt::plans {

namespace {

constexpr std::size_t most_gaps = 10;     // late actions named one by one
constexpr std::int64_t few_actions = 60;  // a plan whose actions are chosen from a list

std::vector<ActionId> first_of(std::vector<ActionId> ids, std::size_t most) {
  if (ids.size() > most) ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(most), ids.end());
  return ids;
}

std::set<std::string> ids_of(std::vector<Theme> const& themes) {
  std::set<std::string> out;
  for (auto const& each : themes) out.insert(each.id.text());
  return out;
}

// The first, the latest and those in no theme, which overlap: each is read once.
void read_actions(db::Transaction& transaction, LoadedFinding& loaded) {
  auto const first = loaded.standing.first(actions_on_page);
  auto const overdue = first_of(loaded.standing.overdue, most_gaps), loose = first_of(loaded.standing.loose, most_gaps);
  std::set<ActionId> once{first.begin(), first.end()};
  once.insert(overdue.begin(), overdue.end());
  once.insert(loose.begin(), loose.end());
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
  loaded.loose = these(loose);
}

void read_beneath(db::Transaction& transaction, evidence::Sight sight, Date today, LoadedFinding& loaded) {
  auto const& id = loaded.finding.id.text();
  std::set<std::string> projects, themes;
  for (auto const& each : links_to_groups(transaction, {id}))
    (each.to_kind == "theme" ? themes : projects).insert(each.to_id);
  loaded.all_themes = list_themes(transaction);
  for (auto const& each : loaded.all_themes)
    if (themes.contains(each.id.text())) loaded.themes.push_back(each);
  for (auto const& each : links_to_groups(transaction, ids_of(loaded.themes)))
    if (each.to_kind == "project") projects.insert(each.to_id);
  loaded.projects = find_records(transaction, {projects.begin(), projects.end()});
  ActionFilter const filter{.finding = id};
  loaded.standing = standing_of(transaction, filter, today);
  read_actions(transaction, loaded);
  auto const proof = evidence_of_finding(transaction, id);
  if (!proof.empty()) loaded.evidence = evidence::find_many(transaction, proof, sight);
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
  for (auto const& each : loaded.projects) things.push_back(each.id.text());
  return outside.boards(transaction, call.actor(), things, call.environment().clock.today());
}

}  // namespace

Result<LoadedFinding> load_finding(pages::PageCall const& call, Outside const& outside) {
  auto id = TRY(call.id<FindingId>("finding"));
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<LoadedFinding> {
    auto finding = inspections::find_finding(transaction, id);
    if (!finding) return std::nullopt;
    LoadedFinding out{*std::move(finding), {}, {}, {}, {}, {}, {}, {}, false, {}, {}, {}};
    read_beneath(transaction, evidence::sight_of(call.actor()), call.environment().clock.today(), out);
    out.boards = read_boards(transaction, call, outside, out);
    return out;
  }));
  if (!loaded) return refuse(ErrorKind::not_found, "There is no such finding here. Look in the list of inspections.");
  return *std::move(loaded);
}

}  // namespace gt::plans
