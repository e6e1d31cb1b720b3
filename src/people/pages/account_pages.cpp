#include "people/pages/page_parts.h"
#include "people/people_store.h"

namespace gt::people {

using html::words;
using pages::Answer;
using pages::PageCall;

namespace {

struct Own {
  store::Account account;
  AuthorityName authority;
  std::vector<AuthorityName> authorities;
  std::vector<store::SessionRow> sessions;
  std::string current_session;
};

Result<Own> read_own(PageCall const& call) {
  auto const& actor = call.actor();
  auto now = call.environment().clock.now();
  return call.read("", [&](db::Transaction& transaction) {
    auto account = store::account_by_id(transaction, actor.account);
    ENSURE(account.has_value());
    auto current = store::session_by_token(transaction, session_token(call));
    return Own{*std::move(account), authority_here(transaction), store::authorities_of(transaction, actor.account),
               store::sessions_of(transaction, actor.account, now), current ? current->id.text() : ""};
  });
}

html::Html switch_form(PageCall const& call, Own const& own) {
  if (own.authorities.size() < 2) return {};
  std::vector<html::Option> options;
  for (auto const& each : own.authorities) options.push_back({each.id.text(), each.display_name, {}});
  html::Html fields = html::select(
      {.name = "authority", .label = "Work for", .options = std::move(options), .value = own.authority.id.text()});
  fields << html::button({"Change council", html::ButtonKind::secondary});
  html::Html out = html::heading(words("Your councils"), "councils");
  out << html::form({.action = "/account/authority", .csrf_token = call.csrf_token(), .body = std::move(fields)});
  return out;
}

html::Html sessions_part(PageCall const& call, Own const& own) {
  html::Table table{.caption = "Where you are signed in",
                    .columns = {{"Signed in"}, {"Last used"}, {"From address"}, {"Which"}},
                    .rows = {},
                    .caption_shown = false};
  for (auto const& session : own.sessions) {
    auto note = session.id.text() == own.current_session ? words("This one") : words("Another");
    table.rows.push_back(
        {{html::moment(session.signed_in), html::moment(session.last_seen), words(session.address), note}});
  }
  html::Html out = html::heading(words("Where you are signed in"), "sessions");
  out << html::table(table)
      << html::form({.action = "/account/sessions/end-all",
                     .csrf_token = call.csrf_token(),
                     .body = html::button({"Sign out everywhere", html::ButtonKind::secondary})});
  return out;
}

Result<Answer> show_account(PageCall& call) {
  auto own = TRY(read_own(call));
  html::Html main = html::head({.title = "Your account", .caption = own.authority.display_name});
  main << html::summary_list(
              {{"Name", words(own.account.name)},
               {"Email address", words(own.account.email)},
               {"Role", words(call.session().role_words)},
               {"Password", words(own.account.password_hash ? "Set" : "None"), {{"Change", "/account/password"}}},
               {"Tokens for programs", words("Let a program act for you"), {{"See", "/account/tokens"}}},
               {"Mail to you", words("What is new, at most once a day"), {{"Change", "/account/mail"}}},
               {"Calendar", words("Due dates in your calendar program"), {{"See", "/account/calendar"}}}})
       << html::paragraph(words("An administrator changes your name, email address and roles."))
       << switch_form(call, own) << sessions_part(call, own);
  html::Page page;
  page.title = "Your account";
  page.body = std::move(main);
  return pages::page(std::move(page));
}

Answer password_page(PageCall const& call, html::FormState state, int status) {
  html::Html fields;
  fields << html::text_input({.name = "current_password",
                              .label = "Your password now",
                              .type = "password",
                              .autocomplete = "current-password"},
                             state)
         << html::text_input({.name = "new_password",
                              .label = "New password",
                              .hint = words("12 characters or more. Three words that do not belong together do well."),
                              .type = "password",
                              .autocomplete = "new-password"},
                             state)
         << html::button({"Change password"});
  html::Html main = html::head({.title = "Change your password"});
  main << html::paragraph(words("You stay signed in here and are signed out everywhere else."))
       << html::form({.action = "/account/password", .csrf_token = call.csrf_token(), .body = std::move(fields)});
  html::Page page;
  page.title = "Change your password";
  page.breadcrumbs = {{words("Your account"), "/account"}};
  page.body = std::move(main);
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

Result<Answer> change_password(PageCall& call) {
  auto changed = call.perform("password change", call.input({"current_password", "new_password"}));
  if (!changed) {
    // Nothing typed here is shown again.
    auto state = html::FormState::refused({{"current_password", {""}}}, changed.error());
    return password_page(call, std::move(state), web::status_for(changed.error().kind));
  }
  auto const& environment = call.environment();
  auto fresh = start_session(environment.database, environment.clock, call.actor().account, call.actor().authority,
                             call.request().remote_address);
  auto answer = pages::see_other("/account", "Your password is changed. You are signed out everywhere else.");
  std::get<web::Response>(answer).add_cookie(session_cookie(fresh.token, call.site().settings().secure_cookies));
  return answer;
}

Result<Answer> end_all_sessions(PageCall& call) {
  TRY(call.perform("session end-all", nlohmann::json::object()));
  auto response = web::Response::see_other("/sign-in");
  response.add_cookie(forget_session_cookie(call.site().settings().secure_cookies));
  return Answer{std::move(response)};
}

Result<Answer> change_authority(PageCall& call) {
  auto authority = AuthorityId::from_text(call.request().form("authority").value_or(""));
  if (!authority) return refuse(ErrorKind::invalid, "Choose a council from the list on your account page.");
  auto const& environment = call.environment();
  auto switched = TRY(
      switch_authority(environment.database, environment.clock, session_token(call), *authority, call.request().id));
  auto answer = pages::see_other("/", "You now work for the council you chose.");
  std::get<web::Response>(answer).add_cookie(session_cookie(switched.token, call.site().settings().secure_cookies));
  return answer;
}

}  // namespace

void add_account_pages(pages::Site& site) {
  site.get("/account", show_account);
  site.get("/account/password", [](PageCall& call) -> Result<Answer> { return password_page(call, {}, 200); });
  site.post("/account/password", change_password);
  site.post("/account/sessions/end-all", end_all_sessions);
  site.post("/account/authority", change_authority);
}

}  // namespace gt::people
