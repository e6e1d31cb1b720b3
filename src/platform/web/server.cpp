#include "platform/web/server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <unordered_set>
#include <utility>

#include <sodium.h>
#include <sys/resource.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "platform/core/result.h"
#include "platform/web/exchange.h"

namespace gt::web {

namespace {

namespace net = boost::asio;
using net::ip::tcp;
using SteadyClock = std::chrono::steady_clock;
using ErrorCode = boost::system::error_code;
constexpr auto token = net::as_tuple(net::use_awaitable);

constexpr std::size_t read_block = std::size_t{16} << 10;
constexpr std::size_t file_block = std::size_t{256} << 10;

struct Connection {
  tcp::socket socket;
  std::string remote_address;
  std::string in{};
  SteadyClock::time_point deadline = SteadyClock::time_point::max();
  /// Waiting for the first byte of a request.
  bool is_idle = false;
  /// An answer went out that says it is the last.
  bool has_said_close = false;
};

enum class ReadResult { some, closed, late };

bool is_late(Connection const& connection) { return connection.deadline <= SteadyClock::now(); }

// The two places that move bytes over a connection. TLS goes behind these and nowhere else.

net::awaitable<ReadResult> read_some(Connection& connection) {
  if (is_late(connection)) co_return ReadResult::late;
  auto& in = connection.in;
  auto had = in.size();
  in.resize(had + read_block);
  auto space = net::buffer(in.data() + had, read_block);
  auto [error, count] = co_await connection.socket.async_read_some(space, token);
  in.resize(had + count);
  if (!error) co_return ReadResult::some;
  co_return is_late(connection) ? ReadResult::late : ReadResult::closed;
}

net::awaitable<bool> write(Connection& connection, std::string_view first, std::string_view second) {
  if (is_late(connection)) co_return false;
  std::array<net::const_buffer, 2> both{net::buffer(first), net::buffer(second)};
  auto [error, count] = co_await net::async_write(connection.socket, both, token);
  (void)count;
  co_return !error;
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

/// Closes so that the other side still receives the last answer: unread bytes would turn the close into a reset.
net::awaitable<void> close_gently(Connection& connection, std::chrono::milliseconds linger) {
  ErrorCode ignored;
  connection.socket.shutdown(tcp::socket::shutdown_send, ignored);
  connection.deadline = SteadyClock::now() + linger;
  do {
    connection.in.clear();
  } while (co_await read_some(connection) == ReadResult::some);
}

std::string address_text(tcp::endpoint const& endpoint) {
  auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

template <class Duration>
SteadyClock::duration with_size(Duration base, std::uint64_t bytes, std::size_t slowest_rate) {
  constexpr std::uint64_t small = std::uint64_t{1} << 20;
  if (bytes <= small || slowest_rate == 0) return base;
  return base + std::chrono::milliseconds(bytes * 1000 / slowest_rate);
}

}  // namespace

struct Server::State {
  State(Router router, Hooks hooks, ServerOptions given_options)
      : options{std::move(given_options)},
        setting{std::move(router), std::move(hooks), TrustedProxies{options.trusted_proxies}},
        workers{std::max(options.workers, 1U)} {
    ErrorCode error;
    address = net::ip::make_address(options.address, error);
    if (error) throw std::invalid_argument("not an IPv4 or IPv6 address: " + options.address);
    limits.header_limit = options.header_limit;
    limits.spool_folder = options.spool_folder.empty() ? std::filesystem::temp_directory_path() : options.spool_folder;
    limits.body_limit = [this](Method method, std::string_view path) {
      return std::max(setting.router.match(method, path).options.body_limit, options.body_limit);
    };
  }

  ServerOptions const options;
  ExchangeSetting setting;
  ReadingLimits limits;
  net::ip::address address;
  std::atomic<std::uint16_t> port{0};
  /// After `run`: what is left of the connections is only torn down.
  bool is_over = false;
  std::unordered_set<Connection*> connections;
  // Destroyed first to last from the bottom: the workers end before what they post to.
  net::io_context io{1};
  tcp::acceptor acceptor{io};
  net::steady_timer notice{io};
  net::steady_timer drained{io};
  net::signal_set signals{io};
  net::thread_pool workers;

  void listen();
  bool run();
  void begin_drain();
  net::awaitable<void> heed_signals();
  net::awaitable<void> drain();
  net::awaitable<void> accept_all();
  net::awaitable<void> cut_the_late();
  net::awaitable<void> serve(tcp::socket socket, std::string remote_address);
  net::awaitable<bool> exchange(Connection& connection);
  net::awaitable<bool> read_request(Connection& connection, std::shared_ptr<Exchange> exchange);
  net::awaitable<bool> prepare_for_body(Connection& connection, std::shared_ptr<Exchange> exchange);
  net::awaitable<void> on_worker(std::function<void()> job);
  bool make_room();
  void feed(Connection& connection, Exchange& exchange);
  template <class Coroutine>
  void spawn(Coroutine coroutine);
};

template <class Coroutine>
void Server::State::spawn(Coroutine coroutine) {
  net::co_spawn(io, std::move(coroutine), [this](std::exception_ptr failure) {
    if (!failure) return;
    try {
      std::rethrow_exception(failure);
    } catch (std::exception const& what) {
      if (setting.hooks.log_failure) setting.hooks.log_failure(Request{}, what.what());
    }
  });
}

void Server::State::listen() {
  // Every connection is a file descriptor; the usual soft limit of 1024 is less than our cap.
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    auto wanted = static_cast<rlim_t>(options.connection_cap + 512);
    files.rlim_cur = std::max(files.rlim_cur, std::min(files.rlim_max, wanted));
    setrlimit(RLIMIT_NOFILE, &files);
  }
  tcp::endpoint endpoint{address, options.port};
  ErrorCode error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  if (error) {
    throw std::system_error(error.value(), std::generic_category(),
                            "cannot listen on " + options.address + " port " + std::to_string(options.port));
  }
  port = acceptor.local_endpoint().port();
}

bool Server::State::run() {
  listen();
  if (options.stops_on_signals) {
    signals.add(SIGTERM);
    signals.add(SIGINT);
    spawn(heed_signals());
  }
  spawn(accept_all());
  spawn(cut_the_late());
  if (options.on_ready) options.on_ready(port);
  io.run();
  is_over = true;
  return connections.empty();
}

void Server::State::begin_drain() {
  if (setting.is_draining.exchange(true)) {
    notice.cancel();
    return;
  }
  spawn(drain());
}

net::awaitable<void> Server::State::heed_signals() {
  while (true) {
    auto [error, number] = co_await signals.async_wait(token);
    (void)number;
    if (error) co_return;
    begin_drain();
  }
}

net::awaitable<void> Server::State::drain() {
  if (options.drain_notice.count() > 0) {
    notice.expires_after(options.drain_notice);
    co_await notice.async_wait(token);
  }
  setting.is_closing = true;
  ErrorCode ignored;
  acceptor.close(ignored);
  for (auto* connection : connections) {
    if (connection->is_idle) connection->socket.cancel(ignored);
  }
  if (!connections.empty()) {
    drained.expires_after(options.deadlines.drain);
    co_await drained.async_wait(token);
  }
  io.stop();
}

net::awaitable<void> Server::State::accept_all() {
  net::steady_timer pause{io};
  while (acceptor.is_open()) {
    auto [error, socket] = co_await acceptor.async_accept(token);
    if (error) {
      // Out of descriptors, most likely: trying again at once would only spin.
      pause.expires_after(std::chrono::milliseconds{50});
      if (acceptor.is_open()) co_await pause.async_wait(token);
      continue;
    }
    ErrorCode failed;
    auto remote = socket.remote_endpoint(failed);
    if (failed || !make_room()) continue;
    socket.set_option(tcp::no_delay(true), failed);
    auto text = address_text(remote);
    spawn(serve(std::move(socket), std::move(text)));
  }
}

/// At the cap the connection that has waited longest without a request goes. False when all are busy.
bool Server::State::make_room() {
  if (connections.size() < options.connection_cap) return true;
  Connection* oldest = nullptr;
  for (auto* connection : connections) {
    if (connection->is_idle && (!oldest || connection->deadline < oldest->deadline)) oldest = connection;
  }
  if (!oldest) return false;
  oldest->is_idle = false;
  ErrorCode ignored;
  oldest->socket.cancel(ignored);
  return true;
}

net::awaitable<void> Server::State::cut_the_late() {
  auto const& d = options.deadlines;
  auto tick = std::clamp(std::min({d.request, d.upload, d.write, d.idle, d.linger}) / 4, std::chrono::milliseconds{5},
                         std::chrono::milliseconds{500});
  net::steady_timer timer{io};
  while (true) {
    timer.expires_after(tick);
    co_await timer.async_wait(token);
    for (auto* connection : connections) {
      ErrorCode ignored;
      if (is_late(*connection)) connection->socket.cancel(ignored);
    }
  }
}

net::awaitable<void> Server::State::serve(tcp::socket socket, std::string remote_address) {
  Connection connection{std::move(socket), std::move(remote_address)};
  connections.insert(&connection);
  struct Leave {
    State& state;
    Connection& connection;
    ~Leave() {
      state.connections.erase(&connection);
      if (state.setting.is_closing && !state.is_over && state.connections.empty()) state.drained.cancel();
    }
  } leave{*this, connection};
  while (!setting.is_closing) {
    if (!co_await exchange(connection)) break;
  }
  if (connection.has_said_close) co_await close_gently(connection, options.deadlines.linger);
}

/// One request and its answer. False when the connection should close.
net::awaitable<bool> Server::State::exchange(Connection& connection) {
  if (connection.in.empty()) {
    connection.deadline = SteadyClock::now() + options.deadlines.idle;
    connection.is_idle = true;
    auto result = co_await read_some(connection);
    connection.is_idle = false;
    if (result != ReadResult::some) co_return false;
  }
  auto current = std::make_shared<Exchange>(limits, connection.remote_address);
  if (!co_await read_request(connection, current)) co_return false;
  current->started = SteadyClock::now();
  // A worker may take its time: only the sender and the reader are held to deadlines.
  connection.deadline = SteadyClock::time_point::max();
  std::function<void()> job = [this, current] { current->answer(setting); };
  co_await on_worker(std::move(job));
  auto const& out = current->out;
  connection.deadline =
      SteadyClock::now() + with_size(options.deadlines.write, out.length, options.deadlines.slowest_rate);
  bool is_sent = co_await send(connection, out);
  current->log.bytes_sent = is_sent ? out.head.size() + out.length : 0;
  current->log.duration = std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - current->started);
  if (setting.hooks.log_request) setting.hooks.log_request(current->log);
  connection.has_said_close = is_sent && out.closes;
  co_return is_sent && !out.closes;
}

/// False when the sender went away; a refused or late request is for the worker to answer.
net::awaitable<bool> Server::State::read_request(Connection& connection, std::shared_ptr<Exchange> current) {
  auto& reader = current->reader;
  connection.deadline = SteadyClock::now() + options.deadlines.request;
  bool has_head = false;
  while (true) {
    feed(connection, *current);
    auto state = reader.state();
    if (state == RequestReader::State::complete || state == RequestReader::State::failed) co_return true;
    if (state == RequestReader::State::body && !has_head) {
      has_head = true;
      if (!co_await prepare_for_body(connection, current)) co_return current->is_refused();
      continue;
    }
    auto result = co_await read_some(connection);
    if (result == ReadResult::closed) co_return false;
    if (result == ReadResult::late) {
      current->fault = Fault{408, "The request took too long to arrive."};
      co_return true;
    }
  }
}

/// Between head and body. False when the body is not to be read: the upload is refused, or the sender is gone.
net::awaitable<bool> Server::State::prepare_for_body(Connection& connection, std::shared_ptr<Exchange> current) {
  auto const& reader = current->reader;
  if (reader.body_limit() > options.body_limit) {
    if (setting.hooks.admit_upload) {
      connection.deadline = SteadyClock::time_point::max();
      std::function<void()> ask = [this, current] { current->admit(setting); };
      co_await on_worker(std::move(ask));
      if (current->is_refused()) co_return false;
    }
    auto size = reader.declared_length().value_or(reader.body_limit());
    connection.deadline =
        SteadyClock::now() + with_size(options.deadlines.upload, size, options.deadlines.slowest_rate);
  }
  constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  if (!reader.expects_continue() || !connection.in.empty()) co_return true;
  co_return co_await write(connection, go_on, {});
}

void Server::State::feed(Connection& connection, Exchange& current) {
  auto& in = connection.in;
  std::size_t used = 0;
  try {
    while (true) {
      auto taken = current.reader.feed(std::string_view(in).substr(used));
      if (taken == 0) break;
      used += taken;
    }
  } catch (std::exception const& failure) {
    used = in.size();
    current.fault = Fault{500, "What was sent could not be kept. Try again later."};
    if (setting.hooks.log_failure) setting.hooks.log_failure(Request{}, failure.what());
  }
  in.erase(0, used);
}

net::awaitable<void> Server::State::on_worker(std::function<void()> job) {
  // A timer that never ends, cancelled from the worker, is Asio's plainest "wait until told".
  auto done = std::make_shared<net::steady_timer>(io, SteadyClock::time_point::max());
  auto failure = std::make_shared<std::exception_ptr>();
  net::post(workers, [this, job = std::move(job), done, failure] {
    try {
      job();
    } catch (std::exception const&) {
      // Only a hook that itself fails gets here; the connection ends and says why in the log.
      *failure = std::current_exception();
    }
    net::post(io, [done] { done->expires_at(SteadyClock::time_point::min()); });
  });
  co_await done->async_wait(token);
  if (*failure) std::rethrow_exception(*failure);
}

Server::Server(Router router, Hooks hooks, ServerOptions options) {
  ENSURE(sodium_init() >= 0);
  state_ = std::make_unique<State>(std::move(router), std::move(hooks), std::move(options));
}

Server::~Server() = default;

bool Server::run() { return state_->run(); }

void Server::stop() {
  net::post(state_->io, [state = state_.get()] { state->begin_drain(); });
}

std::uint16_t Server::port() const { return state_->port; }

}  // namespace gt::web
