#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Secrets that are no passwords: made from the system's random source, kept only as hashes.
namespace gt::auth {

inline constexpr std::size_t token_length = 43;  ///< characters

/// 32 random bytes as 43 characters of base64url: sessions, one-time links, API tokens.
std::string new_token();

/// SHA-256 of `token`, 64 hexadecimal digits: what the database keeps, so that a copy of it opens nothing. A token has
/// 256 random bits, so no salt and no slow hash are needed.
std::string token_hash(std::string_view token);

/// Whether both are equal, in a time that depends only on their lengths.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// What every form of a session carries: an HMAC-SHA-256 keyed by the session's token, 43 characters of base64url.
/// It cannot be made without the session's cookie, does not give the cookie away, and changes when the session rotates.
std::string csrf_token(std::string_view session_token);

}  // namespace gt::auth
