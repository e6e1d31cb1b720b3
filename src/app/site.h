#pragma once

#include <memory>

#include "app/program.h"
#include "platform/pages/pages.h"
#include "platform/web/answer.h"
#include "platform/web/router.h"

namespace gt::app {

struct SiteOptions {
  bool secure_cookies = false;
  std::size_t largest_upload = web::upload_body_limit;
};

/// Every page, the API, the assets and the health checks on one router, with the hooks of the server.
/// Outlives the server; tests call `web::answer` on it directly.
class WebSite {
 public:
  WebSite(Program& program, SiteOptions const& options);
  web::Router const& router() const { return router_; }
  web::Hooks const& hooks() const { return hooks_; }

 private:
  web::Router router_;
  std::unique_ptr<pages::Site> site_;
  web::Hooks hooks_;
};

}  // namespace gt::app
