#include "app/logged_path.h"

#include "platform/core/id.h"

namespace gt::app {

namespace {

std::string_view first_segment(std::string_view path) { return path.substr(0, path.find('/', 1)); }

}  // namespace

LoggedPaths::LoggedPaths(web::Router const& router) : router_{router} {
  for (auto const& route : router.routes()) {
    if (auto const first = first_segment(route.pattern); first.find('{') == std::string_view::npos)
      first_segments_.emplace(first);
    // Its own pattern, taken as a path, leads to nothing more exact than itself; several segments only a rest takes.
    auto const* rest = route.pattern.ends_with("...}") ? "/-" : "";
    if (auto const* handler = router.match(route.method, route.pattern + rest).handler; handler != nullptr)
      patterns_.emplace(handler, route.pattern);
  }
}

std::string LoggedPaths::answered(std::string_view pattern, std::string_view path) const {
  if (path.starts_with("/calendar/")) return unanswered(path);
  std::string out;
  while (!pattern.empty()) {
    auto const wanted = first_segment(pattern);
    auto const typed = first_segment(path);
    bool const is_id = wanted.starts_with("/{") && !typed.empty() && is_opaque_id(typed.substr(1));
    out += is_id ? typed : wanted;
    pattern.remove_prefix(wanted.size());
    path.remove_prefix(typed.size());
  }
  return out;
}

std::string LoggedPaths::of(web::Method method, std::string_view path) const {
  auto const found = patterns_.find(router_.match(method, path).handler);
  return found == patterns_.end() ? unanswered(path) : answered(found->second, path);
}

std::string LoggedPaths::unanswered(std::string_view path) const {
  auto const first = first_segment(path);
  if (!first_segments_.contains(first)) return "unknown";
  if (first == path) return std::string(path);
  return first == "/" ? "unknown" : std::string(first) + "/…";
}

}  // namespace gt::app
