#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/core/date.h"
#include "platform/core/result.h"

/// Rules about sessions, email addresses and API tokens. Pure.
namespace gt::people {

/// Seconds without a request after which a session ends.
/// Source: OWASP Session Management Cheat Sheet (idle and absolute timeouts).
inline constexpr std::int64_t session_idle_limit = 60 * 60;
/// Seconds after the password was given at which a session ends, whatever happened meanwhile: a working day.
inline constexpr std::int64_t session_absolute_limit = 12 * 60 * 60;
/// Seconds: `last_seen` is written no more often, so that reading pages does not write on every request.
inline constexpr std::int64_t last_seen_step = 60;

/// Whether a session begun at `signed_in` and last used at `last_seen` is still good at `now`.
bool session_is_current(Instant signed_in, Instant last_seen, Instant now);

/// The email address as it is stored: without white space around it. Errors: invalid, on field `email`, when it has no
/// name, `@` and host, or is longer than 254 characters.
Result<std::string> email_from_typed(std::string_view text);
/// What two addresses are compared by: lower case.
std::string email_key(std::string_view email);

/// "Programme manager", "Administrator and theme lead": what a header prints. Empty for no roles.
std::string role_words(std::vector<std::string> roles);

}  // namespace gt::people
