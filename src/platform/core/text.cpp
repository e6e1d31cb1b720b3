#include "platform/core/text.h"

#include <cstdint>

namespace gt {

namespace {
constexpr std::string_view white_space = " \t\r\n\f\v";

// Length of the well-formed sequence at `at`, 0 if there is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{0}; };
  auto tail = [&](std::size_t i, std::uint8_t low = 0x80, std::uint8_t high = 0xBF) {
    return byte(i) >= low && byte(i) <= high;
  };
  auto first = byte(at);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(at + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    std::uint8_t low = first == 0xE0 ? 0xA0 : 0x80;
    std::uint8_t high = first == 0xED ? 0x9F : 0xBF;
    return tail(at + 1, low, high) && tail(at + 2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    std::uint8_t low = first == 0xF0 ? 0x90 : 0x80;
    std::uint8_t high = first == 0xF4 ? 0x8F : 0xBF;
    return tail(at + 1, low, high) && tail(at + 2) && tail(at + 3) ? 4 : 0;
  }
  return 0;
}
}  // namespace

std::string trimmed(std::string_view text) {
  auto first = text.find_first_not_of(white_space);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(white_space) - first + 1));
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.emplace_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> pieces;
  for (;;) {
    auto end = text.find(separator);
    pieces.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (auto c : text) count += (static_cast<std::uint8_t>(c) & 0xC0U) != 0x80U;
  return count;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    auto length = sequence_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::optional<std::string> text_fault(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    auto length = sequence_length(text, at);
    if (length == 0) return "The text is not readable as UTF-8. Save it as UTF-8 and send it again.";
    auto byte = static_cast<std::uint8_t>(text[at]);
    if (length == 1 && (byte == 0x7F || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')))
      return "The text holds a control character that cannot be stored. Type it again rather than pasting it.";
    at += length;
  }
  return std::nullopt;
}

std::string one_line(std::string_view text) {
  std::string line;
  for (auto c : trimmed(text)) {
    bool is_space = white_space.find(c) != std::string_view::npos;
    if (!is_space)
      line += c;
    else if (line.back() != ' ')
      line += ' ';
  }
  return line;
}

std::string with_plain_line_ends(std::string text) {
  std::erase(text, '\r');
  return text;
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace gt
