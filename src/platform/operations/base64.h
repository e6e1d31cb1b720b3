#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gt::operations {

/// Standard base64 with padding.
std::string encode_base64(std::string_view bytes);
/// Nothing when the text is not base64. Line breaks and spaces are passed over.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace gt::operations
