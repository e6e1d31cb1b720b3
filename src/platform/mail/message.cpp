#include "platform/mail/message.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gt::mail {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t longest_plain = 60;    ///< characters of a header's text that are left as they are
constexpr std::size_t bytes_of_a_word = 42;  ///< of an encoded word: 56 characters of base64 in a line of 76

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_atom(std::string_view text) {
  constexpr std::string_view allowed = "!#$%&'*+-/=?^_`{|}~.";
  return !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(),
                     [&](char c) { return is_letter_or_digit(c) || allowed.find(c) != std::string_view::npos; });
}

bool is_domain(std::string_view text) {
  return !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter_or_digit(c) || c == '.' || c == '-'; });
}

// Control characters become spaces: a header is one line, whatever was typed.
std::string without_controls(std::string_view text) {
  std::string out(text);
  for (auto& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    auto byte = [&](std::size_t i) {
      return at + i < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[at + i])) : 0u;
    };
    unsigned const three = byte(0) << 16 | byte(1) << 8 | byte(2);
    out += digits[three >> 18 & 63];
    out += digits[three >> 12 & 63];
    out += at + 1 < bytes.size() ? digits[three >> 6 & 63] : '=';
    out += at + 2 < bytes.size() ? digits[three & 63] : '=';
  }
  return out;
}

// RFC 2047, part 5: words of at most 75 characters, none splitting a character, folded.
std::string encoded_words(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    auto length = std::min(text.size(), bytes_of_a_word);
    while (length < text.size() && length > 1 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base64(text.substr(0, length)) + "?=";
    text.remove_prefix(length);
  }
  return out;
}

bool is_plain(std::string_view text) {
  return text.size() <= longest_plain && text.find("=?") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::string subject_text(std::string_view subject) {
  auto text = without_controls(subject);
  return is_plain(text) ? text : encoded_words(text);
}

std::string mailbox_text(Mailbox const& mailbox) {
  auto name = without_controls(mailbox.name);
  auto address = "<" + mailbox.address + ">";
  if (name.empty()) return address;
  if (!is_plain(name)) return encoded_words(name) + "\r\n " + address;
  std::string quoted = "\"";
  for (char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  // A long address has a line of its own.
  return quoted + "\"" + (name.size() + address.size() > longest_plain ? "\r\n " : " ") + address;
}

// RFC 2045, 6.7: lines of at most 76 characters.
std::string quoted_printable(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  constexpr std::size_t longest = 75;
  std::string out, line;
  auto add = [&](std::string_view piece) {
    if (line.size() + piece.size() > longest) {
      out += line + "=\r\n";
      line.clear();
    }
    line += piece;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    char const c = text[at];
    if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
    if (c == '\n') {
      out += line;
      out += line_end;
      line.clear();
      continue;
    }
    bool const ends_line = at + 1 == text.size() || text[at + 1] == '\n' || text[at + 1] == '\r';
    bool const as_it_is = (c > 0x20 && c < 0x7F && c != '=') || ((c == ' ' || c == '\t') && !ends_line);
    auto const byte = static_cast<unsigned char>(c);
    if (as_it_is)
      add(std::string_view(&c, 1));
    else
      add(std::string{'=', hex[byte >> 4], hex[byte & 15]});
  }
  if (!line.empty()) out += line + std::string(line_end);
  return out;
}

std::string date_text(Instant instant) {
  using namespace std::chrono;
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const since = milliseconds{instant.unix_milliseconds()};
  auto const day = floor<std::chrono::days>(sys_time<milliseconds>{since});
  year_month_day const date{day};
  hh_mm_ss const time{floor<seconds>(since - day.time_since_epoch())};
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", days[weekday{day}.c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

std::string part(std::string_view type, std::string_view body) {
  return fmt::format("Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}", type,
                     quoted_printable(body));
}

}  // namespace

Result<void> check_address(std::string_view address) {
  auto const at = address.rfind('@');
  if (address.size() > 254 || at == std::string_view::npos || at > 64 || !is_atom(address.substr(0, at)) ||
      !is_domain(address.substr(at + 1)))
    return refuse(ErrorKind::invalid,
                  "This is not an address mail can be sent to. Write it as somebody@council.example.");
  return {};
}

Result<std::string> written(Message const& message) {
  TRY(check_address(message.from.address));
  TRY(check_address(message.to.address));
  TRY(check_address(message.message_id));
  auto out = fmt::format(
      "From: {}\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}>\r\nAuto-Submitted: auto-generated\r\n"
      "MIME-Version: 1.0\r\n",
      mailbox_text(message.from), mailbox_text(message.to), subject_text(message.subject), date_text(message.date),
      message.message_id);
  if (!message.unsubscribe.empty())
    out += fmt::format("List-Unsubscribe: <{}>\r\n", without_controls(message.unsubscribe));
  if (message.html.empty()) return out + part("text/plain", message.text);
  // Quoted-printable never has "=_", so that no body can hold the boundary.
  auto const boundary = fmt::format("=_{}", message.message_id.substr(0, message.message_id.find('@')));
  return fmt::format(
      "{0}Content-Type: multipart/alternative; boundary=\"{1}\"\r\n\r\n--{1}\r\n{2}--{1}\r\n{3}--{1}--\r\n", out,
      boundary, part("text/plain", message.text), part("text/html", message.html));
}

}  // namespace gt::mail
