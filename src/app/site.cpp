#include "app/site.h"

#include <cstdlib>
#include <map>

#include <fmt/format.h>

#include "app/accessibility_page.h"
#include "app/api.h"
#include "app/log.h"
#include "app/logged_path.h"
#include "app/metrics.h"
#include "app/notice_sources.h"
#include "app/plan_sources.h"
#include "evidence/evidence_pages.h"
#include "finder/finder.h"
#include "funding/funding_pages.h"
#include "governance/governance.h"
#include "governance/governance_pages.h"
#include "inspections/inspection_pages.h"
#include "people/people_pages.h"
#include "plans/plan_pages.h"
#include "plans/plans.h"
#include "platform/html/assets.h"
#include "platform/jobs/job_pages.h"

namespace gt::app {

namespace {

// Nothing but this server's own style sheets, fonts and pictures; no script but one that this answer names, no framing,
// forms and events only to and from us. And the id that the log has for it.
void add_headers(web::Request const& request, web::Response& response) {
  auto set = [&](char const* name, std::string value) {
    if (!response.headers.has(name)) response.headers.set(name, std::move(value));
  };
  set("Content-Security-Policy", fmt::format("default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
                                             "connect-src 'self'; script-src 'nonce-{}'; "
                                             "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                                             request.nonce));
  set("X-Content-Type-Options", "nosniff");
  set("Referrer-Policy", "same-origin");
  set("X-Frame-Options", "DENY");
  set("Cross-Origin-Opener-Policy", "same-origin");
  set("Cross-Origin-Resource-Policy", "same-origin");
  set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()");
  set("X-Request-Id", request.id);
  if (request.is_secure) set("Strict-Transport-Security", "max-age=31536000");
}

void add_assets(web::Router& router) {
  auto assets = std::make_shared<std::map<std::string, web::Asset>>();
  for (auto const& each : html::all_assets())
    assets->emplace(std::string(html::asset_url(each.path).text()),
                    web::Asset{std::string(each.bytes), std::string(each.content_type)});
  router.get("/assets/{rest...}", [assets](web::Request const& request) {
    auto found = assets->find(request.path);
    return found == assets->end() ? web::Response::not_found() : found->second.response(true);
  });
}

void add_health_checks(web::Router& router, Program& program) {
  router.get("/healthz", [](web::Request const&) { return web::Response::text("ok\n"); });
  router.get("/readyz", [&program](web::Request const& request) {
    if (request.server_is_draining) return web::Response::text("stopping\n", 503);
    try {
      return program.database().is_current(db::all_migrations())
                 ? web::Response::text("ready\n")
                 : web::Response::text("the database is not migrated\n", 503);
    } catch (db::DatabaseError const& fault) {
      log_line("warning", "the database cannot be reached", {{"request_id", request.id}, {"what", fault.what()}});
      return web::Response::text("the database cannot be reached\n", 503);
    }
  });
}

std::string development_notice(bool clock_is_set, Clock const& clock) {
  return clock_is_set ? fmt::format("Rehearsal: the clock is set, and says {}.", clock.today().printed()) : "";
}

}  // namespace

WebSite::WebSite(Program& program, SiteOptions const& options) {
  auto const* set_clock = std::getenv("GOLDENTHREAD_NOW");
  pages::Settings settings{
      .environment = program.environment(),
      .find_session =
          [&program, secure = options.secure_cookies](web::Request const& request) {
            return people::find_session(program.database(), program.clock(), request, secure);
          },
      .sections = {{"My work", "/", "plan.view"},
                   {"Inspections", "/inspections", "inspection.view"},
                   {"Plan", "/plan", "plan.view"},
                   {"Boards", "/bodies", "board.view"},
                   {"Resources", "/resources", "money.view"},
                   {"People", "/people", "people.manage"}},
      .footer_links = {{html::words("Background jobs"), "/jobs"},
                       {html::words("Accessibility statement"), "/accessibility"},
                       {html::words("Description of the API"), "/api/v1/openapi.json"}},
      .development_notice = development_notice(set_clock != nullptr && *set_clock != '\0', program.clock()),
      .read_only_notice =
          program.database().is_read_only()
              ? "The server’s disk can only be read. What is there can be looked at by those who are "
                "signed in already; nobody else can sign in. Whoever looks after the server can mend it."
              : "",
      .secure_cookies = options.secure_cookies,
      .search = "/search"};
  site_ = std::make_unique<pages::Site>(std::move(settings), router_);
  add_assets(router_);
  add_health_checks(router_, program);
  add_metrics(router_, program, options.counts, options.metrics_from);
  add_api(router_, program.environment(), options.secure_cookies, options.largest_upload);
  auto const themes = [](pages::PageCall const& call) {
    std::vector<html::Option> choices;
    auto listed = call.read("plan.view", [](db::Transaction& tx) { return plans::list_themes(tx); });
    if (listed)
      for (auto const& each : *listed) choices.push_back({each.id.text(), each.title, {}});
    return choices;
  };
  auto const bodies = [](pages::PageCall const& call) {
    std::vector<html::Option> choices;
    auto listed = call.read("board.view", [](db::Transaction& tx) { return governance::list_bodies(tx); });
    if (listed)
      for (auto const& each : *listed) choices.push_back({each.id.text(), each.title, {}});
    return choices;
  };
  auto const& writer = program.writer();
  people::add_pages(*site_, router_, {themes, bodies});
  inspections::add_pages(
      *site_,
      [&program](db::Transaction& transaction) {
        return plans::coverage_of_findings(transaction, program.clock().today());
      },
      options.largest_upload, writer);
  evidence::add_pages(*site_, {&plans::evidence_serves, &plans::link_evidence}, options.largest_upload);
  plans::add_pages(*site_, plan_sources(), writer);
  governance::add_pages(
      *site_,
      [&program](db::Transaction& transaction, operations::Actor const& reader, Date from, Date to) {
        return outside_dates(transaction, reader, from, to, program.clock().today());
      },
      options.largest_upload, writer);
  funding::add_pages(*site_);
  auto const& configuration = program.configuration();
  notices::add_pages(*site_, router_, notice_sources(), {configuration.mail.has_value(), configuration.public_address});
  finder::add_pages(*site_);
  jobs::add_pages(*site_);
  add_accessibility_page(*site_, router_);

  hooks_.error_page = [this](web::Request const& request, web::Fault const& fault) {
    if (is_of_api(request.path)) return api_fault(request, fault);
    auto title = fault.status == 404   ? "Page not found"
                 : fault.status == 503 ? "This cannot be done at the moment"
                 : fault.status >= 500 ? "Something went wrong here"
                                       : "This could not be done";
    return site_->render_problem(request, fault.status, title, fault.message);
  };
  hooks_.filter = add_headers;
  hooks_.admit_upload = [this](web::Request const& head) -> std::optional<web::Response> {
    if (head.header("Authorization") || site_->settings().find_session(head)) return std::nullopt;
    web::Fault const fault{401, "Nobody is signed in, so the file was not taken. Sign in, then add it again."};
    if (is_of_api(head.path)) return api_fault(head, fault);
    return site_->render_problem(head, fault.status, "Sign in first", fault.message);
  };
  auto const paths = std::make_shared<LoggedPaths const>(router_);
  hooks_.log_request = [paths](web::RequestLogEntry const& entry) {
    log_line(
        "info", "request",
        {{"request_id", entry.request_id},
         {"method", entry.method},
         {"path", entry.route.empty() ? paths->unanswered(entry.path)
                                      : paths->answered(entry.route.substr(entry.route.find(' ') + 1), entry.path)},
         {"status", entry.status},
         {"microseconds", entry.duration.count()},
         {"bytes", entry.bytes_sent}});
  };
  hooks_.log_event = [](std::string_view level, std::string_view what) { log_line(level, what); };
  hooks_.log_failure = [paths](web::Request const& request, std::string_view what) {
    log_line("error", "a request failed",
             {{"request_id", request.id}, {"path", paths->of(request.method, request.path)}, {"what", what}});
  };
}

}  // namespace gt::app
