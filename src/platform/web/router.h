#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/web/request.h"
#include "platform/web/response.h"

namespace gt::web {

/// Runs on a worker thread and may block. An exception becomes a 500 with the request's id.
using Handler = std::function<Response(Request const&)>;

struct RouteOptions {
  /// The largest body in bytes; 0 means the server's usual limit (1 MB). A route with its own limit gets the upload
  /// deadline.
  std::size_t body_limit = 0;
};

/// The limit for pages that take a file, unless the installation sets another: 64 MB.
inline constexpr std::size_t upload_body_limit = std::size_t{64} << 20;

/// Method and path to handler. Patterns: `/plans/{plan}/actions/{action}`; a last segment `{rest...}` takes one or more
/// segments. Segment by segment a literal wins over `{name}`, and that over `{rest...}`, in whatever order they were
/// added.
class Router {
 public:
  /// Errors: aborts when the pattern is malformed or the method and pattern are already taken.
  void add(Method method, std::string_view pattern, Handler handler, RouteOptions options = {});
  void get(std::string_view pattern, Handler handler) { add(Method::get, pattern, std::move(handler)); }
  void post(std::string_view pattern, Handler handler, RouteOptions options = {}) {
    add(Method::post, pattern, std::move(handler), options);
  }

  struct Match {
    /// 200, 404, or 405 when the path is known under other methods.
    int status = 404;
    /// Null unless `status` is 200. Lives as long as the router.
    Handler const* handler = nullptr;
    RouteOptions options;
    Fields captures;
    /// For 405: `GET, HEAD, POST`.
    std::string allow;
  };
  /// `path` is decoded. HEAD is answered by GET's handler unless it has its own.
  Match match(Method method, std::string_view path) const;

  struct Route {
    Method method;
    std::string pattern;
  };
  /// Every route in the order added; for tests that walk them all.
  std::vector<Route> routes() const;

 private:
  struct Entry {
    Method method;
    std::string pattern;
    std::vector<std::string> segments;
    Handler handler;
    RouteOptions options;
  };
  /// Those that a path with this first segment may fit.
  std::vector<Entry const*> candidates(std::string const& first) const;

  std::vector<Entry> entries_;
  std::map<std::string, std::vector<std::size_t>> by_first_;  ///< of patterns that begin with a literal
  std::vector<std::size_t> others_;
};

}  // namespace gt::web
