#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "platform/web/router.h"

namespace gt::app {

/// How the log names an address. Whatever a visitor typed that is no address of ours stays out of it: it may be a
/// secret mistyped, or something about a person.
class LoggedPaths {
 public:
  /// When the router has every route; it must outlive this.
  explicit LoggedPaths(web::Router const& router);

  /// Of a request that a route answered, as `/findings/{finding}`: the path, with what is no id of ours as the route
  /// has it; of a calendar, whose address is its secret, "/calendar/…".
  std::string answered(std::string_view pattern, std::string_view path) const;
  /// The path as above, by whichever route answers it; as `unanswered` when none does.
  std::string of(web::Method method, std::string_view path) const;
  /// Of any other: "/findings/…" or "/findings" where addresses of ours begin so, else "unknown".
  std::string unanswered(std::string_view path) const;

 private:
  web::Router const& router_;
  std::map<web::Handler const*, std::string> patterns_;
  std::set<std::string, std::less<>> first_segments_;  ///< "/findings"
};

}  // namespace gt::app
