#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "people/people.h"
#include "platform/html/fields.h"
#include "platform/pages/pages.h"
#include "platform/web/request.h"
#include "platform/web/router.h"

/// The pages of people: signing in, one-time links, the own account, the people of a council, the permission matrix and
/// the audit log. Called by app.
namespace gt::people {

/// `__Host-session` over https, `session` over plain http on one's own machine.
std::string session_cookie_name(bool secure_cookies);

/// For pages::Settings::find_session: the session of the request's cookie, with the request's id in the actor.
std::optional<pages::Session> find_session(db::Database& database, Clock const& clock, web::Request const& request,
                                           bool secure_cookies);

/// What these pages ask of other slices, wired by app.
struct PageHooks {
  /// The themes a role can be narrowed to (value: id, label: title). Null, or none: the choice is not shown.
  std::function<std::vector<html::Option>(pages::PageCall const&)> themes;
  /// The boards and committees, likewise.
  std::function<std::vector<html::Option>(pages::PageCall const&)> bodies = nullptr;
};

/// `/sign-in`, `/sign-out`, `/one-time-link`, `/account…`, `/people…`, `/permissions`, `/audit-log…`. The site and the
/// router must outlive their use.
void add_pages(pages::Site& site, web::Router& router, PageHooks hooks = {});

}  // namespace gt::people
