#pragma once

#include <vector>

#include "governance/governance.h"
#include "governance/meetings/meeting_rules.h"
#include "governance/pages/board_parts.h"
#include "platform/pages/pages.h"

namespace gt::governance {

/// A page under "Meetings".
html::Page meeting_frame(std::string title);

/// Everything that a meeting's pages print, as this person may see it.
struct LoadedMeeting {
  Meeting meeting;
  Entry body;
  std::vector<Item> items;
  std::vector<Entry> said;  ///< in the registers, at this meeting
  std::vector<Entry> members;
  std::vector<html::Option> later;  ///< meetings that could agree the minutes
  NamesById names;
  std::vector<PastState> past;
  PapersDue papers;
  bool may_edit = false;
};
/// The meeting that the address names. Errors: not_found.
Result<LoadedMeeting> load_meeting(pages::PageCall const& call);
Result<LoadedMeeting> load_meeting(pages::PageCall const& call, MeetingId const& id);

}  // namespace gt::governance
