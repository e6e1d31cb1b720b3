#pragma once

#include <set>
#include <string>
#include <string_view>

#include "platform/web/router.h"

namespace gt::app {

/// How the log names an address. Whatever a visitor typed that is no address of ours stays out of it: it may be a
/// secret mistyped, or something about a person.
class LoggedPaths {
 public:
  /// When the router has every route.
  explicit LoggedPaths(web::Router const& router);

  /// The path of a request that a route answered; of a calendar, whose address is its secret, "/calendar/…".
  std::string answered(std::string_view path) const;
  /// Of any other: "/findings/…" or "/findings" where addresses of ours begin so, else "unknown".
  std::string unanswered(std::string_view path) const;

 private:
  std::set<std::string, std::less<>> first_segments_;  ///< "/findings"
};

}  // namespace gt::app
