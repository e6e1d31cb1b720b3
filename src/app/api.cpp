#include "app/api.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/program.h"
#include "people/people.h"
#include "people/people_pages.h"
#include "platform/auth/tokens.h"
#include "platform/db/cannot_write.h"
#include "platform/operations/json_body.h"
#include "platform/operations/json_text.h"
#include "platform/operations/openapi.h"

namespace gt::app {

using nlohmann::json;

namespace {

std::string_view kind_word(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return "invalid";
    case ErrorKind::not_found:
      return "not_found";
    case ErrorKind::forbidden:
      return "forbidden";
    case ErrorKind::conflict:
      return "conflict";
    case ErrorKind::unavailable:
      return "unavailable";
  }
  ENSURE(false);
}

web::Response json_response(json const& body, int status) {
  // `replace`: whatever is stored, the answer stays readable JSON.
  auto response = web::Response::json(body.dump(-1, ' ', false, json::error_handler_t::replace), status);
  response.headers.set("Cache-Control", "no-store");
  return response;
}

web::Response refusal(web::Request const& request, int status, std::string_view kind, std::string const& message,
                      std::vector<FieldError> const& fields = {}) {
  json error{{"kind", kind}, {"message", message}, {"request_id", request.id}};
  if (!fields.empty()) {
    error["fields"] = json::array();
    for (auto const& each : fields) error["fields"].push_back({{"field", each.field}, {"message", each.message}});
  }
  return json_response({{"error", error}}, status);
}

std::string_view kind_of_status(int status) {
  if (status == 401) return "unauthorised";
  if (status == 403) return "forbidden";
  if (status == 404) return "not_found";
  if (status == 405) return "wrong_method";
  if (status == 503) return "unavailable";
  return status >= 500 ? "failed" : "invalid";
}

struct Caller {
  operations::Actor actor;
  bool by_session = false;
};

// A token outranks a cookie: a program that sends both means the token.
tl::expected<Caller, web::Response> find_caller(operations::Environment const& environment, web::Request const& request,
                                                bool secure_cookies, bool is_change) {
  constexpr std::string_view scheme = "Bearer ";
  auto given = request.header("Authorization");
  if (given) {
    auto actor = given->starts_with(scheme)
                     ? people::token_actor(environment.database, environment.clock, given->substr(scheme.size()))
                     : std::nullopt;
    if (!actor)
      return tl::unexpected(
          refusal(request, 401, "unauthorised",
                  "This token is not known, has ended or was revoked. Make a new one on your account page.")
              .with_header("WWW-Authenticate", "Bearer"));
    return Caller{*std::move(actor), false};
  }
  auto session = people::find_session(environment.database, environment.clock, request, secure_cookies);
  if (!session)
    return tl::unexpected(refusal(request, 401, "unauthorised",
                                  "Nobody is signed in. Send a token of your account as “Authorization: Bearer …”.")
                              .with_header("WWW-Authenticate", "Bearer"));
  if (is_change && !auth::equal_in_constant_time(request.header("X-CSRF-Token").value_or(""), session->csrf_token))
    return tl::unexpected(
        refusal(request, 403, "forbidden",
                "A change by session cookie needs the header X-CSRF-Token with the session’s token."));
  return Caller{std::move(session->actor), true};
}

// Query parameters as the operation's input; a name sent several times, or a list field, becomes a list.
json query_input(web::Request const& request, operations::Operation const& operation) {
  auto is_list = [&](std::string const& name) {
    return std::any_of(operation.inputs.begin(), operation.inputs.end(), [&](operations::FieldInfo const& field) {
      return field.name == name &&
             (field.type == operations::FieldType::text_list || field.type == operations::FieldType::id_list);
    });
  };
  auto input = json::object();
  for (auto const& field : request.query_fields) {
    auto values = request.query_fields.all(field.name);
    input[field.name] = values.size() > 1 || is_list(field.name) ? json(values) : json(values.front());
  }
  return input;
}

// A body of more than 1 MB lies in a file, and its files in others.
operations::JsonBody body_input(web::Request const& request) {
  auto const* large = request.file("");
  if (large == nullptr) return {operations::read_json(request.body.empty() ? "{}" : request.body), {}};
  try {
    return operations::read_json_body(large->bytes(), std::filesystem::temp_directory_path());
  } catch (std::system_error const& fault) {
    db::CannotWrite::throw_if_obstacle(fault.code().value());
    throw;
  }
}

web::Response call(operations::Environment const& environment, operations::Operation const& operation,
                   web::Request const& request, bool secure_cookies) {
  bool is_change = operation.kind == operations::Kind::change;
  auto caller = find_caller(environment, request, secure_cookies, is_change);
  if (!caller) return std::move(caller).error();
  caller->actor.channel = operations::Channel::api;
  caller->actor.request_id = request.id;
  auto const input = is_change ? body_input(request) : operations::JsonBody{query_input(request, operation), {}};
  if (input.value.is_discarded())
    return refusal(
        request, 422, "invalid",
        "The body is not JSON, is nested too deep, or holds more than 1 MB besides its files. Send one object "
        "of named values.");
  auto result = operations::perform(environment, caller->actor, operation.name, input.value);
  if (result) return json_response(*result, 200);
  auto const& error = result.error();
  return refusal(request, web::status_for(error.kind), kind_word(error.kind), error.message, error.fields);
}

}  // namespace

void add_api(web::Router& router, operations::Environment const& environment, bool secure_cookies,
             std::size_t largest_upload) {
  for (auto const& operation : environment.registry.all()) {
    bool takes_file = std::any_of(operation.inputs.begin(), operation.inputs.end(),
                                  [](auto const& info) { return info.type == operations::FieldType::file; });
    web::RouteOptions options;
    if (takes_file) options.body_limit = largest_upload / 3 * 4 + 65'536;  // base64 takes a third more
    auto method = operation.kind == operations::Kind::read ? web::Method::get : web::Method::post;
    router.add(
        method, operations::api_path(operation),
        [&environment, &operation, secure_cookies](web::Request const& request) {
          try {
            return call(environment, operation, request, secure_cookies);
          } catch (db::CannotWrite const& fault) {
            return refusal(request, 503, "unavailable", fault.message());
          }
        },
        options);
  }
  auto description =
      std::make_shared<std::string const>(operations::openapi_document(environment.registry, version()).dump(2));
  router.get("/api/v1/openapi.json", [description](web::Request const&) { return web::Response::json(*description); });
}

bool is_of_api(std::string_view path) { return path == "/api/v1" || path.starts_with("/api/v1/"); }

web::Response api_fault(web::Request const& request, web::Fault const& fault) {
  return refusal(request, fault.status, kind_of_status(fault.status), fault.message);
}

}  // namespace gt::app
