#pragma once

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "platform/web/server.h"
#include "platform/web/syntax.h"

namespace gt::web {

/// A real server on a free port, in this process, stopped when the test ends.
class TestServer {
 public:
  explicit TestServer(Router router, ServerOptions options = {}, Hooks hooks = {}) {
    std::promise<std::uint16_t> ready;
    options.stops_on_signals = false;
    options.on_ready = [&](std::uint16_t port) { ready.set_value(port); };
    hooks.log_request = [this](RequestLogEntry const& entry) {
      std::lock_guard lock{mutex_};
      log_.push_back(entry);
    };
    hooks.log_event = [this](std::string_view level, std::string_view what) {
      std::lock_guard lock{mutex_};
      events_.push_back(std::string(level) + ": " + std::string(what));
    };
    hooks.log_failure = [this](Request const& request, std::string_view what) {
      std::lock_guard lock{mutex_};
      failures_.push_back(request.id + " " + std::string(what));
    };
    server_.emplace(std::move(router), std::move(hooks), std::move(options));
    thread_ = std::thread([this] { finished_.set_value(server_->run()); });
    port_ = ready.get_future().get();
  }
  ~TestServer() {
    if (thread_.joinable()) stop_and_wait();
  }

  std::uint16_t port() const { return port_; }
  void stop() { server_->stop(); }
  /// What `run` returned.
  bool wait() {
    bool all_answered = finished_.get_future().get();
    thread_.join();
    return all_answered;
  }
  bool stop_and_wait() {
    stop();
    return wait();
  }
  std::vector<RequestLogEntry> log() const {
    std::lock_guard lock{mutex_};
    return log_;
  }
  std::vector<std::string> failures() const {
    std::lock_guard lock{mutex_};
    return failures_;
  }
  std::vector<std::string> events() const {
    std::lock_guard lock{mutex_};
    return events_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<RequestLogEntry> log_;
  std::vector<std::string> failures_;
  std::vector<std::string> events_;
  std::optional<Server> server_;
  std::promise<bool> finished_;
  std::thread thread_;
  std::uint16_t port_ = 0;
};

struct Received {
  int status = 0;
  Headers headers;
  std::string body;
  std::string header(std::string_view name) const { return headers.first(name).value_or(""); }
};

enum class Over { plain, tls };

/// A plain blocking client that can misbehave.
class TestClient {
 public:
  explicit TestClient(std::uint16_t port, Over over = Over::plain) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    // Only so that a broken server fails a test instead of hanging it.
    timeval patience{30, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("the test server does not accept connections");
    }
    if (over == Over::tls) shake_hands();
  }
  ~TestClient() { ::close(socket_); }
  TestClient(TestClient const&) = delete;
  TestClient& operator=(TestClient const&) = delete;

  /// False once the server has closed.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      auto sent = ssl_ ? ::SSL_write(ssl_.get(), bytes.data(), static_cast<int>(std::min(bytes.size(), most_at_once)))
                       : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }

  /// The next answer; status 0 when the server closed instead. `has_body` is false after HEAD.
  Received receive(bool has_body = true) {
    std::size_t end = 0;
    while ((end = in_.find("\r\n\r\n")) == std::string::npos) {
      if (!more()) return {};
    }
    Received received;
    std::string head = in_.substr(0, end + 2);
    in_.erase(0, end + 4);
    received.status = std::stoi(head.substr(9, 3));
    for (auto line = head.find("\r\n") + 2; line < head.size();) {
      auto line_end = head.find("\r\n", line);
      auto colon = head.find(": ", line);
      received.headers.add(head.substr(line, colon - line), head.substr(colon + 2, line_end - colon - 2));
      line = line_end + 2;
    }
    if (!has_body || received.status == 304 || received.status < 200) return received;
    auto length = std::stoull(received.headers.first("Content-Length").value_or("0"));
    while (in_.size() < length) {
      if (!more()) return {};
    }
    received.body = in_.substr(0, length);
    in_.erase(0, length);
    return received;
  }
  /// Whether the server closed without a further byte.
  bool is_closed() { return in_.empty() && !more(); }
  /// Everything up to the server's close.
  std::string rest() {
    while (more()) continue;
    return std::exchange(in_, {});
  }
  /// The next bytes, up to and with `end`; empty when the server closed before.
  std::string receive_until(std::string_view end) {
    auto found = in_.find(end);
    while (found == std::string::npos) {
      if (!more()) return {};
      found = in_.find(end);
    }
    auto text = in_.substr(0, found + end.size());
    in_.erase(0, found + end.size());
    return text;
  }
  /// Encrypted connections only: "TLSv1.3", and whose certificate the server showed.
  std::string version() const { return SSL_get_version(ssl_.get()); }
  std::string shown_name() const {
    std::unique_ptr<X509, decltype(&X509_free)> shown{SSL_get1_peer_certificate(ssl_.get()), &X509_free};
    char text[256] = "";
    if (shown) X509_NAME_get_text_by_NID(X509_get_subject_name(shown.get()), NID_commonName, text, sizeof text);
    return text;
  }

  Received get(std::string const& target, std::string const& headers = {}) {
    send("GET " + target + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n");
    return receive();
  }

 private:
  static constexpr std::size_t most_at_once = std::size_t{1} << 20;

  void shake_hands() {
    // OpenSSL writes to the socket without a word against the signal that a closed one raises.
    std::signal(SIGPIPE, SIG_IGN);
    context_.reset(SSL_CTX_new(TLS_client_method()));
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), socket_);
    if (SSL_connect(ssl_.get()) != 1) throw std::runtime_error("the test server does not speak TLS");
  }
  bool more() {
    char block[65536];
    auto got = ssl_ ? ::SSL_read(ssl_.get(), block, sizeof block) : ::recv(socket_, block, sizeof block, 0);
    if (got <= 0) return false;
    in_.append(block, static_cast<std::size_t>(got));
    return true;
  }

  struct Free {
    void operator()(SSL* each) const { SSL_free(each); }
    void operator()(SSL_CTX* each) const { SSL_CTX_free(each); }
  };
  int socket_;
  std::unique_ptr<SSL_CTX, Free> context_;
  std::unique_ptr<SSL, Free> ssl_;
  std::string in_;
};

inline Received fetch(std::uint16_t port, std::string const& target, std::string const& headers = {},
                      Over over = Over::plain) {
  return TestClient(port, over).get(target, headers);
}

}  // namespace gt::web
