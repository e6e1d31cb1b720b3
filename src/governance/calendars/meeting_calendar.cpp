#include "governance/calendars/meeting_calendar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::governance {

namespace {

constexpr std::size_t longest_text = 200, longest_link = 500;

int line_of(std::size_t row) { return static_cast<int>(row) + 1; }

std::optional<int> whole_number(std::string_view text) {
  int out = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional(out) : std::nullopt;
}

// Keeps what a text says within what a meeting holds.
Result<std::string> taken(std::string const& text, char const* what, std::size_t most = longest_text) {
  auto out = one_line(text);
  if (text_fault(out))
    return refuse(ErrorKind::invalid,
                  fmt::format("The {} holds characters that cannot be shown. Type it again.", what));
  if (character_count(out) > most)
    return refuse(ErrorKind::invalid, fmt::format("The {} is longer than {} letters. Shorten it.", what, most));
  return out;
}

Result<void> settle(CalendarMeeting& meeting) {
  meeting.uid = TRY(taken(meeting.uid, "uid", longest_link));
  meeting.place = TRY(taken(meeting.place, "place"));
  meeting.title = TRY(taken(meeting.title, "title"));
  meeting.link = TRY(taken(meeting.link, "link", longest_link));
  if (!meeting.link.empty() && !meeting.link.starts_with("https://") && !meeting.link.starts_with("http://"))
    return refuse(ErrorKind::invalid, "The link is no whole address. Begin it with https://, or leave it empty.");
  if (meeting.on.year() < 1974 || meeting.on.year() > 2100)
    return refuse(ErrorKind::invalid, fmt::format("The year {} cannot be meant. Mend the date.", meeting.on.year()));
  return {};
}

// ---- iCalendar

// `\n`, `\,`, `\;` and `\\` of RFC 5545.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at];
      continue;
    }
    ++at;
    out += text[at] == 'n' || text[at] == 'N' ? '\n' : text[at];
  }
  return out;
}

struct Property {
  int line = 0;
  std::string parameters, value;
};

std::string parameter(Property const& property, std::string_view name) {
  for (auto const& each : split(property.parameters, ';')) {
    auto const equals = each.find('=');
    if (equals == std::string::npos || lower_case(each.substr(0, equals)) != name) continue;
    auto value = each.substr(equals + 1);
    std::erase(value, '"');
    return value;
  }
  return {};
}

bool is_london(std::string_view zone) {
  static constexpr std::array<std::string_view, 6> names{"europe/london",
                                                         "gmt standard time",
                                                         "gb",
                                                         "gmt",
                                                         "(utc+00:00) dublin, edinburgh, lisbon, london",
                                                         "/freeassociation.sourceforge.net/europe/london"};
  auto const lower = lower_case(zone);
  return std::find(names.begin(), names.end(), lower) != names.end();
}

struct DayAndTime {
  Date on;
  std::string starts_at;
};

// 20270120, 20270120T140000 and 20270120T140000Z.
Result<DayAndTime> day_and_time(Property const& start) {
  auto const& text = start.value;
  auto const wrong = [&] {
    return refuse(ErrorKind::invalid,
                  fmt::format("DTSTART is “{}”. Write a day as 20270120, or a day and time as 20270120T140000.",
                              text.substr(0, 40)));
  };
  auto const digits = [&](std::size_t at, std::size_t count) {
    return at + count <= text.size() ? whole_number(std::string_view(text).substr(at, count)) : std::nullopt;
  };
  auto const year = digits(0, 4), month = digits(4, 2), day = digits(6, 2);
  if (!year || !month || !day) return wrong();
  auto const on = Date::from_parts(*year, *month, *day);
  if (!on) return wrong();
  if (text.size() == 8) return DayAndTime{*on, ""};
  bool const is_utc = text.size() == 16 && text[15] == 'Z';
  auto const hour = digits(9, 2), minute = digits(11, 2);
  if (text[8] != 'T' || (text.size() != 15 && !is_utc) || !hour || !minute || *hour > 23 || *minute > 59 ||
      !digits(13, 2))
    return wrong();
  if (is_utc) {
    auto const moment = TRY(Instant::from_iso(fmt::format("{}T{:02}:{:02}:00Z", on->iso(), *hour, *minute)));
    auto const printed = moment.printed();
    return DayAndTime{moment.london_date(), printed.substr(printed.size() - 5)};
  }
  auto const zone = parameter(start, "tzid");
  if (!zone.empty() && !is_london(zone))
    return refuse(ErrorKind::invalid, fmt::format("The time zone is “{}”. Save the calendar in the zone Europe/London.",
                                                  zone.substr(0, 60)));
  return DayAndTime{*on, fmt::format("{:02}:{:02}", *hour, *minute)};
}

using Event = std::map<std::string, Property, std::less<>>;

Result<CalendarMeeting> meeting_of(Event const& event, int line) {
  auto const text = [&](char const* name) {
    auto const found = event.find(name);
    return found == event.end() ? std::string() : unescaped(found->second.value);
  };
  for (auto const* name : {"RRULE", "RDATE", "RECURRENCE-ID"})
    if (event.contains(name))
      return refuse(
          ErrorKind::invalid,
          fmt::format("This event repeats ({}). Save the calendar with each meeting as an event of its own.", name));
  auto const start = event.find("DTSTART");
  if (start == event.end())
    return refuse(ErrorKind::invalid, "This event has no DTSTART. Give the day on which the meeting begins.");
  auto const when = TRY(day_and_time(start->second));
  auto const address = text("URL");
  bool const is_web = address.starts_with("https://") || address.starts_with("http://");
  CalendarMeeting out{line,
                      text("UID"),
                      when.on,
                      when.starts_at,
                      text("LOCATION"),
                      text("SUMMARY"),
                      is_web ? address : "",
                      lower_case(trimmed(text("STATUS"))) == "cancelled"};
  TRY(settle(out));
  return out;
}

// Events of the calendar; what stands within them (alarms) and beside them (time zones) is passed over.
void read_events(sheet::Sheet const& lines, MeetingCalendar& out) {
  std::vector<std::string> open;
  Event event;
  int begun = 0;
  for (std::size_t row = 0; row < lines.rows.size(); ++row) {
    auto const& name = lines.at(row, 0).text;
    auto const value = lines.at(row, 2).text;
    if (name == "BEGIN") {
      open.push_back(value);
      if (value == "VEVENT") event.clear(), begun = line_of(row);
    } else if (name == "END") {
      if (open.empty() || open.back() != value) {
        out.faults.push_back({line_of(row), fmt::format("END:{} has no BEGIN before it. Save the calendar again.",
                                                        value.substr(0, 40))});
        return;
      }
      open.pop_back();
      if (value != "VEVENT") continue;
      auto meeting = meeting_of(event, begun);
      if (meeting)
        out.meetings.push_back(*std::move(meeting));
      else
        out.faults.push_back({begun, meeting.error().message});
    } else if (!open.empty() && open.back() == "VEVENT" && !name.empty()) {
      event.emplace(name, Property{line_of(row), lines.at(row, 1).text, value});
    }
  }
  if (!open.empty())
    out.faults.push_back(
        {line_of(lines.rows.size() - 1),
         fmt::format("The file breaks off within {}. Save the calendar again.", open.back().substr(0, 40))});
}

// ---- tables

struct Heading {
  std::string_view means;
  std::array<std::string_view, 6> words;
};
constexpr std::array<Heading, 7> headings{{{"date", {"date", "day", "on", "meeting date", "when", "start date"}},
                                           {"time", {"time", "begins", "start", "starts", "start time", "starts at"}},
                                           {"place", {"place", "venue", "location", "where", "room", "address"}},
                                           {"title", {"title", "meeting", "name", "called", "subject", "summary"}},
                                           {"link", {"link", "url", "page", "web page", "address of page", "web"}},
                                           {"uid", {"uid", "id", "reference", "ref", "meeting id", "number"}},
                                           {"status", {"status", "state", "cancelled", "canceled", "notes", "note"}}}};

std::string_view meaning(std::string const& heading) {
  auto const lower = lower_case(one_line(heading));
  for (auto const& each : headings)
    if (std::find(each.words.begin(), each.words.end(), lower) != each.words.end()) return each.means;
  return {};
}

bool says_cancelled(std::string const& text) {
  auto const lower = lower_case(trimmed(text));
  return lower.starts_with("cancel") || lower == "yes" || lower == "true";
}

// Without the weekday that may stand before a date.
std::string without_weekday(std::string const& text) {
  auto out = one_line(text);
  for (std::string_view each : {"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
    if (lower_case(out).starts_with(each)) {
      auto const end = out.find_first_of(" ,");
      if (end != std::string::npos) out = trimmed(std::string_view(out).substr(out.find_first_not_of(" ,", end)));
      break;
    }
  return out;
}

Result<CalendarMeeting> meeting_in_row(sheet::Sheet const& table,
                                       std::map<std::string_view, std::size_t> const& columns, std::size_t row) {
  auto const cell = [&](std::string_view means) -> sheet::Cell const& {
    static sheet::Cell const none;
    auto const found = columns.find(means);
    return found == columns.end() ? none : table.at(row, found->second);
  };
  auto const& date = cell("date");
  auto day = date.day();
  if (!day) {
    auto const typed = Date::from_typed(without_weekday(date.text));
    if (!typed)
      return refuse(ErrorKind::invalid,
                    date.text.empty()
                        ? std::string("There is no date. Give the day of the meeting, or take the row out.")
                        : fmt::format("“{}” is no date. Write it as 20 January 2027.", date.text.substr(0, 40)));
    day = *typed;
  }
  std::string starts_at;
  if (auto const& time = cell("time"); !time.text.empty()) {
    auto const at = time.text.find('T');
    auto const read = time_of_day(
        time.kind == sheet::CellKind::date && at != std::string::npos ? time.text.substr(at + 1, 5) : time.text);
    if (!read)
      return refuse(ErrorKind::invalid,
                    fmt::format("“{}” is no time of day. Write it as 14:00.", time.text.substr(0, 40)));
    starts_at = *read;
  }
  CalendarMeeting out{line_of(row),
                      cell("uid").text,
                      *day,
                      starts_at,
                      cell("place").text,
                      cell("title").text,
                      cell("link").text,
                      says_cancelled(cell("status").text)};
  TRY(settle(out));
  return out;
}

void read_table(sheet::Sheet const& table, MeetingCalendar& out) {
  std::size_t head = 0;
  while (head < table.rows.size() && table.rows[head].cells.empty()) ++head;
  std::map<std::string_view, std::size_t> columns;
  for (std::size_t column = 0; head < table.rows.size() && column < table.rows[head].cells.size(); ++column)
    if (auto const means = meaning(table.at(head, column).text); !means.empty()) columns.emplace(means, column);
  if (!columns.contains("date")) {
    out.faults.push_back({line_of(head),
                          "The first row has no heading “date”. Give one row of headings: date, and, where there are "
                          "any, time, place, title, link, uid and status."});
    return;
  }
  for (auto row = head + 1; row < table.rows.size(); ++row) {
    if (std::all_of(table.rows[row].cells.begin(), table.rows[row].cells.end(),
                    [](sheet::Cell const& each) { return trimmed(each.text).empty(); }))
      continue;
    auto meeting = meeting_in_row(table, columns, row);
    if (meeting)
      out.meetings.push_back(*std::move(meeting));
    else
      out.faults.push_back({line_of(row), meeting.error().message});
  }
}

// What platform/sheet makes of an iCalendar file begins so.
bool is_calendar(sheet::Sheet const& lines) {
  return lines.at(0, 0).text == "BEGIN" && lower_case(lines.at(0, 2).text) == "vcalendar";
}

// The same name twice, or two meetings on one day.
void find_doubles(MeetingCalendar& out) {
  std::map<std::string, int> names;
  std::map<Date, int> days;
  for (auto const& each : out.meetings) {
    if (!each.uid.empty())
      if (auto const [first, is_new] = names.emplace(each.uid, each.line); !is_new)
        out.faults.push_back(
            {each.line, fmt::format("The uid “{}” stands in line {} already. Give each meeting its own.",
                                    each.uid.substr(0, 60), first->second)});
    if (each.is_cancelled) continue;
    if (auto const [first, is_new] = days.emplace(each.on, each.line); !is_new)
      out.faults.push_back({each.line, fmt::format("There is a meeting on {} in line {} already. A body meets once a "
                                                   "day: leave one out, or choose one body’s meetings.",
                                                   each.on.printed(), first->second)});
  }
}

}  // namespace

std::optional<std::string> time_of_day(std::string_view text) {
  auto lower = lower_case(trimmed(text));
  std::erase(lower, ' ');
  int add = 0;
  bool const is_am = lower.ends_with("am"), is_pm = lower.ends_with("pm");
  if (is_am || is_pm) lower.resize(lower.size() - 2);
  auto const parting = lower.find_first_of(":.");
  auto const hour = whole_number(lower.substr(0, parting));
  auto const minute = parting == std::string::npos ? std::optional(0) : whole_number(lower.substr(parting + 1, 2));
  // Seconds may follow.
  if (parting != std::string::npos && lower.size() > parting + 3 && lower.substr(parting + 3) != ":00")
    return std::nullopt;
  if (!hour || !minute || *hour < 0 || *minute < 0 || *minute > 59) return std::nullopt;
  if (parting == std::string::npos && !is_am && !is_pm) return std::nullopt;
  if (parting != std::string::npos && lower.size() < parting + 3) return std::nullopt;
  if (is_am || is_pm) {
    if (*hour < 1 || *hour > 12) return std::nullopt;
    add = is_pm ? (*hour == 12 ? 0 : 12) : (*hour == 12 ? -12 : 0);
  }
  if (*hour + add > 23) return std::nullopt;
  return fmt::format("{:02}:{:02}", *hour + add, *minute);
}

MeetingCalendar read_meeting_calendar(sheet::Workbook const& file) {
  MeetingCalendar out;
  if (file.sheets.empty() || file.sheets.front().rows.empty())
    out.faults.push_back({0, "The file is empty. Choose the calendar you mean."});
  else if (is_calendar(file.sheets.front()))
    read_events(file.sheets.front(), out);
  else
    read_table(file.sheets.front(), out);
  if (out.meetings.size() > most_calendar_meetings)
    out.faults.push_back({0, fmt::format("The file holds {} meetings; at most {} are taken at once. Split it by year.",
                                         out.meetings.size(), most_calendar_meetings)});
  if (out.faults.empty() && out.meetings.empty())
    out.faults.push_back({0, "There is no meeting in this file. Choose the calendar you mean."});
  find_doubles(out);
  std::stable_sort(out.faults.begin(), out.faults.end(),
                   [](CalendarFault const& a, CalendarFault const& b) { return a.line < b.line; });
  return out;
}

}  // namespace gt::governance
