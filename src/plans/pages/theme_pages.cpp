#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "notices/notices.h"
#include "plans/lists/action_colours.h"
#include "plans/pages/action_table.h"
#include "plans/pages/plan_page_list.h"
#include "plans/pages/roll_up_parts.h"
#include "plans/pages/thing_parts.h"
#include "plans/records/record_pages.h"

namespace gt::plans {

using namespace html;

namespace {

std::string lines(std::vector<std::string> const& texts) { return fmt::format("{}", fmt::join(texts, "\n")); }

tl::unexpected<Error> no_such_theme() {
  return refuse(ErrorKind::not_found,
                "There is no such theme in the plan. It may have been taken out: look in the plan.");
}

Result<Theme> load(pages::PageCall const& call) {
  auto id = TRY(call.id<ThemeId>("theme"));
  auto theme = TRY(call.read("plan.view", [&](db::Transaction& transaction) { return find_theme(transaction, id); }));
  if (!theme) return no_such_theme();
  return *std::move(theme);
}

// What the page of a theme prints.
struct Loaded {
  Theme theme;
  PlanNames names;
  std::vector<inspections::Finding const*> answers;  ///< into `names`
  Standing standing;
  std::vector<Action> actions;  ///< the first of them
  Joins joins;
  std::vector<Record> inside;
  std::string variant;  ///< the rule of the colours
};

Result<PlanNames> names_here(pages::PageCall const& call) { return call.read("plan.view", &read_names); }

Html theme_fields(pages::PageCall const& call, Theme const& each, FormState const& state) {
  Html out;
  out << text_input({.name = "title",
                     .label = "Title",
                     .hint = words("A few words: “Supervision and oversight”."),
                     .value = each.title},
                    state)
      << textarea({.name = "aim", .label = "What children will notice when it works", .value = each.aim, .rows = 3},
                  state)
      << text_input({.name = "lead_role",
                     .label = "Lead, by role",
                     .hint = words("For example, principal social worker."),
                     .value = each.lead_role},
                    state)
      << select({.name = "lead_account",
                 .label = "The lead’s account",
                 .options = accounts_to_choose(call),
                 .hint = words("So that the theme shows in their work."),
                 .value = each.lead_account ? each.lead_account->text() : ""},
                state)
      << textarea({.name = "aliases",
                   .label = "Other names it has gone by, one a line",
                   .value = lines(each.aliases),
                   .rows = 2},
                  state);
  return out;
}

Page new_theme_form(pages::PageCall const& call, std::vector<inspections::Finding> const& all, std::string const& title,
                    std::vector<std::string> const& findings, FormState state) {
  Page page;
  page.title = "Add a theme";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.body << head({.title = page.title});
  Theme blank{ThemeId::trusted(""), 0, title, "", "", {}, std::nullopt, 0};
  Html fields = theme_fields(call, blank, state);
  auto options = finding_options(all);
  if (!options.empty())
    fields << checkboxes(
        {.name = "findings", .legend = "Findings it answers", .options = options, .values = findings, .small = true},
        state);
  fields << button_group({button({.label = "Add the theme"}), link(words("Cancel"), "/plan")});
  page.body << form({.action = "/themes/new", .csrf_token = call.csrf_token(), .body = fields});
  page.form = std::move(state);
  return page;
}

Page edit_theme_form(pages::PageCall const& call, Theme const& theme, FormState state) {
  Page page;
  page.title = "Change this theme";
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(theme.title), address_of(theme)}};
  page.body << head({.title = page.title, .caption = theme.title});
  Html fields = theme_fields(call, theme, state);
  fields << text_input({.name = "position",
                        .label = "Place in the plan",
                        .value = std::to_string(theme.position),
                        .inputmode = "numeric",
                        .width = 3},
                       state)
         << button_group({button({.label = "Save"}), link(words("Cancel"), address_of(theme))});
  page.body << form({.action = Href{address_of(theme).text() + "/edit"},
                     .csrf_token = call.csrf_token(),
                     .body = fields,
                     .lock_version = pages::version_to_send(state, theme.version)})
            << paragraph(link(words("Take this theme out of the plan"), Href{address_of(theme).text() + "/end"}));
  page.form = std::move(state);
  return page;
}

// The findings a theme answers, each with a way to take the link away, and a choice of those it does not answer yet.
Html findings_part(pages::PageCall const& call, Loaded const& loaded) {
  auto const& theme = loaded.theme;
  auto const& findings = loaded.answers;
  Html out = heading(words("Findings it answers"), "findings");
  bool may_edit = call.may("plan.edit");
  if (findings.empty()) out << paragraph(words("It answers no finding of an inspection. It may still be worth doing."));
  Table rows;
  rows.caption = "Findings this theme answers";
  rows.columns = {{"Finding"}, {"Inspector’s words"}, {"Its actions for it"}};
  if (may_edit) rows.columns.push_back({"Link"});
  for (auto const* each : findings) {
    auto const count = loaded.standing.by_finding.find(each->id.text());
    std::vector<Html> cells{
        finding_link(*each), said(each->text),
        count == loaded.standing.by_finding.end()
            ? words("None")
            : link(words(plural(count->second, "action")),
                   ActionFilter{.theme = theme.id.text(), .finding = each->id.text()}.to_query().at("/plan"))};
    if (may_edit)
      cells.push_back(button_link({.label = "Remove",
                                   .action = "/links",
                                   .csrf_token = call.csrf_token(),
                                   .about = each->title,
                                   .fields = {{"change", "theme unlink"},
                                              {"theme", theme.id.text()},
                                              {"finding", each->id.text()},
                                              {"back", address_of(theme).text()}}}));
    rows.rows.push_back({cells});
  }
  if (!findings.empty()) out << table(rows);
  std::vector<Option> others;
  for (auto const& option : finding_options(loaded.names.findings))
    if (std::none_of(findings.begin(), findings.end(),
                     [&](auto const* each) { return each->id.text() == option.value; }))
      others.push_back(option);
  if (may_edit && !others.empty()) {
    Html fields = select({.name = "finding", .label = "Another finding it answers", .options = others});
    fields << hidden("change", "theme link") << hidden("theme", theme.id.text())
           << hidden("back", address_of(theme).text())
           << button({.label = "Link the finding", .kind = ButtonKind::secondary});
    out << form({.action = "/links", .csrf_token = call.csrf_token(), .body = fields});
  }
  return out;
}

Thing thing_of(Theme const& theme) {
  return {"theme", theme.id.text(), theme.title, "", address_of(theme).text(), false};
}

Result<Loaded> load_page(pages::PageCall const& call) {
  auto id = TRY(call.id<ThemeId>("theme"));
  auto today = call.environment().clock.today();
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<Loaded> {
    auto names = read_names(transaction);
    auto const* theme = names.theme(id.text());
    if (theme == nullptr) return std::nullopt;
    auto standing = standing_of(transaction, {.theme = id.text()}, today);
    std::set<std::string> shown;
    for (auto const& [action, number] : standing.numbers) shown.insert(action);
    for (auto const& each : names.findings) shown.insert(each.id.text());
    auto joins = read_joins(transaction, thing_of(*theme), evidence::sight_of(call.actor()), shown);
    auto actions = find_actions(transaction, standing.first(actions_on_page));
    Loaded out{*theme,
               std::move(names),
               {},
               std::move(standing),
               std::move(actions),
               std::move(joins),
               records_in(transaction, id.text()),
               brag_variant(find_programme(transaction))};
    std::set<std::string> answered;
    for (auto const& line : out.joins.lines)
      if (line.other.kind == "finding") answered.insert(line.other.id);
    for (auto const& each : out.names.findings)
      if (answered.contains(each.id.text())) out.answers.push_back(&each);
    return out;
  }));
  if (!loaded) return no_such_theme();
  return *std::move(loaded);
}

}  // namespace

Result<pages::Answer> theme_page(pages::PageCall& call) {
  auto loaded = TRY(load_page(call));
  auto const& theme = loaded.theme;
  auto const& standing = loaded.standing;
  auto today = call.environment().clock.today();
  Page page;
  page.title = theme.title;
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  Head top{.title = theme.title, .caption = fmt::format("Theme {}", theme.position)};
  if (!theme.lead_role.empty()) top.facts.push_back({"Lead", words(theme.lead_role)});
  auto const all = static_cast<std::int64_t>(standing.all());
  top.facts.push_back({"Actions done", words(part_of(static_cast<std::int64_t>(standing.done), all))});
  if (standing.late > 0)
    top.facts.push_back({"Late against the first date", Html{static_cast<std::int64_t>(standing.late)}});
  if (!theme.aliases.empty())
    top.facts.push_back({"Also called", words(fmt::format("{}", fmt::join(theme.aliases, ", ")))});
  top.actions.push_back({words("Highlight report"), Href{address_of(theme).text() + "/highlight"}});
  if (call.may("plan.edit"))
    top.actions.push_back({words("Change this theme"), Href{address_of(theme).text() + "/edit"}});
  page.body << head(top);
  if (!theme.aim.empty()) page.body << lede(words(theme.aim));
  page.body << roll_up_part(standing, "theme") << findings_part(call, loaded);
  bool may_act = operations::may_on_theme(call.actor(), "action.edit", theme.id.text());
  for (auto const* kind : {find_record_kind("objective"), find_record_kind("team member")}) {
    std::vector<Record> rows;
    for (auto const& each : loaded.inside)
      if (each.kind == kind) rows.push_back(each);
    page.body << heading(words(kind->word == "objective" ? "Objectives" : "Team"))
              << (rows.empty() ? paragraph(words(kind->empty_words)) : records_table(*kind, rows));
    if (may_act)
      page.body << paragraph(
          link(words(add_words(*kind)), html::Query{}.with("inside", theme.id.text()).at(kind->address + "/new")));
  }
  page.body << heading(words("Actions"), "actions");
  if (loaded.actions.empty())
    page.body << paragraph(words("It has no action yet."));
  else
    page.body << table(actions_table(loaded.names, loaded.actions, today, "Actions of this theme"))
              << all_of_them(loaded.actions.size(), standing.all(), {.theme = theme.id.text()});
  if (operations::may_on_theme(call.actor(), "action.edit", theme.id.text()))
    page.body << link_button("Add an action", html::Query{}.with("theme", theme.id.text()).at("/actions/new"));
  page.body << joins_part(call, thing_of(theme), loaded.joins, may_act, {"finding", "action"})
            << notices::comments_part(call, theme.id.text()) << history_link(thing_of(theme))
            << colour_key(loaded.variant);
  return pages::page(std::move(page));
}

Result<pages::Answer> new_theme_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "plan.edit"));
  auto names = TRY(names_here(call));
  auto chosen = call.request().query("finding").value_or("");
  auto const* finding = names.finding(chosen);
  return pages::page(new_theme_form(call, names.findings, finding != nullptr ? finding->title : "", {chosen}, {}));
}

Result<pages::Answer> add_theme(pages::PageCall& call) {
  auto result =
      call.perform("theme add", call.input({"title", "aim", "lead_role", "lead_account", "aliases", "findings[]"}));
  if (result) return pages::see_other("/themes/" + (*result)["theme"].get<std::string>(), "The theme was added.");
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  auto names = TRY(names_here(call));
  return pages::page(new_theme_form(call, names.findings, "", {}, call.refused(error)), 422);
}

Result<pages::Answer> edit_theme_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "plan.edit"));
  auto theme = TRY(load(call));
  return pages::page(edit_theme_form(call, theme, {}));
}

Result<pages::Answer> change_theme(pages::PageCall& call) {
  auto theme = TRY(load(call));
  auto at = address_of(theme).text();
  auto choice = conflict_choice(call);
  if (choice == "theirs") return pages::see_other(at, "Their version was kept.");
  if (choice == "edit") return pages::page(edit_theme_form(call, theme, pages::both_texts(call)));
  auto input = call.input({"title", "aim", "lead_role", "lead_account", "aliases", "position"});
  input["theme"] = theme.id.text();
  input["version"] = sent_version(call);
  auto result = call.perform("theme change", input);
  if (result) return pages::see_other(at, "The theme was changed.");
  auto const& error = result.error();
  if (error.kind == ErrorKind::conflict)
    return pages::conflict_answer(call,
                                  {"This theme", theme.id.text(), std::string(plan_section), theme.version,
                                   Href{at + "/edit"}, Href{"/history/" + theme.id.text()}},
                                  {{"Title", "title", theme.title},
                                   {"What children will notice", "aim", theme.aim},
                                   {"Lead", "lead_role", theme.lead_role},
                                   {"The lead’s account", "lead_account",
                                    theme.lead_account ? theme.lead_account->text() : "", accounts_to_choose(call)},
                                   {"Other names", "aliases", lines(theme.aliases)},
                                   {"Place", "position", std::to_string(theme.position)}});
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(edit_theme_form(call, theme, call.refused(error)), 422);
}

Result<pages::Answer> end_theme_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "plan.edit"));
  auto theme = TRY(load(call));
  auto count = TRY(call.read("plan.view", [&](db::Transaction& transaction) {
    return count_actions(transaction, {.theme = theme.id.text()}, call.environment().clock.today());
  }));
  Page page;
  page.title = "Take this theme out of the plan?";
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {words(theme.title), address_of(theme)}};
  page.body << head({.title = page.title, .caption = theme.title})
            << paragraph(words(count == 0
                                   ? "It has no actions."
                                   : fmt::format("Its {} stay in the plan, in no theme until you give them another.",
                                                 plural(count, "action"))))
            << form({.action = Href{address_of(theme).text() + "/end"},
                     .csrf_token = call.csrf_token(),
                     .body = button_group({button({.label = "Take it out", .kind = ButtonKind::warning}),
                                           link(words("Keep it"), address_of(theme))}),
                     .lock_version = theme.version});
  return pages::page(std::move(page));
}

Result<pages::Answer> end_theme_now(pages::PageCall& call) {
  auto id = TRY(call.id<ThemeId>("theme"));
  TRY(call.perform("theme end", {{"theme", id.text()}, {"version", sent_version(call)}}));
  return pages::see_other("/plan", "The theme was taken out of the plan.");
}

}  // namespace gt::plans
