#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/web/fields.h"
#include "platform/web/uploaded_file.h"

namespace gt::web {

/// The methods the server answers; any other gets 501.
enum class Method { get, head, post, put, patch, remove, options };

/// `GET`, ... ; `remove` is `DELETE`.
std::string_view method_text(Method method);
/// Empty when it is none of ours. Methods are case-sensitive.
std::optional<Method> method_from_text(std::string_view text);

/// One request, read to its end and checked: every text in `path`, `query`, `form` and `cookies` is valid UTF-8 without
/// NUL. A plain value: a test makes one by filling in fields.
struct Request {
  Method method = Method::get;
  /// Decoded, starts with `/`, without the query; never holds `..`, an encoded slash or a control character.
  std::string path = "/";
  /// The target exactly as sent, path and query; for building links back to this page.
  std::string target = "/";
  Fields query_fields;
  /// Filled by the router from the `{name}` segments of its pattern.
  Fields captures;
  Headers headers;
  Fields cookies;
  /// The body as sent; empty for a multipart form, whose parts are in `form_fields` and `files`.
  std::string body;
  /// From `application/x-www-form-urlencoded` or the fields of `multipart/form-data`.
  Fields form_fields;
  /// The files chosen in a multipart form. An input left empty is not here.
  std::vector<UploadedFile> files;
  /// The sender's address; behind a trusted proxy the one that the proxy names.
  std::string remote_address;
  /// Whether the sender used https, as far as a trusted proxy says so.
  bool is_secure = false;
  /// 16 random characters; in the log and on the error page.
  std::string id;
  /// 16 random bytes in base64, for this answer's Content-Security-Policy.
  std::string nonce;
  /// When the request had been read; for durations only.
  std::chrono::steady_clock::time_point started{};
  /// The server is finishing its last requests before it ends: `/readyz` answers 503.
  bool server_is_draining = false;

  /// The first value of a query parameter; empty when it was not sent.
  std::optional<std::string> query(std::string_view name) const { return query_fields.first(name); }
  /// The first value of a form field; empty when it was not sent.
  std::optional<std::string> form(std::string_view name) const { return form_fields.first(name); }
  /// Every value of a form field: check boxes.
  std::vector<std::string> form_all(std::string_view name) const { return form_fields.all(name); }
  std::optional<std::string> header(std::string_view name) const { return headers.first(name); }
  std::optional<std::string> cookie(std::string_view name) const { return cookies.first(name); }
  /// The part of the path that the route calls `{name}`. Errors: aborts when the route has no such segment.
  std::string const& segment(std::string_view name) const;
  /// The first file chosen in the input `field`; null when there is none. Lives as long as the request.
  UploadedFile const* file(std::string_view field) const;
};

}  // namespace gt::web
