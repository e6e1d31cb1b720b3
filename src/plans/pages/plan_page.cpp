#include <algorithm>

#include <fmt/format.h>

#include "plans/bulk/bulk.h"
#include "plans/bulk/bulk_pages.h"
#include "plans/lists/action_colours.h"
#include "plans/pages/action_table.h"
#include "plans/pages/plan_filter.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/roll_up_parts.h"
#include "plans/views/view_pages.h"
#include "platform/pages/document_links.h"

namespace gt::plans {

using namespace html;

Html sub_pages(std::string_view current) { return sub_pages(current, Query{}); }

Html sub_pages(std::string_view current, Query const& filter) {
  return sub_navigation({{"Themes and actions", filter.at("/plan"), current == "plan"},
                         {"Timeline", filter.at("/plan/timeline"), current == "timeline"},
                         {"Coverage", "/plan/coverage", current == "coverage"},
                         {"Updates", "/plan/updates", current == "updates"},
                         {"Stages", "/stages", current == "stages"},
                         {"Projects", "/projects", current == "projects"},
                         {"Risks", "/risks", current == "risks"},
                         {"Goals", "/goals", current == "goals"},
                         {"Partners", "/organisations", current == "organisations"},
                         {"Evidence", "/evidence", false},
                         {"Versions", "/plan/versions", current == "versions"},
                         {"Programme", "/plan/programme", current == "programme"}});
}

namespace {

Html empty_plan(pages::PageCall const& call, bool has_findings) {
  Empty empty;
  empty.title = "The plan has no themes yet";
  empty.what_for =
      words(has_findings ? "Group the inspection’s findings into themes, then give each theme its actions."
                         : "A plan usually starts from an inspection’s findings. Add the report first, or start with "
                           "a theme of your own.");
  if (call.may("plan.edit")) {
    if (!has_findings && call.may("inspection.edit"))
      empty.steps.push_back(link_button("Add an inspection report", "/inspections/new"));
    empty.steps.push_back(
        link_button("Add a theme", "/themes/new", has_findings ? ButtonKind::primary : ButtonKind::secondary));
  }
  return empty_state(empty);
}

// What the page prints. The themes' standing is read for the overview alone: the plan unfiltered, its first page.
struct Loaded {
  std::optional<Programme> programme;
  PlanNames names;
  FilterChoices choices;
  std::int64_t total = 0, matching = 0;
  std::vector<Action> actions;
  std::map<std::string, ParentStanding> standing;
  std::vector<SavedView> views;
};

struct PlanAsked {
  ActionFilter filter;
  ActionSort sort;
  int page;
  bool is_overview() const { return filter.is_empty() && page == 1; }
};

Loaded load(db::Transaction& transaction, PlanAsked const& asked, std::vector<SavedView> views, Date today) {
  Loaded out{find_programme(transaction), read_names(transaction), {}, 0, 0, {}, {}, std::move(views)};
  out.choices = read_filter_choices(transaction, brag_variant(out.programme));
  out.total = count_actions(transaction, {}, today);
  out.matching = asked.filter.is_empty() ? out.total : count_actions(transaction, asked.filter, today);
  out.actions = list_actions(transaction, asked.filter, asked.sort, today, actions_on_page,
                             static_cast<std::int64_t>(asked.page - 1) * actions_on_page);
  if (asked.is_overview()) out.standing = standing_by(transaction, ParentKind::theme, today);
  return out;
}

Html theme_overview(Loaded const& loaded) {
  Table out;
  out.caption = "Themes";
  out.caption_shown = true;
  out.columns = standing_columns();
  out.columns.insert(out.columns.begin(), {{"Theme"}, {"Lead"}});
  auto line = [&](Html const& name, std::string const& lead, std::string const& id) {
    auto found = loaded.standing.find(id == "none" ? "" : id);
    std::vector<Html> cells{name, words(lead.empty() ? "–" : lead)};
    for (auto& cell : standing_cells(found == loaded.standing.end() ? rules::Tally{} : found->second.tally,
                                     ActionFilter{.theme = id}.to_query().at("/plan")))
      cells.push_back(std::move(cell));
    out.rows.push_back({std::move(cells)});
  };
  for (auto const& theme : loaded.names.themes) line(theme_link(theme), theme.lead_role, theme.id.text());
  if (loaded.standing.contains("")) line(words("In no theme"), "", "none");
  return table(out);
}

// A box to choose the action for a change of many, and its link.
Html box_and_link(Action const& action) {
  Html out;
  out << R"(<input type="checkbox" class="gt-choose")" << attribute("name", chosen_field)
      << attribute("value", action.id.text()) << attribute("aria-label", fmt::format("Choose action {}", action.number))
      << "> " << action_link(action);
  return out;
}

// The table inside a form, for those who may change many actions at once.
Html list_with_choice(pages::PageCall const& call, Html const& rows, std::int64_t matching, std::size_t shown) {
  Html fields;
  fields << rows << hidden("filter", view_query(call.query(), nullptr));
  std::vector<Html> buttons{button({.label = "Change the chosen actions", .kind = ButtonKind::secondary})};
  if (matching > static_cast<std::int64_t>(shown) && matching <= static_cast<std::int64_t>(most_in_bulk))
    buttons.push_back(button({.label = fmt::format("Change all {}", plural(matching, "action")),
                              .kind = ButtonKind::secondary,
                              .name = all_field,
                              .value = "1"}));
  fields << button_group(buttons);
  return form({.action = "/plan/bulk", .csrf_token = call.csrf_token(), .body = fields});
}

Table listed_actions(Loaded const& loaded, pages::PageCall const& call, Date today) {
  Table out;
  out.caption = "Actions";
  out.columns = {{"Action", false, "number"},
                 {"Theme"},
                 {"Owner", false, "owner"},
                 {"Due", false, "due"},
                 {"Delivered", false, "status"},
                 {"Difference made", false, "difference"},
                 {"Answers finding"}};
  out.sorting = Sorting::from_query("/plan", call.query(), out.columns, "number");
  bool may_change = call.may("action.edit");
  for (auto const& each : loaded.actions)
    out.rows.push_back(
        {{may_change ? box_and_link(each) : action_link(each), joined(loaded.names.themes_of(each), theme_link, "None"),
          words(each.owner_role), due_cell(each, today), status_shape(each, today), difference_cell(each),
          joined(loaded.names.findings_of(each), finding_link, "None")}});
  return out;
}

Head head_of(pages::PageCall const& call, Loaded const& loaded) {
  Head top{.title = loaded.programme ? loaded.programme->title : "Improvement plan"};
  if (loaded.programme && !loaded.programme->target.empty())
    top.facts.push_back({"Target", words(loaded.programme->target)});
  top.facts.push_back({"Themes", Html{static_cast<std::int64_t>(loaded.names.themes.size())}});
  top.facts.push_back({"Actions", Html{loaded.total}});
  if (!loaded.names.themes.empty() || loaded.total > 0)
    top.actions = {{words("Print the plan"), "/plan/paper"},
                   {words("Download this view (CSV)"), call.query().without("page").at("/plan.csv")},
                   {words("as XLSX"), call.query().without("page").at("/plan.xlsx")},
                   {words("as ODS"), call.query().without("page").at("/plan.ods")}};
  if (call.may("action.edit")) top.actions.push_back({words("Import a tracker"), "/plan/import"});
  return top;
}

int last_page(Loaded const& loaded) {
  return static_cast<int>((loaded.matching + actions_on_page - 1) / actions_on_page);
}

Html beyond_the_end(Query const& query, int page, int last) {
  Html line;
  line << "This list has no page " << static_cast<std::int64_t>(page) << ". "
       << link(words(last == 1 ? "See its only page" : fmt::format("See its last page, {}", last)),
               query.with("page", last == 1 ? std::string{} : std::to_string(last)).at("/plan"));
  return paragraph(line);
}

Page page_of(pages::PageCall const& call, Loaded const& loaded, PlanAsked const& asked, office::Writer const& writer) {
  auto today = call.environment().clock.today();
  Page page;
  page.title = "Improvement plan";
  page.section = plan_section;
  page.body << head(head_of(call, loaded));
  if (loaded.programme && !loaded.programme->vision.empty()) page.body << lede(words(loaded.programme->vision));
  page.body << sub_pages("plan", asked.filter.to_query());
  if (loaded.names.themes.empty() && loaded.total == 0) {
    page.body << empty_plan(call, !loaded.names.findings.empty());
    return page;
  }
  std::vector<Html> buttons;
  if (call.may("plan.edit")) buttons.push_back(link_button("Add a theme", "/themes/new", ButtonKind::secondary));
  if (call.may("action.edit")) buttons.push_back(link_button("Add an action", "/actions/new", ButtonKind::secondary));
  if (!buttons.empty()) page.body << button_group(buttons);
  if (asked.is_overview() && !loaded.names.themes.empty()) page.body << theme_overview(loaded);
  page.body << heading(words("Actions"), "actions") << views_part(call, loaded.views)
            << filter_bar(plan_filter(loaded.names, loaded.choices, call.query(), loaded.matching, loaded.total));
  if (auto days = check_days(asked.filter); !days)
    page.body << inset(words("A day in the filter cannot be read. " + days.error().message));
  if (!asked.filter.owner.empty() && call.may("action.edit"))
    page.body << paragraph(link(words("Everything they answer for, to be moved to somebody else"),
                                Query{}.with("role", asked.filter.owner).at("/plan/work")));
  if (!asked.filter.colour.empty())
    page.body << inset(
        words("The colour is the one at the head of each action’s own page, by the council’s rule, from "
              "both ratings, its dates and its recovery."));
  if (loaded.total == 0)
    page.body << paragraph(words("No action has been added yet."));
  else if (loaded.matching == 0)
    page.body << paragraph(words("No action matches. Take off a filter above to see more."));
  else if (asked.page > last_page(loaded))
    page.body << beyond_the_end(call.query(), asked.page, last_page(loaded));
  else
    page.body << (call.may("action.edit") ? list_with_choice(call, table(listed_actions(loaded, call, today)),
                                                             loaded.matching, loaded.actions.size())
                                          : table(listed_actions(loaded, call, today)));
  page.body << colour_key(loaded.choices.brag_variant);
  if (asked.page <= last_page(loaded))
    page.body << pagination({.path = "/plan", .query = call.query(), .page = asked.page, .pages = last_page(loaded)});
  page.body << pages::document_links(writer, "/plan/paper", "The whole plan as a document");
  return page;
}

}  // namespace

Result<pages::Answer> plan_page(pages::PageCall& call, office::Writer const& writer) {
  auto today = call.environment().clock.today();
  PlanAsked const asked{ActionFilter::from_query(call.query()), sort_from_query(call.query()), call.page_number()};
  bool is_opened = call.query().pairs().empty();  // the plan itself, no view of it chosen
  std::optional<Href> first_view;
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<Loaded> {
    auto views = views_for(transaction, call.actor().account);
    for (auto const& each : views)
      if (is_opened && each.is_default && !each.query.empty()) first_view = each.address();
    if (first_view) return std::nullopt;
    return load(transaction, asked, std::move(views), today);
  }));
  if (!loaded) return pages::see_other(first_view->text());
  return pages::page(page_of(call, *loaded, asked, writer));
}

}  // namespace gt::plans
