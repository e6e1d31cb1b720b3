#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/core/result.h"
#include "platform/web/fields.h"

/// The small grammars of HTTP, as pure functions.
namespace gt::web {

inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
std::string_view trimmed(std::string_view text);
/// RFC 9110 `token`: not empty, no separators, no spaces.
bool is_token(std::string_view text);
/// Well-formed UTF-8 without overlong forms, surrogates or NUL.
bool is_plain_utf8(std::string_view text);

enum class PlusSign { is_space, is_itself };

/// Errors: invalid for a `%` without two hexadecimal digits, and for bytes that are not plain UTF-8.
Result<std::string> percent_decoded(std::string_view text, PlusSign plus);
/// Everything but letters, digits and `-._~` as `%XX`.
std::string percent_encoded(std::string_view text);

/// `a=1&b=2`, for query strings and urlencoded forms: order and repeats kept, a name without `=` has an empty value.
/// Errors: as `percent_decoded`; also for more than 2,000 fields.
Result<Fields> read_urlencoded(std::string_view text);

/// A Cookie header's pairs. A pair that is malformed is left out: other sites on the same host may set such cookies.
Fields read_cookies(std::string_view header);

/// The path of a request target: decoded and checked. Errors: invalid when it does not start with `/`, holds an encoded
/// slash, a backslash, a control character or a `.`/`..` segment.
Result<std::string> read_path(std::string_view raw);

/// A `type/subtype; key=value` header. `type` is lower case without parameters; values are unquoted, names lower case.
/// Errors: invalid when the parameters cannot be read.
struct HeaderWithParameters {
  std::string type;
  Fields parameters;
};
Result<HeaderWithParameters> read_parameters(std::string_view header);

struct ByteRange {
  std::uint64_t first;
  std::uint64_t last;
  friend bool operator==(ByteRange const&, ByteRange const&) = default;
};
enum class RangeAnswer { whole, part, not_satisfiable };
struct RangeReading {
  RangeAnswer answer = RangeAnswer::whole;
  ByteRange range{0, 0};
};
/// A Range header against a body of `size` bytes. Several ranges, other units and malformed headers mean the whole
/// body, as RFC 9110 section 14.2 allows.
RangeReading read_range(std::string_view header, std::uint64_t size);

/// Whether an Accept-Encoding header takes gzip (q above 0, by name or `*`). Empty means no.
bool accepts_gzip(std::string_view accept_encoding);

/// Whether a list of If-None-Match holds `etag` (with quotes), compared weakly; `*` matches anything.
/// The `-gzip` that we add to the tag of a compressed answer is looked through.
bool etag_listed(std::string_view header, std::string_view etag);

/// `Sun, 06 Nov 1994 08:49:37 GMT` of a moment in seconds since 1970.
std::string http_date(std::int64_t unix_seconds);

}  // namespace gt::web
