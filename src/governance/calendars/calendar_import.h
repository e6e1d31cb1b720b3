#pragma once

#include <string>
#include <vector>

#include "governance/calendars/meeting_calendar.h"
#include "governance/governance.h"

/// What a calendar would change in a body's meetings.
namespace gt::governance {

/// What becomes of one meeting of the file.
enum class Becomes {
  added,
  changed,
  cancelled,
  same,
  kept,     ///< held or cancelled here, and so left as it is
  left_out  ///< cancelled in the file and not here, or past and not here
};
/// "new", "changed", "cancelled", "as it is", "kept as it is", "left out"
std::string_view word(Becomes becomes);

struct PlannedMeeting {
  CalendarMeeting given;
  Becomes becomes;
  std::optional<Meeting> now;  ///< as it stands here, found by its uid, else by its day
  std::string note;            ///< what changes, or why nothing does; may be empty
};
struct CalendarPlan {
  std::vector<PlannedMeeting> meetings;
  std::vector<CalendarFault> faults;  ///< of the file, and of what would come of it

  std::size_t count(Becomes becomes) const;
};

/// Changes nothing. A few queries, whatever the size of the file.
CalendarPlan plan_calendar(db::Transaction& transaction, Entry const& body, MeetingCalendar const& calendar,
                           Date today);
/// The meeting as it will be.
Meeting planned_state(PlannedMeeting const& planned, Entry const& body);

nlohmann::json to_json(CalendarPlan const& plan);
/// Of the meetings a file gave, for sending them again, and back. Errors: invalid, on `meetings`.
nlohmann::json to_json(std::vector<CalendarMeeting> const& meetings);
Result<MeetingCalendar> calendar_from_json(nlohmann::json const& meetings);

void set_meeting_uid(db::Transaction& transaction, MeetingId const& meeting, std::string const& uid);

}  // namespace gt::governance
