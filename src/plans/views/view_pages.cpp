#include "plans/views/view_pages.h"

#include <algorithm>

#include "plans/pages/plan_parts.h"

namespace gt::plans {

using namespace html;

namespace {

Result<std::vector<SavedView>> views_here(pages::PageCall const& call) {
  return call.read("plan.view",
                   [&](db::Transaction& transaction) { return views_for(transaction, call.actor().account); });
}

bool may_change(pages::PageCall const& call, SavedView const& view) {
  return view.account == call.actor().account || call.may("plan.edit");
}

std::string name_with_owner(pages::PageCall const& call, SavedView const& view) {
  return view.account == call.actor().account ? view.name : view.name + " (" + view.account_name + ")";
}

std::string list_name(SavedView const& view) {
  auto const* kind = kind_of_view(view.query);
  return kind == nullptr ? "Actions" : records::capital(kind->plural);
}

Html save_form(pages::PageCall const& call, std::string const& query, FormState const& state) {
  Html fields = text_input(
      {.name = "name", .label = "Name of the view", .hint = words("For example “Late in my theme”."), .width = 20},
      state);
  if (call.may("plan.edit"))
    fields << checkboxes({.name = "shared",
                          .legend = "Who sees it",
                          .options = {{"true", "Share it with the council", {}}},
                          .small = true},
                         state);
  fields << hidden("query", query) << button({.label = "Save the view", .kind = ButtonKind::secondary});
  return form({.action = "/plan/views", .csrf_token = call.csrf_token(), .body = fields});
}

Html ways_to_change(pages::PageCall const& call, SavedView const& view) {
  auto at = "/plan/views/" + view.id.text();
  Html out;
  if (kind_of_view(view.query) == nullptr)
    out << button_link({.label = view.is_default ? "Do not open the plan with it" : "Open the plan with it",
                        .action = Href{at + "/default"},
                        .csrf_token = call.csrf_token(),
                        .about = view.name,
                        .fields = {{"default", view.is_default ? "no" : "yes"}}});
  if (!may_change(call, view)) return out;
  if (view.is_shared || call.may("plan.edit"))
    out << " "
        << button_link(
               {.label = view.is_shared ? "Stop sharing" : "Share with the council",
                .action = Href{at},
                .csrf_token = call.csrf_token(),
                .about = view.name,
                .fields = {{"shared", view.is_shared ? "no" : "yes"}, {"version", std::to_string(view.version)}}});
  out << " "
      << button_link({.label = "Delete",
                      .action = Href{at + "/delete"},
                      .csrf_token = call.csrf_token(),
                      .about = view.name,
                      .fields = {}});
  Html fields =
      text_input({.name = "name", .label = "New name of “" + view.name + "”", .value = view.name, .width = 20});
  fields << hidden("version", std::to_string(view.version))
         << button({.label = "Rename", .kind = ButtonKind::secondary});
  out << details("Rename", form({.action = Href{at}, .csrf_token = call.csrf_token(), .body = fields}));
  return out;
}

Page views_page_of(pages::PageCall const& call, std::vector<SavedView> const& views, std::string const& query,
                   FormState state) {
  Page page;
  page.title = "Saved views";
  page.section = plan_section;
  page.breadcrumbs = {plan_link()};
  page.body << head({.title = page.title, .caption = "Lists of the plan as you want to see them again"});
  Table rows;
  rows.caption = "Saved views";
  rows.columns = {{"View"}, {"List"}, {"Seen by"}, {"When you open the plan"}, {"Change"}};
  for (auto const& each : views)
    rows.rows.push_back({{link(words(name_with_owner(call, each)), each.address()), words(list_name(each)),
                          words(each.is_shared ? "Everyone at the council" : "You alone"),
                          words(each.is_default ? "Shown first" : "–"), ways_to_change(call, each)}});
  page.body << (views.empty()
                    ? paragraph(words("No view has been saved. Filter and sort a list of the plan, then save what "
                                      "you see under a name."))
                    : table(rows));
  if (state.has_errors() || !query.empty()) page.body << heading(words("Save a view")) << save_form(call, query, state);
  page.form = std::move(state);
  return page;
}

Result<pages::Answer> views_page(pages::PageCall& call) {
  return pages::page(views_page_of(call, TRY(views_here(call)), "", {}));
}

Result<pages::Answer> save_view(pages::PageCall& call) {
  auto const query = call.request().form("query").value_or("");
  nlohmann::json const input{{"name", call.request().form("name").value_or("")},
                             {"query", query},
                             {"shared", call.request().form("shared").value_or("") == "true"}};
  auto result = call.perform("view save", input);
  if (result)
    return pages::see_other(address_of_view((*result)["query"].get<std::string>()).text(), "The view was saved.");
  auto const& error = result.error();
  if (error.kind != ErrorKind::invalid) return tl::unexpected<Error>(error);
  return pages::page(views_page_of(call, TRY(views_here(call)), query, call.refused(error)), 422);
}

Result<pages::Answer> change_view(pages::PageCall& call) {
  auto id = TRY(call.id<SavedViewId>("view"));
  auto input = call.input({"name", "shared"});
  input["view"] = id.text();
  input["version"] = call.request().form("version").value_or("");
  TRY(call.perform("view change", input));
  return pages::see_other("/plan/views", "The view was changed.");
}

Result<pages::Answer> delete_view(pages::PageCall& call) {
  auto id = TRY(call.id<SavedViewId>("view"));
  TRY(call.perform("view delete", {{"view", id.text()}}));
  return pages::see_other("/plan/views", "The view was deleted.");
}

Result<pages::Answer> choose_default(pages::PageCall& call) {
  auto id = TRY(call.id<SavedViewId>("view"));
  bool is_chosen = call.request().form("default").value_or("") == "yes";
  auto const listed = TRY(call.perform("view list", nlohmann::json::object())).at("views");
  if (std::none_of(listed.begin(), listed.end(), [&](auto const& each) { return each.at("view") == id.text(); }))
    return refuse(ErrorKind::not_found, "There is no such view. Look at your saved views.");
  TRY(call.perform("view default", is_chosen ? nlohmann::json{{"view", id.text()}} : nlohmann::json::object()));
  return pages::see_other(
      "/plan/views", is_chosen ? "You see this view when you open the plan." : "You see the whole plan first again.");
}

}  // namespace

Html views_part(pages::PageCall const& call, std::vector<SavedView> const& views, RecordKind const* kind) {
  auto const query = view_query(call.query(), kind), all = view_query(html::Query{}, kind);
  std::vector<SavedView const*> of_list;
  for (auto const& each : views)
    if (kind_of_view(each.query) == kind) of_list.push_back(&each);
  std::vector<NavigationItem> items{{kind == nullptr ? "The whole plan" : "All " + kind->plural,
                                     kind == nullptr ? Href{"/plan?view=all"} : Href{kind->address}, query == all}};
  for (auto const* each : of_list)
    items.push_back({name_with_owner(call, *each), each->address(), query != all && each->query == query});
  Html out;
  if (!of_list.empty()) out << sub_navigation(items, "Saved views");
  bool is_saved = std::any_of(of_list.begin(), of_list.end(), [&](auto const* each) { return each->query == query; });
  if (query != all && !is_saved) out << details("Save this view", save_form(call, query, {}));
  if (!of_list.empty()) out << paragraph(link(words("Name, share and delete views"), "/plan/views"));
  return out;
}

void add_view_pages(pages::Site& site) {
  site.get("/plan/views", &views_page);
  site.post("/plan/views", &save_view);
  site.post("/plan/views/{view}", &change_view);
  site.post("/plan/views/{view}/delete", &delete_view);
  site.post("/plan/views/{view}/default", &choose_default);
}

}  // namespace gt::plans
