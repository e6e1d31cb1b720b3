#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/web/request.h"

namespace gt::web {

/// The addresses whose word about the real sender is taken.
class TrustedProxies {
 public:
  /// Addresses or networks, IPv4 or IPv6. Errors: throws std::invalid_argument for anything else.
  explicit TrustedProxies(std::vector<std::string> const& texts);

  bool contains(std::string_view address) const;
  /// Sets `remote_address` and `is_secure` from X-Forwarded-For and X-Forwarded-Proto when `request.remote_address`
  /// is trusted; walks back past further trusted proxies. What cannot be read changes nothing.
  void apply(Request& request) const;

 private:
  /// IPv4 as its IPv6 form, so that both compare alike.
  using Bytes = std::array<std::uint8_t, 16>;
  struct Network {
    Bytes bytes;
    unsigned prefix;
  };
  static std::optional<Bytes> bytes_of(std::string_view address);

  std::vector<Network> networks_;
};

}  // namespace gt::web
