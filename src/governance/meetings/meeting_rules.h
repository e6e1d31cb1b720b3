#pragma once

#include <optional>
#include <string>
#include <vector>

#include "governance/governance.h"

/// Named rules of meetings. Pure.
namespace gt::governance {

/// What a meeting can become from where it is: draft to papers out or cancelled, papers out to held or cancelled, held
/// to minutes in draft, those to agreed, agreed to locked.
std::vector<MeetingState> next_states(MeetingState state);

/// When papers go out.
struct PapersDue {
  Date by;           ///< the last day on which they are in time
  std::string rule;  ///< "5 clear days", "5 working days before"
  bool is_law = false;
};
/// A body that decides as the council or its executive, or meets in public: five clear days by law (Local Government
/// Act 1972 section 100B; SI 2012/2089 regulations 6 and 7). Others: so many working days before as the body says, else
/// five.
PapersDue papers_due(Entry const& body, Date meeting);

/// What a step asks for.
struct MeetingStep {
  MeetingState to;
  Date today;
  std::string late_reason;             ///< why papers go out late
  std::string inquorate_reason;        ///< why it went on without a quorum
  std::optional<Meeting> agreed_at{};  ///< the meeting that agreed the minutes
  std::size_t items = 0;               ///< on the agenda
  std::size_t items_without_minutes = 0;
};
/// Errors: conflict when the meeting cannot become that; invalid, on the field, when something is missing, naming the
/// rule and the way on.
Result<void> check_step(Entry const& body, Meeting const& meeting, MeetingStep const& step);

/// Members and substitutes who were there, chairs among them; advisers and observers do not count, and are not in the
/// list unless they were entered as present.
std::size_t present(Meeting const& meeting);

/// Whether minutes may still be written: from the day papers are out until they are agreed.
Result<void> may_write_minutes(Meeting const& meeting);
/// Whether the agenda may still be changed. Errors: conflict, with the way on.
Result<void> may_change_agenda(Meeting const& meeting);

/// What is private says why. Errors: invalid, on the paragraph or the reason.
Result<void> check_reason_for_private(bool is_private, std::string_view exempt_paragraph,
                                      std::string_view public_interest);

/// The days of a series: every so many weeks, or the same weekday of each month ("the second Tuesday"). `count` days
/// from `first` on. Errors: invalid for a count outside 1 to 60 or an unknown rhythm.
inline constexpr std::string_view rhythms[] = {"every week",  "every two weeks",  "every four weeks", "every six weeks",
                                               "every month", "every two months", "every quarter"};
Result<std::vector<Date>> series(Date first, std::string_view rhythm, std::int64_t count);

}  // namespace gt::governance
