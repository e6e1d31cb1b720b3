#include "platform/html/query.h"

#include <algorithm>

namespace gt::html {

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

std::string_view Query::value(std::string_view name) const {
  for (auto const& [key, value] : pairs_) {
    if (key == name) return value;
  }
  return {};
}

Query Query::with(std::string_view name, std::string_view value) const {
  Query out;
  bool placed = value.empty();
  for (auto const& pair : pairs_) {
    if (pair.first != name) {
      out.pairs_.push_back(pair);
    } else if (!placed) {
      out.pairs_.emplace_back(name, value);
      placed = true;
    }
  }
  if (!placed) out.pairs_.emplace_back(name, value);
  return out;
}

Query Query::without(std::string_view name) const { return with(name, {}); }

Href Query::at(std::string_view path) const {
  std::string out{path};
  char separator = '?';
  for (auto const& [name, value] : pairs_) {
    out += separator;
    out += percent_encoded(name);
    out += '=';
    out += percent_encoded(value);
    separator = '&';
  }
  return Href{out};
}

}  // namespace gt::html
