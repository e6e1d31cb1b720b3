#pragma once

#include <string>
#include <vector>

#include "platform/core/date.h"

/// Working days of England and Wales: any day but Saturday, Sunday, Christmas Day, Good Friday or a bank holiday under
/// the Banking and Financial Dealings Act 1971. Source of the definition: SI 2007/462 regulation 1(2). Pure.
namespace gt::calendar {

struct BankHoliday {
  Date day;
  std::string name;
};

/// Of one year from 1978 on, in order. The yearly rule gives them, and reference/bank_holidays.tsv what a proclamation
/// changed.
std::vector<BankHoliday> bank_holidays(int year);
bool is_bank_holiday(Date day);
bool is_working_day(Date day);

/// The last day for which the holidays were published when this was built. Days after it may still change.
Date holidays_published_to();

/// The `count`th working day after `start`; the day after it is day 1. With 0 it is `start` itself, working day or not.
/// O(count).
Date plus_working_days(Date start, int count);

/// Working days after `from`, up to and with `to`: 0 on the same day, negative when `to` is earlier. O(days).
int working_days_between(Date from, Date to);

/// The last day on which a notice may be given so that `count` whole calendar days lie between it and `event`.
Date last_day_before_clear_days(Date event, int count);

/// The same in working days; the day itself is a working day.
Date last_day_before_clear_working_days(Date event, int count);

/// The first working day on which a thing may be done so that `count` whole calendar days lie between it and the day
/// its notice was given.
Date first_day_after_clear_days(Date notice, int count);

/// The same in working days.
Date first_day_after_clear_working_days(Date notice, int count);

}  // namespace gt::calendar
