#include "people/pages/page_parts.h"
#include "people/session_rules.h"
#include "platform/auth/tokens.h"
#include "platform/core/text.h"
#include "platform/core/unavailable.h"

// Before anyone is signed in there is no session to derive a form token from, so these forms carry one derived from a
// random cookie of their own: another site can neither read nor, over https (`__Host-`), set it, and so cannot sign
// somebody in as someone else.
namespace gt::people {

using html::words;

namespace {

constexpr std::string_view form_cookie_base = "form";

std::string form_cookie_name(bool secure) { return (secure ? "__Host-" : "") + std::string(form_cookie_base); }

web::Cookie form_cookie(std::string token, bool secure) {
  auto cookie = session_cookie(std::move(token), secure);
  cookie.name = form_cookie_name(secure);
  cookie.same_site = web::SameSite::strict;
  return cookie;
}

/// One request by someone who is not signed in.
class Visit {
 public:
  Visit(pages::Site const& site, web::Request const& request) : site_{site}, request_{request} {
    auto held = request.cookie(form_cookie_name(secure()));
    is_new_ = !held || held->size() != auth::token_length;
    token_ = is_new_ ? auth::new_token() : *held;
  }

  bool secure() const { return site_.settings().secure_cookies; }
  web::Request const& request() const { return request_; }
  std::string csrf_token() const { return auth::csrf_token(token_); }
  db::Database& database() const { return site_.settings().environment.database; }
  Clock const& clock() const { return site_.settings().environment.clock; }
  std::string form(std::string_view name) const { return request_.form(name).value_or(""); }

  bool form_is_ours() const { return !is_new_ && auth::equal_in_constant_time(form(html::csrf_field), csrf_token()); }

  web::Response show(html::Page page, int status) const {
    auto response = site_.render_signed_out(request_, std::move(page), csrf_token(), status);
    response.compression = web::Compression::never;  // it holds the form's token beside what was typed
    response.headers.set("Referrer-Policy", "no-referrer");
    if (is_new_) response.add_cookie(form_cookie(token_, secure()));
    return response;
  }

  web::Response enter(SignedIn const& signed_in, std::string location) const {
    auto response = web::Response::see_other(std::move(location));
    response.headers.set("Cache-Control", "no-store");
    response.add_cookie(session_cookie(signed_in.token, secure()));
    return response;
  }

  web::Response problem(Error const& error) const {
    return site_.render_problem(request_, web::status_for(error.kind), "This link does not work", error.message);
  }

 private:
  pages::Site const& site_;
  web::Request const& request_;
  bool is_new_ = false;
  std::string token_;
};

// Only a path of ours, so that nobody is led elsewhere after signing in.
std::string safe_next(std::string const& next) {
  bool is_path = next.starts_with('/') && !next.starts_with("//") && next.find('\\') == std::string::npos &&
                 !text_fault(next) && next.find_first_of("\r\n\t") == std::string::npos;
  return is_path && !next.starts_with("/sign-in") ? next : "/";
}

html::FormState typed_state(Visit const& visit, std::string_view field, Error const& error) {
  return html::FormState::refused({{std::string(field), {visit.form(field)}}}, error);
}

web::Response show_sign_in(Visit const& visit, std::string const& next, html::FormState state, int status) {
  html::Html fields;
  fields << html::text_input({.name = "email",
                              .label = "Email address",
                              .type = "email",
                              .autocomplete = "username",
                              .spellcheck = false},
                             state)
         << html::text_input(
                {.name = "password", .label = "Password", .type = "password", .autocomplete = "current-password"},
                state)
         << html::hidden("next", next) << html::button({"Sign in"});
  html::Html main;
  main << "<div class=\"gt-signin gt-flush\">" << html::head({.title = "Sign in"})
       << html::paragraph(words("Use the email address you were invited with."))
       << html::form({.action = "/sign-in", .csrf_token = visit.csrf_token(), .body = std::move(fields)})
       << html::details(
              "I cannot sign in",
              html::paragraph(words("Ask an administrator of your council for a link to choose a new password. "
                                    "After several wrong passwords there is a wait of up to 15 minutes.")))
       << "</div>";
  html::Html side;
  side << html::paragraph(
              words("Golden Thread follows each thing inspectors said about our services through to what we "
                    "did, what it cost and what changed for children."))
       << html::paragraph(words("It holds no children’s names. Every change is recorded."));
  html::Page page;
  page.title = "Sign in";
  page.body = html::columns(main, html::panel("What this is for", side));
  page.form = std::move(state);
  return visit.show(std::move(page), status);
}

constexpr char const* stale_form = "The page was open for too long, so nothing was sent. Please try once more.";

web::Response sign_in(Visit const& visit) {
  auto next = safe_next(visit.form("next"));
  if (!visit.form_is_ours())
    return show_sign_in(visit, next, typed_state(visit, "email", {ErrorKind::invalid, stale_form, {}}), 403);
  auto const& request = visit.request();
  auto signed_in = authenticate(visit.database(), visit.clock(),
                                {visit.form("email"), visit.form("password"), request.remote_address, request.id});
  if (signed_in) return visit.enter(*signed_in, next);
  auto refusal = signed_in.error();
  // The summary leads to the first of the two fields; which of them is wrong is not said.
  if (refusal.error.kind == ErrorKind::forbidden) refusal.error.fields = {{"email", refusal.error.message}};
  auto wait = refusal.retry_after_seconds;
  auto response = show_sign_in(visit, next, typed_state(visit, "email", refusal.error), wait > 0 ? 429 : 422);
  if (wait > 0) response.headers.set("Retry-After", std::to_string(wait));
  return response;
}

web::Response show_link(Visit const& visit, std::string const& token, html::FormState state, int status) {
  auto email = one_time_link_email(visit.database(), visit.clock(), token);
  if (!email) return visit.problem(email.error());
  html::Html fields;
  fields << html::text_input({.name = "password",
                              .label = "New password",
                              .hint = words("12 characters or more. Three words that do not belong together do well."),
                              .type = "password",
                              .autocomplete = "new-password"},
                             state)
         << html::hidden("token", token) << html::button({"Set the password and sign in"});
  html::Html main;
  main << html::head({.title = "Choose a password", .caption = *email})
       << html::form({.action = "/one-time-link", .csrf_token = visit.csrf_token(), .body = std::move(fields)});
  html::Page page;
  page.title = "Choose a password";
  page.body = std::move(main);
  page.form = std::move(state);
  return visit.show(std::move(page), status);
}

web::Response use_link(Visit const& visit) {
  auto token = visit.form("token");
  if (!visit.form_is_ours())
    return show_link(visit, token, typed_state(visit, "token", {ErrorKind::invalid, stale_form, {}}), 403);
  auto const& request = visit.request();
  auto signed_in = use_one_time_link(visit.database(), visit.clock(), token,
                                     {"", visit.form("password"), request.remote_address, request.id});
  if (signed_in) return visit.enter(*signed_in, "/");
  auto const& error = signed_in.error();
  if (error.kind == ErrorKind::not_found) return visit.problem(error);
  return show_link(visit, token, typed_state(visit, "token", error), web::status_for(error.kind));
}

web::Response show_half_signed_out(Visit const& visit) {
  html::Html main;
  main << html::head({.title = "You are signed out in this browser"})
       << html::paragraph(words("The server could not end your session, because nothing can be written to its disk at "
                                "the moment. This browser has forgotten it, so nobody can go on with it here."))
       << html::paragraph(words("On the server it ends by itself, at the latest at " +
                                visit.clock().now().plus_seconds(session_idle_limit).printed() + "."));
  html::Page page;
  page.title = "You are signed out in this browser";
  page.body = std::move(main);
  return visit.show(std::move(page), 200);
}

}  // namespace

void add_sign_in_pages(pages::Site& site, web::Router& router) {
  router.get("/sign-in", [&site](web::Request const& request) {
    auto next = safe_next(request.query("next").value_or("/"));
    if (site.settings().find_session(request)) return web::Response::see_other(next);
    return show_sign_in(Visit{site, request}, next, {}, 200);
  });
  router.post("/sign-in", [&site](web::Request const& request) { return sign_in(Visit{site, request}); });
  router.get("/one-time-link", [&site](web::Request const& request) {
    return show_link(Visit{site, request}, request.query("token").value_or(""), {}, 200);
  });
  router.post("/one-time-link", [&site](web::Request const& request) { return use_link(Visit{site, request}); });
  site.post("/sign-out", [](pages::PageCall& call) -> Result<pages::Answer> {
    auto const& environment = call.environment();
    auto response = web::Response::see_other("/sign-in");
    try {
      sign_out(environment.database, environment.clock, session_token(call));
    } catch (Unavailable const&) {  // this browser can be left all the same
      response = show_half_signed_out(Visit{call.site(), call.request()});
    }
    response.add_cookie(forget_session_cookie(call.site().settings().secure_cookies));
    return pages::Answer{std::move(response)};
  });
}

}  // namespace gt::people
