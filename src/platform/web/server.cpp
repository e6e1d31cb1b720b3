#include "platform/web/server.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <sodium.h>
#include <sys/resource.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include "platform/core/result.h"
#include "platform/web/connection.h"
#include "platform/web/exchange.h"

namespace gt::web {

namespace {

/// Each route by its handler: its own pattern, taken as a path, leads to nothing more exact than itself.
std::unordered_map<Handler const*, std::string> names_of_routes(Router const& router) {
  constexpr std::string_view rest = "...}";
  std::unordered_map<Handler const*, std::string> names;
  for (auto const& route : router.routes()) {
    auto path = route.pattern;
    // Several segments, which only a rest takes.
    if (path.ends_with(rest)) path += "/-";
    auto const match = router.match(route.method, path);
    if (match.handler != nullptr)
      names.emplace(match.handler, std::string(method_text(route.method)) + " " + route.pattern);
  }
  return names;
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
        setting{
            .router = std::move(router), .hooks = std::move(hooks), .proxies = TrustedProxies{options.trusted_proxies}},
        workers{std::max(options.workers, 1U)} {
    ErrorCode error;
    address = net::ip::make_address(options.address, error);
    if (error) throw std::invalid_argument("not an IPv4 or IPv6 address: " + options.address);
    if (options.tls) identity.emplace(*options.tls);
    setting.most_streams = options.event_streams;
    setting.routes = names_of_routes(setting.router);
    note_certificate();
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
  std::optional<TlsIdentity> identity;
  std::unordered_set<Connection*> connections;
  // Destroyed first to last from the bottom: the workers end before what they post to.
  net::io_context io{1};
  tcp::acceptor acceptor{io};
  net::steady_timer notice{io};
  net::steady_timer drained{io};
  net::signal_set signals{io};
  net::signal_set hangups{io};
  net::thread_pool workers;

  void listen();
  bool run();
  void begin_drain();
  net::awaitable<void> heed_signals();
  net::awaitable<void> heed_hangups();
  net::awaitable<void> watch_certificate();
  void renew_certificate();
  void note_certificate();
  net::awaitable<void> drain();
  net::awaitable<void> accept_all();
  net::awaitable<void> cut_the_late();
  net::awaitable<void> serve(tcp::socket socket, std::string remote_address);
  net::awaitable<bool> begin(Connection& connection);
  net::awaitable<bool> exchange(Connection& connection);
  net::awaitable<bool> send_events(Connection& connection, std::shared_ptr<Exchange> exchange);
  void note(Exchange& exchange, bool is_sent);
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
    if (identity) {
      hangups.add(SIGHUP);
      spawn(heed_hangups());
    }
  }
  if (identity) spawn(watch_certificate());
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

net::awaitable<void> Server::State::heed_hangups() {
  while (true) {
    auto [error, number] = co_await hangups.async_wait(token);
    (void)number;
    if (error) co_return;
    renew_certificate();
  }
}

net::awaitable<void> Server::State::watch_certificate() {
  net::steady_timer timer{io};
  while (true) {
    timer.expires_after(options.certificate_watch);
    co_await timer.async_wait(token);
    if (identity->has_changed()) renew_certificate();
  }
}

void Server::State::renew_certificate() {
  auto const fault = identity->read_again();
  note_certificate();
  if (!setting.hooks.log_event) return;
  if (fault)
    setting.hooks.log_event("error", "the certificate in use stays, because the new one cannot be used: " + *fault);
  else
    setting.hooks.log_event("info", "the certificate was read again");
}

void Server::State::note_certificate() {
  if (!options.counts || !identity) return;
  options.counts->certificate_valid_until =
      std::chrono::duration_cast<std::chrono::seconds>(identity->valid_until().time_since_epoch()).count();
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
    if (failed) continue;
    bool const has_room = make_room();
    if (options.counts) ++(has_room ? options.counts->connections_taken : options.counts->connections_refused);
    if (!has_room) continue;
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
  if (options.counts) ++options.counts->connections;
  struct Leave {
    State& state;
    Connection& connection;
    ~Leave() {
      state.connections.erase(&connection);
      if (state.options.counts) --state.options.counts->connections;
      if (state.setting.is_closing && !state.is_over && state.connections.empty()) state.drained.cancel();
    }
  } leave{*this, connection};
  if (!co_await begin(connection)) co_return;
  while (!setting.is_closing) {
    if (!co_await exchange(connection)) break;
  }
  if (connection.has_said_close) co_await close_gently(connection, options.deadlines.linger);
}

/// The handshake, where there is one. Who has not finished it has no request here, and goes first when room is needed.
net::awaitable<bool> Server::State::begin(Connection& connection) {
  if (!identity) co_return true;
  connection.tls = std::make_unique<TlsChannel>(*identity);
  connection.deadline = SteadyClock::now() + options.deadlines.request;
  connection.is_idle = true;
  bool const has_begun = co_await shake_hands(connection);
  connection.is_idle = false;
  if (!has_begun && options.counts) ++options.counts->handshakes_failed;
  co_return has_begun;
}

/// Sends what the stream gives until it is over, the reader is gone or the server stops.
net::awaitable<bool> Server::State::send_events(Connection& connection, std::shared_ptr<Exchange> current) {
  constexpr int quiet_rounds = 50;
  struct Counted {
    explicit Counted(std::shared_ptr<ServerCounts> counts) : all{std::move(counts)} {
      if (all) ++all->event_streams;
    }
    ~Counted() {
      if (all) --all->event_streams;
    }
    Counted(Counted const&) = delete;
    Counted& operator=(Counted const&) = delete;
    std::shared_ptr<ServerCounts> all;
  } const counted{options.counts};
  auto const& stream = current->out.stream;
  auto piece = std::make_shared<EventStream::Piece>();
  net::steady_timer timer{io};
  int quiet = 0;
  while (!setting.is_draining) {
    connection.deadline = SteadyClock::time_point::max();
    std::function<void()> ask = [stream, piece] { *piece = stream->next(); };
    co_await on_worker(std::move(ask));
    // A line that means nothing finds out who has gone.
    quiet = piece->text.empty() ? quiet + 1 : 0;
    if (quiet == quiet_rounds) piece->text = ":\n\n";
    connection.deadline = SteadyClock::now() + options.deadlines.write;
    if (!piece->text.empty() && !co_await write(connection, piece->text, {})) co_return false;
    if (piece->is_last) break;
    if (quiet == quiet_rounds) quiet = 0;
    timer.expires_after(stream->pause());
    co_await timer.async_wait(token);
  }
  co_return true;
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
  auto current = std::make_shared<Exchange>(limits, connection.remote_address, connection.tls != nullptr);
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
  if (is_sent && out.stream) is_sent = co_await send_events(connection, current);
  note(*current, is_sent);
  connection.has_said_close = is_sent && out.closes;
  co_return is_sent && !out.closes;
}

void Server::State::note(Exchange& current, bool is_sent) {
  auto& log = current.log;
  log.bytes_sent = is_sent ? current.out.head.size() + current.out.length : 0;
  log.duration = std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - current.started);
  if (setting.hooks.log_request) setting.hooks.log_request(log);
  if (!options.counts) return;
  auto const route = log.route.empty() ? std::string_view("none") : std::string_view(log.route);
  // How long a stream went on says nothing about how fast the server is.
  if (current.out.stream)
    options.counts->streamed(route, log.status);
  else
    options.counts->answered(route, log.status, log.duration);
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
    current.fault = Fault{500,
                          "The server has no room for what was sent, or may not write it, so nothing was changed. Ask "
                          "whoever looks after the server to make room, then send it again."};
    if (setting.hooks.log_failure) setting.hooks.log_failure(Request{}, failure.what());
  }
  in.erase(0, used);
}

net::awaitable<void> Server::State::on_worker(std::function<void()> job) {
  // A timer that never ends, cancelled from the worker, is Asio's plainest "wait until told".
  auto done = std::make_shared<net::steady_timer>(io, SteadyClock::time_point::max());
  // Its words alone: an exception that two threads hold is let go by whichever is last.
  auto failure = std::make_shared<std::optional<std::string>>();
  net::post(workers, [this, job = std::move(job), done, failure] {
    try {
      job();
    } catch (std::exception const& fault) {
      // Only a hook that itself fails gets here; the connection ends and says why in the log.
      *failure = fault.what();
    }
    net::post(io, [done] { done->expires_at(SteadyClock::time_point::min()); });
  });
  co_await done->async_wait(token);
  if (*failure) throw std::runtime_error(**failure);
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
