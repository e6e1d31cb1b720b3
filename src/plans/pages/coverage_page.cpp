#include <set>

#include <fmt/format.h>

#include "plans/pages/action_table.h"
#include "plans/pages/coverage_table.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/thing_parts.h"
#include "plans/thread/links.h"
#include "platform/registers/table_download.h"

namespace gt::plans {

using namespace html;

namespace {

constexpr std::int64_t few = 3;  // actions of a finding that are named one by one

// Actions and themes stand in columns of their own; a project says what it is.
Thing with_kind(Thing thing) {
  if (thing.kind == "project") thing.number = "Project " + thing.number;
  return thing;
}

struct Loaded {
  PlanNames names;
  std::map<std::string, std::set<std::string>> themes_of;  ///< by finding
  std::map<std::string, ParentStanding> standing;          ///< by finding
  /// By finding: themes, actions and projects that were taken out; where actions still answer it, no action.
  std::map<std::string, std::vector<Thing>> gaps;
  std::vector<Action> named;  ///< the actions of findings that have few
  std::vector<Action> loose;  ///< the first in no theme
  std::int64_t loose_count = 0;

  std::int64_t count(inspections::Finding const& finding) const {
    auto found = standing.find(finding.id.text());
    return found == standing.end() ? 0 : static_cast<std::int64_t>(found->second.tally.all());
  }
  std::int64_t count_themes(inspections::Finding const& finding) const {
    auto found = themes_of.find(finding.id.text());
    return found == themes_of.end() ? 0 : static_cast<std::int64_t>(found->second.size());
  }
  std::vector<Html> gap_links(inspections::Finding const& finding, std::string_view kind) const {
    std::vector<Html> out;
    if (auto found = gaps.find(finding.id.text()); found != gaps.end())
      for (auto const& each : found->second)
        if (each.kind == kind) out.push_back(gap_link(with_kind(each)));
    return out;
  }
};

Loaded load(db::Transaction& transaction, Date today) {
  Loaded out{read_names(transaction), {}, standing_by(transaction, ParentKind::finding, today), {}, {}, {}, 0};
  std::set<std::string> may_have_gaps;
  for (auto const& link : links_between(transaction, "finding", "theme")) {
    bool const is_in_plan = out.names.theme(link.to_id) != nullptr;
    if (is_in_plan) out.themes_of[link.from_id].insert(link.to_id);
    if (!is_in_plan) may_have_gaps.insert(link.from_id);
  }
  for (auto const& finding : out.names.findings)
    if (out.count(finding) == 0) may_have_gaps.insert(finding.id.text());
  out.gaps = gaps_below(transaction, may_have_gaps);
  for (auto& [finding, projects] : projects_taken_out(transaction)) {
    auto& of_finding = out.gaps[finding];
    of_finding.insert(of_finding.end(), projects.begin(), projects.end());
  }
  std::vector<ActionId> ids;
  for (auto const& finding : out.names.findings) {
    auto count = out.count(finding);
    if (count == 0 || count > few) continue;
    for (auto const& link : links_from(transaction, finding.id.text()))
      if (link.to_kind == "action") ids.push_back(ActionId::trusted(link.to_id));
  }
  std::set<ActionId> const once(ids.begin(), ids.end());
  out.named = find_actions(transaction, {once.begin(), once.end()});
  std::sort(out.named.begin(), out.named.end(), [](auto const& a, auto const& b) { return a.number < b.number; });
  ActionFilter const in_none{.theme = "none"};
  out.loose_count = count_actions(transaction, in_none, today);
  if (out.loose_count > 0) out.loose = list_actions(transaction, in_none, {}, today, actions_on_page);
  return out;
}

Html actions_of(Loaded const& loaded, inspections::Finding const& finding) {
  auto count = loaded.count(finding);
  std::vector<Html> links;
  if (count == 0) links = loaded.gap_links(finding, "action");
  if (count > few)
    links.push_back(
        link(words(plural(count, "action")), ActionFilter{.finding = finding.id.text()}.to_query().at("/plan")));
  else if (count > 0)
    for (auto const& each : loaded.named)
      if (each.findings.find(finding.id.text()) != std::string::npos) links.push_back(action_link(each));
  for (auto& each : loaded.gap_links(finding, "project")) links.push_back(std::move(each));
  return links.empty() ? words("None") : sentence_list(links);
}

Html themes_of(Loaded const& loaded, inspections::Finding const& finding) {
  auto found = loaded.themes_of.find(finding.id.text());
  std::vector<Html> links;
  if (found != loaded.themes_of.end())
    for (auto const& theme : loaded.names.themes)
      if (found->second.contains(theme.id.text())) links.push_back(theme_link(theme));
  for (auto& each : loaded.gap_links(finding, "theme")) links.push_back(std::move(each));
  return links.empty() ? words("None") : sentence_list(links);
}

Html summary(std::int64_t count, std::size_t no_theme, std::size_t no_action) {
  if (count == 0)
    return paragraph(
        words("There are no findings yet. Add an inspection report and its findings will be listed here."));
  if (no_theme == 0 && no_action == 0)
    return lede(words(count == 1 ? "The one finding has a theme and an action."
                                 : fmt::format("All {} findings have a theme and an action.", count)));
  Html sentence;
  sentence << static_cast<std::int64_t>(no_action) << " of " << plural(count, "finding") << " with no action yet; "
           << static_cast<std::int64_t>(no_theme) << " with no theme.";
  return lede(sentence);
}

}  // namespace

Result<pages::Answer> coverage_page(pages::PageCall& call) {
  auto today = call.environment().clock.today();
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) { return load(transaction, today); }));
  auto const& findings = loaded.names.findings;
  Page page;
  page.title = "Coverage";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  std::vector<Html> no_theme, no_action, idle_themes, loose;
  std::set<std::string> busy_themes;
  for (auto const& [finding, themes] : loaded.themes_of) busy_themes.insert(themes.begin(), themes.end());
  for (auto const& each : findings) {
    if (!loaded.themes_of.contains(each.id.text())) no_theme.push_back(finding_link(each));
    if (loaded.count(each) == 0) no_action.push_back(finding_link(each));
  }
  for (auto const& each : loaded.names.themes)
    if (!busy_themes.contains(each.id.text())) idle_themes.push_back(theme_link(each));
  for (auto const& each : loaded.loose) loose.push_back(action_link(each));
  Head top{.title = "Coverage", .caption = "What the plan answers, and what it does not yet"};
  if (!findings.empty()) top.actions = registers::download_links("/plan/coverage", call.query());
  page.body << head(top) << sub_pages("coverage")
            << summary(static_cast<std::int64_t>(findings.size()), no_theme.size(), no_action.size())
            << gaps("Findings with no theme", no_theme) << gaps("Findings with no action", no_action);
  auto list = [&](std::string_view title, std::string_view note, std::vector<Html> const& items) {
    if (items.empty()) return;
    page.body << heading(words(title)) << paragraph(words(note)) << bullets(items);
  };
  list("Themes that answer no finding", "They may still be worth doing.", idle_themes);
  list("Actions in no theme", "Nobody looks at them when themes are reported.", loose);
  page.body << all_of_them(loose.size(), static_cast<std::size_t>(loaded.loose_count), {.theme = "none"});
  if (!findings.empty()) {
    Table out;
    out.caption = "Every finding and what answers it";
    out.caption_shown = true;
    out.columns = {{"Finding", false, "finding"},
                   {"Inspection", false, "inspection"},
                   {"Themes", false, "themes"},
                   {"Actions", false, "actions"}};
    out.sorting = Sorting::from_query("/plan/coverage", call.query(), out.columns, "");
    auto const ordered = findings_in_order(
        findings, call.query(), [&](inspections::Finding const& each) { return loaded.count_themes(each); },
        [&](inspections::Finding const& each) { return loaded.count(each); });
    for (auto const* each : ordered)
      out.rows.push_back(
          {{finding_link(*each), with_note(words(each->inspection_title), words(inspections::place_in_report(*each))),
            themes_of(loaded, *each), actions_of(loaded, *each)}});
    page.body << table(out);
  }
  return pages::page(std::move(page));
}

}  // namespace gt::plans
