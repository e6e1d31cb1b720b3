#include "people/pages/page_parts.h"
#include "people/people_store.h"

namespace gt::people {

using html::words;
using pages::Answer;
using pages::PageCall;

namespace {

html::Html token_state(store::Token const& token, Instant now) {
  if (token.revoked) return html::tag("Revoked");
  if (now >= token.expires) return html::tag("Expired");
  return html::tag("In use", html::TagKind::good);
}

html::Html tokens_table(PageCall const& call, std::vector<store::Token> const& tokens) {
  if (tokens.empty())
    return html::empty_state(
        {"No tokens yet", html::paragraph(words("A token lets a program read or change what you may, without your "
                                                "password. Make one below when a program needs it."))});
  auto now = call.environment().clock.now();
  html::Table table{.caption = "Your tokens",
                    .columns = {{"Name"}, {"May"}, {"Good until"}, {"Last used"}, {"State"}, {"Change"}},
                    .rows = {}};
  for (auto const& token : tokens) {
    std::vector<html::Html> may;
    for (auto const& permission : token.permissions) may.push_back(words(permission));
    html::Html revoke;
    if (!token.revoked && now < token.expires)
      revoke = html::button_link({.label = "Revoke",
                                  .action = "/account/tokens/" + token.id.text() + "/revoke",
                                  .csrf_token = call.csrf_token(),
                                  .about = token.name});
    table.rows.push_back({{words(token.name), html::sentence_list(may), html::moment(token.expires),
                           token.last_used ? html::moment(*token.last_used) : words("Never"), token_state(token, now),
                           std::move(revoke)}});
  }
  return html::table(table);
}

html::Html add_form(PageCall const& call, html::FormState const& state) {
  std::vector<html::Option> permissions;
  for (auto const& permission : operations::all_permissions())
    if (call.may(permission)) permissions.push_back({permission, permission, {}});
  html::Html fields;
  fields << html::text_input({.name = "name", .label = "What it is for", .hint = words("For example: Nightly export")},
                             state)
         << html::checkboxes(
                {.name = "permissions",
                 .legend = "What it may do",
                 .options = std::move(permissions),
                 .hint = words("At most what your roles let you do; if you lose a role, so does the token."),
                 .small = true,
                 .strong_legend = false},
                state)
         << html::text_input({.name = "days",
                              .label = "Days until it stops working",
                              .hint = words("1 to 365"),
                              .value = "90",
                              .inputmode = "numeric",
                              .width = 4},
                             state)
         << html::button({"Make token"});
  html::Html out = html::heading(words("Make a token"), "make");
  out << html::form({.action = "/account/tokens", .csrf_token = call.csrf_token(), .body = std::move(fields)});
  return out;
}

Result<Answer> tokens_page(PageCall const& call, html::FormState state, int status) {
  auto tokens = TRY(
      call.read("", [&](db::Transaction& transaction) { return store::tokens_of(transaction, call.actor().account); }));
  html::Html main = html::head({.title = "Tokens for programs", .caption = call.session().council});
  main << tokens_table(call, tokens) << add_form(call, state);
  html::Page page;
  page.title = "Tokens for programs";
  page.breadcrumbs = {{words("Your account"), "/account"}};
  page.body = std::move(main);
  page.form = std::move(state);
  return pages::page(std::move(page), status);
}

// The token stands in this one answer to a POST and in no address, log or cookie.
Result<Answer> make_token(PageCall& call) {
  auto made = call.perform("token add", call.input({"name", "permissions[]", "days"}));
  if (!made) return tokens_page(call, call.refused(made.error()), web::status_for(made.error().kind));
  html::Html code;
  code << "<code class=\"gt-hash\">" << made->at("token").get<std::string>() << "</code>";
  html::Html main = html::head({.title = "Copy your token now"});
  main << html::paragraph(words("It is shown only this once; we keep no copy that could be read. Send it as "
                                "“Authorization: Bearer” with each request, and to nobody."))
       << html::inset(code) << html::button_group({html::link_button("I have copied it", "/account/tokens")});
  html::Page page;
  page.title = "Copy your token now";
  page.breadcrumbs = {{words("Your account"), "/account"}, {words("Tokens for programs"), "/account/tokens"}};
  page.body = std::move(main);
  return pages::page(std::move(page));
}

Result<Answer> revoke_token(PageCall& call) {
  auto id = TRY(call.id<TokenId>("token"));
  TRY(call.perform("token revoke", {{"token_id", id.text()}}));
  return pages::see_other("/account/tokens", "The token no longer works.");
}

}  // namespace

void add_token_pages(pages::Site& site) {
  site.get("/account/tokens", [](PageCall& call) { return tokens_page(call, {}, 200); });
  site.post("/account/tokens", make_token);
  site.post("/account/tokens/{token}/revoke", revoke_token);
}

}  // namespace gt::people
