#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "platform/web/answer.h"
#include "platform/web/request.h"

namespace gt::web {

struct ReadingLimits {
  /// Request line and headers together, in bytes; also for the trailers of a chunked body.
  std::size_t header_limit = std::size_t{16} << 10;
  /// The largest body of a request, from its method and decoded path.
  std::function<std::size_t(Method, std::string_view path)> body_limit;
  std::filesystem::path spool_folder;
};

/// Turns bytes into one request, as they arrive. No sockets and no clock: the server feeds it, tests feed it anything.
class RequestReader {
 public:
  explicit RequestReader(ReadingLimits const& limits);
  ~RequestReader();
  RequestReader(RequestReader const&) = delete;
  RequestReader& operator=(RequestReader const&) = delete;

  /// Takes bytes from the front and returns how many; the caller keeps the rest and adds to it. Stops at the end of the
  /// head once, and at the end of the request. Errors: throws std::system_error when a large body cannot be spooled.
  std::size_t feed(std::string_view bytes);

  enum class State { head, body, complete, failed };
  State state() const;
  /// Why it failed; only then.
  Fault const& fault() const;
  /// Whether method and path are known.
  bool has_head() const;
  /// Method, path, query, headers and cookies; once `has_head()` and before `take()`.
  Request const& head() const;
  /// From the head on: the sender waits for `100 Continue` before its body.
  bool expects_continue() const;
  bool keeps_alive() const;
  bool is_http_1_0() const;
  /// From the head on: the body's size, when the sender said it, and what this route takes.
  std::optional<std::uint64_t> declared_length() const;
  std::size_t body_limit() const;

  /// The complete request with its form read, or why the form cannot be; once. A failed reading gives what was
  /// understood.
  struct Taken {
    Request request;
    std::optional<Fault> fault;
  };
  Taken take();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace gt::web
