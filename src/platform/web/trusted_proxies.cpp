#include "platform/web/trusted_proxies.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <arpa/inet.h>

#include "platform/web/syntax.h"

namespace gt::web {

namespace {

/// Some proxies write `203.0.113.9:5123` or `[2001:db8::1]:5123`.
std::string_view without_port(std::string_view address) {
  if (!address.empty() && address.front() == '[') return address.substr(1, address.find(']') - 1);
  auto colon = address.find(':');
  bool is_v6 = colon != std::string_view::npos && address.find(':', colon + 1) != std::string_view::npos;
  return is_v6 ? address : address.substr(0, colon);
}

}  // namespace

std::optional<TrustedProxies::Bytes> TrustedProxies::bytes_of(std::string_view address) {
  std::string text(address);
  Bytes bytes{};
  if (inet_pton(AF_INET, text.c_str(), &bytes[12]) == 1) {
    bytes[10] = bytes[11] = 0xff;
    return bytes;
  }
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
  return std::nullopt;
}

TrustedProxies::TrustedProxies(std::vector<std::string> const& texts) {
  for (auto const& text : texts) {
    auto slash = text.find('/');
    auto bytes = bytes_of(std::string_view(text).substr(0, slash));
    bool is_v4 = text.find(':') == std::string::npos;
    unsigned longest = is_v4 ? 32 : 128;
    unsigned prefix = longest;
    bool is_readable = bytes.has_value();
    if (slash != std::string::npos) {
      auto const* begin = text.data() + slash + 1;
      auto const* end = text.data() + text.size();
      auto [stop, error] = std::from_chars(begin, end, prefix);
      is_readable = is_readable && error == std::errc{} && stop == end && prefix <= longest;
    }
    if (!is_readable) throw std::invalid_argument("not an address or network: " + text);
    networks_.push_back({*bytes, is_v4 ? prefix + 96 : prefix});
  }
}

bool TrustedProxies::contains(std::string_view address) const {
  auto bytes = bytes_of(address);
  if (!bytes) return false;
  return std::any_of(networks_.begin(), networks_.end(), [&](Network const& network) {
    for (unsigned bit = 0; bit < network.prefix; ++bit) {
      auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
      if ((network.bytes[bit / 8] & mask) != ((*bytes)[bit / 8] & mask)) return false;
    }
    return true;
  });
}

void TrustedProxies::apply(Request& request) const {
  if (!contains(request.remote_address)) return;
  if (auto scheme = request.header("X-Forwarded-Proto")) {
    // The nearest proxy wrote the last word.
    auto comma = scheme->rfind(',');
    auto last = comma == std::string::npos ? std::string_view(*scheme) : std::string_view(*scheme).substr(comma + 1);
    request.is_secure = same_ignoring_case(trimmed(last), "https");
  }
  std::string chain;
  for (auto const& line : request.headers.all("X-Forwarded-For")) chain += (chain.empty() ? "" : ",") + line;
  std::string_view rest = chain;
  while (!rest.empty()) {
    auto comma = rest.rfind(',');
    auto address = without_port(trimmed(comma == std::string_view::npos ? rest : rest.substr(comma + 1)));
    if (!bytes_of(address)) return;
    request.remote_address = address;
    if (comma == std::string_view::npos || !contains(address)) return;
    rest = rest.substr(0, comma);
  }
}

}  // namespace gt::web
