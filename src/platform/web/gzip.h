#pragma once

#include <string>
#include <string_view>

namespace gt::web {

/// `bytes` in gzip form, level 1 (quick) to 9 (small). Errors: throws std::runtime_error when zlib fails.
std::string gzip_compressed(std::string_view bytes, int level);

/// Whether compressing pays for this media type: text, JSON, XML, SVG, scripts; not images, archives, PDF or fonts.
bool is_compressible(std::string_view content_type);

}  // namespace gt::web
