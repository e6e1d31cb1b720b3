#pragma once

#include "platform/operations/operations.h"
#include "platform/web/router.h"

namespace gt::app {

/// `/api/v1/…` for every operation of the registry, and `/api/v1/openapi.json`. A request is made by a bearer token, or
/// by the session cookie with the header X-CSRF-Token on changes.
void add_api(web::Router& router, operations::Environment const& environment, bool secure_cookies,
             std::size_t largest_upload);

}  // namespace gt::app
