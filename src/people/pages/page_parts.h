#pragma once

#include <string>
#include <string_view>

#include "people/people_pages.h"
#include "platform/html/components.h"
#include "platform/html/layout.h"
#include "platform/pages/pages.h"

/// What the pages of people share.
namespace gt::people {

inline constexpr std::string_view people_section = "People";

web::Cookie session_cookie(std::string token, bool secure_cookies);
web::Cookie forget_session_cookie(bool secure_cookies);
/// The token of the session that the request's cookie holds; empty when it holds none.
std::string session_token(pages::PageCall const& call);

/// `/people/p4r7…`
std::string person_path(AccountId const& account);

/// People, Permissions, Audit log: those the person may see; `current` is a label.
html::Html people_navigation(pages::PageCall const& call, std::string_view current);

/// A one-time link as the person who made it copies it, with the address this request came to.
html::Html link_to_copy(web::Request const& request, std::string const& path);

// One function for each group of pages.
void add_sign_in_pages(pages::Site& site, web::Router& router);
void add_account_pages(pages::Site& site);
void add_token_pages(pages::Site& site);
void add_people_list_pages(pages::Site& site, PageHooks const& hooks);
void add_person_pages(pages::Site& site, PageHooks const& hooks);
void add_permissions_page(pages::Site& site);
void add_audit_log_pages(pages::Site& site);

/// The select for a first or further role, and the one for its theme where there are themes.
html::Html role_fields(pages::PageCall const& call, PageHooks const& hooks, html::FormState const& state);

}  // namespace gt::people
