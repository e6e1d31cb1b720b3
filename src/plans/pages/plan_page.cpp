#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plans/pages/plan_filter.h"
#include "plans/pages/plan_page_list.h"

namespace gt::plans {

using namespace html;

namespace {

std::vector<Option> with_all(std::vector<Option> options, std::string all) {
  options.insert(options.begin(), Option{"", std::move(all), {}});
  return options;
}

std::vector<Option> owner_options(Plan const& plan) {
  std::set<std::string> owners;
  for (auto const& each : plan.actions) owners.insert(each.owner_role);
  std::vector<Option> options;
  for (auto const& each : owners) options.push_back({each, each, {}});
  return options;
}

Filter plan_filter(Plan const& plan, Query const& query, std::size_t shown) {
  Filter filter;
  filter.path = "/plan";
  filter.query = query;
  filter.fields = {{"theme", "Theme", with_all(theme_options(plan), "All")},
                   {"status", "Status", with_all(status_options(), "All")},
                   {"owner", "Owner", with_all(owner_options(plan), "Anyone")},
                   {"due",
                    "Due",
                    {{"", "Any time", {}},
                     {"late", "Late", {}},
                     {"month", "In the next month", {}},
                     {"quarter", "In the next quarter", {}}}},
                   {"finding", "Finding", with_all(finding_options(plan), "All")}};
  filter.shown = static_cast<std::int64_t>(shown);
  filter.total = static_cast<std::int64_t>(plan.actions.size());
  filter.noun = "action";
  return filter;
}

Html theme_group(Plan const& plan, Theme const& theme, Date today) {
  auto actions = plan.actions_of_theme(theme.id.text());
  auto late_count =
      std::count_if(actions.begin(), actions.end(), [&](auto const* each) { return is_late(*each, today); });
  Html out;
  out << theme_link(theme) << R"( <span class="gt-quiet">)"
      << plural(static_cast<std::int64_t>(actions.size()), "action");
  if (late_count > 0) out << ", " << late_count << " late";
  if (!theme.lead_role.empty()) out << ". Lead: " << theme.lead_role;
  out << "</span>";
  return out;
}

// Themes as groups; an action in two themes stands in both. What has no theme comes last.
Table grouped_table(Plan const& plan, std::vector<Action const*> const& shown, ChosenActions const& chosen,
                    Date today) {
  auto table = actions_table(plan, {}, today, "Themes and actions");
  auto row_of = [&](Action const& each) {
    auto one = actions_table(plan, {&each}, today, "");
    auto row = one.rows.front();
    row.kind = RowKind::sub;
    return row;
  };
  std::set<Action const*> wanted(shown.begin(), shown.end());
  for (auto const& theme : plan.themes) {
    if (!chosen.theme.empty() && theme.id.text() != chosen.theme) continue;
    std::vector<Action const*> own;
    for (auto const* action : plan.actions_of_theme(theme.id.text()))
      if (wanted.contains(action)) own.push_back(action);
    bool filtered = shown.size() != plan.actions.size();
    if (own.empty() && filtered) continue;
    table.rows.push_back({{theme_group(plan, theme, today)}, RowKind::group, {}});
    for (auto const* action : own) table.rows.push_back(row_of(*action));
  }
  std::vector<Action const*> loose;
  for (auto const* action : shown)
    if (plan.themes_of_action(action->id.text()).empty()) loose.push_back(action);
  if (!loose.empty() && chosen.theme.empty()) {
    table.rows.push_back({{words("In no theme")}, RowKind::group, {}});
    for (auto const* action : loose) table.rows.push_back(row_of(*action));
  }
  return table;
}

}  // namespace

Html sub_pages(std::string_view current) {
  return sub_navigation({{"Themes and actions", "/plan", current == "plan"},
                         {"Timeline", "/plan/timeline", current == "timeline"},
                         {"Coverage", "/plan/coverage", current == "coverage"},
                         {"Updates", "/plan/updates", current == "updates"},
                         {"Stages", "/stages", false},
                         {"Projects", "/projects", false},
                         {"Risks", "/risks", false},
                         {"Goals", "/goals", false},
                         {"Partners", "/organisations", false},
                         {"Evidence", "/evidence", false},
                         {"Versions", "/plan/versions", false},
                         {"Programme", "/plan/programme", current == "programme"}});
}

namespace {

Html empty_plan(pages::PageCall const& call, Plan const& plan) {
  Empty empty;
  empty.title = "The plan has no themes yet";
  empty.what_for =
      words(plan.findings.empty() ? "A plan usually starts from an inspection’s findings. Add the report first, or "
                                    "start with a theme of your own."
                                  : "Group the inspection’s findings into themes, then give each theme its actions.");
  if (call.may("plan.edit")) {
    if (plan.findings.empty() && call.may("inspection.edit"))
      empty.steps.push_back(link_button("Add an inspection report", "/inspections/new"));
    empty.steps.push_back(
        link_button("Add a theme", "/themes/new", plan.findings.empty() ? ButtonKind::secondary : ButtonKind::primary));
  }
  return empty_state(empty);
}

}  // namespace

Result<pages::Answer> plan_page(pages::PageCall& call) {
  auto plan = TRY(read_plan(call));
  auto today = call.environment().clock.today();
  Page page;
  page.title = "Improvement plan";
  page.section = plan_section;
  Head top{.title = plan.programme ? plan.programme->title : "Improvement plan"};
  if (plan.programme && !plan.programme->target.empty()) top.facts.push_back({"Target", words(plan.programme->target)});
  top.facts.push_back({"Themes", Html{static_cast<std::int64_t>(plan.themes.size())}});
  top.facts.push_back({"Actions", Html{static_cast<std::int64_t>(plan.actions.size())}});
  if (!plan.themes.empty() || !plan.actions.empty())
    top.actions = {{words("Print the plan"), "/plan/paper"},
                   {words("Download this view (CSV)"), call.query().without("page").at("/plan.csv")},
                   {words("as XLSX"), call.query().without("page").at("/plan.xlsx")},
                   {words("as ODS"), call.query().without("page").at("/plan.ods")}};
  if (call.may("action.edit")) top.actions.push_back({words("Import a tracker"), "/plan/import"});
  page.body << head(top);
  if (plan.programme && !plan.programme->vision.empty()) page.body << lede(words(plan.programme->vision));
  page.body << sub_pages("plan");
  if (plan.themes.empty() && plan.actions.empty()) {
    page.body << empty_plan(call, plan);
    return pages::page(std::move(page));
  }
  std::vector<Html> buttons;
  if (call.may("plan.edit")) buttons.push_back(link_button("Add a theme", "/themes/new", ButtonKind::secondary));
  if (call.may("action.edit")) buttons.push_back(link_button("Add an action", "/actions/new", ButtonKind::secondary));
  if (!buttons.empty()) page.body << button_group(buttons);
  ChosenActions chosen{call.query()};
  auto shown = shown_actions(plan, chosen, today);
  page.body << filter_bar(plan_filter(plan, call.query(), shown.size()));
  if (shown.empty() && !plan.actions.empty())
    page.body << paragraph(words("No action matches. Take off a filter above to see more."));
  else
    page.body << table(grouped_table(plan, shown, chosen, today));
  return pages::page(std::move(page));
}

Result<pages::Answer> coverage_page(pages::PageCall& call) {
  auto plan = TRY(read_plan(call));
  Page page;
  page.title = "Coverage";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  std::vector<Html> no_theme, no_action, idle_themes, loose;
  for (auto const& each : plan.findings) {
    if (plan.themes_of_finding(each.id.text()).empty()) no_theme.push_back(finding_link(each));
    if (plan.actions_of_finding(each.id.text()).empty()) no_action.push_back(finding_link(each));
  }
  for (auto const& each : plan.themes)
    if (plan.findings_of_theme(each.id.text()).empty()) idle_themes.push_back(theme_link(each));
  for (auto const& each : plan.actions)
    if (plan.themes_of_action(each.id.text()).empty()) loose.push_back(action_link(each));
  auto count = static_cast<std::int64_t>(plan.findings.size());
  page.body << head({.title = "Coverage", .caption = "What the plan answers, and what it does not yet"})
            << sub_pages("coverage");
  if (plan.findings.empty()) {
    page.body << paragraph(
        words("There are no findings yet. Add an inspection report and its findings will be listed here."));
  } else if (no_theme.empty() && no_action.empty()) {
    page.body << lede(words(count == 1 ? "The one finding has a theme and an action."
                                       : fmt::format("All {} findings have a theme and an action.", count)));
  } else {
    Html sentence;
    sentence << static_cast<std::int64_t>(no_action.size()) << " of " << plural(count, "finding")
             << " with no action yet; " << static_cast<std::int64_t>(no_theme.size()) << " with no theme.";
    page.body << lede(sentence);
  }
  page.body << gaps("Findings with no theme", no_theme) << gaps("Findings with no action", no_action);
  auto list = [&](std::string_view title, std::string_view note, std::vector<Html> const& items) {
    if (items.empty()) return;
    page.body << heading(words(title)) << paragraph(words(note)) << bullets(items);
  };
  list("Themes that answer no finding", "They may still be worth doing.", idle_themes);
  list("Actions in no theme", "Nobody looks at them when themes are reported.", loose);
  if (!plan.findings.empty()) {
    Table out;
    out.caption = "Every finding and what answers it";
    out.caption_shown = true;
    out.columns = {{"Finding"}, {"Inspection"}, {"Themes"}, {"Actions"}};
    for (auto const& each : plan.findings)
      out.rows.push_back({{finding_link(each), words(each.inspection_title),
                           joined(plan.themes_of_finding(each.id.text()), theme_link, "None"),
                           joined(plan.actions_of_finding(each.id.text()), action_link, "None")}});
    page.body << table(out);
  }
  return pages::page(std::move(page));
}

Result<pages::Answer> plan_paper_page(pages::PageCall& call) {
  auto plan = TRY(read_plan(call));
  auto today = call.environment().clock.today();
  Page page;
  page.title = "Improvement plan, for print";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.paper = true;
  Head top{.title = plan.programme ? plan.programme->title : "Improvement plan", .caption = call.session().council};
  if (plan.programme && !plan.programme->target.empty()) top.facts.push_back({"Target", words(plan.programme->target)});
  if (plan.programme && plan.programme->start) top.facts.push_back({"Started", date(*plan.programme->start)});
  top.facts.push_back({"As it stood on", date(today)});
  page.body << head(top);
  if (plan.programme && !plan.programme->vision.empty()) page.body << lede(words(plan.programme->vision));
  page.body << heading(words("What the inspectors said"));
  std::vector<Html> sentences;
  for (auto const& each : plan.findings) {
    Html sentence;
    sentence << "<strong>" << each.number.value_or(each.position) << " " << each.title << "</strong> "
             << said(each.text) << R"( <span class="gt-quiet">)" << each.inspection_title << ". "
             << "Answered by "
             << joined(
                    plan.themes_of_finding(each.id.text()), [](Theme const& theme) { return words(theme.title); },
                    "no theme yet")
             << ".</span>";
    sentences.push_back(sentence);
  }
  page.body << (sentences.empty() ? paragraph(words("No inspection has been added.")) : bullets(sentences));
  auto action_rows = [&](std::vector<Action const*> const& actions, std::string caption) {
    Table out;
    out.caption = std::move(caption);
    out.columns = {{"Action"}, {"Owner"}, {"Due"}, {"Status"}, {"Where it stands"}};
    for (auto const* each : actions)
      out.rows.push_back(
          {{words(fmt::format("{} {}", each->number, each->title)), words(each->owner_role), due_cell(*each, today),
            status_shape(*each, today), words(each->note.empty() ? "–" : each->note)}});
    return table(out);
  };
  for (auto const& theme : plan.themes) {
    page.body << heading(words(fmt::format("{}. {}", theme.position, theme.title)));
    Html line;
    if (!theme.aim.empty()) line << theme.aim << " ";
    if (!theme.lead_role.empty()) line << "Lead: " << theme.lead_role << ". ";
    if (!theme.aliases.empty()) line << "Also called " << fmt::format("{}", fmt::join(theme.aliases, ", ")) << ".";
    if (!line.empty()) page.body << paragraph(line);
    auto actions = plan.actions_of_theme(theme.id.text());
    if (actions.empty())
      page.body << paragraph(words("No action yet."));
    else
      page.body << action_rows(actions, "Actions of " + theme.title);
  }
  std::vector<Action const*> loose;
  for (auto const& each : plan.actions)
    if (plan.themes_of_action(each.id.text()).empty()) loose.push_back(&each);
  if (!loose.empty()) page.body << heading(words("Actions in no theme")) << action_rows(loose, "Actions in no theme");
  page.body << source_line(
      words(fmt::format("Printed from Golden Thread on {}.", call.environment().clock.now().printed())));
  return pages::page(std::move(page));
}

}  // namespace gt::plans
