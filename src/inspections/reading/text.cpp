#include "inspections/reading/text.h"

#include <algorithm>
#include <array>

namespace gt::inspections::reading {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Length of the white space character at the start, 0 when there is none. Covers U+00A0, U+2000-200B, U+202F, U+3000.
std::size_t space_length(std::string_view text) {
  if (text.empty()) return 0;
  char const c = text[0];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.size() >= 2 && c == '\xC2' && text[1] == '\xA0') return 2;
  if (text.size() < 3) return 0;
  auto const third = static_cast<unsigned char>(text[2]);
  if (c == '\xE2' && text[1] == '\x80' && ((third >= 0x80 && third <= 0x8B) || third == 0xAF)) return 3;
  if (c == '\xE3' && text[1] == '\x80' && text[2] == '\x80') return 3;
  return 0;
}

std::string_view without_leading_space(std::string_view text) {
  while (auto length = space_length(text)) text.remove_prefix(length);
  return text;
}

bool is_private_use(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }

bool is_round_or_square(char32_t c) {
  static constexpr std::array<char32_t, 17> glyphs{0x2022, 0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x25B6,
                                                   0x25BA, 0x25CB, 0x25CF, 0x25E6, 0x25FC, 0x25FD,
                                                   0x25FE, 0x2023, 0x2043, 0x2756, 0x27A2};
  return std::find(glyphs.begin(), glyphs.end(), c) != glyphs.end();
}

}  // namespace

std::string squeeze(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    if (auto length = space_length(text.substr(i, 3))) {
      space = true;
      i += length;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += text[i++];
  }
  return out;
}

std::size_t character_length(std::string_view text) {
  if (text.empty()) return 0;
  auto const lead = static_cast<unsigned char>(text[0]);
  std::size_t const wanted = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (wanted > text.size()) return 1;
  for (std::size_t i = 1; i < wanted; ++i)
    if (!is_continuation(text[i])) return 1;
  return wanted;
}

char32_t first_character(std::string_view text) {
  if (text.empty()) return 0;
  auto const length = character_length(text);
  auto const byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  switch (length) {
    case 2:
      return ((byte(0) & 0x1FU) << 6) | (byte(1) & 0x3FU);
    case 3:
      return ((byte(0) & 0x0FU) << 12) | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
    case 4:
      return ((byte(0) & 0x07U) << 18) | ((byte(1) & 0x3FU) << 12) | ((byte(2) & 0x3FU) << 6) | (byte(3) & 0x3FU);
    default:
      return byte(0) < 0x80 ? byte(0) : 0xFFFD;
  }
}

bool is_dash(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500 || c == 0x2501 || c == 0x0335 ||
         c == 0x0336 || c == 0xF02D || c == 0xF0BE || c == 0xFE58 || c == 0xFF0D;
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    auto const here = text.substr(i, 4);
    if (auto length = space_length(here)) {
      space = true;
      i += length;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      out += is_upper(text[i]) ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
      ++i;
      continue;
    }
    auto const c = first_character(here);
    auto const length = character_length(here);
    if (c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x00B4) {
      out += '\'';
    } else if (c == 0x201C || c == 0x201D) {
      out += '"';
    } else if (is_dash(c)) {
      out += '-';
    } else if (c != 0x00AD && c != 0xFEFF) {
      out.append(text.substr(i, length));
    }
    i += length;
  }
  return out;
}

std::string letters(std::string_view text) {
  std::string out = fold(text);
  std::erase_if(out, [](char c) { return !is_lower(c) && !is_digit(c); });
  return out;
}

std::vector<std::string> words(std::string_view folded) {
  std::vector<std::string> out;
  std::string word;
  for (char c : folded) {
    if (is_lower(c) || is_upper(c) || is_digit(c) || c == '\'' || static_cast<unsigned char>(c) >= 0x80) {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

std::optional<Bullet> bullet(std::string_view line) {
  line = without_leading_space(line);
  auto const c = first_character(line);
  if (c == 0) return std::nullopt;
  auto const after = line.substr(character_length(line));
  auto const rest = without_leading_space(after);
  auto const gap = after.size() - rest.size();
  if (is_dash(c)) {
    // A dash is a bullet only when it stands alone: "-10 places" and "–" within a broken sentence are not.
    if (is_private_use(c) || (gap > 0 && !rest.empty())) return Bullet{c, true, rest};
    return std::nullopt;
  }
  if (c == 'o') {
    if (gap >= 2 && !rest.empty()) return Bullet{c, true, rest};
    return std::nullopt;
  }
  if (c == 0xA7 || c == 0xB7 || c == '*') {
    if (gap > 0 && !rest.empty()) return Bullet{c, false, rest};
    return std::nullopt;
  }
  if (is_private_use(c) || is_round_or_square(c)) return Bullet{c, false, rest};
  return std::nullopt;
}

std::optional<Number> number(std::string_view line) {
  line = without_leading_space(line);
  std::size_t digits = 0;
  int value = 0;
  while (digits < line.size() && digits < 4 && is_digit(line[digits])) {
    value = value * 10 + (line[digits] - '0');
    ++digits;
  }
  if (digits == 0 || digits > 3 || value == 0 || line[0] == '0') return std::nullopt;
  if (digits >= line.size() || line[digits] != '.') return std::nullopt;
  auto const after = line.substr(digits + 1);
  if (!after.empty() && (is_digit(after[0]) || after[0] == '.' || after[0] == ')')) return std::nullopt;
  return Number{value, without_leading_space(after)};
}

std::string without_footnote_mark(std::string_view text) {
  std::string out = squeeze(text);
  std::size_t end = out.size();
  while (end > 0 && is_digit(out[end - 1])) --end;
  auto const digits = out.size() - end;
  if (digits == 0 || digits > 2 || end == 0) return out;
  if (out[end - 1] == ' ') --end;
  out.resize(end);
  return out;
}

void join_line(std::string& text, std::string_view line) {
  std::string const next = squeeze(line);
  if (next.empty()) return;
  if (text.empty()) {
    text = next;
    return;
  }
  bool space = true;
  if (text.back() == '-' && text.size() >= 2 && text[text.size() - 2] != ' ') {
    auto const word = next.substr(0, next.find_first_of(" ,.;:"));
    bool const after_digit = is_digit(text[text.size() - 2]);
    space = word == "and" || word == "or" || (word == "to" && after_digit);
  }
  if (space) text += ' ';
  text += next;
}

bool ends_sentence(std::string_view text) {
  std::string const folded = fold(text.substr(text.size() - std::min<std::size_t>(text.size(), 24)));
  auto const last = folded.find_last_not_of("'\") ");
  return last != std::string::npos && (folded[last] == '.' || folded[last] == '!' || folded[last] == '?');
}

}  // namespace gt::inspections::reading
