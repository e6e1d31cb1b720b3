#include "platform/web/try_out.h"

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

#include <sys/socket.h>
#include <unistd.h>
#include <boost/asio/ip/tcp.hpp>

#include "platform/web/trusted_proxies.h"

namespace gt::web {

namespace {

void take_for_a_moment(std::string const& address, std::uint16_t port) {
  boost::system::error_code unreadable;
  auto const readable = boost::asio::ip::make_address(address, unreadable);
  if (unreadable)
    throw std::invalid_argument("The address to listen on must be of numbers, as 127.0.0.1 or ::1; “" + address +
                                "” is not an IPv4 or IPv6 address. Give another with --address.");
  boost::asio::ip::tcp::endpoint const endpoint{readable, port};
  int const socket = ::socket(endpoint.protocol().family(), SOCK_STREAM | SOCK_CLOEXEC, 0);
  int const yes = 1;
  bool const is_taken = socket >= 0 && ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
                        ::bind(socket, endpoint.data(), static_cast<socklen_t>(endpoint.size())) == 0 &&
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
