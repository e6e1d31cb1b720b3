#pragma once

#include <vector>

#include "funding/arithmetic/month.h"
#include "platform/core/money.h"

/// Money over months, exact to the penny: what is given out sums to what was put in, and sums by month, year, line and
/// fund therefore agree.
namespace gt::funding {

struct MonthAmount {
  Month month;
  Money amount;

  friend bool operator==(MonthAmount const&, MonthAmount const&) = default;
};

Money total(std::vector<MonthAmount> const& amounts);

/// `amount` over the days from `from` to `to`, both included. A whole month weighs one twelfth of a year whatever its
/// length; of a part of a month, its days over the days of that month. Months are rounded so that the running sum is
/// right to the penny. Empty when `to` is before `from`.
std::vector<MonthAmount> spread(Money amount, Date from, Date to);

/// What something of `full_year` costs in the months of `year`, from `from` on and until `to` where it ends: its
/// part-year effect. One twelfth a whole month, days over the month's days for a part of one; the first of April gives
/// the full year.
Money part_year(Money full_year, Date from, FinancialYear year, std::optional<Date> to = std::nullopt);

/// The months by month, for a thing of `full_year` from `from` to `to`.
std::vector<MonthAmount> monthly_cost(Money full_year, Date from, Date to);

/// How many tenths of a month `part` is at `full_year` a year, halves away from nothing: 141 of 795 is 2.1 months,
/// so 21. Nothing when the full year is not above nothing.
std::optional<std::int64_t> tenths_of_months(Money part, Money full_year);

/// The first day of which the part-year effect in `year` would be at most `part`: from when that much is spent.
std::optional<Date> implied_start(Money part, Money full_year, FinancialYear year);

}  // namespace gt::funding
