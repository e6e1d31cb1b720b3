#include "plans/refusals.h"
#include "plans/sql.h"
#include "plans/views/views.h"
#include "platform/core/text.h"
#include "platform/operations/declare.h"

namespace gt::plans {

using nlohmann::json;
using operations::Call;
using operations::declare;
using operations::field;
using operations::Kind;

namespace {

SavedView saved_view_of(db::Row const& row) {
  return {row.id<SavedViewId>("id"), row.id<AccountId>("account"), row.text("account_name"), row.text("name"),
          row.text("query"),         row.flag("is_shared"),        row.integer("version"),   row.flag("is_default")};
}

json view_json(SavedView const& each) {
  return {{"view", each.id.text()},     {"name", each.name},       {"query", each.query},    {"shared", each.is_shared},
          {"default", each.is_default}, {"by", each.account_name}, {"version", each.version}};
}

Result<std::string> sound_name(std::string const& typed) {
  auto name = one_line(typed);
  if (name.empty()) return refuse_field("name", "Give the view a name, such as “Late in my theme”.");
  return name;
}

Result<std::string> sound_query(std::string const& typed) {
  auto query = read_view_query(typed);
  if (!query) return refuse_field("query", "Give the part of the list’s address after the question mark.");
  return view_query(*query);
}

std::vector<SavedView> views_of(Call& call) { return views_for(call.db(), call.actor().account); }

Result<SavedView> reachable_view(Call& call, SavedViewId const& id) {
  for (auto& each : views_of(call))
    if (each.id == id) return std::move(each);
  return none_such("view");
}

// A shared view may be changed by its owner and by those who run the plan.
Result<SavedView> changeable_view(Call& call, SavedViewId const& id) {
  auto view = TRY(reachable_view(call, id));
  if (view.account == call.actor().account || operations::may_on_theme(call.actor(), "plan.edit", "")) return view;
  return refuse(ErrorKind::forbidden,
                "This view is somebody else’s. Save one of your own, or ask whoever runs the programme.");
}

Result<void> may_share(Call& call, bool is_shared) {
  if (!is_shared || operations::may(call.actor(), "plan.edit")) return {};
  return refuse_field("shared", "Views are shared by those who run the programme. Save it for yourself.");
}

Result<void> name_is_free(Call& call, SavedView const& view) {
  for (auto const& each : views_of(call))
    if (each.account == view.account && each.id != view.id && lower_case(each.name) == lower_case(view.name))
      return refuse_field("name", "You have a view of that name already. Choose another name, or delete that one.");
  return {};
}

struct SaveView {
  std::string name, query;
  bool shared = false;
};

Result<json> run_save_view(Call& call, SaveView const& input) {
  call.allow_own();
  SavedView view{SavedViewId::fresh(),
                 call.actor().account,
                 call.actor().name,
                 TRY(sound_name(input.name)),
                 TRY(sound_query(input.query)),
                 input.shared,
                 1,
                 false};
  TRY(may_share(call, input.shared));
  TRY(name_is_free(call, view));
  call.db().execute(sql::insert_saved_view, {{"id", view.id},
                                             {"account", view.account},
                                             {"account_name", view.account_name},
                                             {"name", view.name},
                                             {"query", view.query},
                                             {"is_shared", view.is_shared}});
  call.changed({"view", view.id.text(), view.name, nullptr, view_json(view)});
  return view_json(view);
}

struct ChangeView {
  std::optional<SavedViewId> view;
  std::int64_t version = 0;
  std::string name, query, shared;
};

Result<json> run_change_view(Call& call, ChangeView const& input) {
  call.allow_own();
  auto const before = TRY(changeable_view(call, *input.view));
  auto view = before;
  if (!input.name.empty()) view.name = TRY(sound_name(input.name));
  if (!input.query.empty()) view.query = TRY(sound_query(input.query));
  if (kind_of_view(view.query) != kind_of_view(before.query))
    return refuse_field("query", "A view stays with its list. Save a new one for the other list.");
  if (!input.shared.empty()) view.is_shared = input.shared == "yes";
  if (view.is_shared && !before.is_shared) TRY(may_share(call, true));
  TRY(name_is_free(call, view));
  auto const changed = call.db().execute(sql::change_saved_view, {{"id", view.id},
                                                                  {"name", view.name},
                                                                  {"query", view.query},
                                                                  {"is_shared", view.is_shared},
                                                                  {"version", input.version}});
  if (changed != 1) return changed_first("view");
  if (before.is_shared && !view.is_shared)
    call.db().execute(sql::forget_default_of_others, {{"view", view.id}, {"account", view.account}});
  ++view.version;
  call.changed({"view", view.id.text(), view.name, view_json(before), view_json(view)});
  return view_json(view);
}

struct OneView {
  std::optional<SavedViewId> view;
};

Result<json> run_delete_view(Call& call, OneView const& input) {
  call.allow_own();
  auto const view = TRY(changeable_view(call, *input.view));
  call.db().execute(sql::forget_default_view, {{"view", view.id}});
  call.db().execute(sql::delete_saved_view, {{"id", view.id}});
  call.changed({"view", view.id.text(), view.name, view_json(view), nullptr});
  return json{{"deleted", view.id.text()}};
}

Result<json> run_default_view(Call& call, OneView const& input) {
  call.allow_own();
  std::string was, is;
  for (auto const& each : views_of(call))
    if (each.is_default) was = each.name;
  call.db().execute(sql::clear_default_view, {{"account", call.actor().account}});
  if (input.view) {
    auto const view = TRY(reachable_view(call, *input.view));
    if (kind_of_view(view.query) != nullptr)
      return refuse_field("view", "Only a view of the plan’s own list of actions can open the plan.");
    call.db().execute(sql::set_default_view, {{"account", call.actor().account}, {"view", view.id}});
    is = view.name;
  }
  call.changed({"default view", call.actor().account.text(), call.actor().name, was.empty() ? json(nullptr) : json(was),
                is.empty() ? json(nullptr) : json(is)});
  return json{{"default", is.empty() ? json(nullptr) : json(is)}};
}

Result<json> run_list_views(Call& call, operations::Nothing const&) {
  auto rows = json::array();
  for (auto const& each : views_of(call)) rows.push_back(view_json(each));
  return json{{"views", rows}};
}

}  // namespace

std::vector<SavedView> views_for(db::Transaction& transaction, AccountId const& account) {
  std::vector<SavedView> out;
  for (auto const& row : transaction.rows(sql::list_saved_views, {{"account", account}}))
    out.push_back(saved_view_of(row));
  return out;
}

void add_view_operations(operations::Registry& registry) {
  json const example{{"view", example_id}, {"name", "Late in my theme"}, {"query", "due=late"}, {"version", 1}};
  registry.add(declare<operations::Nothing>("view list",
                                            "List your saved views of the plan and those shared with the council",
                                            Kind::read, "plan.view", {}, {{"views", json::array()}}, &run_list_views));
  registry.add(declare<SaveView>(
      "view save", "Save a view of a list of the plan under a name", Kind::change, "",
      {field("name", &SaveView::name, "What it is called", "Late in my theme").required().max_length(80),
       field("query", &SaveView::query,
             "The part of the list’s address after the question mark; list=risks before it for the list of risks, and "
             "so for others",
             "due=late&sort=due")
           .max_length(1000),
       field("shared", &SaveView::shared, "Whether everyone at the council sees it", false)},
      example, &run_save_view));
  registry.add(declare<ChangeView>(
      "view change", "Give a saved view another name or address, or share it", Kind::change, "",
      {field("view", &ChangeView::view, "The view", example_id).required(),
       field("version", &ChangeView::version, "The version you saw", 1).required(),
       field("name", &ChangeView::name, "What it is called; as it was when left out", "Late").max_length(80),
       field("query", &ChangeView::query, "What it shows; as it was when left out", "due=late").max_length(1000),
       field("shared", &ChangeView::shared, "Whether everyone at the council sees it; as it was when left out", "yes")
           .choices({"yes", "no"})},
      example, &run_change_view));
  registry.add(declare<OneView>("view delete", "Delete a saved view", Kind::change, "",
                                {field("view", &OneView::view, "The view", example_id).required()},
                                {{"deleted", example_id}}, &run_delete_view));
  registry.add(declare<OneView>("view default", "Choose the view you see when you open the plan", Kind::change, "",
                                {field("view", &OneView::view, "The view; none when left out", example_id)},
                                {{"default", "Late in my theme"}}, &run_default_view));
}

}  // namespace gt::plans
