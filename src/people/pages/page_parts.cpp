#include "people/pages/page_parts.h"

#include "people/session_rules.h"

namespace gt::people {

using html::words;

namespace {
constexpr std::string_view session_cookie_base = "session";
}

std::string session_cookie_name(bool secure_cookies) {
  return (secure_cookies ? "__Host-" : "") + std::string(session_cookie_base);
}

web::Cookie session_cookie(std::string token, bool secure_cookies) {
  if (secure_cookies) return web::Cookie::host_bound(session_cookie_base, std::move(token));
  web::Cookie cookie;
  cookie.name = std::string(session_cookie_base);
  cookie.value = std::move(token);
  cookie.is_secure = false;
  return cookie;
}

web::Cookie forget_session_cookie(bool secure_cookies) {
  auto cookie = web::Cookie::expired(session_cookie_name(secure_cookies));
  cookie.is_secure = secure_cookies;
  return cookie;
}

std::string session_token(pages::PageCall const& call) {
  return call.request().cookie(session_cookie_name(call.site().settings().secure_cookies)).value_or("");
}

std::optional<pages::Session> find_session(db::Database& database, Clock const& clock, web::Request const& request,
                                           bool secure_cookies) {
  auto token = request.cookie(session_cookie_name(secure_cookies));
  if (!token) return std::nullopt;
  auto session = session_actor(database, clock, *token);
  if (!session) return std::nullopt;
  session->actor.request_id = request.id;
  return pages::Session{std::move(session->actor), std::move(session->csrf_token),
                        std::move(session->authority.display_name), std::move(session->role_words)};
}

std::string person_path(AccountId const& account) { return "/people/" + account.text(); }

html::Html people_navigation(pages::PageCall const& call, std::string_view current) {
  std::vector<html::NavigationItem> items;
  auto add = [&](std::string label, html::Href href) {
    bool is_current = label == current;
    items.push_back({std::move(label), std::move(href), is_current});
  };
  if (call.may("people.manage")) add("People", "/people");
  add("Permissions", "/permissions");
  if (call.may("audit.view")) add("Audit log", "/audit-log");
  if (call.may("mail.manage")) add("Mail", "/mail");
  return html::sub_navigation(items, "People and records");
}

html::Html link_to_copy(web::Request const& request, std::string const& path) {
  auto host = request.header("Host").value_or("");
  auto address = host.empty() ? path : (request.is_secure ? "https://" : "http://") + host + path;
  html::Html code;
  code << "<code class=\"gt-hash\">" << address << "</code>";
  html::Html out;
  out << html::paragraph(words("Copy this link and send it to the person by a way you trust. It is shown only now."))
      << html::inset(code) << html::paragraph(words("It works once, for 72 hours. A newer link replaces it."));
  return out;
}

html::Html role_fields(pages::PageCall const& call, PageHooks const& hooks, html::FormState const& state) {
  std::vector<html::Option> roles{{"", "Choose a role", {}}};
  for (auto const& role : operations::all_roles()) roles.push_back({role, role_words({role}), {}});
  html::Html out = html::select({"role", "Role", std::move(roles)}, state);
  auto narrow = [&](auto const& hook, char const* name, char const* label, char const* all) {
    auto options = hook ? hook(call) : std::vector<html::Option>{};
    if (options.empty()) return;
    options.insert(options.begin(), {"", all, {}});
    out << html::select({name, label, std::move(options)}, state);
  };
  narrow(hooks.themes, "theme", "For which theme", "Every theme");
  narrow(hooks.bodies, "body", "Or for which board or committee", "Every one");
  return out;
}

void add_pages(pages::Site& site, web::Router& router, PageHooks hooks) {
  add_sign_in_pages(site, router);
  add_account_pages(site);
  add_token_pages(site);
  add_people_list_pages(site, hooks);
  add_person_pages(site, hooks);
  add_permissions_page(site);
  add_audit_log_pages(site);
}

}  // namespace gt::people
