#include "platform/db/query_text.h"

#include <algorithm>
#include <cstdint>

#include "platform/core/text.h"
#include "platform/db/db.h"

namespace gt::db {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_name_part(char c) { return is_name_start(c) || (c >= '0' && c <= '9'); }

/// The position after the quoted text that starts at `at`; a doubled quote is read as two quoted texts side by side.
std::size_t after_quoted(std::string_view text, std::size_t at) {
  auto end = text.find(text[at], at + 1);
  return end == std::string_view::npos ? text.size() : end + 1;
}

/// The position after the comment that starts at `at`, or `at` when none does. Block comments nest in neither text.
std::size_t after_comment(std::string_view text, std::size_t at) {
  auto const pair = text.substr(at, 2);
  if (pair == "--") return std::min(text.find('\n', at), text.size());
  if (pair == "/*") {
    auto end = text.find("*/", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  return at;
}

void trim_end(std::string& sql) {
  while (!sql.empty() && (is_space(sql.back()) || sql.back() == ';')) sql.pop_back();
}

}  // namespace

QueryText parse_query(std::string_view text) {
  QueryText query;
  query.sql.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at + 1;
    if (auto after = after_comment(text, at); after != at) {
      query.sql += ' ';
      at = after;
      continue;
    }
    if (text[at] == '\'' || text[at] == '"') {
      end = after_quoted(text, at);
    } else if (text.substr(at, 2) == "::") {
      end = at + 2;
    } else if (text[at] == ':' && at + 1 < text.size() && is_name_start(text[at + 1])) {
      while (end < text.size() && is_name_part(text[end])) ++end;
      std::string name(text.substr(at + 1, end - at - 1));
      if (std::find(query.names.begin(), query.names.end(), name) == query.names.end())
        query.names.push_back(std::move(name));
    }
    query.sql += text.substr(at, end - at);
    at = end;
  }
  trim_end(query.sql);
  query.sql.erase(0, std::min(query.sql.find_first_not_of(" \n\t\r"), query.sql.size()));
  return query;
}

std::string like_pattern(std::string_view words) {
  std::string pattern = "%";
  for (char c : lower_case(words)) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

bool is_storable_text(std::string_view text) {
  // The least code point of each length: shorter ones in a longer form are refused, as PostgreSQL does.
  constexpr std::uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  for (std::size_t at = 0; at < text.size();) {
    auto const first = static_cast<unsigned char>(text[at++]);
    if (first == 0) return false;
    if (first < 0x80) continue;
    int const more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4 || at + more > text.size()) return false;
    std::uint32_t code = first & (0x3F >> more);
    for (int i = 0; i < more; ++i) {
      auto const next = static_cast<unsigned char>(text[at++]);
      if ((next & 0xC0) != 0x80) return false;
      code = code << 6 | (next & 0x3F);
    }
    if (code < least[more] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
  }
  return true;
}

}  // namespace gt::db
