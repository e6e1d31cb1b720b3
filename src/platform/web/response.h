#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/core/result.h"
#include "platform/web/fields.h"

namespace gt::web {

enum class SameSite { lax, strict };

/// A cookie to set: by default for the whole site, hidden from scripts, only over https, SameSite=Lax, gone with the
/// browser. Over plain http (development on localhost) set `is_secure` to false; then the `__Host-` prefix cannot be
/// used.
struct Cookie {
  std::string name;
  std::string value;
  std::string path = "/";
  std::optional<std::chrono::seconds> max_age{};
  SameSite same_site = SameSite::lax;
  bool is_http_only = true;
  bool is_secure = true;

  /// A cookie bound to this host: `name` gets the `__Host-` prefix.
  static Cookie host_bound(std::string_view name, std::string value);
  /// Tells the browser to forget it; give the name with its prefix.
  static Cookie expired(std::string name);

  /// The value of Set-Cookie. Errors: throws std::invalid_argument when the name is no token, the value holds a
  /// character that cookies cannot hold, or a `__Host-`/`__Secure-` cookie lacks what browsers ask of it.
  std::string header_value() const;
};

/// Whether text answers over 1 KB are compressed for browsers that accept it. `never` is for answers that show a secret
/// beside something the sender chose (BREACH).
enum class Compression { when_useful, never };

/// One answer. The server adds Date, Content-Length, Connection, Server-Timing, Vary and, as the request asks,
/// compression, `304`, ranges and the bodiless form for HEAD.
struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  /// Sent instead of `body` when given. The file must stay as it is until it is sent.
  std::optional<std::filesystem::path> file;
  /// Something that must live until the answer is sent, e.g. the temporary file that `file` names.
  std::shared_ptr<void const> held;
  Compression compression = Compression::when_useful;
  /// The body compressed beforehand, for assets; null otherwise.
  std::shared_ptr<std::string const> gzip_body;

  static Response html(std::string body, int status = 200);
  /// `body` is JSON text.
  static Response json(std::string body, int status = 200);
  static Response text(std::string body, int status = 200);
  /// Any other content, e.g. `text/csv; charset=utf-8`.
  static Response bytes(std::string body, std::string content_type);
  static Response no_content();
  /// After a form: `303`, the browser fetches `location` with GET. `location` is a path of ours (`/plans/abc`).
  /// Errors: throws std::invalid_argument when it does not start with one `/`, so that no one is sent to another site.
  static Response see_other(std::string location);
  /// `301`/`302`/`307`/`308` to a path of ours or, for sign-on elsewhere, to an https address.
  static Response redirect(std::string location, int status);
  /// A file on disk, shown in the browser. Give an ETag (the content's hash) where there is one.
  static Response from_file(std::filesystem::path path, std::string content_type);
  /// Plain-text answers for a missing thing and for a request that cannot be taken; pages make their own.
  static Response not_found(std::string message = "There is nothing at this address.");
  static Response bad_request(std::string message);

  Response with_status(int new_status) &&;
  Response with_header(std::string name, std::string value) &&;
  Response with_cookie(Cookie const& cookie) &&;
  /// Quotes are added: `with_etag(sha256)`.
  Response with_etag(std::string_view tag) &&;
  /// The browser saves it as `file_name` (any Unicode) instead of showing it.
  Response as_download(std::string_view file_name) &&;
  Response without_compression() &&;

  void add_cookie(Cookie const& cookie) { headers.add("Set-Cookie", cookie.header_value()); }
};

/// A file of the program itself (style sheet, font, script): hashed and compressed once, kept by the browser.
class Asset {
 public:
  Asset(std::string body, std::string content_type);
  /// With a strong ETag; `immutable` (a year) is for addresses that carry the content's hash, otherwise the browser
  /// asks again.
  Response response(bool immutable = false) const;
  /// The first 16 hexadecimal digits of the content's SHA-256: for addresses that change with the content.
  std::string const& hash() const { return hash_; }

 private:
  std::string body_;
  std::string content_type_;
  std::string hash_;
  std::shared_ptr<std::string const> gzip_body_;
};

/// The one table from a refusal to a status: invalid 422, not_found 404, forbidden 403, conflict 409, unavailable
/// 503.
int status_for(ErrorKind kind);

/// `Not Found` for 404; `Unknown` for a number we do not use.
std::string_view reason_phrase(int status);

}  // namespace gt::web
