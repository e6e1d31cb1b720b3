#include <set>

#include <fmt/format.h>

#include "plans/lists/coverage.h"
#include "plans/pages/action_table.h"
#include "plans/pages/coverage_table.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/thing_parts.h"
#include "plans/thread/links.h"
#include "platform/html/navigation.h"
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
  FindingAnswers answers;
  std::vector<Action> named;  ///< the actions of findings that have few
  std::vector<Action> loose;  ///< the first in no theme
  std::int64_t loose_count = 0;

  std::vector<Html> gap_links(inspections::Finding const& finding, std::string_view kind) const {
    std::vector<Html> out;
    if (auto found = answers.gaps.find(finding.id.text()); found != answers.gaps.end())
      for (auto const& each : found->second)
        if (each.kind == kind) out.push_back(gap_link(with_kind(each)));
    return out;
  }
};

Loaded load(db::Transaction& transaction, Date today) {
  Loaded out{read_names(transaction), {}, {}, {}, 0};
  out.answers = read_answers(transaction, out.names.themes, out.names.findings, today);
  std::vector<ActionId> ids;
  for (auto const& finding : out.names.findings) {
    auto count = out.answers.count_actions(finding);
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
  auto count = loaded.answers.count_actions(finding);
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
  auto found = loaded.answers.themes.find(finding.id.text());
  std::vector<Html> links;
  if (found != loaded.answers.themes.end())
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

Filter filter_of(Loaded const& loaded, Query const& query, std::size_t shown) {
  std::vector<Option> inspections{{"", "All", {}}}, themes{{"", "All", {}}};
  for (auto const& each : loaded.names.findings)
    if (each.inspection.text() != inspections.back().value)
      inspections.push_back({each.inspection.text(), each.inspection_title, {}});
  for (auto const& each : theme_options(loaded.names.themes)) themes.push_back(each);
  Filter out;
  out.path = "/plan/coverage";
  out.query = query;
  out.fields = {{"inspection", "Inspection", std::move(inspections)},
                {"theme", "Theme", std::move(themes)},
                {"standing",
                 "Standing",
                 {{"", "All", {}},
                  {"answered", "Has a theme and an action", {}},
                  {"no-theme", "No theme", {}},
                  {"no-action", "No action", {}},
                  {"gaps", "Joined to what was taken out", {}}}}};
  out.shown = static_cast<std::int64_t>(shown);
  out.total = static_cast<std::int64_t>(loaded.names.findings.size());
  out.noun = "finding";
  return out;
}

// The lists above are of the whole plan; the filter chooses among the findings one by one.
Html findings_part(Loaded const& loaded, Query const& query) {
  auto const filter = CoverageFilter::from_query(query);
  Table rows;
  rows.caption = filter.is_empty() ? "Every finding and what answers it" : "Findings that match, and what answers them";
  rows.caption_shown = true;
  rows.columns = {{"Finding", false, "finding"},
                  {"Inspection", false, "inspection"},
                  {"Themes", false, "themes"},
                  {"Actions", false, "actions"}};
  rows.sorting = Sorting::from_query("/plan/coverage", query, rows.columns, "");
  for (auto const* each : findings_in_order(loaded.names.findings, query, loaded.answers))
    if (filter.shows(loaded.answers, *each))
      rows.rows.push_back(
          {{finding_link(*each), with_note(words(each->inspection_title), words(inspections::place_in_report(*each))),
            themes_of(loaded, *each), actions_of(loaded, *each)}});
  Html out = filter_bar(filter_of(loaded, query, rows.rows.size()));
  out << (rows.rows.empty() ? paragraph(words("No finding matches. Take off a filter above to see more."))
                            : table(rows));
  return out;
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
  for (auto const& [finding, themes] : loaded.answers.themes) busy_themes.insert(themes.begin(), themes.end());
  for (auto const& each : findings) {
    if (loaded.answers.count_themes(each) == 0) no_theme.push_back(finding_link(each));
    if (loaded.answers.count_actions(each) == 0) no_action.push_back(finding_link(each));
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
  if (!findings.empty()) page.body << findings_part(loaded, call.query());
  return pages::page(std::move(page));
}

}  // namespace gt::plans
