#include "plans/bulk/bulk_pages.h"

#include <fmt/format.h>

#include "plans/bulk/bulk.h"
#include "plans/lists/action_lists.h"
#include "plans/lists/things.h"
#include "plans/pages/action_table.h"
#include "plans/pages/thing_parts.h"
#include "plans/views/views.h"

namespace gt::plans {

using namespace html;
using nlohmann::json;

namespace {

constexpr std::size_t most_rows_shown = 200;
// `all` is sent when every action of the filter is meant; a filter that shows the whole plan has no words of its own.
constexpr std::string_view whole_plan = "sort=number";

std::vector<std::string_view> const input_names{"change",  "owner_role", "owner_account", "theme",
                                                "project", "status",     "due",           "reason"};

bool is_all(pages::PageCall const& call) { return !call.request().form(all_field).value_or("").empty(); }

std::string filter_of(pages::PageCall const& call) {
  auto filter = call.request().form("filter").value_or("");
  return filter.empty() ? std::string(whole_plan) : filter;
}

json input_of(pages::PageCall const& call) {
  auto input = call.input(input_names);
  for (auto const* name : {"owner_account", "theme", "project", "due", "status"})
    if (input.contains(name) && input[name] == "") input.erase(name);
  if (is_all(call))
    input["filter"] = filter_of(call);
  else
    input["actions"] = call.request().form_all(chosen_field);
  return input;
}

// What was chosen, sent on from page to page.
Html chosen_hidden(pages::PageCall const& call) {
  Html out = hidden("filter", call.request().form("filter").value_or(""));
  if (is_all(call)) {
    out << hidden(all_field, "1");
    return out;
  }
  for (auto const& each : call.request().form_all(chosen_field)) out << hidden(chosen_field, each);
  return out;
}

Href back_to_list(pages::PageCall const& call) {
  auto query = read_view_query(call.request().form("filter").value_or(""));
  return query ? query->at("/plan") : Href{"/plan"};
}

struct Choices {
  std::int64_t count = 0;
  std::vector<Option> accounts, themes, projects;
};

Result<Choices> read_choices(pages::PageCall const& call) {
  return call.read("plan.view", [&](db::Transaction& transaction) {
    Choices out;
    out.accounts = account_options(transaction);
    out.themes.push_back({"", "Choose", {}});
    for (auto& each : theme_options(list_themes(transaction))) out.themes.push_back(std::move(each));
    out.projects.push_back({"", "Choose", {}});
    for (auto const& each : record_names(transaction, find_record_kind("project")))
      out.projects.push_back({each.id, fmt::format("{} {}", each.number, each.title), {}});
    auto query = is_all(call) ? read_view_query(filter_of(call)) : std::nullopt;
    out.count = query ? count_actions(transaction, ActionFilter::from_query(*query), call.environment().clock.today())
                      : static_cast<std::int64_t>(call.request().form_all(chosen_field).size());
    return out;
  });
}

Page bulk_page() {
  Page page;
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  return page;
}

Page choose_page(pages::PageCall const& call, Choices const& choices, FormState state) {
  auto page = bulk_page();
  page.title = "Change " + plural(choices.count, "action");
  page.body << head({.title = page.title, .caption = "You see what would change before anything does"});
  Html fields;
  fields << radios({.name = "change",
                    .legend = "What is to be changed",
                    .options = {{"owner", "Who owns them", {}},
                                {"theme", "Put them in a theme", {}},
                                {"not theme", "Take them out of a theme", {}},
                                {"project", "Put them in a project", {}},
                                {"not project", "Take them out of a project", {}},
                                {"status", "Whether they are on track", {}},
                                {"date", "Ask for another due date", words("Each date waits to be agreed.")},
                                {"end", "Take them out of the plan", words("Their history stays.")}}},
                   state)
         << text_input({.name = "owner_role", .label = "New owner, by role", .hint = words("Empty keeps the role.")},
                       state)
         << select({.name = "owner_account", .label = "New owner’s account", .options = choices.accounts}, state)
         << select({.name = "theme", .label = "Theme", .options = choices.themes}, state)
         << select({.name = "project", .label = "Project", .options = choices.projects}, state)
         << select({.name = "status",
                    .label = "How they stand",
                    .options = {{"", "Choose", {}}, {"on track", "On track", {}}, {"off track", "Off track", {}}}},
                   state)
         << date_input({.name = "due", .label = "New due date"}, state)
         << textarea({.name = "reason", .label = "Why", .hint = words("One reason for all of them."), .rows = 2}, state)
         << chosen_hidden(call)
         << button_group({button({.label = "Show what would change"}), link(words("Cancel"), back_to_list(call))});
  page.body << form({.action = "/plan/bulk/preview", .csrf_token = call.csrf_token(), .body = fields});
  page.form = std::move(state);
  return page;
}

Html row_link(json const& row) {
  return link(words(fmt::format("{} {}", row["number"].get<std::int64_t>(), row["title"].get<std::string>())),
              Href{"/actions/" + row["action"].get<std::string>()});
}

Html rows_that(json const& preview, std::string_view stands, std::string caption, bool with_reason) {
  Table out;
  out.caption = std::move(caption);
  out.caption_shown = true;
  out.columns =
      with_reason ? std::vector<Column>{{"Action"}, {"Why not"}} : std::vector<Column>{{"Action"}, {"Now"}, {"After"}};
  std::size_t left = 0;
  for (auto const& row : preview["rows"]) {
    if (row["stands"] != stands) continue;
    if (out.rows.size() == most_rows_shown) {
      ++left;
      continue;
    }
    auto or_dash = [](std::string const& text) { return words(text.empty() ? "–" : text); };
    out.rows.push_back({with_reason ? std::vector<Html>{row_link(row), words(row["why"].get<std::string>())}
                                    : std::vector<Html>{row_link(row), or_dash(row["from"].get<std::string>()),
                                                        or_dash(row["to"].get<std::string>())}});
  }
  if (out.rows.empty()) return {};
  Html html = table(out);
  if (left > 0) html << paragraph(words(fmt::format("And {} more.", left)));
  return html;
}

Html confirm_form(pages::PageCall const& call, json const& preview) {
  auto const can = preview["would_change"].get<std::int64_t>();
  auto const refused = preview["refused"].get<std::int64_t>();
  Html fields = chosen_hidden(call);
  for (auto name : input_names) fields << hidden(name, call.request().form(name).value_or(""));
  fields << hidden("fingerprint", preview["fingerprint"].get<std::string>());
  if (refused > 0) fields << hidden("only_possible", "true");
  auto const label =
      refused > 0 ? fmt::format("Change only the {} that can be", can) : "Change " + plural(can, "action");
  fields << button_group({button({.label = label}), link(words("Change nothing"), back_to_list(call))});
  return form({.action = "/plan/bulk/confirm", .csrf_token = call.csrf_token(), .body = fields});
}

Page preview_page(pages::PageCall const& call, json const& preview, std::string const& problem) {
  auto const can = preview["would_change"].get<std::int64_t>();
  auto const refused = preview["refused"].get<std::int64_t>(), same = preview["already"].get<std::int64_t>();
  auto page = bulk_page();
  page.title = can == 0 ? "Nothing would change" : fmt::format("{} would change", plural(can, "action"));
  page.body << head({.title = page.title, .caption = "Nothing has been changed yet"});
  if (!problem.empty()) page.body << inset(words(problem));
  Html sentence;
  sentence << plural(can, "action") << " would change, " << same << " stand so already, " << refused
           << " cannot be changed so.";
  page.body << lede(sentence) << rows_that(preview, "cannot", "Cannot be changed", true)
            << rows_that(preview, "would change", "Would change", false)
            << rows_that(preview, "is so already", "Stand so already", false);
  page.body << (can > 0 ? confirm_form(call, preview) : paragraph(link(words("Back to the list"), back_to_list(call))));
  return page;
}

Result<pages::Answer> choose_change(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.edit"));
  auto choices = TRY(read_choices(call));
  if (choices.count == 0)
    return refuse(ErrorKind::invalid, "No action was chosen. Go back and tick the actions that are to be changed.");
  return pages::page(choose_page(call, choices, {}));
}

Result<pages::Answer> preview_change(pages::PageCall& call) {
  auto preview = call.perform("bulk preview", input_of(call));
  if (preview) return pages::page(preview_page(call, *preview, ""));
  if (preview.error().kind != ErrorKind::invalid) return tl::unexpected<Error>(preview.error());
  return pages::page(choose_page(call, TRY(read_choices(call)), call.refused(preview.error())), 422);
}

Result<pages::Answer> confirm_change(pages::PageCall& call) {
  auto input = input_of(call);
  input["fingerprint"] = call.request().form("fingerprint").value_or("");
  input["only_possible"] = call.request().form("only_possible").value_or("") == "true";
  auto result = call.perform("bulk change", input);
  if (result)
    return pages::see_other(back_to_list(call).text(),
                            plural((*result)["changed"].get<std::int64_t>(), "action") +
                                ((*result)["changed"] == 1 ? " was changed." : " were changed."));
  auto const error = result.error();
  if (error.kind == ErrorKind::not_found) return tl::unexpected<Error>(error);
  auto preview = TRY(call.perform("bulk preview", input_of(call)));
  return pages::page(preview_page(call, preview, error.message), web::status_for(error.kind));
}

}  // namespace

void add_bulk_pages(pages::Site& site) {
  site.post("/plan/bulk", &choose_change);
  site.post("/plan/bulk/preview", &preview_change);
  site.post("/plan/bulk/confirm", &confirm_change);
}

}  // namespace gt::plans
