#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/core/result.h"

namespace gt {

/// A calendar day, without time or zone. Always a day that exists.
class Date {
 public:
  /// Errors: invalid when there is no such day, e.g. 31 February.
  static Result<Date> from_parts(int year, int month, int day);
  /// Reads `2018-07-23`. Errors: invalid for anything else.
  static Result<Date> from_iso(std::string_view text);
  /// Reads what a person types: `23/7/2018`, `23 July 2018`, `23 Jul 2018` or ISO; day first.
  /// Errors: invalid, saying the forms that are understood.
  static Result<Date> from_typed(std::string_view text);

  int year() const { return static_cast<int>(value_.year()); }
  int month() const { return static_cast<int>(static_cast<unsigned>(value_.month())); }
  int day() const { return static_cast<int>(static_cast<unsigned>(value_.day())); }
  std::chrono::sys_days sys_days() const { return std::chrono::sys_days{value_}; }
  Date plus_days(int days) const { return Date{std::chrono::year_month_day{sys_days() + std::chrono::days{days}}}; }
  /// The same day of a later month (an earlier one when negative), or that month's last day when it has no such day.
  Date plus_months(int months) const;
  /// 1 Monday … 7 Sunday.
  int weekday() const { return static_cast<int>(std::chrono::weekday{sys_days()}.iso_encoding()); }
  /// Days from `earlier` to this one; negative when `earlier` is later.
  int days_since(Date earlier) const { return static_cast<int>((sys_days() - earlier.sys_days()).count()); }

  /// `2018-07-23`
  std::string iso() const;
  /// `23 July 2018`, the form every page prints.
  std::string printed() const;

  friend bool operator==(Date const&, Date const&) = default;
  friend std::strong_ordering operator<=>(Date const& a, Date const& b) { return a.sys_days() <=> b.sys_days(); }

 private:
  explicit Date(std::chrono::year_month_day value) : value_{value} {}
  std::chrono::year_month_day value_;
};

/// A moment in UTC to the millisecond.
class Instant {
 public:
  static Instant from_unix_milliseconds(std::int64_t milliseconds) { return Instant{milliseconds}; }
  /// Reads `2018-07-23T09:30:00Z` (fraction optional). Errors: invalid for anything else.
  static Result<Instant> from_iso(std::string_view text);

  /// The first moment of the day in London, which is an hour before UTC's in summer.
  static Instant start_of(Date day);

  std::int64_t unix_milliseconds() const { return milliseconds_; }
  Instant plus_seconds(std::int64_t seconds) const { return Instant{milliseconds_ + seconds * 1000}; }
  /// `2018-07-23T09:30:00.000Z`; sorts as text.
  std::string iso() const;
  /// The day and time in London: `23 July 2018 at 10:30`.
  std::string printed() const;
  /// The day in London.
  Date london_date() const;

  friend auto operator<=>(Instant const&, Instant const&) = default;

 private:
  explicit Instant(std::int64_t milliseconds) : milliseconds_{milliseconds} {}
  std::int64_t milliseconds_;
};

/// Where "now" comes from; injected everywhere so that tests and rehearsals can fix it.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  Date today() const { return now().london_date(); }
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// A clock that stands still.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant now) : now_{now} {}
  Instant now() const override { return now_; }
  void set(Instant now) { now_ = now; }

 private:
  Instant now_;
};

/// A clock that runs from a given start; for `GOLDENTHREAD_NOW`.
class ShiftedClock final : public Clock {
 public:
  explicit ShiftedClock(Instant start);
  Instant now() const override;

 private:
  std::int64_t shift_milliseconds_;
};

}  // namespace gt
