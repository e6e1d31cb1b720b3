#include <charconv>

#include "plans/pages/plan_page_list.h"
#include "plans/pages/thing_parts.h"
#include "plans/thread/links.h"

namespace gt::plans {

namespace {

// Only a page of ours; anything else could send the person elsewhere.
std::string back_to(pages::PageCall const& call) {
  auto asked = call.request().form("back").value_or("");
  auto slash = asked.rfind('/');
  bool is_ours = asked.starts_with('/') && slash != 0 && slash != std::string::npos && !asked.starts_with("//") &&
                 is_opaque_id(std::string_view(asked).substr(slash + 1));
  return is_ours ? asked : "/plan";
}

// The other end: chosen from the list, or an action by its number.
Result<std::string> other_end(pages::PageCall const& call) {
  auto chosen = call.request().form("other").value_or("");
  if (!chosen.empty()) return chosen;
  return TRY(action_with_number(call, call.request().form("action_number").value_or(""))).text();
}

// The kinds' rule says which of the two is the upper end.
Result<nlohmann::json> ends_of(pages::PageCall const& call, std::string const& of, std::string const& other) {
  auto read = call.read("plan.view", [&](db::Transaction& transaction) -> Result<nlohmann::json> {
    auto one = find_thing(transaction, of);
    auto two = find_thing(transaction, other);
    if (!one || !two)
      return refuse(ErrorKind::not_found, "One of the two is no longer in the plan. Go back and load the page again.");
    bool is_waiting = one->kind == "action" && two->kind == "action";
    bool down = is_waiting || find_link_rule(one->kind, two->kind) != nullptr;
    return nlohmann::json{
        {"from", down ? of : other}, {"to", down ? other : of}, {"relation", is_waiting ? std::string(waits_for) : ""}};
  });
  if (!read) return tl::unexpected<Error>(read.error());
  return *std::move(read);
}

struct JoinForm {
  Thing thing;
  std::vector<html::Option> choices;
};

Result<JoinForm> load_form(pages::PageCall const& call, std::string const& of) {
  auto loaded = TRY(call.read("plan.view", [&](db::Transaction& transaction) -> std::optional<JoinForm> {
    auto thing = find_thing(transaction, of, evidence::sight_of(call.actor()));
    if (!thing) return std::nullopt;
    auto choices = join_choices(transaction, thing->kind);
    return JoinForm{*std::move(thing), std::move(choices)};
  }));
  if (!loaded) return refuse(ErrorKind::not_found, "There is nothing of that name here. Start from the plan.");
  return *std::move(loaded);
}

html::Page join_form(pages::PageCall const& call, JoinForm const& loaded, html::FormState state) {
  auto const& thing = loaded.thing;
  html::Page page;
  page.title = "Join it to something else";
  page.section = plan_section;
  page.breadcrumbs = {plan_link(), {html::words(thing.title), html::Href{thing.address}}};
  page.body << html::head({.title = page.title, .caption = thing.title})
            << html::form({.action = "/links/add",
                           .csrf_token = call.csrf_token(),
                           .body = join_fields(thing, thing.address, loaded.choices, state)})
            << html::paragraph(html::link(html::words("Back without joining it"), html::Href{thing.address}));
  page.form = std::move(state);
  return page;
}

// The operation names the ends; the form has a list and a box, and says it where the person chose.
Result<pages::Answer> form_again(pages::PageCall const& call, Error error) {
  if (error.kind != ErrorKind::invalid && error.kind != ErrorKind::conflict)
    return tl::unexpected<Error>(std::move(error));
  auto const loaded = TRY(load_form(call, call.request().form("of").value_or("")));
  bool const from_list = !call.request().form("other").value_or("").empty();
  error.fields = {{from_list ? "other" : "action_number", error.message}};
  return pages::page(join_form(call, loaded, call.refused(error)), web::status_for(error.kind));
}

}  // namespace

Result<ActionId> action_with_number(pages::PageCall const& call, std::string const& typed) {
  std::int64_t number = 0;
  auto [end, code] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (typed.empty() || code != std::errc{} || end != typed.data() + typed.size())
    return refuse(ErrorKind::invalid, "Choose what to join it to, or enter the number of an action, such as 12.");
  auto found =
      TRY(call.read("plan.view", [&](db::Transaction& transaction) { return action_numbered(transaction, number); }));
  if (!found) return refuse(ErrorKind::invalid, "There is no action with that number. Look it up in the plan.");
  return *found;
}

Result<pages::Answer> add_join(pages::PageCall& call) {
  // Which of the two was meant nobody can tell, and joining one would leave the other out unsaid.
  if (!call.request().form("other").value_or("").empty() && !call.request().form("action_number").value_or("").empty())
    return form_again(call,
                      {ErrorKind::invalid,
                       "Choose something from the list or give a number, not both. Join the other one after that.",
                       {}});
  auto other = other_end(call);
  if (!other) return form_again(call, other.error());
  auto input = TRY(ends_of(call, call.request().form("of").value_or(""), *other));
  auto added = call.perform("link add", input);
  if (!added) return form_again(call, added.error());
  return pages::see_other(back_to(call), "They are joined.");
}

Result<pages::Answer> new_join_page(pages::PageCall& call) {
  TRY(operations::check_read(call.actor(), "action.edit"));
  auto of = call.request().query("of").value_or("");
  if (of.empty()) return pages::see_other("/plan", "Open what you want to join to something, then choose “Join it”.");
  auto const loaded = TRY(load_form(call, of));
  return pages::page(join_form(call, loaded, {}));
}

Result<pages::Answer> remove_join(pages::PageCall& call) {
  TRY(call.perform("link remove", call.input({"from", "to", "relation"})));
  return pages::see_other(back_to(call), "The link was taken away.");
}

}  // namespace gt::plans
