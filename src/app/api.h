#pragma once

#include <string_view>

#include "platform/operations/operations.h"
#include "platform/web/answer.h"
#include "platform/web/router.h"

namespace gt::app {

/// `/api/v1/…` for every operation of the registry, and `/api/v1/openapi.json`. A request is made by a bearer token, or
/// by the session cookie with the header X-CSRF-Token on changes.
void add_api(web::Router& router, operations::Environment const& environment, bool secure_cookies,
             std::size_t largest_upload);

/// Whether a path, known or not, is of the API: what is wrong there is said in JSON.
bool is_of_api(std::string_view path);
/// The answer of the API for a fault outside its operations: an unknown address, a wrong method, a body too large.
web::Response api_fault(web::Request const& request, web::Fault const& fault);

}  // namespace gt::app
