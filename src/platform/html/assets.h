#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/html/html.h"

namespace gt::html {

/// A file of `assets/`, embedded in the program.
struct Asset {
  /// `theme.css`, `fonts/source-sans-3.woff2`
  std::string_view path;
  std::string_view content_type;
  std::string_view bytes;
  /// 16 hexadecimal digits over all assets together: they refer to each other relatively, so they share one address.
  std::string_view hash;
};

/// The asset at an address path: `/assets/<hash>/theme.css` or the path after it. None for an unknown file or another
/// hash. An address with the hash never changes its content, so it may be cached for a year as immutable.
std::optional<Asset> find_asset(std::string_view path);

/// `/assets/<hash>/theme.css`
Href asset_url(std::string_view path);

std::vector<Asset> const& all_assets();

}  // namespace gt::html
