#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/html/html.h"

namespace gt::html {

/// The part of an address after `?`: filters, sorting and the page number live there. Order is kept.
class Query {
 public:
  Query() = default;
  /// Pairs already decoded, as the web server hands them over.
  explicit Query(std::vector<std::pair<std::string, std::string>> pairs) : pairs_{std::move(pairs)} {}

  /// The first value of `name`; empty when it is absent.
  std::string_view value(std::string_view name) const;
  /// A copy in which `name` has exactly this value. An empty value removes it.
  Query with(std::string_view name, std::string_view value) const;
  Query without(std::string_view name) const;
  std::vector<std::pair<std::string, std::string>> const& pairs() const { return pairs_; }

  /// `path?name=value&...`, percent-encoded; just `path` when there is nothing to say.
  Href at(std::string_view path) const;

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

/// Percent-encodes everything but letters, digits and `-._~`.
std::string percent_encoded(std::string_view text);

}  // namespace gt::html
