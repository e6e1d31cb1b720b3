#include "platform/web/syntax.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace gt::web {

namespace {

constexpr std::size_t most_fields = 2000;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = ascii_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// How many bytes follow the lead byte, and the smallest code point that needs that many.
struct Utf8Lead {
  int following;
  std::uint32_t bits;
  std::uint32_t smallest;
};

std::optional<Utf8Lead> utf8_lead(unsigned char byte) {
  if (byte < 0x80) return Utf8Lead{0, byte, 0};
  if (byte >= 0xc2 && byte < 0xe0) return Utf8Lead{1, byte & 0x1fU, 0x80};
  if (byte >= 0xe0 && byte < 0xf0) return Utf8Lead{2, byte & 0x0fU, 0x800};
  if (byte >= 0xf0 && byte < 0xf5) return Utf8Lead{3, byte & 0x07U, 0x10000};
  return std::nullopt;
}

std::optional<std::uint64_t> read_number(std::string_view text) {
  std::uint64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Hands over the parts between separators, trimmed.
template <class Take>
void each_part(std::string_view text, char separator, Take take) {
  while (true) {
    auto end = text.find(separator);
    take(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

/// `q=0.5` in thousandths; malformed counts as 0, so that a doubt never leads to an encoding that was not asked for.
int quality_thousandths(std::string_view parameters) {
  int quality = 1000;
  each_part(parameters, ';', [&](std::string_view parameter) {
    if (parameter.size() < 2 || ascii_lower(parameter[0]) != 'q' || parameter[1] != '=') return;
    auto digits = parameter.substr(2);
    quality = 0;
    if (digits.empty() || digits.size() > 5 || (digits[0] != '0' && digits[0] != '1')) return;
    if (digits.size() > 1 && digits[1] != '.') return;
    int value = (digits[0] - '0') * 1000;
    int weight = 100;
    for (char c : digits.substr(std::min<std::size_t>(2, digits.size()))) {
      if (c < '0' || c > '9') return;
      value += (c - '0') * weight;
      weight /= 10;
    }
    quality = std::min(value, 1000);
  });
  return quality;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t";
  auto first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
  });
}

bool is_plain_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    auto lead = utf8_lead(static_cast<unsigned char>(text[i]));
    if (!lead || text[i] == '\0' || i + static_cast<std::size_t>(lead->following) >= text.size()) return false;
    std::uint32_t code = lead->bits;
    for (int k = 1; k <= lead->following; ++k) {
      auto byte = static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]);
      if ((byte & 0xc0U) != 0x80U) return false;
      code = (code << 6U) | (byte & 0x3fU);
    }
    bool is_surrogate = code >= 0xd800 && code < 0xe000;
    if (code < lead->smallest || code > 0x10ffff || is_surrogate) return false;
    i += static_cast<std::size_t>(lead->following) + 1;
  }
  return true;
}

Result<std::string> percent_decoded(std::string_view text, PlusSign plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == PlusSign::is_space) {
      decoded.push_back(' ');
    } else if (text[i] == '%') {
      int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return refuse(ErrorKind::invalid, "A percent sign must be followed by two hexadecimal digits.");
      }
      decoded.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      decoded.push_back(text[i]);
    }
  }
  if (!is_plain_utf8(decoded))
    return refuse(ErrorKind::invalid, "The text is not valid UTF-8, or holds a NUL character.");
  return decoded;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (char c : text) {
    if (is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      encoded.push_back(c);
    } else {
      auto byte = static_cast<unsigned char>(c);
      encoded.push_back('%');
      encoded.push_back(digits[byte >> 4U]);
      encoded.push_back(digits[byte & 15U]);
    }
  }
  return encoded;
}

Result<Fields> read_urlencoded(std::string_view text) {
  Fields fields;
  while (!text.empty()) {
    auto end = text.find('&');
    auto pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (pair.empty()) continue;
    if (fields.size() == most_fields) return refuse(ErrorKind::invalid, "There are more than 2,000 fields.");
    auto equals = pair.find('=');
    auto name = TRY(percent_decoded(pair.substr(0, equals), PlusSign::is_space));
    auto raw_value = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
    auto value = TRY(percent_decoded(raw_value, PlusSign::is_space));
    fields.add(std::move(name), std::move(value));
  }
  return fields;
}

Fields read_cookies(std::string_view header) {
  Fields cookies;
  each_part(header, ';', [&](std::string_view pair) {
    auto equals = pair.find('=');
    if (equals == std::string_view::npos || cookies.size() == most_fields) return;
    auto name = trimmed(pair.substr(0, equals));
    auto value = trimmed(pair.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    if (is_token(name) && is_plain_utf8(value)) cookies.add(std::string(name), std::string(value));
  });
  return cookies;
}

Result<std::string> read_path(std::string_view raw) {
  auto refused = refuse(ErrorKind::invalid, "The address cannot be read.");
  if (raw.empty() || raw.front() != '/') return refused;
  auto path = TRY(percent_decoded(raw, PlusSign::is_itself));
  // An encoded slash would let one segment pass for two.
  if (std::count(path.begin(), path.end(), '/') != std::count(raw.begin(), raw.end(), '/')) return refused;
  for (char c : path) {
    auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || c == '\\') return refused;
  }
  bool has_dots = false;
  each_part(std::string_view(path).substr(1), '/',
            [&](std::string_view segment) { has_dots = has_dots || segment == "." || segment == ".."; });
  if (has_dots || raw.find('#') != std::string_view::npos) return refused;
  return path;
}

Result<HeaderWithParameters> read_parameters(std::string_view header) {
  auto refused = refuse(ErrorKind::invalid, "A header's parameters cannot be read.");
  HeaderWithParameters read;
  auto end = header.find(';');
  for (char c : trimmed(header.substr(0, end))) read.type.push_back(ascii_lower(c));
  while (end != std::string_view::npos) {
    header.remove_prefix(end + 1);
    auto equals = header.find('=');
    if (trimmed(header).empty()) break;
    if (equals == std::string_view::npos) return refused;
    std::string name;
    for (char c : trimmed(header.substr(0, equals))) name.push_back(ascii_lower(c));
    if (!is_token(name)) return refused;
    header = trimmed(header.substr(equals + 1));
    std::string value;
    if (!header.empty() && header.front() == '"') {
      std::size_t i = 1;
      for (; i < header.size() && header[i] != '"'; ++i) {
        // Browsers escape nothing but the quote; a lone backslash belongs to a Windows path.
        if (header[i] == '\\' && i + 1 < header.size() && header[i + 1] == '"') ++i;
        value.push_back(header[i]);
      }
      if (i >= header.size()) return refused;
      header.remove_prefix(i + 1);
      end = header.find(';');
      if (!trimmed(header.substr(0, end)).empty()) return refused;
    } else {
      end = header.find(';');
      value = trimmed(header.substr(0, end));
      if (value.empty()) return refused;
    }
    if (read.parameters.has(name)) return refused;
    read.parameters.add(std::move(name), std::move(value));
  }
  return read;
}

RangeReading read_range(std::string_view header, std::uint64_t size) {
  constexpr std::string_view unit = "bytes=";
  if (!same_ignoring_case(header.substr(0, unit.size()), unit)) return {};
  auto text = trimmed(header.substr(unit.size()));
  auto dash = text.find('-');
  if (dash == std::string_view::npos || text.find(',') != std::string_view::npos) return {};
  auto first_text = trimmed(text.substr(0, dash));
  auto last_text = trimmed(text.substr(dash + 1));
  auto first = read_number(first_text);
  auto last = read_number(last_text);
  if ((!first_text.empty() && !first) || (!last_text.empty() && !last) || (!first && !last)) return {};
  if (!first) {
    if (*last == 0 || size == 0) return {RangeAnswer::not_satisfiable, {}};
    return {RangeAnswer::part, {size - std::min(*last, size), size - 1}};
  }
  if (last && *last < *first) return {};
  if (*first >= size) return {RangeAnswer::not_satisfiable, {}};
  return {RangeAnswer::part, {*first, last ? std::min(*last, size - 1) : size - 1}};
}

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<int> named;
  std::optional<int> any;
  each_part(accept_encoding, ',', [&](std::string_view item) {
    auto semicolon = item.find(';');
    auto coding = trimmed(item.substr(0, semicolon));
    auto quality =
        quality_thousandths(semicolon == std::string_view::npos ? std::string_view{} : item.substr(semicolon + 1));
    if (same_ignoring_case(coding, "gzip") || same_ignoring_case(coding, "x-gzip")) named = quality;
    if (coding == "*") any = quality;
  });
  return named.value_or(any.value_or(0)) > 0;
}

bool etag_listed(std::string_view header, std::string_view etag) {
  constexpr std::string_view gzip_mark = "-gzip\"";
  auto bare = [&](std::string_view tag) {
    if (tag.substr(0, 2) == "W/") tag.remove_prefix(2);
    auto has_mark = tag.size() > gzip_mark.size() && tag.substr(tag.size() - gzip_mark.size()) == gzip_mark;
    return has_mark ? std::string(tag.substr(0, tag.size() - gzip_mark.size())) + '"' : std::string(tag);
  };
  bool found = false;
  each_part(header, ',', [&](std::string_view item) {
    found = found || item == "*" || (!item.empty() && bare(item) == bare(etag));
  });
  return found;
}

std::string http_date(std::int64_t unix_seconds) {
  // Not strftime's %a and %b: they follow the locale.
  constexpr std::array<char const*, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<char const*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto time = static_cast<std::time_t>(unix_seconds);
  std::tm utc{};
  gmtime_r(&time, &utc);
  std::array<char, 40> clock{};
  auto length = std::strftime(clock.data(), clock.size(), " %Y %H:%M:%S GMT", &utc);
  std::string day = std::to_string(utc.tm_mday);
  if (day.size() == 1) day.insert(0, 1, '0');
  return std::string(days[static_cast<std::size_t>(utc.tm_wday)]) + ", " + day + " " +
         months[static_cast<std::size_t>(utc.tm_mon)] + std::string(clock.data(), length);
}

}  // namespace gt::web
