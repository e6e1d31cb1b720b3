#include "platform/pages/pages.h"

#include <charconv>

#include <sodium.h>

#include "platform/auth/tokens.h"
#include "platform/core/text.h"

namespace gt::pages {

namespace {

constexpr std::string_view notice_cookie = "notice";

bool is_session_token(std::string const& given, std::string const& expected) {
  return !expected.empty() && auth::equal_in_constant_time(given, expected);
}

std::string title_for(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return "There is a problem with what was sent";
    case ErrorKind::not_found:
      return "Page not found";
    case ErrorKind::forbidden:
      return "You cannot do this";
    case ErrorKind::conflict:
      return "Someone else changed this first";
    case ErrorKind::unavailable:
      return "This cannot be done at the moment";
  }
  ENSURE(false);
}

// Hexadecimal, because a cookie cannot hold any character.
std::string to_hex(std::string const& text) {
  std::string out(text.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), reinterpret_cast<unsigned char const*>(text.data()), text.size());
  out.pop_back();
  return out;
}

std::string from_hex(std::string const& hex) {
  std::string out(hex.size() / 2, '\0');
  std::size_t length = 0;
  if (sodium_hex2bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), hex.data(), hex.size(), nullptr, &length,
                     nullptr) != 0)
    return {};
  out.resize(length);
  return text_fault(out) ? std::string{} : out;
}

}  // namespace

Result<nlohmann::json> PageCall::perform(std::string_view operation, nlohmann::json const& input) const {
  return operations::perform(environment(), session_.actor, operation, input);
}

nlohmann::json PageCall::input(std::vector<std::string_view> const& names) const {
  auto out = nlohmann::json::object();
  for (auto name : names) {
    bool list = name.ends_with("[]");
    if (list) name.remove_suffix(2);
    auto values = request_.form_all(name);
    if (list || values.size() > 1) {
      out[std::string(name)] = values;
    } else if (!values.empty()) {
      out[std::string(name)] = values.front();
    }
  }
  return out;
}

std::map<std::string, std::vector<std::string>, std::less<>> PageCall::typed() const {
  std::map<std::string, std::vector<std::string>, std::less<>> values;
  for (auto const& field : request_.form_fields)
    if (field.name != html::csrf_field) values[field.name].push_back(field.value);
  return values;
}

html::Query PageCall::query() const {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (auto const& field : request_.query_fields) pairs.emplace_back(field.name, field.value);
  return html::Query{std::move(pairs)};
}

int PageCall::page_number() const {
  auto text = request_.query("page").value_or("1");
  int number = 1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::clamp(number, 1, 100'000);
}

Answer see_other(std::string location, std::string notice) {
  auto response = web::Response::see_other(std::move(location));
  if (!notice.empty()) {
    web::Cookie cookie;
    cookie.name = std::string(notice_cookie);
    cookie.value = to_hex(notice);
    cookie.max_age = std::chrono::seconds{60};
    cookie.is_secure = false;  // a sentence already on its way to this person; nothing to protect
    response.add_cookie(cookie);
  }
  return response;
}

Site::Site(Settings settings, web::Router& router) : settings_{std::move(settings)}, router_{router} {}

void Site::get(std::string_view pattern, PageHandler handler) {
  router_.get(pattern, [this, handler = std::move(handler)](web::Request const& request) {
    return answer(request, handler, false);
  });
}

void Site::post(std::string_view pattern, PageHandler handler, web::RouteOptions options) {
  router_.post(
      pattern,
      [this, handler = std::move(handler)](web::Request const& request) { return answer(request, handler, true); },
      options);
}

web::Response Site::answer(web::Request const& request, PageHandler const& handler, bool is_change) const {
  auto session = settings_.find_session(request);
  if (!session) {
    auto next = is_change ? std::string("/") : request.target;
    return web::Response::see_other(html::Query{}.with("next", next).at("/sign-in").text());
  }
  if (is_change && !is_session_token(request.form(html::csrf_field).value_or(""), session->csrf_token)) {
    return render_problem(
        request, 403, "This form has expired",
        "The page was open for too long or came from another sign-in, so nothing was changed. Go back, "
        "load the page again and repeat the step.");
  }
  PageCall call{*this, request, *session};
  auto result = handler(call);
  if (!result) {
    auto const& error = result.error();
    return render_problem(request, web::status_for(error.kind), title_for(error.kind), error.message);
  }
  if (auto* response = std::get_if<web::Response>(&*result)) return std::move(*response);
  return render(request, *session, std::move(std::get<Framed>(*result)));
}

html::Frame Site::frame(web::Request const& request, Session const* session, std::string const& csrf_token) const {
  html::Frame frame;
  frame.development_notice = settings_.development_notice;
  frame.read_only_notice = settings_.read_only_notice;
  frame.footer_links = settings_.footer_links;
  frame.csrf_token = csrf_token;
  if (session != nullptr) {
    frame.council = session->council;
    frame.signed_in = session->role_words;
    if (!settings_.search.empty()) frame.search = html::Href{settings_.search};
    for (auto const& section : settings_.sections) {
      if (!section.permission.empty() && !operations::may(session->actor, section.permission)) continue;
      frame.sections.push_back({section.label, html::Href{section.href}, false});
    }
  }
  (void)request;
  return frame;
}

web::Response Site::render(web::Request const& request, Session const& session, Framed framed) const {
  auto notice = request.cookie(notice_cookie);
  if (notice && framed.page.notice.empty()) {
    auto words = from_hex(*notice);
    if (!words.empty())
      framed.page.notice =
          html::notification_banner(html::Notice::success, "Done", html::paragraph(html::words(words)));
  }
  auto response =
      web::Response::html(html::document(frame(request, &session, session.csrf_token), framed.page), framed.status);
  response.headers.set("Cache-Control", "no-store");
  response.compression = web::Compression::never;  // the page holds the CSRF token beside what a sender can choose
  if (notice) {
    auto expired = web::Cookie::expired(std::string(notice_cookie));
    expired.is_secure = false;
    response.add_cookie(expired);
  }
  return response;
}

web::Response Site::render_signed_out(web::Request const& request, html::Page page, std::string const& csrf_token,
                                      int status) const {
  auto response = web::Response::html(html::document(frame(request, nullptr, csrf_token), page), status);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

web::Response Site::render_problem(web::Request const& request, int status, std::string const& title,
                                   std::string const& what) const {
  auto session = settings_.find_session(request);
  html::Page page;
  page.title = title;
  page.body = html::problem({title, html::paragraph(html::words(what)), {}, request.id});
  if (session) return render(request, *session, {std::move(page), status});
  return render_signed_out(request, std::move(page), "", status);
}

}  // namespace gt::pages
