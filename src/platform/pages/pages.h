#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/html/components.h"
#include "platform/html/layout.h"
#include "platform/operations/operations.h"
#include "platform/web/router.h"

/// What every page shares: finding the session, the CSRF check, calling operations, redisplaying a refused form, and
/// one answer for each kind of refusal. Slices write handlers; app builds the Site.
namespace gt::pages {

/// The signed-in person as pages see them.
struct Session {
  operations::Actor actor;
  std::string csrf_token;
  std::string council;     ///< printed name of the current authority
  std::string role_words;  ///< "Programme manager"; for the header
};

/// A top-level section of the service; shown to those who hold `permission`.
struct Section {
  std::string label;
  std::string href;
  std::string permission;  ///< empty = everyone signed in
};

struct Settings {
  operations::Environment const& environment;
  /// The session of a request; empty when nobody is signed in or the session has ended.
  std::function<std::optional<Session>(web::Request const&)> find_session;
  std::vector<Section> sections;
  std::vector<html::Link> footer_links;
  /// Said on every page when the clock is set or the program runs in development.
  std::string development_notice;
  /// Said on every page where the data can only be read; empty while it can be changed.
  std::string read_only_notice{};
  /// Whether cookies are sent over https only.
  bool secure_cookies = false;
  /// Where the search in the header goes, for those who are signed in; empty prints none.
  std::string search{};
};

class Site;

/// One request to one page, by someone signed in.
class PageCall {
 public:
  PageCall(Site const& site, web::Request const& request, Session const& session)
      : site_{site}, request_{request}, session_{session} {}

  web::Request const& request() const { return request_; }
  Session const& session() const { return session_; }
  operations::Actor const& actor() const { return session_.actor; }
  operations::Environment const& environment() const;
  Site const& site() const { return site_; }
  std::string const& csrf_token() const { return session_.csrf_token; }
  /// A `{name}` of the route as an id. Errors: not_found when it cannot be one.
  template <class IdType>
  Result<IdType> id(std::string_view name) const {
    auto id = IdType::from_text(request_.segment(name));
    if (!id)
      return refuse(ErrorKind::not_found, "There is nothing at this address. Check the link, or start from the list.");
    return *std::move(id);
  }
  bool may(std::string_view permission) const { return operations::may(session_.actor, permission); }

  /// Performs an operation as this person, from a page.
  Result<nlohmann::json> perform(std::string_view operation, nlohmann::json const& input) const;
  /// The named form fields as an operation's input: text for one value, a list where the form sent several or the name
  /// ends in `[]` (the brackets are dropped). Fields not sent are left out; blank ones are sent as "" so that they
  /// clear.
  nlohmann::json input(std::vector<std::string_view> const& names) const;
  /// What was typed, for showing the form again.
  std::map<std::string, std::vector<std::string>, std::less<>> typed() const;
  html::FormState refused(Error const& error) const { return html::FormState::refused(typed(), error); }
  html::Query query() const;
  /// `?page=`, at least 1.
  int page_number() const;

  template <class Function>
  auto read(std::string_view permission, Function&& function) const {
    return operations::read(environment(), actor(), permission, std::forward<Function>(function));
  }

 private:
  Site const& site_;
  web::Request const& request_;
  Session const& session_;
};

/// A page to be framed, with its status, or a finished response (redirect, download).
struct Framed {
  html::Page page;
  int status = 200;
};
using Answer = std::variant<Framed, web::Response>;
using PageHandler = std::function<Result<Answer>(PageCall&)>;

inline Answer page(html::Page page, int status = 200) { return Framed{std::move(page), status}; }
/// Back to a page of ours after a change, with a sentence shown once above its body ("Theme added.").
Answer see_other(std::string location, std::string notice = "");

class Site {
 public:
  Site(Settings settings, web::Router& router);

  /// Handlers run only for someone signed in; others are sent to `/sign-in?next=…`. POST needs the CSRF token.
  /// A refusal becomes a problem page with its status; a page that redisplays a form answers itself with 422.
  void get(std::string_view pattern, PageHandler handler);
  void post(std::string_view pattern, PageHandler handler, web::RouteOptions options = {});

  /// For pages without a session (sign-in): frames without sections.
  web::Response render_signed_out(web::Request const& request, html::Page page, std::string const& csrf_token,
                                  int status = 200) const;
  web::Response render(web::Request const& request, Session const& session, Framed framed) const;
  /// The page for a refusal, signed in or not.
  web::Response render_problem(web::Request const& request, int status, std::string const& title,
                               std::string const& what) const;

  Settings const& settings() const { return settings_; }

 private:
  web::Response answer(web::Request const& request, PageHandler const& handler, bool is_change) const;
  html::Frame frame(web::Request const& request, Session const* session, std::string const& csrf_token) const;
  Settings settings_;
  web::Router& router_;
};

inline operations::Environment const& PageCall::environment() const { return site_.settings().environment; }

}  // namespace gt::pages
