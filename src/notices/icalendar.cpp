#include "notices/icalendar.h"

#include <algorithm>

#include <fmt/format.h>

namespace gt::notices {

namespace {

constexpr std::size_t longest_line = 75;  ///< octets, without the line end

std::string day_text(Date day) { return fmt::format("{:04}{:02}{:02}", day.year(), day.month(), day.day()); }

// 2026-11-22T09:30:00.000Z as 20261122T093000Z.
std::string moment_text(Instant instant) {
  std::string out;
  auto const iso = instant.iso();
  for (char c : iso.substr(0, iso.find('.')))
    if (c != '-' && c != ':') out += c;
  return out + "Z";
}

void add_event(std::string& out, CalendarItem const& item, std::string const& public_address) {
  auto line = [&](std::string const& text) { out += content_line(text); };
  line("BEGIN:VEVENT");
  line("UID:" + escaped_text(item.uid));
  line("DTSTAMP:" + moment_text(item.changed));
  line("LAST-MODIFIED:" + moment_text(item.changed));
  line(fmt::format("SEQUENCE:{}", std::max<std::int64_t>(item.version - 1, 0)));
  line("DTSTART;VALUE=DATE:" + day_text(item.day));
  line("DTEND;VALUE=DATE:" + day_text(item.day.plus_days(1)));
  line("SUMMARY:" + escaped_text(item.title));
  if (!item.note.empty()) line("DESCRIPTION:" + escaped_text(item.note));
  if (!public_address.empty()) line("URL:" + public_address + item.address);
  line(item.is_cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
  line("TRANSP:TRANSPARENT");
  line("END:VEVENT");
}

}  // namespace

std::string escaped_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    char const c = text[at];
    if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
    if (c == '\n' || c == '\r') {
      out += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      out += c;
    } else if (c == '\t') {
      out += ' ';
    }
  }
  return out;
}

std::string content_line(std::string_view text) {
  std::string out;
  auto room = longest_line;
  while (text.size() > room) {
    auto length = room;
    while (length > 1 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
    out += text.substr(0, length);
    out += "\r\n ";
    text.remove_prefix(length);
    room = longest_line - 1;  // the space counts
  }
  out += text;
  out += "\r\n";
  return out;
}

std::string icalendar(CalendarWords const& words) {
  auto items = words.items;
  std::sort(items.begin(), items.end(),
            [](auto const& a, auto const& b) { return std::tie(a.day, a.uid) < std::tie(b.day, b.uid); });
  std::string out;
  for (auto const& each : {std::string("BEGIN:VCALENDAR"), std::string("VERSION:2.0"),
                           std::string("PRODID:-//Golden Thread//Due dates//EN"), std::string("CALSCALE:GREGORIAN"),
                           "NAME:" + escaped_text(words.name), "X-WR-CALNAME:" + escaped_text(words.name),
                           std::string("REFRESH-INTERVAL;VALUE=DURATION:PT4H"), std::string("X-PUBLISHED-TTL:PT4H")})
    out += content_line(each);
  for (auto const& item : items) add_event(out, item, words.public_address);
  out += content_line("END:VCALENDAR");
  return out;
}

}  // namespace gt::notices
