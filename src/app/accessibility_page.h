#pragma once

#include "platform/pages/pages.h"
#include "platform/web/router.h"

namespace gt::app {

/// `/accessibility`, for everyone, signed in or not.
void add_accessibility_page(pages::Site& site, web::Router& router);

}  // namespace gt::app
