#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "platform/web/answer.h"
#include "platform/web/outgoing.h"
#include "platform/web/request_reader.h"
#include "platform/web/trusted_proxies.h"

namespace gt::web {

/// What every exchange of one server shares. Only the flags and the number of streams change while it runs.
struct ExchangeSetting {
  Router router;
  Hooks hooks;
  TrustedProxies proxies;
  /// Told to stop: answers still go out, with `server_is_draining`.
  std::atomic<bool> is_draining{false};
  /// Takes no further requests: every answer says `Connection: close`.
  std::atomic<bool> is_closing{false};
  std::size_t most_streams = 0;
  /// Answers that go on; each holds its place here.
  mutable std::atomic<std::size_t> streams{0};
  /// `GET /plans/{plan}`, by handler.
  std::unordered_map<Handler const*, std::string> routes{};
};

/// One request and its answer on their way. Owned by the connection and by the worker's job, so that neither outlives
/// it.
class Exchange {
 public:
  Exchange(ReadingLimits const& limits, std::string remote_address, bool is_encrypted);
  ~Exchange();
  Exchange(Exchange const&) = delete;
  Exchange& operator=(Exchange const&) = delete;

  /// On a worker, between head and body: asks the application whether this upload may come. If not, `answer` gives its
  /// refusal.
  void admit(ExchangeSetting const& setting);
  bool is_refused() const { return refusal_.has_value(); }

  /// On a worker, once, when reading has ended: fills `out` and `log`. Throws nothing that a handler or a hook threw.
  void answer(ExchangeSetting const& setting);

  RequestReader reader;
  /// Found by the connection, not by the reader: too slow, disk full.
  std::optional<Fault> fault{};
  /// When reading had ended.
  std::chrono::steady_clock::time_point started{};
  Outgoing out{};
  RequestLogEntry log{};

 private:
  Response from_application(ExchangeSetting const& setting, Request& request);
  /// What the connection knows about the request.
  void complete(ExchangeSetting const& setting, Request& request) const;
  Outgoing prepared(ExchangeSetting const& setting, Request const& request, Response response) const;

  std::string remote_address_;
  bool is_encrypted_;
  /// Where its place among the streams is counted; null without one.
  std::atomic<std::size_t>* streams_ = nullptr;
  std::string id_;
  std::string nonce_;
  std::optional<Response> refusal_;
};

}  // namespace gt::web
