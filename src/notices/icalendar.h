#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "notices/notices.h"

/// RFC 5545, as far as days that things are due need it. Pure.
namespace gt::notices {

/// Backslash, semicolon, comma and line ends escaped (3.3.11); other control characters are left out.
std::string escaped_text(std::string_view text);
/// One content line, folded at 75 octets between characters, ended by CR LF (3.1).
std::string content_line(std::string_view name_and_value);

struct CalendarWords {
  std::string name;  ///< what a calendar program calls it
  std::vector<CalendarItem> items;
  std::string public_address;  ///< empty leaves links out
};
/// The whole file. The same items give the same bytes, so that a calendar program is told when nothing has changed.
/// Days are all-day events that take up nobody's time. DTSTAMP is when what is said of
/// the record last changed, as 3.8.7.2 has it for files without METHOD, and so the same as LAST-MODIFIED; SEQUENCE is
/// its version less one.
std::string icalendar(CalendarWords const& words);

}  // namespace gt::notices
