#include "platform/auth/tokens.h"

#include <array>

#include <sodium.h>

#include "platform/core/result.h"

namespace gt::auth {

namespace {

using Digest = std::array<unsigned char, crypto_hash_sha256_BYTES>;

Digest sha256(std::string_view text) {
  Digest digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<unsigned char const*>(text.data()), text.size());
  return digest;
}

std::string base64url(Digest const& bytes) {
  constexpr auto variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(Digest{}.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();  // the terminating NUL
  return text;
}

}  // namespace

std::string new_token() {
  ENSURE(sodium_init() >= 0);
  Digest random{};
  randombytes_buf(random.data(), random.size());
  return base64url(random);
}

std::string token_hash(std::string_view token) {
  auto digest = sha256(token);
  std::string hex(digest.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  hex.pop_back();
  return hex;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string csrf_token(std::string_view session_token) {
  static_assert(crypto_auth_hmacsha256_BYTES == Digest{}.size() && crypto_auth_hmacsha256_KEYBYTES == Digest{}.size());
  constexpr std::string_view purpose = "golden thread form 1";
  auto key = sha256(session_token);
  Digest code{};
  crypto_auth_hmacsha256(code.data(), reinterpret_cast<unsigned char const*>(purpose.data()), purpose.size(),
                         key.data());
  return base64url(code);
}

}  // namespace gt::auth
