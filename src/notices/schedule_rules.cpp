#include "notices/schedule_rules.h"

#include "platform/core/result.h"

namespace gt::notices {

namespace {

Date day_of(int year, int month, int day) {
  auto made = Date::from_parts(year, month, day);
  ENSURE(made.has_value());
  return *made;
}

/// 1 is Monday, 7 Sunday.
int weekday_of(Date day) { return static_cast<int>(std::chrono::weekday{day.sys_days()}.iso_encoding()); }

// The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
Date easter_sunday(int year) {
  int const a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  int const h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  int const m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
  return day_of(year, n / 31, n % 31 + 1);
}

Date first_monday(int year, int month) {
  auto const first = day_of(year, month, 1);
  return first.plus_days((8 - weekday_of(first)) % 7);
}

Date last_monday(int year, int month) {
  auto const last = month == 12 ? day_of(year, 12, 31) : day_of(year, month + 1, 1).plus_days(-1);
  return last.plus_days(-(weekday_of(last) - 1));
}

// The day itself, or the Monday after a weekend.
Date or_monday(Date day) {
  auto const weekday = weekday_of(day);
  return weekday < 6 ? day : day.plus_days(8 - weekday);
}

bool is_bank_holiday(Date day) {
  auto const year = day.year();
  auto const easter = easter_sunday(year);
  if (day == or_monday(day_of(year, 1, 1)) || day == easter.plus_days(-2) || day == easter.plus_days(1)) return true;
  if (day == first_monday(year, 5) || day == last_monday(year, 5) || day == last_monday(year, 8)) return true;
  // Christmas and Boxing Day: what falls on a weekend moves past the other.
  auto const christmas = day_of(year, 12, 25), boxing = day_of(year, 12, 26);
  auto const christmas_kept = weekday_of(christmas) < 6 ? christmas : day_of(year, 12, 27);
  auto const boxing_kept = weekday_of(boxing) < 6 ? boxing : day_of(year, 12, 28);
  return day == christmas_kept || day == boxing_kept;
}

}  // namespace

std::string_view word(Frequency frequency) {
  switch (frequency) {
    case Frequency::daily:
      return "daily";
    case Frequency::weekly:
      return "weekly";
    case Frequency::never:
      return "never";
  }
  ENSURE(false);
}

std::optional<Frequency> frequency_from(std::string_view text) {
  for (auto each : {Frequency::daily, Frequency::weekly, Frequency::never})
    if (text == word(each)) return each;
  return std::nullopt;
}

bool is_working_day(Date day) { return weekday_of(day) < 6 && !is_bank_holiday(day); }

std::optional<Date> due_slot(DigestSetting const& setting, std::optional<Date> last_slot, Instant now) {
  if (setting.frequency == Frequency::never) return std::nullopt;
  auto const today = now.london_date();
  auto const hours = (now.unix_milliseconds() - Instant::start_of(today).unix_milliseconds()) / 3'600'000;
  if (!is_working_day(today)) return std::nullopt;
  auto slot = today;
  if (setting.frequency == Frequency::weekly) slot = today.plus_days(-((weekday_of(today) - setting.weekday + 7) % 7));
  if (slot == today && hours < setting.hour) {
    // Before its hour, the one of a week ago may still be missing.
    if (setting.frequency == Frequency::daily) return std::nullopt;
    slot = slot.plus_days(-7);
  }
  // Whoever was never written to is not written to for a week that has passed.
  if (!last_slot) return slot == today ? std::optional{slot} : std::nullopt;
  return slot > *last_slot ? std::optional{slot} : std::nullopt;
}

}  // namespace gt::notices
