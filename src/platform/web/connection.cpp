#include "platform/web/connection.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

namespace gt::web {

namespace {

constexpr std::size_t read_block = std::size_t{16} << 10;
constexpr std::size_t file_block = std::size_t{256} << 10;

// What moves bytes over the socket, as they are.

net::awaitable<ReadResult> receive(Connection& connection, std::string& in) {
  if (is_late(connection)) co_return ReadResult::late;
  auto had = in.size();
  in.resize(had + read_block);
  auto space = net::buffer(in.data() + had, read_block);
  auto [error, count] = co_await connection.socket.async_read_some(space, token);
  in.resize(had + count);
  if (!error) co_return ReadResult::some;
  co_return is_late(connection) ? ReadResult::late : ReadResult::closed;
}

net::awaitable<bool> transmit(Connection& connection, std::string_view first, std::string_view second) {
  if (is_late(connection)) co_return false;
  std::array<net::const_buffer, 2> both{net::buffer(first), net::buffer(second)};
  auto [error, count] = co_await net::async_write(connection.socket, both, token);
  (void)count;
  co_return !error;
}

// The same through TLS.

net::awaitable<bool> transmit_encrypted(Connection& connection) {
  auto bytes = connection.tls->outgoing();
  if (bytes.empty()) co_return true;
  co_return co_await transmit(connection, bytes, {});
}

/// What the handshake or the reading asked for. False when the connection is over.
net::awaitable<ReadResult> receive_encrypted(Connection& connection) {
  std::string bytes;
  auto result = co_await receive(connection, bytes);
  if (result == ReadResult::some) connection.tls->take(bytes);
  co_return result;
}

net::awaitable<ReadResult> read_decrypted(Connection& connection) {
  while (true) {
    auto had = connection.in.size();
    auto step = connection.tls->read(connection.in);
    // Answers to key updates, and alerts.
    if (!co_await transmit_encrypted(connection)) co_return ReadResult::closed;
    if (connection.in.size() > had) co_return ReadResult::some;
    if (step != TlsChannel::Step::needs_more) co_return ReadResult::closed;
    auto result = co_await receive_encrypted(connection);
    if (result != ReadResult::some) co_return result;
  }
}

net::awaitable<bool> write_encrypted(Connection& connection, std::string_view first, std::string_view second) {
  // In blocks, so that a long answer is not in memory a second time.
  for (auto text : {first, second}) {
    for (; !text.empty(); text.remove_prefix(std::min(text.size(), file_block))) {
      if (!connection.tls->write(text.substr(0, file_block))) co_return false;
      bool const goes_on = text.size() > file_block;
      if (goes_on && !co_await transmit_encrypted(connection)) co_return false;
    }
  }
  co_return co_await transmit_encrypted(connection);
}

}  // namespace

// The two places through which every byte of a request and an answer goes.

net::awaitable<ReadResult> read_some(Connection& connection) {
  if (connection.tls) return read_decrypted(connection);
  return receive(connection, connection.in);
}

net::awaitable<bool> write(Connection& connection, std::string_view first, std::string_view second) {
  if (connection.tls) return write_encrypted(connection, first, second);
  return transmit(connection, first, second);
}

net::awaitable<bool> send(Connection& connection, Outgoing const& out) {
  if (!out.file) co_return co_await write(connection, out.head, out.body);
  if (!co_await write(connection, out.head, {})) co_return false;
  for (std::uint64_t sent = 0; sent < out.length;) {
    auto count = static_cast<std::size_t>(std::min<std::uint64_t>(out.length - sent, file_block));
    auto block = out.file->read(out.file_offset + sent, count);
    // A file that became shorter cannot be mended: the head has promised more.
    if (block.empty() || !co_await write(connection, block, {})) co_return false;
    sent += block.size();
  }
  co_return true;
}

net::awaitable<void> close_gently(Connection& connection, std::chrono::milliseconds linger) {
  ErrorCode ignored;
  connection.deadline = SteadyClock::now() + linger;
  if (connection.tls) {
    connection.tls->end();
    co_await transmit_encrypted(connection);
  }
  connection.socket.shutdown(tcp::socket::shutdown_send, ignored);
  do {
    connection.in.clear();
  } while (co_await read_some(connection) == ReadResult::some);
}

net::awaitable<bool> shake_hands(Connection& connection) {
  while (true) {
    auto step = connection.tls->shake_hands();
    if (connection.tls->met_plain_http()) {
      constexpr std::string_view here_is_https =
          "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: 54\r\n\r\n"
          "This server speaks https: begin its address with that\n";
      co_await transmit(connection, here_is_https, {});
      co_return false;
    }
    if (!co_await transmit_encrypted(connection)) co_return false;
    if (step == TlsChannel::Step::done) co_return true;
    if (step != TlsChannel::Step::needs_more) co_return false;
    if (co_await receive_encrypted(connection) != ReadResult::some) co_return false;
  }
}

}  // namespace gt::web
