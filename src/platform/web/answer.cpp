#include "platform/web/answer.h"

#include <exception>
#include <utility>

#include "platform/core/unavailable.h"

namespace gt::web {

namespace {

void report(Hooks const& hooks, Request const& request, std::string_view what) {
  if (hooks.log_failure) hooks.log_failure(request, what);
}

/// What people are told of something thrown.
Fault fault_of(std::exception const& failure) {
  if (auto const* unavailable = dynamic_cast<Unavailable const*>(&failure)) return {503, unavailable->message()};
  return {500, "Something went wrong on our side. Nothing you typed is at fault."};
}

/// Without any callback of the application: what is left when its own error page fails.
Response built_in_page(Request const& request, Fault const& fault) {
  return Response::text(fault.message + "\nRequest " + request.id + "\n", fault.status)
      .with_header("Cache-Control", "no-store");
}

Response error_page(Hooks const& hooks, Request const& request, Fault const& fault) {
  if (!hooks.error_page) return built_in_page(request, fault);
  try {
    auto response = hooks.error_page(request, fault);
    response.status = fault.status;
    return response;
  } catch (std::exception const& failure) {
    report(hooks, request, failure.what());
    return built_in_page(request, fault);
  }
}

Response filtered(Hooks const& hooks, Request const& request, Response response) {
  if (!hooks.filter) return response;
  try {
    hooks.filter(request, response);
    return response;
  } catch (std::exception const& failure) {
    // Nothing goes out without the headers the filter was to add, so the answer itself is dropped.
    report(hooks, request, failure.what());
    return built_in_page(request, {500, "Something went wrong on our side."});
  }
}

Response from_route(Router const& router, Hooks const& hooks, Request& request, Handler const*& taken) {
  taken = nullptr;
  auto match = router.match(request.method, request.path);
  if (match.status == 404) return error_page(hooks, request, {404, "There is nothing at this address."});
  if (match.status == 405) {
    auto response = error_page(hooks, request, {405, "This address does not take that kind of request."});
    response.headers.set("Allow", match.allow);
    return response;
  }
  request.captures = std::move(match.captures);
  taken = match.handler;
  try {
    return (*match.handler)(request);
  } catch (std::exception const& failure) {
    report(hooks, request, failure.what());
    return error_page(hooks, request, fault_of(failure));
  }
}

}  // namespace

Response answer(Router const& router, Hooks const& hooks, Request& request) {
  Handler const* taken = nullptr;
  return answer(router, hooks, request, taken);
}

Response answer(Router const& router, Hooks const& hooks, Request& request, Handler const*& taken) {
  auto response = from_route(router, hooks, request, taken);
  return filtered(hooks, request, std::move(response));
}

std::optional<Response> refusal_of_upload(Hooks const& hooks, Request const& head) {
  if (!hooks.admit_upload) return std::nullopt;
  try {
    auto refusal = hooks.admit_upload(head);
    if (!refusal) return std::nullopt;
    return filtered(hooks, head, *std::move(refusal));
  } catch (std::exception const& failure) {
    report(hooks, head, failure.what());
    return answer_fault(hooks, head, fault_of(failure));
  }
}

Response answer_fault(Hooks const& hooks, Request const& request, Fault const& fault) {
  return filtered(hooks, request, error_page(hooks, request, fault));
}

}  // namespace gt::web
