#include "platform/web/router.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "platform/core/result.h"
#include "platform/web/syntax.h"

namespace gt::web {

namespace {

enum class SegmentKind { literal, capture, rest };

SegmentKind kind_of(std::string_view segment) {
  if (segment.size() < 3 || segment.front() != '{' || segment.back() != '}') return SegmentKind::literal;
  return segment.size() > 5 && segment.substr(segment.size() - 4) == "...}" ? SegmentKind::rest : SegmentKind::capture;
}

std::string_view name_of(std::string_view segment) {
  auto closing = kind_of(segment) == SegmentKind::rest ? std::size_t{5} : std::size_t{2};
  return segment.substr(1, segment.size() - closing);
}

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  path.remove_prefix(1);
  while (true) {
    auto slash = path.find('/');
    segments.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool is_well_formed(std::vector<std::string> const& segments) {
  for (std::size_t i = 0; i < segments.size(); ++i) {
    auto kind = kind_of(segments[i]);
    if (kind == SegmentKind::literal && segments[i].find_first_of("{}") != std::string::npos) return false;
    if (kind != SegmentKind::literal && !is_token(name_of(segments[i]))) return false;
    if (kind == SegmentKind::rest && i + 1 != segments.size()) return false;
  }
  return true;
}

/// What the pattern captures from the path; empty when it does not fit.
std::optional<Fields> fit(std::vector<std::string> const& pattern, std::vector<std::string> const& path) {
  Fields captures;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (i >= path.size()) return std::nullopt;
    switch (kind_of(pattern[i])) {
      case SegmentKind::literal:
        if (pattern[i] != path[i]) return std::nullopt;
        break;
      case SegmentKind::capture:
        if (path[i].empty()) return std::nullopt;
        captures.add(std::string(name_of(pattern[i])), path[i]);
        break;
      case SegmentKind::rest: {
        std::string rest = path[i];
        for (std::size_t k = i + 1; k < path.size(); ++k) rest += "/" + path[k];
        if (rest.empty()) return std::nullopt;
        captures.add(std::string(name_of(pattern[i])), std::move(rest));
        return captures;
      }
    }
  }
  if (pattern.size() != path.size()) return std::nullopt;
  return captures;
}

/// Whether `a` is the more exact of two patterns that fit the same path.
bool is_more_exact(std::vector<std::string> const& a, std::vector<std::string> const& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](auto const& x, auto const& y) { return kind_of(x) < kind_of(y); });
}

bool is_same_shape(std::vector<std::string> const& a, std::vector<std::string> const& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](auto const& x, auto const& y) {
    return kind_of(x) == kind_of(y) && (kind_of(x) != SegmentKind::literal || x == y);
  });
}

}  // namespace

void Router::add(Method method, std::string_view pattern, Handler handler, RouteOptions options) {
  ENSURE(!pattern.empty() && pattern.front() == '/' && handler);
  auto segments = segments_of(pattern);
  ENSURE(is_well_formed(segments));
  for (auto const& entry : entries_) ENSURE(entry.method != method || !is_same_shape(entry.segments, segments));
  (kind_of(segments.front()) == SegmentKind::literal ? by_first_[segments.front()] : others_)
      .push_back(entries_.size());
  entries_.push_back({method, std::string(pattern), std::move(segments), std::move(handler), options});
}

std::vector<Router::Entry const*> Router::candidates(std::string const& first) const {
  std::vector<Entry const*> out;
  if (auto const found = by_first_.find(first); found != by_first_.end())
    for (auto const at : found->second) out.push_back(&entries_[at]);
  for (auto const at : others_) out.push_back(&entries_[at]);
  return out;
}

Router::Match Router::match(Method method, std::string_view path) const {
  Match best;
  if (path.empty() || path.front() != '/') return best;
  auto segments = segments_of(path);
  // All methods of the most exact pattern are looked at, so that a POST never slips past a literal GET to a `{name}`.
  std::vector<std::string> const* chosen = nullptr;
  auto const entries = candidates(segments.front());
  for (auto const* entry : entries) {
    bool could_win = !chosen || is_more_exact(entry->segments, *chosen);
    if (could_win && fit(entry->segments, segments)) chosen = &entry->segments;
  }
  if (!chosen) return best;
  std::vector<Method> allowed;
  Entry const* taken = nullptr;
  for (auto const* entry : entries) {
    if (!is_same_shape(entry->segments, *chosen)) continue;
    allowed.push_back(entry->method);
    bool answers_head = method == Method::head && entry->method == Method::get && !taken;
    if (entry->method == method || answers_head) taken = entry;
  }
  if (taken) {
    best.status = 200;
    best.handler = &taken->handler;
    best.options = taken->options;
    best.captures = fit(taken->segments, segments).value_or(Fields{});
    return best;
  }
  best.status = 405;
  bool has_get = std::find(allowed.begin(), allowed.end(), Method::get) != allowed.end();
  constexpr std::array<Method, 7> order = {Method::get,   Method::head,   Method::post,   Method::put,
                                           Method::patch, Method::remove, Method::options};
  for (auto known : order) {
    bool is_allowed = std::find(allowed.begin(), allowed.end(), known) != allowed.end();
    if (!is_allowed && !(known == Method::head && has_get)) continue;
    if (!best.allow.empty()) best.allow += ", ";
    best.allow += method_text(known);
  }
  return best;
}

std::vector<Router::Route> Router::routes() const {
  std::vector<Route> all;
  for (auto const& entry : entries_) all.push_back({entry.method, entry.pattern});
  return all;
}

}  // namespace gt::web
