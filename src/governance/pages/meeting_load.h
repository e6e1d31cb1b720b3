#pragma once

#include <vector>

#include "governance/governance.h"
#include "governance/meetings/meeting_rules.h"
#include "governance/meetings/minutes_paper.h"
#include "governance/pages/board_parts.h"
#include "governance/papers/paper.h"
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
  bool sees_private = false;  ///< the reader sees the body’s private part, whether or not it is in here
  std::vector<Paper> attached{};
};
/// The meeting that the address names, as its reader may see it. Errors: not_found.
Result<LoadedMeeting> load_meeting(pages::PageCall const& call);
Result<LoadedMeeting> load_meeting(pages::PageCall const& call, MeetingId const& id, PaperPart part = PaperPart::whole);
/// For papers: what is open to all, unless `?part=whole` asks for the rest as well.
PaperPart asked_part(pages::PageCall const& call);
Result<LoadedMeeting> load_for_paper(pages::PageCall const& call);

/// What a paper’s head offers: the file of it, where this server writes such files, and the other part.
void add_paper_actions(pages::PageCall const& call, html::Head& top, std::string const& address, bool writes_files,
                       bool has_private_part, bool sees_private);
/// Of a copy that is not for publication.
html::Html private_copy_note(pages::PageCall const& call, bool has_private_part);

}  // namespace gt::governance
