#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/web/answer.h"
#include "platform/web/counts.h"
#include "platform/web/router.h"
#include "platform/web/tls.h"

namespace gt::web {

/// Absolute times, not pauses: who sends one byte now and then is cut off all the same.
struct Deadlines {
  /// From the first byte of a request to its last, for bodies within the usual limit.
  std::chrono::milliseconds request{15'000};
  /// The same for a route with its own body limit; a large body gets the time it takes at `slowest_rate` on top.
  std::chrono::milliseconds upload{30'000};
  /// From the first byte of an answer to its last; a large answer gets the time it takes at `slowest_rate` on top.
  std::chrono::milliseconds write{30'000};
  /// How long a connection may wait for its next request.
  std::chrono::milliseconds idle{60'000};
  /// How long it reads on after a connection's last answer, so that the answer is not lost in a reset.
  std::chrono::milliseconds linger{2'000};
  /// How long requests in flight may take once the server was told to stop.
  std::chrono::milliseconds drain{10'000};
  /// Bytes a second that a sender or reader of more than 1 MB must keep up.
  std::size_t slowest_rate = std::size_t{256} << 10;
};

struct ServerOptions {
  /// An IPv4 or IPv6 address.
  std::string address = "127.0.0.1";
  /// 0 takes any free port; `port()` tells which.
  std::uint16_t port = 0;
  /// Threads that run handlers.
  unsigned workers = 8;
  std::size_t connection_cap = 4096;
  std::size_t header_limit = std::size_t{16} << 10;
  /// For routes without a limit of their own.
  std::size_t body_limit = std::size_t{1} << 20;
  Deadlines deadlines;
  /// Addresses or networks (`10.1.0.0/16`, `fd00::/8`) whose X-Forwarded-For and X-Forwarded-Proto are believed.
  std::vector<std::string> trusted_proxies;
  /// Speaks https with this certificate, and nothing else on its port; without it plain http.
  std::optional<TlsFiles> tls;
  /// How often it looks whether the certificate's files have been replaced. SIGHUP has them read at once, where the
  /// server heeds signals.
  std::chrono::milliseconds certificate_watch{30'000};
  /// How many answers may go on at once (`EventStream`).
  std::size_t event_streams = 64;
  /// Where it counts what it does; null counts nothing.
  std::shared_ptr<ServerCounts> counts;
  /// Where large uploads lie while they are handled; empty means the system's folder for temporary files.
  std::filesystem::path spool_folder;
  /// Whether SIGTERM and SIGINT stop the server.
  bool stops_on_signals = true;
  /// After being told to stop, go on answering for this long with `server_is_draining` set, so that a load balancer
  /// notices.
  std::chrono::milliseconds drain_notice{0};
  /// Called once it listens, with the port.
  std::function<void(std::uint16_t port)> on_ready;
};

/// The web server: one thread for sockets, `workers` threads for handlers.
class Server {
 public:
  /// Errors: throws std::invalid_argument for an address or proxy that cannot be read, and for a certificate or key
  /// that cannot be used.
  Server(Router router, Hooks hooks, ServerOptions options);
  ~Server();
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  /// Listens and answers until a signal or `stop()`; returns after the requests in flight were answered, or their time
  /// was up. Returns whether all were answered. Errors: throws std::system_error when the port cannot be had.
  bool run();
  /// From any thread, also before `run()`. Once more, or a second signal, skips what is left of `drain_notice`.
  void stop();
  /// The port it listens on; 0 before.
  std::uint16_t port() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gt::web
