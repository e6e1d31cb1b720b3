#include <array>

#include <fmt/format.h>

#include "platform/core/text.h"
#include "platform/sheet/delimited.h"
#include "platform/sheet/refused.h"

namespace gt::sheet {
namespace {

void append(std::string& out, unsigned value) {
  if (value < 0x80) {
    out += static_cast<char>(value);
    return;
  }
  int const more = value < 0x800 ? 1 : value < 0x10000 ? 2 : 3;
  static constexpr std::array<unsigned, 4> leads{0, 0xC0, 0xE0, 0xF0};
  out += static_cast<char>(leads[static_cast<std::size_t>(more)] | (value >> static_cast<unsigned>(6 * more)));
  for (int left = more - 1; left >= 0; --left) {
    out += static_cast<char>(0x80U | ((value >> static_cast<unsigned>(6 * left)) & 0x3FU));
  }
}

[[noreturn]] void refuse_broken_utf16() { throw damaged({}, "it begins as UTF-16 text and goes on otherwise"); }

std::string from_utf16(std::string_view bytes, bool big_endian) {
  if (bytes.size() % 2 != 0) refuse_broken_utf16();
  auto const unit = [&](std::size_t at) {
    auto const first = static_cast<unsigned char>(bytes[at]);
    auto const second = static_cast<unsigned char>(bytes[at + 1]);
    return big_endian ? static_cast<unsigned>(first << 8U | second) : static_cast<unsigned>(second << 8U | first);
  };
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    unsigned value = unit(at);
    if (value >= 0xDC00 && value <= 0xDFFF) refuse_broken_utf16();
    if (value >= 0xD800 && value <= 0xDBFF) {
      at += 2;
      if (at >= bytes.size() || unit(at) < 0xDC00 || unit(at) > 0xDFFF) refuse_broken_utf16();
      value = 0x10000 + ((value - 0xD800) << 10U) + (unit(at) - 0xDC00);
    }
    append(out, value);
  }
  return out;
}

/// The characters of 0x80 to 0x9F; 0 where windows-1252 has none.
constexpr std::array<unsigned, 32> windows_1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  int line = 1;
  for (char const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    line += c == '\n' ? 1 : 0;
    unsigned const value = byte >= 0x80 && byte <= 0x9F ? windows_1252[byte - 0x80U] : byte;
    if (value == 0 && byte != 0) {
      throw damaged({}, fmt::format("its line {} is text neither in UTF-8 nor in windows-1252", line));
    }
    append(out, value);
  }
  return out;
}

void refuse_what_is_no_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) {
    throw Refused(
        Fault::not_a_spreadsheet, {},
        "It is neither a workbook nor a text of separated values. Give a tracker as XLSX, ODS or CSV; as CSV, "
        "save it as “CSV UTF-8”.");
  }
}

}  // namespace

DecodedText decode(std::string_view bytes) {
  DecodedText decoded;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    decoded.text = from_utf16(bytes.substr(2), bytes[0] == '\xFE');
    refuse_what_is_no_text(decoded.text);
    return decoded;
  }
  bool const has_mark = bytes.starts_with("\xEF\xBB\xBF");
  if (has_mark) bytes.remove_prefix(3);
  refuse_what_is_no_text(bytes);
  if (is_utf8(bytes)) {
    decoded.text = std::string(bytes);
  } else if (has_mark) {
    throw damaged({}, "it begins as UTF-8 text and goes on otherwise");
  } else {
    decoded.text = from_windows_1252(bytes);
    decoded.note =
        "Its text is not UTF-8 and was read as windows-1252, as older programs save it. Check pound signs, dashes and "
        "letters with accents; if they are wrong, save it again as “CSV UTF-8”.";
  }
  return decoded;
}

}  // namespace gt::sheet
