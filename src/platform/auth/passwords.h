#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/core/result.h"

/// Passwords: what may be one, and argon2id by libsodium (t = 2, m = 19 MiB, p = 1: OWASP Password Storage Cheat
/// Sheet).
/// White space at both ends never counts: it comes with pasting.
namespace gt::auth {

inline constexpr std::size_t shortest_password = 12;
inline constexpr std::size_t longest_password = 200;

/// Why `password` cannot be used by the account with this email address, as a sentence that says what to do; empty when
/// it can. 12 to 200 characters, not the email address, not on our list of common ones, not one or two characters over
/// and over. No rules of composition.
/// Source: NCSC, Password administration for system owners; NIST SP 800-63B section 5.1.1.2.
std::optional<std::string> password_fault(std::string_view password, std::string_view email);

/// A string that holds algorithm, cost and salt beside the hash. Errors: conflict when too many passwords are being
/// checked at this moment, see `hashes_at_once`.
Result<std::string> hash_password(std::string_view password);

/// Whether `password` gave `hash`. Without a hash (nobody has that email address) it does the same work against a hash
/// that no password has, so that both cases take the same time. Errors: as `hash_password`.
Result<bool> password_matches(std::optional<std::string> const& hash, std::string_view password);

/// Whether the hash was made with a cost other than today's; replace it when its password is next known.
bool needs_rehash(std::string const& hash);

/// Each hash takes 19 MiB and some 40 ms of a processor: no more than this many run at once, and a caller waits at most
/// five seconds for its turn.
inline constexpr int hashes_at_once = 4;

/// Hashes computed since the program started. For tests and metrics.
std::uint64_t hashes_computed();

}  // namespace gt::auth
