#include "platform/html/assets.h"

#include <algorithm>

#include "platform/core/result.h"
#include "platform/html/embedded.h"

namespace gt::html {
namespace {

constexpr std::string_view address_start = "/assets/";

std::string_view content_type_of(std::string_view path) {
  if (path.ends_with(".css")) return "text/css; charset=utf-8";
  if (path.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (path.ends_with(".svg")) return "image/svg+xml";
  if (path.ends_with(".woff2")) return "font/woff2";
  if (path.ends_with(".txt")) return "text/plain; charset=utf-8";
  return "application/octet-stream";
}

Asset const* asset_named(std::string_view path) {
  auto const& assets = all_assets();
  auto const found = std::find_if(assets.begin(), assets.end(), [&](Asset const& asset) { return asset.path == path; });
  return found == assets.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Asset> const& all_assets() {
  static std::vector<Asset> const assets = [] {
    std::vector<Asset> out;
    for (EmbeddedFile const& file : embedded_files()) {
      out.push_back({file.path, content_type_of(file.path), file.bytes, embedded_hash()});
    }
    return out;
  }();
  return assets;
}

std::optional<Asset> find_asset(std::string_view path) {
  if (path.starts_with(address_start)) {
    path.remove_prefix(address_start.size());
    auto const slash = path.find('/');
    if (slash == std::string_view::npos || path.substr(0, slash) != embedded_hash()) return std::nullopt;
    path.remove_prefix(slash + 1);
  }
  Asset const* const asset = asset_named(path);
  return asset == nullptr ? std::nullopt : std::optional{*asset};
}

Href asset_url(std::string_view path) {
  ENSURE(asset_named(path) != nullptr);
  return Href{std::string(address_start) + std::string(embedded_hash()) + "/" + std::string(path)};
}

}  // namespace gt::html
