#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "platform/web/request.h"
#include "platform/web/response.h"
#include "platform/web/router.h"

namespace gt::web {

/// Why an error page is shown: the status and one plain sentence that may be shown to the sender.
struct Fault {
  int status;
  std::string message;
};

/// One line for the log. Never a query, a body or a header: they may hold personal data.
struct RequestLogEntry {
  std::string request_id;
  /// The route that answered, as `GET /plans/{plan}`; empty when none did.
  std::string route;
  std::string method;
  std::string path;
  int status = 0;
  std::chrono::microseconds duration{};
  std::uint64_t bytes_sent = 0;
  std::string remote_address;
};

/// What the application gives the server. All are optional and are called from several threads.
struct Hooks {
  /// The page for any answer the server makes itself (400, 404, 405, 408, 413, 431, 500, 501, ...). Before a request is
  /// read only its `id`, `nonce` and `remote_address` may be known. Without it, or if it throws, a short built-in page
  /// is sent.
  std::function<Response(Request const&, Fault const&)> error_page;
  /// Last touch on every answer, errors included: security headers.
  std::function<void(Request const&, Response&)> filter;
  /// Asked about a request to a route with its own body limit once its head is read, before the body is taken (unless
  /// that came along at once): an answer refuses it, for example because nobody is signed in. Without this callback
  /// everybody may send that much. It is no permission check: the handler makes that all the same.
  std::function<std::optional<Response>(Request const& head)> admit_upload;
  std::function<void(RequestLogEntry const&)> log_request;
  /// What befalls the server itself: another certificate in use, or one that could not be read.
  std::function<void(std::string_view level, std::string_view what)> log_event;
  /// An exception left a handler: `what` is for the log only.
  std::function<void(Request const&, std::string_view what)> log_failure;
};

/// Everything between a read request and its answer, without sockets: route, handler, exceptions, error pages, filter.
/// Fills `request.captures`. Page and API tests call this directly.
Response answer(Router const& router, Hooks const& hooks, Request& request);
/// The same; `taken` becomes the handler that was called, or null. Lives as long as the router.
Response answer(Router const& router, Hooks const& hooks, Request& request, Handler const*& taken);

/// What `hooks.admit_upload` answers, filtered; empty when the upload may come.
std::optional<Response> refusal_of_upload(Hooks const& hooks, Request const& head);

/// The answer for a fault found before or outside a route.
Response answer_fault(Hooks const& hooks, Request const& request, Fault const& fault);

}  // namespace gt::web
