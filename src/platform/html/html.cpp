#include "platform/html/html.h"

#include <array>

namespace gt::html {
namespace {

/// What each byte becomes: null stays as it is, an empty string is dropped.
constexpr auto escapes = [] {
  std::array<char const*, 256> table{};
  for (int control = 0; control < 0x20; ++control) {
    if (control != '\t' && control != '\n' && control != '\r') table[static_cast<std::size_t>(control)] = "";
  }
  table[0x7f] = "";
  table['&'] = "&amp;";
  table['<'] = "&lt;";
  table['>'] = "&gt;";
  table['"'] = "&quot;";
  table['\''] = "&#39;";
  return table;
}();

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_case_start) {
  if (text.size() < lower_case_start.size()) return false;
  for (std::size_t at = 0; at < lower_case_start.size(); ++at) {
    char const c = text[at];
    char const lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower != lower_case_start[at]) return false;
  }
  return true;
}

bool is_allowed(std::string_view address) {
  if (address.empty()) return false;
  // Browsers drop tabs and line ends and read a backslash as a slash, so either can hide another host or scheme.
  for (char const c : address) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\') return false;
  }
  if (address.starts_with("//")) return false;
  if (address[0] == '/' || address[0] == '?' || address[0] == '#') return true;
  return starts_with_ignoring_case(address, "https://") || starts_with_ignoring_case(address, "http://") ||
         starts_with_ignoring_case(address, "mailto:");
}

}  // namespace

Href::Href(std::string_view address) : text_{is_allowed(address) ? address : "#"} {}

Html& Html::text(std::string_view words) {
  std::size_t start = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    char const* const escape = escapes[static_cast<unsigned char>(words[at])];
    if (escape == nullptr) continue;
    out_.append(words, start, at - start);
    out_ += escape;
    start = at + 1;
  }
  out_.append(words, start);
  awaits_url_ = false;
  return *this;
}

Html& Html::operator<<(Attribute const& attribute) {
  if (!attribute.value) return *this;
  out_ += ' ';
  out_ += attribute.name;
  out_ += "=\"";
  text(*attribute.value);
  out_ += '"';
  return *this;
}

Html& Html::operator<<(Flag flag) {
  if (!flag.on) return *this;
  out_ += ' ';
  out_ += flag.name;
  return *this;
}

}  // namespace gt::html
