#include "platform/calendar/working_days.h"

#include <algorithm>

#include "calendar/reference_text.h"
#include "platform/core/text.h"

namespace gt::calendar {

namespace {

Date day_of(int year, int month, int day) {
  auto made = Date::from_parts(year, month, day);
  ENSURE(made.has_value());
  return *made;
}

// The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
Date easter_sunday(int year) {
  int const a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int const h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  int const m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return day_of(year, n / 31, n % 31 + 1);
}

Date first_monday(int year, int month) {
  auto const first = day_of(year, month, 1);
  return first.plus_days((8 - first.weekday()) % 7);
}

// Of a month that has 31 days.
Date last_monday(int year, int month) {
  auto const last = day_of(year, month, 31);
  return last.plus_days(1 - last.weekday());
}

// The day itself, or the Monday after a weekend.
Date or_monday(Date day) {
  auto const weekday = day.weekday();
  return weekday < 6 ? day : day.plus_days(8 - weekday);
}

// One line of reference/bank_holidays.tsv.
struct Change {
  Date day;
  std::string change, name;
};

std::vector<Change> const& changes() {
  static auto const all = [] {
    std::vector<Change> out;
    for (auto const& line : split_lines(embedded::bank_holidays)) {
      if (line.empty() || line.front() == '#') continue;
      auto cells = split(line, '\t');
      ENSURE(cells.size() == 4);
      auto day = Date::from_iso(cells[0]);
      ENSURE(day.has_value() && (cells[1] == "added" || cells[1] == "removed" || cells[1] == "published"));
      out.push_back({*day, cells[1], cells[2]});
    }
    return out;
  }();
  return all;
}

std::vector<BankHoliday> by_the_yearly_rule(int year) {
  auto const easter = easter_sunday(year);
  auto const christmas = day_of(year, 12, 25), boxing = day_of(year, 12, 26);
  return {{or_monday(day_of(year, 1, 1)), "New Year’s Day"},
          {easter.plus_days(-2), "Good Friday"},
          {easter.plus_days(1), "Easter Monday"},
          {first_monday(year, 5), "Early May bank holiday"},
          {last_monday(year, 5), "Spring bank holiday"},
          {last_monday(year, 8), "Summer bank holiday"},
          // What falls on a weekend moves past the other.
          {christmas.weekday() < 6 ? christmas : day_of(year, 12, 27), "Christmas Day"},
          {boxing.weekday() < 6 ? boxing : day_of(year, 12, 28), "Boxing Day"}};
}

}  // namespace

std::vector<BankHoliday> bank_holidays(int year) {
  ENSURE(year >= 1978);
  auto out = by_the_yearly_rule(year);
  for (auto const& each : changes()) {
    if (each.day.year() != year) continue;
    if (each.change == "added") out.push_back({each.day, each.name});
    if (each.change == "removed") std::erase_if(out, [&](BankHoliday const& one) { return one.day == each.day; });
  }
  std::sort(out.begin(), out.end(), [](BankHoliday const& a, BankHoliday const& b) { return a.day < b.day; });
  return out;
}

namespace {

// Asked for every day of every duration, so the years that data can lie in are worked out once.
constexpr int first_known_year = 1990, last_known_year = 2060;

bool is_known(Date day) { return first_known_year <= day.year() && day.year() <= last_known_year; }

/// Of those years, earliest first.
std::vector<Date> const& known_holidays() {
  static auto const known = [] {
    std::vector<Date> out;
    for (int year = first_known_year; year <= last_known_year; ++year)
      for (auto const& each : bank_holidays(year)) out.push_back(each.day);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }();
  return known;
}

// Both in the known years; without walking them day by day, since what is late may be so for years.
int known_working_days_between(Date from, Date to) {
  int const days = to.days_since(from), weeks = days / 7;
  int counted = weeks * 5;
  for (int at = weeks * 7 + 1; at <= days; ++at) counted += from.plus_days(at).weekday() < 6;
  auto const& known = known_holidays();
  for (auto each = std::upper_bound(known.begin(), known.end(), from); each != known.end() && *each <= to; ++each)
    counted -= each->weekday() < 6;
  return counted;
}

}  // namespace

bool is_bank_holiday(Date day) {
  if (is_known(day)) return std::binary_search(known_holidays().begin(), known_holidays().end(), day);
  auto const holidays = bank_holidays(day.year());
  return std::any_of(holidays.begin(), holidays.end(), [&](BankHoliday const& each) { return each.day == day; });
}

bool is_working_day(Date day) { return day.weekday() < 6 && !is_bank_holiday(day); }

Date holidays_published_to() {
  auto const& all = changes();
  auto found = std::find_if(all.begin(), all.end(), [](Change const& each) { return each.change == "published"; });
  ENSURE(found != all.end());
  return found->day;
}

Date plus_working_days(Date start, int count) {
  auto day = start;
  for (int counted = 0; counted < count;) {
    day = day.plus_days(1);
    if (is_working_day(day)) ++counted;
  }
  return day;
}

int working_days_between(Date from, Date to) {
  if (to < from) return -working_days_between(to, from);
  if (is_known(from) && is_known(to)) return known_working_days_between(from, to);
  int counted = 0;
  for (auto day = from; day < to;) {
    day = day.plus_days(1);
    if (is_working_day(day)) ++counted;
  }
  return counted;
}

Date last_day_before_clear_days(Date event, int count) { return event.plus_days(-count - 1); }

Date last_day_before_clear_working_days(Date event, int count) {
  auto day = event;
  for (int counted = 0; counted <= count;) {
    day = day.plus_days(-1);
    if (is_working_day(day)) ++counted;
  }
  return day;
}

Date first_day_after_clear_days(Date notice, int count) {
  auto day = notice.plus_days(count + 1);
  while (!is_working_day(day)) day = day.plus_days(1);
  return day;
}

Date first_day_after_clear_working_days(Date notice, int count) { return plus_working_days(notice, count + 1); }

}  // namespace gt::calendar
