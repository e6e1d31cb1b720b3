#include <algorithm>
#include <charconv>

#include "people/pages/page_parts.h"
#include "people/people_views.h"
#include "people/session_rules.h"
#include "platform/audit/audit.h"
#include "platform/pages/conflict.h"

namespace gt::people {

using html::words;
using pages::Answer;
using pages::PageCall;

namespace {

Result<Person> read_person(PageCall const& call) {
  auto id = TRY(call.id<AccountId>("account"));
  return TRY(call.read("people.manage", [&](db::Transaction& transaction) { return person_here(transaction, id); }));
}

html::Page person_page(std::string title, html::Html body) {
  html::Page page;
  page.title = std::move(title);
  page.section = std::string(people_section);
  page.breadcrumbs = {{words("People"), "/people"}};
  page.body = std::move(body);
  return page;
}

html::Html one_button(PageCall const& call, std::string const& action, std::string label, html::ButtonKind kind) {
  return html::form(
      {.action = action, .csrf_token = call.csrf_token(), .body = html::button({std::move(label), kind})});
}

std::string title_of(std::vector<html::Option> const& options, std::string const& id, std::string const& otherwise) {
  auto found = std::find_if(options.begin(), options.end(), [&](auto const& each) { return each.value == id; });
  return found == options.end() ? otherwise : found->label;
}

html::Html roles_part(PageCall const& call, PageHooks const& hooks, Person const& person,
                      html::FormState const& state) {
  auto path = person_path(person.account.id);
  auto themes = hooks.themes ? hooks.themes(call) : std::vector<html::Option>{};
  auto bodies = hooks.bodies ? hooks.bodies(call) : std::vector<html::Option>{};
  html::Table table{
      .caption = "Roles", .columns = {{"Role"}, {"For"}, {"Change"}}, .rows = {}, .shape = html::TableShape::plain};
  for (auto const& grant : person.grants) {
    std::string scope = "Everything";
    if (grant.theme) scope = title_of(themes, *grant.theme, "One theme");
    if (grant.body) scope = title_of(bodies, *grant.body, "One board or committee");
    table.rows.push_back({{words(role_words({grant.role})), words(scope),
                           html::button_link({.label = "Take away",
                                              .action = path + "/roles/" + grant.id.text() + "/revoke",
                                              .csrf_token = call.csrf_token(),
                                              .about = "the role " + grant.role})}});
  }
  html::Html out = html::heading(words("Roles here"), "roles");
  out << (table.rows.empty() ? html::paragraph(words("No role: they cannot sign in here.")) : html::table(table))
      << html::subheading(words("Give a role"));
  auto fields = role_fields(call, hooks, state);
  fields << html::button({"Give role", html::ButtonKind::secondary});
  out << html::form({.action = path + "/roles", .csrf_token = call.csrf_token(), .body = std::move(fields)});
  return out;
}

html::Html managing_part(PageCall const& call, Person const& person) {
  auto path = person_path(person.account.id);
  if (!person.managed_here)
    return html::inset(
        words("Another council manages this account. You can give and take roles here; its own "
              "administrators change the name, the password or whether it can sign in."));
  std::vector<html::Html> buttons;
  if (person.account.disabled) {
    buttons.push_back(one_button(call, path + "/enable", "Let them sign in again", html::ButtonKind::secondary));
  } else {
    buttons.push_back(
        one_button(call, path + "/link", "Make a link to choose a password", html::ButtonKind::secondary));
    buttons.push_back(one_button(call, path + "/disable", "Disable this account", html::ButtonKind::warning));
  }
  html::Html out = html::heading(words("Signing in"), "signing-in");
  out << html::paragraph(words("Disabling ends their sessions, tokens and links at once. Nothing they wrote is lost."))
      << html::button_group(buttons);
  return out;
}

Result<Answer> show_person(PageCall& call, PageHooks const& hooks, html::FormState state, int status) {
  auto person = TRY(read_person(call));
  html::Head head{.title = person.account.name, .caption = call.session().council};
  if (person.account.disabled) head.beside_title = html::tag("Disabled", html::TagKind::warn);
  if (person.managed_here) head.actions = {{words("Change"), person_path(person.account.id) + "/edit"}};
  if (call.may("action.edit"))
    head.actions.push_back({words("What they answer for, and moving it"),
                            html::Query{}.with("account", person.account.id.text()).at("/plan/work")});
  html::Html main = html::head(head);
  main << html::summary_list({{"Email address", words(person.account.email)},
                              {"Password", words(person.account.password_hash ? "Set" : "Not chosen yet")},
                              {"Here since", html::moment(person.account.created)}})
       << roles_part(call, hooks, person, state) << managing_part(call, person);
  auto page = person_page(person.account.name, std::move(main));
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Result<Answer> give_role_here(PageCall& call, PageHooks const& hooks) {
  auto id = TRY(call.id<AccountId>("account"));
  auto input = call.input({"role", "theme", "body"});
  input["account"] = id.text();
  auto granted = call.perform("role grant", input);
  if (!granted) return show_person(call, hooks, call.refused(granted.error()), web::status_for(granted.error().kind));
  return pages::see_other(person_path(id), "The role is given.");
}

Result<Answer> take_role(PageCall& call) {
  auto id = TRY(call.id<AccountId>("account"));
  auto grant = TRY(call.id<GrantId>("grant"));
  TRY(call.perform("role revoke", {{"grant", grant.text()}}));
  return pages::see_other(person_path(id), "The role is taken away.");
}

pages::PageHandler simple_change(std::string operation, std::string notice) {
  return [operation = std::move(operation), notice = std::move(notice)](PageCall& call) -> Result<Answer> {
    auto id = TRY(call.id<AccountId>("account"));
    TRY(call.perform(operation, {{"account", id.text()}}));
    return pages::see_other(person_path(id), notice);
  };
}

Result<Answer> make_link(PageCall& call) {
  auto person = TRY(read_person(call));
  auto made = TRY(call.perform("password reset-link", {{"account", person.account.id.text()}}));
  html::Html main = html::head({.title = "Link to choose a password", .caption = person.account.name});
  main << link_to_copy(call.request(), made.at("link").get<std::string>())
       << html::button_group({html::link_button("Back to the person", person_path(person.account.id))});
  return pages::page(person_page("Link to choose a password", std::move(main)));
}

Result<Answer> edit_page(PageCall const& call, html::FormState state, int status) {
  auto person = TRY(read_person(call));
  html::Html fields;
  fields << html::text_input({.name = "name", .label = "Name", .value = person.account.name}, state)
         << html::text_input({.name = "email",
                              .label = "Email address",
                              .value = person.account.email,
                              .type = "email",
                              .spellcheck = false},
                             state)
         << html::hidden("opened_name", state.shown("opened_name", person.account.name))
         << html::hidden("opened_email", state.shown("opened_email", person.account.email)) << html::button({"Save"});
  // A refused form keeps the version it was opened with, so that a change made meanwhile is still noticed.
  auto version = person.account.lock_version;
  auto sent = state.shown(html::lock_version_field, "");
  std::from_chars(sent.data(), sent.data() + sent.size(), version);
  auto path = person_path(person.account.id);
  html::Html main = html::head({.title = "Change a person", .caption = person.account.name});
  main << html::form(
      {.action = path + "/edit", .csrf_token = call.csrf_token(), .body = std::move(fields), .lock_version = version});
  auto page = person_page("Change a person", std::move(main));
  page.breadcrumbs.push_back({words(person.account.name), path});
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

std::optional<audit::Entry> last_change(PageCall const& call, AccountId const& account) {
  auto listing = call.read("people.manage", [&](db::Transaction& transaction) {
    audit::Filter filter;
    filter.operation = "user change";
    filter.words = account.text();
    return audit::list(transaction, filter, {0, 1});
  });
  if (!listing || listing->entries.empty()) return std::nullopt;
  return std::move(listing->entries.front());
}

Result<Answer> conflict_page(PageCall const& call) {
  auto person = TRY(read_person(call));
  auto const& stored = person.account;
  auto form = [&](std::string_view name) { return call.request().form(name).value_or(""); };
  auto mine = [&](std::string_view name, std::string_view opened, std::string const& theirs) {
    auto typed = form(name);
    return typed == form(opened) ? theirs : typed;  // what I did not touch is theirs
  };
  html::Conflict conflict{
      .what = "This account",
      .saved_by = "somebody else",
      .saved_at = {},
      .fields = {{"Name", words(form("opened_name")), words(stored.name), words(form("name"))},
                 {"Email address", words(form("opened_email")), words(stored.email), words(form("email"))}},
      .action = person_path(stored.id) + "/edit",
      .csrf_token = call.csrf_token(),
      .stored_lock_version = stored.lock_version,
      .mine = {{"name", mine("name", "opened_name", stored.name)},
               {"email", mine("email", "opened_email", stored.email)},
               {"opened_name", stored.name},
               {"opened_email", stored.email},
               {pages::conflict_asked_field, "yes"}}};
  if (auto entry = last_change(call, stored.id)) {
    conflict.saved_by = entry->actor;
    conflict.saved_at = html::moment(entry->at);
  }
  auto page = person_page(std::string(html::conflict_title), html::conflict(conflict));
  page.breadcrumbs.push_back({words(stored.name), person_path(stored.id)});
  return pages::page(std::move(page), 409);
}

Result<Answer> edit_person(PageCall& call) {
  auto id = TRY(call.id<AccountId>("account"));
  auto keep = pages::conflict_choice(call);
  if (keep == "theirs") return pages::see_other(person_path(id), "Kept as the other person saved it.");
  if (keep == "edit") return edit_page(call, {}, 200);
  auto input = call.input({"name", "email"});
  input["account"] = id.text();
  input[std::string(html::lock_version_field)] = pages::sent_version(call);
  auto changed = call.perform("user change", input);
  if (changed) return pages::see_other(person_path(id), "Saved.");
  if (changed.error().kind == ErrorKind::conflict) return conflict_page(call);
  return edit_page(call, call.refused(changed.error()), web::status_for(changed.error().kind));
}

}  // namespace

void add_person_pages(pages::Site& site, PageHooks const& hooks) {
  site.get("/people/{account}", [hooks](PageCall& call) { return show_person(call, hooks, {}, 200); });
  site.get("/people/{account}/edit", [](PageCall& call) { return edit_page(call, {}, 200); });
  site.post("/people/{account}/edit", edit_person);
  site.post("/people/{account}/roles", [hooks](PageCall& call) { return give_role_here(call, hooks); });
  site.post("/people/{account}/roles/{grant}/revoke", take_role);
  site.post("/people/{account}/link", make_link);
  site.post("/people/{account}/disable",
            simple_change("user disable", "Disabled. Their sessions, tokens and links ended."));
  site.post("/people/{account}/enable", simple_change("user enable", "They can sign in again."));
}

}  // namespace gt::people
