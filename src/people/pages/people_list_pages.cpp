#include <algorithm>

#include "people/pages/page_parts.h"
#include "people/people_views.h"
#include "platform/core/text.h"

namespace gt::people {

using html::words;
using pages::Answer;
using pages::PageCall;

namespace {

bool matches(Person const& person, html::Query const& query) {
  auto wanted = lower_case(trimmed(query.value("q")));
  auto text = lower_case(person.account.name + " " + person.account.email);
  if (text.find(wanted) == std::string::npos) return false;
  auto role = query.value("role");
  if (!role.empty() &&
      std::none_of(person.grants.begin(), person.grants.end(), [&](auto const& grant) { return grant.role == role; }))
    return false;
  auto state = query.value("state");
  if (state == "disabled") return person.account.disabled.has_value();
  if (state == "invited") return !person.account.disabled && !person.account.password_hash;
  if (state == "active") return !person.account.disabled && person.account.password_hash.has_value();
  return true;
}

html::Html state_tag(Person const& person) {
  if (person.account.disabled) return html::tag("Disabled", html::TagKind::warn);
  if (!person.account.password_hash) return html::tag("No password yet");
  return html::tag("Can sign in", html::TagKind::good);
}

std::vector<html::FilterField> filters() {
  html::FilterField role{"role", "Role", {{"", "Any role", {}}}};
  for (auto const& each : operations::all_roles()) role.options.push_back({each, each, {}});
  return {{"q", "Name or email address"},
          std::move(role),
          {"state",
           "State",
           {{"", "Any", {}},
            {"active", "Can sign in", {}},
            {"invited", "No password yet", {}},
            {"disabled", "Disabled", {}}}}};
}

Result<Answer> show_people(PageCall& call) {
  auto people = TRY(call.read("people.manage", [](db::Transaction& transaction) { return people_here(transaction); }));
  auto query = call.query();
  html::Table table{.caption = "People", .columns = {{"Name"}, {"Email address"}, {"Roles"}, {"State"}}, .rows = {}};
  for (auto const& person : people) {
    if (!matches(person, query)) continue;
    auto name = html::link(words(person.account.name), person_path(person.account.id));
    if (!person.managed_here) name = html::with_note(name, words("Managed by another council"));
    table.rows.push_back(
        {{std::move(name), words(person.account.email), words(person_role_words(person)), state_tag(person)}});
  }
  html::Html main = html::head(
      {.title = "People", .caption = call.session().council, .actions = {{words("Add a person"), "/people/add"}}});
  main << people_navigation(call, "People")
       << html::filter_bar({.path = "/people",
                            .query = query,
                            .fields = filters(),
                            .shown = static_cast<std::int64_t>(table.rows.size()),
                            .total = static_cast<std::int64_t>(people.size()),
                            .noun = "person",
                            .plural_noun = "people"});
  main << (table.rows.empty() ? html::empty_state({"Nobody matches", html::paragraph(words("Take a filter off."))})
                              : html::table(table));
  html::Page page;
  page.title = "People";
  page.section = std::string(people_section);
  page.body = std::move(main);
  return pages::page(std::move(page));
}

Result<Answer> add_page(PageCall const& call, PageHooks const& hooks, html::FormState state, int status) {
  TRY(operations::check_read(call.actor(), "people.manage"));
  html::Html fields;
  fields << html::text_input({.name = "name",
                              .label = "Name",
                              .hint = words("How the person is shown to others: their name or their post.")},
                             state)
         << html::text_input({.name = "email", .label = "Email address", .type = "email", .spellcheck = false}, state)
         << role_fields(call, hooks, state) << html::button({"Add person"});
  html::Html main = html::head({.title = "Add a person"});
  main << html::paragraph(words("You get a link with which they choose their password."))
       << html::form({.action = "/people/add", .csrf_token = call.csrf_token(), .body = std::move(fields)});
  html::Page page;
  page.title = "Add a person";
  page.section = std::string(people_section);
  page.breadcrumbs = {{words("People"), "/people"}};
  page.body = std::move(main);
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Result<Answer> add_person(PageCall& call, PageHooks const& hooks) {
  auto added = call.perform("user add", call.input({"name", "email", "role", "theme", "body"}));
  if (!added) return add_page(call, hooks, call.refused(added.error()), web::status_for(added.error().kind));
  auto account = AccountId::trusted(added->at("account").get<std::string>());
  if (added->at("link").is_null())
    return pages::see_other(person_path(account),
                            "Added. They have an account already and sign in with the password they have.");
  html::Html main = html::head({.title = "Person added"});
  main << link_to_copy(call.request(), added->at("link").get<std::string>())
       << html::button_group({html::link_button("See the person", person_path(account)),
                              html::link_button("Add another", "/people/add", html::ButtonKind::secondary)});
  html::Page page;
  page.title = "Person added";
  page.section = std::string(people_section);
  page.breadcrumbs = {{words("People"), "/people"}};
  page.body = std::move(main);
  return pages::page(std::move(page));
}

}  // namespace

void add_people_list_pages(pages::Site& site, PageHooks const& hooks) {
  site.get("/people", show_people);
  site.get("/people/add", [hooks](PageCall& call) { return add_page(call, hooks, {}, 200); });
  site.post("/people/add", [hooks](PageCall& call) { return add_person(call, hooks); });
}

}  // namespace gt::people
