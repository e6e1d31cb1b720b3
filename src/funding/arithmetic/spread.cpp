#include "funding/arithmetic/spread.h"

namespace gt::funding {

namespace {

// 28, 29, 30 and 31 all divide it, so that every part of a month is a whole number of these.
constexpr std::int64_t whole_month = 377'580;

std::int64_t weight(Month month, Date from, Date to) {
  auto const first = std::max(from, month.first_day());
  auto const last = std::min(to, month.last_day());
  if (last < first) return 0;
  return (last.days_since(first) + 1) * (whole_month / month.days());
}

// The running sum is rounded, not each month.
std::vector<MonthAmount> by_weight(Money amount, std::int64_t all, Date from, Date to) {
  std::vector<MonthAmount> out;
  if (to < from) return out;
  std::int64_t so_far = 0;
  Money given;
  for (auto month = Month::of(from); month <= Month::of(to); month = month.plus(1)) {
    so_far += weight(month, from, to);
    auto const until_now = amount.times(so_far, all);
    out.push_back({month, until_now - given});
    given = until_now;
  }
  return out;
}

std::int64_t weight_between(Date from, Date to) {
  std::int64_t out = 0;
  for (auto month = Month::of(from); month <= Month::of(to); month = month.plus(1)) out += weight(month, from, to);
  return out;
}

}  // namespace

Money total(std::vector<MonthAmount> const& amounts) {
  Money out;
  for (auto const& each : amounts) out += each.amount;
  return out;
}

std::vector<MonthAmount> spread(Money amount, Date from, Date to) {
  if (to < from) return {};
  return by_weight(amount, weight_between(from, to), from, to);
}

std::vector<MonthAmount> monthly_cost(Money full_year, Date from, Date to) {
  return by_weight(full_year, 12 * whole_month, from, to);
}

Money part_year(Money full_year, Date from, FinancialYear year, std::optional<Date> to) {
  auto const first = std::max(from, year.first_day());
  auto const last = to ? std::min(*to, year.last_day()) : year.last_day();
  if (last < first) return {};
  return full_year.times(weight_between(first, last), 12 * whole_month);
}

std::optional<std::int64_t> tenths_of_months(Money part, Money full_year) {
  if (full_year.pence() <= 0) return std::nullopt;
  return Money::pence(120).times(part.pence(), full_year.pence()).pence();
}

std::optional<Date> implied_start(Money part, Money full_year, FinancialYear year) {
  if (full_year.pence() <= 0 || part.pence() < 0 || part > full_year) return std::nullopt;
  // Later days cost less: the first that costs no more, by halves.
  int low = 0, high = year.last_day().days_since(year.first_day()) + 1;
  while (low < high) {
    auto const middle = (low + high) / 2;
    if (part_year(full_year, year.first_day().plus_days(middle), year) <= part)
      high = middle;
    else
      low = middle + 1;
  }
  return year.first_day().plus_days(low);
}

}  // namespace gt::funding
