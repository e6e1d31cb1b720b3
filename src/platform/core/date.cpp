#include "platform/core/date.h"

#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>

namespace gt {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

constexpr std::array<std::string_view, 12> month_names{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};

std::optional<int> number(std::string_view text) {
  int value = 0;
  auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<int> month_number(std::string_view text) {
  if (auto value = number(text)) return value;
  if (text.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < month_names.size(); ++i) {
    auto name = month_names[i];
    if (text.size() > name.size()) continue;
    bool same = true;
    for (std::size_t k = 0; k < text.size(); ++k) same = same && (text[k] | 0x20) == (name[k] | 0x20);
    if (same) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

std::vector<std::string_view> words(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> out;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(separators, at)) != std::string_view::npos) {
    auto end = std::min(text.find_first_of(separators, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

// British Summer Time: last Sunday of March to last Sunday of October, changing at 01:00 UTC (in force since 1996).
std::int64_t last_sunday_one_oclock(std::chrono::year year, std::chrono::month month) {
  auto last = std::chrono::sys_days{year / month / std::chrono::Sunday[std::chrono::last]};
  return std::chrono::duration_cast<std::chrono::milliseconds>(last.time_since_epoch()).count() + 3'600'000;
}

constexpr std::int64_t day_milliseconds = 86'400'000;

std::int64_t london_milliseconds(std::int64_t utc) {
  auto day = std::chrono::floor<days>(std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{utc}});
  auto year = year_month_day{day}.year();
  bool summer = utc >= last_sunday_one_oclock(year, std::chrono::March) &&
                utc < last_sunday_one_oclock(year, std::chrono::October);
  return summer ? utc + 3'600'000 : utc;
}

struct Split {
  year_month_day date;
  int hour, minute, second, millisecond;
};

Split split(std::int64_t milliseconds) {
  std::int64_t day = milliseconds / day_milliseconds;
  if (milliseconds % day_milliseconds < 0) --day;
  auto rest = static_cast<int>(milliseconds - day * day_milliseconds);
  return {year_month_day{std::chrono::sys_days{days{day}}}, rest / 3'600'000, rest / 60'000 % 60, rest / 1000 % 60,
          rest % 1000};
}

}  // namespace

namespace {

// A day beyond the end of its month: which is the last one, in both forms that can be typed.
std::string no_such_day(int year, int month, int day) {
  auto const last = year_month_day_last{std::chrono::year{year},
                                        std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  auto const last_day = static_cast<unsigned>(last.day());
  auto const name = month_names[static_cast<std::size_t>(month - 1)];
  return fmt::format("{:04}-{:02}-{:02} is not a day: {} {} has {} days. Write {:04}-{:02}-{:02} or {} {} {}.", year,
                     month, day, name, year, last_day, year, month, last_day, last_day, name, year);
}

// Worksheets keep days as numbers, counted from 30 December 1899; so saves a cell as CSV that has no date format.
std::optional<int> worksheet_number(std::string_view text) {
  auto const value = number(text);
  return value && text.size() == 5 && *value >= 20'000 && *value <= 80'000 ? value : std::nullopt;
}

std::string is_worksheet_number(int value) {
  auto const day = Date::from_parts(1899, 12, 30)->plus_days(value);
  return fmt::format(
      "{} is how a worksheet counts days, perhaps {}. Give the column a date format and save it again, "
      "or write the date, for example {}.",
      value, day.printed(), day.iso());
}

}  // namespace

Result<Date> Date::from_parts(int year, int month, int day) {
  year_month_day value{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                       std::chrono::day{static_cast<unsigned>(day)}};
  bool const has_month = year >= 1800 && year <= 2400 && month >= 1 && month <= 12;
  if (has_month && day > 28 && day <= 31 && !value.ok())
    return refuse(ErrorKind::invalid, no_such_day(year, month, day));
  if (!has_month || day < 1 || !value.ok())
    return refuse(ErrorKind::invalid, "There is no such date. Check the day, the month and the year.");
  return Date{value};
}

Result<Date> Date::from_iso(std::string_view text) {
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    auto year = number(text.substr(0, 4));
    auto month = number(text.substr(5, 2));
    auto day = number(text.substr(8, 2));
    if (year && month && day) return from_parts(*year, *month, *day);
  }
  return refuse(ErrorKind::invalid, "Write the date as year-month-day, for example 2026-11-30.");
}

Result<Date> Date::from_typed(std::string_view text) {
  auto iso = from_iso(text);
  bool const has_iso_form = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (iso || has_iso_form) return iso;
  if (auto const count = worksheet_number(text)) return refuse(ErrorKind::invalid, is_worksheet_number(*count));
  auto parts = words(text, " /.-\t,");
  if (parts.size() == 3 && parts[2].size() == 4) {
    auto day = number(parts[0]);
    auto month = month_number(parts[1]);
    auto year = number(parts[2]);
    if (day && month && year) return from_parts(*year, *month, *day);
  }
  return refuse(ErrorKind::invalid,
                "Write the date with day, month and year, for example 30 November 2026 or 30/11/2026.");
}

Date Date::plus_months(int months) const {
  auto const moved = value_ + std::chrono::months{months};
  return Date{moved.ok() ? moved : std::chrono::year_month_day{moved.year() / moved.month() / std::chrono::last}};
}

std::string Date::iso() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

std::string Date::printed() const {
  return fmt::format("{} {} {}", day(), month_names[static_cast<std::size_t>(month() - 1)], year());
}

Result<Instant> Instant::from_iso(std::string_view text) {
  constexpr std::string_view form = "Write the time as 2026-11-30T09:30:00Z.";
  if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z')
    return refuse(ErrorKind::invalid, std::string(form));
  auto date = TRY(Date::from_iso(text.substr(0, 10)));
  auto hour = number(text.substr(11, 2));
  auto minute = number(text.substr(14, 2));
  auto second = number(text.substr(17, 2));
  int milli = 0;
  if (text[19] == '.') {
    auto digits = std::string(text.substr(20, text.size() - 21)) + "000";
    milli = number(std::string_view(digits).substr(0, 3)).value_or(-1);
  } else if (text.size() != 20) {
    return refuse(ErrorKind::invalid, std::string(form));
  }
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59 || milli < 0)
    return refuse(ErrorKind::invalid, std::string(form));
  std::int64_t day = date.sys_days().time_since_epoch().count();
  return Instant{day * day_milliseconds + *hour * 3'600'000LL + *minute * 60'000LL + *second * 1000LL + milli};
}

std::string Instant::iso() const {
  auto s = split(milliseconds_);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(s.date.year()),
                     static_cast<unsigned>(s.date.month()), static_cast<unsigned>(s.date.day()), s.hour, s.minute,
                     s.second, s.millisecond);
}

std::string Instant::printed() const {
  auto s = split(london_milliseconds(milliseconds_));
  return fmt::format("{} at {:02}:{:02}", london_date().printed(), s.hour, s.minute);
}

Instant Instant::start_of(Date day) {
  auto const midnight = from_unix_milliseconds(
      std::chrono::duration_cast<std::chrono::milliseconds>(day.sys_days().time_since_epoch()).count());
  auto const hour_before = midnight.plus_seconds(-3600);
  return hour_before.london_date() == day ? hour_before : midnight;
}

Date Instant::london_date() const {
  auto s = split(london_milliseconds(milliseconds_));
  auto date = Date::from_parts(static_cast<int>(s.date.year()), static_cast<int>(static_cast<unsigned>(s.date.month())),
                               static_cast<int>(static_cast<unsigned>(s.date.day())));
  ENSURE(date.has_value());
  return *date;
}

Instant SystemClock::now() const {
  auto since = std::chrono::system_clock::now().time_since_epoch();
  return Instant::from_unix_milliseconds(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}

ShiftedClock::ShiftedClock(Instant start)
    : shift_milliseconds_{start.unix_milliseconds() - SystemClock{}.now().unix_milliseconds()} {}

Instant ShiftedClock::now() const {
  return Instant::from_unix_milliseconds(SystemClock{}.now().unix_milliseconds() + shift_milliseconds_);
}

}  // namespace gt
