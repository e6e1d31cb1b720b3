#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "platform/web/outgoing.h"
#include "platform/web/tls.h"

// One connection: every byte that goes over it, encrypted or not, and until when. Only for server.cpp, since it names
// Asio.
namespace gt::web {

namespace net = boost::asio;
using net::ip::tcp;
using SteadyClock = std::chrono::steady_clock;
using ErrorCode = boost::system::error_code;
constexpr auto token = net::as_tuple(net::use_awaitable);

struct Connection {
  tcp::socket socket;
  std::string remote_address;
  std::string in{};
  SteadyClock::time_point deadline = SteadyClock::time_point::max();
  /// Waiting for the first byte of a request.
  bool is_idle = false;
  /// An answer went out that says it is the last.
  bool has_said_close = false;
  /// Null for plain http.
  std::unique_ptr<TlsChannel> tls{};
};

inline bool is_late(Connection const& connection) { return connection.deadline <= SteadyClock::now(); }

enum class ReadResult { some, closed, late };

/// Appends to `in` what comes next.
net::awaitable<ReadResult> read_some(Connection& connection);
/// False when it did not all go out by the deadline.
net::awaitable<bool> write(Connection& connection, std::string_view first, std::string_view second);
/// Head, and body or file.
net::awaitable<bool> send(Connection& connection, Outgoing const& out);
/// The handshake of an encrypted connection. False when it fails.
net::awaitable<bool> shake_hands(Connection& connection);
/// Closes so that the other side still receives the last answer: unread bytes would turn the close into a reset.
net::awaitable<void> close_gently(Connection& connection, std::chrono::milliseconds linger);

}  // namespace gt::web
