#include "platform/web/response.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include <sodium.h>

#include "platform/web/gzip.h"
#include "platform/web/syntax.h"

namespace gt::web {

namespace {

Response with_body(std::string body, std::string content_type, int status) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.headers.add("Content-Type", std::move(content_type));
  return response;
}

bool is_own_path(std::string_view location) {
  // `//host` and `/\host` lead to another site.
  return !location.empty() && location[0] == '/' &&
         (location.size() == 1 || (location[1] != '/' && location[1] != '\\'));
}

/// RFC 6265 `cookie-octet`.
bool is_cookie_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\'; });
}

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  std::array<char, digest.size() * 2 + 1> text{};
  sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
  return text.data();
}

}  // namespace

Cookie Cookie::host_bound(std::string_view name, std::string value) {
  Cookie cookie;
  cookie.name = "__Host-" + std::string(name);
  cookie.value = std::move(value);
  return cookie;
}

Cookie Cookie::expired(std::string name) {
  Cookie cookie;
  cookie.is_secure = starts_with(name, "__");
  cookie.name = std::move(name);
  cookie.max_age = std::chrono::seconds{0};
  return cookie;
}

std::string Cookie::header_value() const {
  bool is_path_fit = !path.empty() && path[0] == '/' && path.find_first_of(";\r\n") == std::string::npos;
  if (!is_token(name) || !is_cookie_value(value) || !is_path_fit) {
    throw std::invalid_argument("cookie " + name + " cannot be sent as it is");
  }
  bool is_bound_wrongly = starts_with(name, "__Host-") && (!is_secure || path != "/");
  if (is_bound_wrongly || (starts_with(name, "__Secure-") && !is_secure)) {
    throw std::invalid_argument("cookie " + name + " needs https and, for __Host-, the path /");
  }
  std::string text = name + "=" + value + "; Path=" + path;
  if (max_age) text += "; Max-Age=" + std::to_string(max_age->count());
  if (is_secure) text += "; Secure";
  if (is_http_only) text += "; HttpOnly";
  text += same_site == SameSite::strict ? "; SameSite=Strict" : "; SameSite=Lax";
  return text;
}

Response Response::html(std::string body, int status) {
  return with_body(std::move(body), "text/html; charset=utf-8", status);
}
Response Response::json(std::string body, int status) { return with_body(std::move(body), "application/json", status); }
Response Response::text(std::string body, int status) {
  return with_body(std::move(body), "text/plain; charset=utf-8", status);
}

Response Response::bytes(std::string body, std::string content_type) {
  return with_body(std::move(body), std::move(content_type), 200);
}

Response Response::no_content() {
  Response response;
  response.status = 204;
  return response;
}

Response Response::see_other(std::string location) {
  if (!is_own_path(location)) throw std::invalid_argument("redirect to something that is no path of ours");
  return redirect(std::move(location), 303);
}

Response Response::redirect(std::string location, int status) {
  if (!is_own_path(location) && !starts_with(location, "https://")) {
    throw std::invalid_argument("redirect to something that is neither a path of ours nor https");
  }
  Response response;
  response.status = status;
  response.headers.add("Location", std::move(location));
  return response;
}

Response Response::from_file(std::filesystem::path path, std::string content_type) {
  auto response = with_body({}, std::move(content_type), 200);
  response.file = std::move(path);
  return response;
}

Response Response::not_found(std::string message) { return text(std::move(message), 404); }
Response Response::bad_request(std::string message) { return text(std::move(message), 400); }

Response Response::with_status(int new_status) && {
  status = new_status;
  return std::move(*this);
}

Response Response::with_header(std::string name, std::string value) && {
  headers.set(std::move(name), std::move(value));
  return std::move(*this);
}

Response Response::with_cookie(Cookie const& cookie) && {
  add_cookie(cookie);
  return std::move(*this);
}

Response Response::with_etag(std::string_view tag) && {
  if (tag.find_first_of("\" ,") != std::string_view::npos)
    throw std::invalid_argument("an ETag cannot hold that character");
  headers.set("ETag", '"' + std::string(tag) + '"');
  return std::move(*this);
}

Response Response::as_download(std::string_view file_name) && {
  std::string plain;
  for (char c : file_name) {
    bool is_plain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '/' && c != '%';
    plain.push_back(is_plain ? c : '_');
  }
  headers.set("Content-Disposition",
              "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encoded(file_name));
  return std::move(*this);
}

Response Response::without_compression() && {
  compression = Compression::never;
  return std::move(*this);
}

Asset::Asset(std::string body, std::string content_type)
    : body_{std::move(body)}, content_type_{std::move(content_type)}, hash_{sha256_hex(body_).substr(0, 16)} {
  if (!is_compressible(content_type_)) return;
  auto compressed = gzip_compressed(body_, 9);
  if (compressed.size() < body_.size()) gzip_body_ = std::make_shared<std::string const>(std::move(compressed));
}

Response Asset::response(bool immutable) const {
  auto response = with_body(body_, content_type_, 200);
  response.headers.add("ETag", '"' + hash_ + '"');
  response.headers.add("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.gzip_body = gzip_body_;
  return response;
}

int status_for(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid:
      return 422;
    case ErrorKind::not_found:
      return 404;
    case ErrorKind::forbidden:
      return 403;
    case ErrorKind::conflict:
      return 409;
    case ErrorKind::unavailable:
      return 503;
  }
  return 500;
}

std::string_view reason_phrase(int status) {
  constexpr std::array<std::pair<int, std::string_view>, 38> phrases = {{{200, "OK"},
                                                                         {201, "Created"},
                                                                         {202, "Accepted"},
                                                                         {204, "No Content"},
                                                                         {206, "Partial Content"},
                                                                         {301, "Moved Permanently"},
                                                                         {302, "Found"},
                                                                         {303, "See Other"},
                                                                         {304, "Not Modified"},
                                                                         {307, "Temporary Redirect"},
                                                                         {308, "Permanent Redirect"},
                                                                         {400, "Bad Request"},
                                                                         {401, "Unauthorized"},
                                                                         {403, "Forbidden"},
                                                                         {404, "Not Found"},
                                                                         {405, "Method Not Allowed"},
                                                                         {406, "Not Acceptable"},
                                                                         {408, "Request Timeout"},
                                                                         {409, "Conflict"},
                                                                         {410, "Gone"},
                                                                         {411, "Length Required"},
                                                                         {412, "Precondition Failed"},
                                                                         {413, "Content Too Large"},
                                                                         {414, "URI Too Long"},
                                                                         {415, "Unsupported Media Type"},
                                                                         {416, "Range Not Satisfiable"},
                                                                         {417, "Expectation Failed"},
                                                                         {422, "Unprocessable Content"},
                                                                         {423, "Locked"},
                                                                         {428, "Precondition Required"},
                                                                         {429, "Too Many Requests"},
                                                                         {431, "Request Header Fields Too Large"},
                                                                         {500, "Internal Server Error"},
                                                                         {501, "Not Implemented"},
                                                                         {502, "Bad Gateway"},
                                                                         {503, "Service Unavailable"},
                                                                         {504, "Gateway Timeout"},
                                                                         {505, "HTTP Version Not Supported"}}};
  auto found = std::find_if(phrases.begin(), phrases.end(), [&](auto const& phrase) { return phrase.first == status; });
  return found == phrases.end() ? "Unknown" : found->second;
}

}  // namespace gt::web
