#include "platform/web/try_out.h"

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/web/trusted_proxies.h"

namespace gt::web {

namespace {

struct Endpoint {
  sockaddr_storage bytes{};
  socklen_t size = 0;
};

Endpoint endpoint_of(std::string const& address, std::uint16_t port) {
  Endpoint endpoint;
  sockaddr_in four{};
  sockaddr_in6 six{};
  if (inet_pton(AF_INET, address.c_str(), &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
    endpoint.size = sizeof four;
    std::memcpy(&endpoint.bytes, &four, sizeof four);
  } else if (inet_pton(AF_INET6, address.c_str(), &six.sin6_addr) == 1) {
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(port);
    endpoint.size = sizeof six;
    std::memcpy(&endpoint.bytes, &six, sizeof six);
  }
  return endpoint;
}

void take_for_a_moment(std::string const& address, std::uint16_t port) {
  auto const endpoint = endpoint_of(address, port);
  if (endpoint.size == 0) return;  // another form of address; the server itself says what is wrong with it
  int const socket = ::socket(endpoint.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int const yes = 1;
  bool const is_taken = socket >= 0 && ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
                        ::bind(socket, reinterpret_cast<sockaddr const*>(&endpoint.bytes), endpoint.size) == 0 &&
                        ::listen(socket, 1) == 0;
  int const number = errno;
  if (socket >= 0) ::close(socket);
  if (!is_taken)
    throw std::system_error(number, std::generic_category(),
                            "cannot listen on " + address + " port " + std::to_string(port));
}

}  // namespace

void try_out(ServerOptions const& options) {
  TrustedProxies const proxies{options.trusted_proxies};
  if (options.tls) TlsIdentity const identity{*options.tls};
  take_for_a_moment(options.address, options.port);
}

}  // namespace gt::web
