#include "app/logged_path.h"

namespace gt::app {

namespace {

std::string_view first_segment(std::string_view path) { return path.substr(0, path.find('/', 1)); }

}  // namespace

LoggedPaths::LoggedPaths(web::Router const& router) {
  for (auto const& route : router.routes())
    if (auto const first = first_segment(route.pattern); first.find('{') == std::string_view::npos)
      first_segments_.emplace(first);
}

std::string LoggedPaths::answered(std::string_view path) const {
  return path.starts_with("/calendar/") ? unanswered(path) : std::string(path);
}

std::string LoggedPaths::unanswered(std::string_view path) const {
  auto const first = first_segment(path);
  if (!first_segments_.contains(first)) return "unknown";
  if (first == path) return std::string(path);
  return first == "/" ? "unknown" : std::string(first) + "/…";
}

}  // namespace gt::app
