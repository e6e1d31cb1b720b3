#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/core/date.h"

namespace gt::inspections::reading {

/// Days on site without a longer break than a weekend.
struct Period {
  Date start;
  Date end;
};

/// The on-site periods of `11 to 22 December 2023`, `19 November–30 November 2018`, `5 to 9 December 2022 and 14 to 15
/// February 2023`, `01/02/2016 – 25/02/2016`, `28 July 2016` ... A missing month or year is taken from the right. Words
/// before the first day are skipped. Empty when no date with a year is found.
std::vector<Period> on_site_periods(std::string_view text);

/// The first full date, or nothing.
std::optional<Date> printed_date(std::string_view text);

}  // namespace gt::inspections::reading
