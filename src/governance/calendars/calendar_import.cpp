#include "governance/calendars/calendar_import.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "governance/sql.h"
#include "platform/core/text.h"

namespace gt::governance {

using nlohmann::json;

namespace {

constexpr std::int64_t most_meetings = 5000;

bool has_come(MeetingState state) { return state != MeetingState::draft && state != MeetingState::papers_out; }

// The meetings of the body that a file may mean.
class Known {
 public:
  Known(db::Transaction& transaction, Entry const& body, MeetingCalendar const& calendar)
      : meetings_{list_meetings(transaction, {.body = body.id.text()}, most_meetings)} {
    for (auto const& row : transaction.rows(sql::list_meeting_uids, {{"body", body.id.text()}}))
      uids_.emplace(row.text("id"), row.text("uid"));
    for (auto const& each : calendar.meetings)
      if (!each.uid.empty()) in_file_.insert(each.uid);
  }

  std::vector<Meeting> const& all() const { return meetings_; }
  // By its uid; else one of its day that no other line of the file names.
  Meeting const* find(CalendarMeeting const& given) const {
    if (!given.uid.empty())
      for (auto const& each : meetings_)
        if (uid_of(each) == given.uid) return &each;
    Meeting const* found = nullptr;
    for (auto const& each : meetings_) {
      auto const uid = uid_of(each);
      if (each.on != given.on || (!uid.empty() && in_file_.contains(uid))) continue;
      if (found == nullptr || found->state == MeetingState::cancelled) found = &each;
    }
    return found;
  }

 private:
  std::string uid_of(Meeting const& meeting) const {
    auto const found = uids_.find(meeting.id.text());
    return found == uids_.end() ? "" : found->second;
  }
  std::vector<Meeting> meetings_;
  std::map<std::string, std::string> uids_;
  std::set<std::string> in_file_;
};

std::string changes_in_words(Meeting const& now, Meeting const& then) {
  std::string out;
  auto const add = [&](char const* what, std::string const& before, std::string const& after) {
    if (before == after) return;
    out += fmt::format("{}{}: {}, was {}", out.empty() ? "" : "; ", what, after, before.empty() ? "empty" : before);
  };
  add("day", now.on.printed(), then.on.printed());
  add("begins", now.starts_at, then.starts_at);
  add("where", now.place, then.place);
  add("called", now.title, then.title);
  add("page", now.link, then.link);
  return out;
}

PlannedMeeting plan_one(CalendarMeeting const& given, Meeting const* now, Entry const& body, Date today) {
  PlannedMeeting out{given, Becomes::added, now != nullptr ? std::optional(*now) : std::nullopt, {}};
  if (now == nullptr) {
    if (given.is_cancelled) {
      out.becomes = Becomes::left_out;
      out.note = "It is cancelled in the file and was never here.";
    } else if (given.on < today) {
      out.becomes = Becomes::left_out;
      out.note = "It is past. Add it by hand if it was held.";
    }
    return out;
  }
  auto const note = changes_in_words(*now, planned_state(out, body));
  if (has_come(now->state)) {
    out.becomes = note.empty() && !given.is_cancelled ? Becomes::same : Becomes::kept;
    if (out.becomes == Becomes::kept)
      out.note = now->state == MeetingState::cancelled
                     ? given.is_cancelled ? "It is cancelled here already." : "It was cancelled here, so it stays so."
                     : "It has been held, so it does not change.";
    return out;
  }
  if (given.is_cancelled) {
    out.becomes = Becomes::cancelled;
    return out;
  }
  out.becomes = note.empty() ? Becomes::same : Becomes::changed;
  out.note = note;
  return out;
}

// Two meetings of the body on one day, once all is done.
void find_clashes(CalendarPlan& plan, Known const& known) {
  std::map<std::string, PlannedMeeting const*> moved;
  for (auto const& each : plan.meetings)
    if (each.now) moved.emplace(each.now->id.text(), &each);
  std::map<Date, std::string> days;
  for (auto const& each : known.all())
    if (each.state != MeetingState::cancelled && !moved.contains(each.id.text())) days.emplace(each.on, each.printed());
  for (auto const& each : plan.meetings)
    if (each.becomes == Becomes::kept && each.now->state != MeetingState::cancelled)
      days.emplace(each.now->on, each.now->printed());
  for (auto const& each : plan.meetings) {
    bool const counts = each.becomes == Becomes::added || each.becomes == Becomes::changed;
    if (!counts) continue;
    if (auto const found = days.find(each.given.on); found != days.end())
      plan.faults.push_back(
          {each.given.line, fmt::format("The body meets on {} already: “{}”, which this file names differently or not "
                                        "at all. Change that meeting first, or take this line out.",
                                        each.given.on.printed(), found->second)});
  }
}

}  // namespace

std::string_view word(Becomes becomes) {
  switch (becomes) {
    case Becomes::added:
      return "new";
    case Becomes::changed:
      return "changed";
    case Becomes::cancelled:
      return "cancelled";
    case Becomes::same:
      return "as it is";
    case Becomes::kept:
      return "kept as it is";
    case Becomes::left_out:
      return "left out";
  }
  ENSURE(false);
}

std::size_t CalendarPlan::count(Becomes becomes) const {
  return static_cast<std::size_t>(std::count_if(meetings.begin(), meetings.end(),
                                                [&](PlannedMeeting const& each) { return each.becomes == becomes; }));
}

Meeting planned_state(PlannedMeeting const& planned, Entry const& body) {
  auto const& given = planned.given;
  Meeting out =
      planned.now ? *planned.now : Meeting{MeetingId::fresh(),  body.id.text(), body.title, 0,  "", given.on, "", "",
                                           MeetingState::draft, std::nullopt,   "",         "", {}, {},       "", 1};
  out.on = given.on;
  // What the file leaves empty stays.
  auto const take = [](std::string& to, std::string const& from) {
    if (!from.empty()) to = from;
  };
  take(out.starts_at, given.starts_at);
  take(out.place, given.place);
  take(out.link, given.link);
  take(out.title, lower_case(given.title) == lower_case(body.title) ? "" : given.title);
  return out;
}

CalendarPlan plan_calendar(db::Transaction& transaction, Entry const& body, MeetingCalendar const& calendar,
                           Date today) {
  CalendarPlan out{{}, calendar.faults};
  Known const known{transaction, body, calendar};
  std::map<std::string, int> taken;
  for (auto const& each : calendar.meetings) {
    out.meetings.push_back(plan_one(each, known.find(each), body, today));
    auto const& planned = out.meetings.back();
    if (!planned.now) continue;
    if (auto const [first, is_new] = taken.emplace(planned.now->id.text(), each.line); !is_new)
      out.faults.push_back({each.line, fmt::format("Lines {} and {} both mean the meeting of {}. Take one out.",
                                                   first->second, each.line, planned.now->on.printed())});
  }
  if (out.faults.empty()) find_clashes(out, known);
  return out;
}

json to_json(CalendarPlan const& plan) {
  auto meetings = json::array(), faults = json::array();
  for (auto const& each : plan.meetings)
    meetings.push_back({{"line", each.given.line},
                        {"on", each.given.on.iso()},
                        {"starts_at", each.given.starts_at},
                        {"place", each.given.place},
                        {"title", each.given.title},
                        {"becomes", word(each.becomes)},
                        {"meeting", each.now ? json(each.now->id.text()) : json(nullptr)},
                        {"note", each.note}});
  for (auto const& each : plan.faults) faults.push_back({{"line", each.line}, {"message", each.message}});
  return {{"new", plan.count(Becomes::added)},
          {"changed", plan.count(Becomes::changed)},
          {"cancelled", plan.count(Becomes::cancelled)},
          {"unchanged", plan.count(Becomes::same) + plan.count(Becomes::kept)},
          {"left_out", plan.count(Becomes::left_out)},
          {"meetings", meetings},
          {"faults", faults}};
}

json to_json(std::vector<CalendarMeeting> const& meetings) {
  auto out = json::array();
  for (auto const& each : meetings)
    out.push_back({{"line", each.line},
                   {"uid", each.uid},
                   {"on", each.on.iso()},
                   {"starts_at", each.starts_at},
                   {"place", each.place},
                   {"title", each.title},
                   {"link", each.link},
                   {"cancelled", each.is_cancelled}});
  return out;
}

Result<MeetingCalendar> calendar_from_json(json const& meetings) {
  if (!meetings.is_array()) return refuse_field("meetings", "Give a list of meetings, each with its day under “on”.");
  // The rules of a table are the rules of a list.
  sheet::Workbook table;
  table.sheets.push_back({});
  auto const row = [&](std::vector<std::string> const& texts) {
    sheet::Row out;
    for (auto const& each : texts)
      out.cells.push_back(
          {each.empty() ? sheet::CellKind::empty : sheet::CellKind::text, false, false, 1, 1, each, {}});
    table.sheets.front().rows.push_back(std::move(out));
  };
  row({"date", "time", "place", "title", "link", "uid", "status"});
  for (auto const& each : meetings) {
    if (!each.is_object()) return refuse_field("meetings", "Each meeting is an object with its day under “on”.");
    auto const text = [&](char const* name) {
      auto const found = each.find(name);
      return found != each.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    auto const cancelled = each.find("cancelled");
    bool const is_cancelled = cancelled != each.end() && *cancelled == true;
    row({text("on").empty() ? "?" : text("on"), text("starts_at"), text("place"), text("title"), text("link"),
         text("uid"), is_cancelled ? "cancelled" : ""});
  }
  auto out = read_meeting_calendar(table);
  // The lines of the file they came from, where the list says them.
  auto const line_in_file = [&](int& line) {
    auto const at = static_cast<std::size_t>(line) - 2;
    if (line < 2 || at >= meetings.size()) return;
    auto const found = meetings[at].find("line");
    line = found != meetings[at].end() && found->is_number_integer() && *found >= 0 && *found < 1'000'000
               ? found->get<int>()
               : line - 1;
  };
  for (auto& each : out.meetings) line_in_file(each.line);
  for (auto& each : out.faults) line_in_file(each.line);
  return out;
}

void set_meeting_uid(db::Transaction& transaction, MeetingId const& meeting, std::string const& uid) {
  ENSURE(transaction.execute(sql::set_meeting_uid, {{"id", meeting}, {"uid", uid}}) == 1);
}

}  // namespace gt::governance
