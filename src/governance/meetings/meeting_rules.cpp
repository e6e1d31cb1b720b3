#include "governance/meetings/meeting_rules.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "governance/decisions/decision_place.h"
#include "governance/decisions/rules/decision_reference.h"
#include "platform/calendar/clocks.h"
#include "platform/calendar/working_days.h"

namespace gt::governance {

namespace {

constexpr int usual_papers_days = 5;
constexpr std::int64_t longest_series = 60;

constexpr std::array<std::pair<MeetingState, std::string_view>, 7> meeting_state_words{{
    {MeetingState::draft, "draft"},
    {MeetingState::papers_out, "papers out"},
    {MeetingState::held, "held"},
    {MeetingState::minutes_draft, "minutes in draft"},
    {MeetingState::agreed, "minutes agreed"},
    {MeetingState::locked, "locked"},
    {MeetingState::cancelled, "cancelled"},
}};

Result<void> check_papers(Entry const& body, Meeting const& meeting, MeetingStep const& step) {
  if (step.items == 0)
    return refuse_field("to", "There is nothing on the agenda yet. Add an item, then send the papers out.");
  auto const due = papers_due(body, meeting.on);
  if (step.today <= due.by || !step.late_reason.empty()) return {};
  return refuse_field(
      "late_reason",
      fmt::format(
          "The papers of the meeting of {} were due out by {} ({}). Say why they are late, or move the meeting.",
          meeting.on.printed(), due.by.printed(), due.rule));
}

Result<void> check_held(Entry const& body, Meeting const& meeting, MeetingStep const& step) {
  if (step.today < meeting.on)
    return refuse_field("to", fmt::format("The meeting is on {}, which has not come. Move the meeting if its day is "
                                          "wrong.",
                                          meeting.on.printed()));
  auto const there = present(meeting);
  if (there == 0) return refuse_field("to", "Enter who was there first; then it can be marked as held.");
  auto const quorum = body.number_in("quorum").value_or(0);
  if (static_cast<std::int64_t>(there) >= quorum || !step.inquorate_reason.empty()) return {};
  return refuse_field(
      "inquorate_reason",
      fmt::format("The quorum of this body is {}, and {} are entered as present. Enter the others, or say "
                  "why the meeting went on; it then could note things, and decided nothing.",
                  quorum, there));
}

Result<void> check_agreed(Meeting const& meeting, MeetingStep const& step) {
  if (!step.agreed_at)
    return refuse_field("agreed_at", "Name the meeting of this body at which the minutes were agreed.");
  auto const& other = *step.agreed_at;
  if (other.body != meeting.body)
    return refuse_field("agreed_at", "Minutes are agreed by the body that met. Choose a meeting of the same body.");
  if (other.on <= meeting.on)
    return refuse_field("agreed_at",
                        fmt::format("Minutes are agreed at a later meeting, and that one was on {}. Choose "
                                    "one after {}.",
                                    other.on.printed(), meeting.on.printed()));
  if (other.state == MeetingState::draft || other.state == MeetingState::papers_out ||
      other.state == MeetingState::cancelled)
    return refuse_field("agreed_at", fmt::format("The meeting of {} has not been held. Minutes are agreed at a meeting "
                                                 "that was.",
                                                 other.on.printed()));
  if (step.items_without_minutes > 0)
    return refuse_field("to", fmt::format("{} of the agenda’s items have no minutes. Write what was said, or that the "
                                          "item was not taken.",
                                          step.items_without_minutes));
  return {};
}

// "The second Tuesday" of a later month; the fifth becomes the last.
Date same_weekday(Date first, int months) {
  auto const week = (first.day() - 1) / 7;
  auto const month = first.plus_months(months);
  auto const begin = month.plus_days(1 - month.day());
  auto const day = begin.plus_days((first.weekday() - begin.weekday() + 7) % 7 + 7 * week);
  return day.month() == begin.month() ? day : day.plus_days(-7);
}

}  // namespace

std::string_view word(MeetingState state) {
  for (auto const& [each, text] : meeting_state_words)
    if (each == state) return text;
  ENSURE(false);
}

std::optional<MeetingState> meeting_state(std::string_view text) {
  for (auto const& [each, words] : meeting_state_words)
    if (words == text) return each;
  return std::nullopt;
}

std::string Meeting::printed() const { return fmt::format("{}, {}", title.empty() ? body_title : title, on.printed()); }

std::vector<MeetingState> next_states(MeetingState state) {
  switch (state) {
    case MeetingState::draft:
      return {MeetingState::papers_out, MeetingState::cancelled};
    case MeetingState::papers_out:
      return {MeetingState::held, MeetingState::cancelled};
    case MeetingState::held:
      return {MeetingState::minutes_draft};
    case MeetingState::minutes_draft:
      return {MeetingState::agreed};
    case MeetingState::agreed:
      return {MeetingState::locked};
    case MeetingState::locked:
    case MeetingState::cancelled:
      return {};
  }
  ENSURE(false);
}

PapersDue papers_due(Entry const& body, Date meeting) {
  auto const by = as_whom(body);
  if (by != DecidedBy::board)
    if (auto const* rule =
            find_decision_rule(by == DecidedBy::executive_meeting ? "agenda-executive" : "agenda-council", meeting))
      return {calendar::due_on(rule->counting, rule->days, meeting), fmt::format("{} clear days", rule->days), true};
  auto const days =
      static_cast<int>(std::max<std::int64_t>(body.number_in("papers_days").value_or(usual_papers_days), 1));
  // Five working days before is four clear ones.
  return {calendar::last_day_before_clear_working_days(meeting, days - 1), fmt::format("{} working days before", days),
          false};
}

Result<void> check_step(Entry const& body, Meeting const& meeting, MeetingStep const& step) {
  auto const can = next_states(meeting.state);
  if (std::find(can.begin(), can.end(), step.to) == can.end())
    return refuse(ErrorKind::conflict,
                  fmt::format("This meeting is “{}”; it cannot become “{}” from there. Look at the "
                              "meeting again.",
                              word(meeting.state), word(step.to)));
  if (step.to == MeetingState::papers_out) return check_papers(body, meeting, step);
  if (step.to == MeetingState::held) return check_held(body, meeting, step);
  if (step.to == MeetingState::agreed) return check_agreed(meeting, step);
  return {};
}

std::size_t present(Meeting const& meeting) {
  return static_cast<std::size_t>(std::count_if(
      meeting.attendance.begin(), meeting.attendance.end(),
      [](Attendance const& each) { return each.presence == "present" || each.presence == "substitute"; }));
}

Result<void> may_write_minutes(Meeting const& meeting) {
  switch (meeting.state) {
    case MeetingState::papers_out:
    case MeetingState::held:
    case MeetingState::minutes_draft:
      return {};
    case MeetingState::draft:
      return refuse(ErrorKind::conflict,
                    "Minutes are written once the papers are out. Send the papers out on the meeting’s page first.");
    case MeetingState::agreed:
    case MeetingState::locked:
      return refuse(
          ErrorKind::conflict,
          "These minutes were agreed and do not change any more. What is wrong in them goes into the register "
          "of corrections, and the next meeting notes it.");
    case MeetingState::cancelled:
      return refuse(ErrorKind::conflict, "This meeting was cancelled, so there are no minutes to write.");
  }
  ENSURE(false);
}

Result<void> may_change_agenda(Meeting const& meeting) {
  if (meeting.state == MeetingState::draft || meeting.state == MeetingState::papers_out) return {};
  // One whose record began after it was held gets its agenda then.
  if (meeting.state == MeetingState::held && !meeting.papers_out_on) return {};
  return refuse(ErrorKind::conflict,
                fmt::format("This meeting is “{}”, so its agenda does not change any more. Put the item on the next "
                            "meeting’s agenda.",
                            word(meeting.state)));
}

Result<void> check_reason_for_private(bool is_private, std::string_view exempt_paragraph,
                                      std::string_view public_interest) {
  if (!is_private) return {};
  if (exempt_paragraph.empty())
    return refuse_field("exempt_paragraph", "Say why it is private: the paragraph of Schedule 12A, or confidential.");
  if (exempt_paragraph != "confidential" && public_interest.empty())
    return refuse_field("public_interest",
                        "Exempt information is subject to the public interest test: say why keeping it private "
                        "outweighs publishing it.");
  return {};
}

Result<std::vector<Date>> series(Date first, std::string_view rhythm, std::int64_t count) {
  if (count < 1 || count > longest_series)
    return refuse_field("count", fmt::format("Give a number of meetings from 1 to {}.", longest_series));
  constexpr std::array<std::pair<std::string_view, int>, 4> weeks{
      {{"every week", 1}, {"every two weeks", 2}, {"every four weeks", 4}, {"every six weeks", 6}}};
  constexpr std::array<std::pair<std::string_view, int>, 3> months{
      {{"every month", 1}, {"every two months", 2}, {"every quarter", 3}}};
  std::vector<Date> days;
  for (auto const& [name, step] : weeks)
    if (name == rhythm)
      for (int at = 0; at < count; ++at) days.push_back(first.plus_days(7 * step * at));
  for (auto const& [name, step] : months)
    if (name == rhythm)
      for (int at = 0; at < count; ++at) days.push_back(same_weekday(first, step * at));
  if (days.empty()) return refuse_field("rhythm", "Choose how often the body meets.");
  return days;
}

}  // namespace gt::governance
