#pragma once

#include <string>
#include <vector>

#include "platform/core/date.h"
#include "platform/sheet/workbook.h"

/// A body's calendar of meetings as a file gives it: iCalendar, CSV or a workbook. Pure.
namespace gt::governance {

/// One meeting as the file says it; days and times in London.
struct CalendarMeeting {
  int line;         ///< of the file, from 1
  std::string uid;  ///< the calendar's own name for it; may be empty
  Date on;
  std::string starts_at, place, title, link;  ///< each may be empty
  bool is_cancelled = false;
};
/// What cannot be taken, and what would be right.
struct CalendarFault {
  int line;  ///< 0 = the whole file
  std::string message;
};
struct MeetingCalendar {
  std::vector<CalendarMeeting> meetings;  ///< in the order of the file
  std::vector<CalendarFault> faults;      ///< by line
};

inline constexpr std::size_t largest_calendar = std::size_t{5} << 20;
inline constexpr std::size_t most_calendar_meetings = 500;

/// Every meeting, or every fault. A table has one heading row, in which “date” is needed and time, place, title, link,
/// uid and status are understood.
MeetingCalendar read_meeting_calendar(sheet::Workbook const& file);

/// "9:30", "14.00", "2pm" as "09:30", "14:00", "14:00"; nothing when it is no time of day.
std::optional<std::string> time_of_day(std::string_view text);

}  // namespace gt::governance
