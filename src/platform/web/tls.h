#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gt::web {

/// Where a certificate and its key lie, both as PEM: the certificate first, then those that vouch for it.
struct TlsFiles {
  std::filesystem::path certificate;
  std::filesystem::path key;
};

/// The certificate in use. For one thread, as all of this file.
class TlsIdentity {
 public:
  /// Errors: throws std::invalid_argument, which names the file at fault and says what to do.
  explicit TlsIdentity(TlsFiles files);
  ~TlsIdentity();
  TlsIdentity(TlsIdentity const&) = delete;
  TlsIdentity& operator=(TlsIdentity const&) = delete;

  /// Whether the files are no longer those that were read, or tried, last.
  bool has_changed() const;
  /// Reads both again, for connections that begin from now on. Returns why that failed; then the earlier ones stay in
  /// use.
  std::optional<std::string> read_again();
  /// Until when the certificate is valid.
  std::chrono::system_clock::time_point valid_until() const;

 private:
  friend class TlsChannel;
  struct State;
  std::unique_ptr<State> state_;
};

/// The server's end of one encrypted connection, without its socket: bytes in, bytes out. TLS 1.2 or 1.3.
class TlsChannel {
 public:
  explicit TlsChannel(TlsIdentity const& identity);
  ~TlsChannel();
  TlsChannel(TlsChannel const&) = delete;
  TlsChannel& operator=(TlsChannel const&) = delete;

  enum class Step {
    done,
    needs_more,  ///< bytes from the other side
    ended,       ///< the other side said that it ends
    broken
  };

  /// Bytes that came from the socket.
  void take(std::string_view encrypted);
  /// Goes on with the handshake; after each step what is `outgoing` must be sent.
  Step shake_hands();
  /// Appends what can be read to `plain`. Likewise something may have to be sent.
  Step read(std::string& plain);
  /// Encrypts; only after the handshake. False when the connection is broken.
  bool write(std::string_view plain);
  /// Says that nothing more comes.
  void end();
  /// What is to go onto the socket, once.
  std::string outgoing();
  /// The other side began with plain HTTP.
  bool met_plain_http() const { return met_plain_http_; }

 private:
  Step step_after(int result);
  struct Session;
  std::unique_ptr<Session> session_;
  bool met_plain_http_ = false;
};

}  // namespace gt::web
