#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/program.h"
#include "platform/pages/pages.h"
#include "platform/web/answer.h"
#include "platform/web/counts.h"
#include "platform/web/router.h"

namespace gt::app {

struct SiteOptions {
  bool secure_cookies = false;
  /// Where the server counts what it does; given by whoever also gives it to the server.
  std::shared_ptr<web::ServerCounts> counts = std::make_shared<web::ServerCounts>();
  /// Addresses and networks that may read `/metrics`, beside this machine.
  std::vector<std::string> metrics_from{};
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
