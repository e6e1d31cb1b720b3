#include "funding/forecast/line_forecast.h"

#include <algorithm>

#include "funding/posts/post_rules.h"

namespace gt::funding {

using records::Record;

namespace {

// Amounts by month from a first month on, without a search for each.
class ByMonth {
 public:
  ByMonth(Month first, Month last) : first_(first), amounts_(static_cast<std::size_t>(last.months_since(first) + 1)) {}
  void add(std::vector<MonthAmount> const& amounts) {
    for (auto const& each : amounts) add(each.month, each.amount);
  }
  void add(Month month, Money amount) {
    auto const at = month.months_since(first_);
    if (at >= 0 && static_cast<std::size_t>(at) < amounts_.size()) amounts_[static_cast<std::size_t>(at)] += amount;
  }
  Money at(Month month) const { return amounts_[static_cast<std::size_t>(month.months_since(first_))]; }

 private:
  Month first_;
  std::vector<Money> amounts_;
};

struct Span {
  std::optional<Month> first, last;
  void take(Month month) {
    first = first ? std::min(*first, month) : month;
    last = last ? std::max(*last, month) : month;
  }
  void take(std::vector<MonthAmount> const& amounts) {
    if (amounts.empty()) return;
    take(amounts.front().month);
    take(amounts.back().month);
  }
};

// The last day that anything of the line can cost.
Date last_day(Record const& line, LineMonths const& months, ForecastDay const& day) {
  auto out = line.date("until");
  if (day.money_ends && (!out || *day.money_ends < *out)) out = day.money_ends;
  if (out) return *out;
  if (!months.profile.empty()) return months.profile.back().month.last_day();
  return FinancialYear::of(day.today).last_day();
}

Date last_day_of_post(Record const& post, Date until) {
  for (auto const* field : {"ends_on", "left_on"})
    if (auto const day = post.date(field)) until = std::min(until, *day);
  return until;
}

bool has_cost(Record const& post) { return post.money("full_year").has_value(); }

std::int64_t days_filled(Record const& post, Month month, Date until, Date today) {
  auto const from = std::max(expected_start(post, today).on, month.first_day());
  auto const to = std::min(last_day_of_post(post, until), month.last_day());
  return std::max(0, to.days_since(from) + 1);
}

// The part of a month's profile for which its posts are filled.
Money filled_part(Money profile, std::vector<Record> const& posts, Month month, Date until, Date today) {
  std::int64_t filled = 0, all = 0;
  for (auto const& post : posts) {
    auto const fte = post.hundredths("fte").value_or(0);
    filled += fte * days_filled(post, month, until, today);
    all += fte * month.days();
  }
  return all == 0 ? profile : profile.times(filled, all);
}

}  // namespace

std::string_view word(Basis basis) {
  switch (basis) {
    case Basis::spent:
      return "spent";
    case Basis::by_hand:
      return "set by hand";
    case Basis::posts:
      return "from its posts";
    case Basis::filled_posts:
      return "its profile, as far as its posts are filled";
    case Basis::profile:
      break;
  }
  return "as profiled";
}

std::vector<MonthAmount> cost_of_post(Record const& post, Month from, Date until, Date today) {
  auto const full_year = post.money("full_year");
  if (!full_year) return {};
  auto out = monthly_cost(*full_year, expected_start(post, today).on, last_day_of_post(post, until));
  std::erase_if(out, [&](MonthAmount const& each) { return each.month < from; });
  return out;
}

std::vector<MonthForecast> forecast_of(Record const& line, LineMonths const& months, ForecastDay const& day) {
  auto const until = last_day(line, months, day);
  auto const next = day.spent_to ? day.spent_to->plus(1) : Month::from_index(0);
  bool const by_cost = !months.posts.empty() && std::all_of(months.posts.begin(), months.posts.end(), &has_cost);
  std::vector<std::vector<MonthAmount>> costs;
  if (by_cost)
    for (auto const& post : months.posts) costs.push_back(cost_of_post(post, next, until, day.today));

  Span span;
  span.take(months.profile);
  span.take(months.posted);
  for (auto const& each : costs) span.take(each);
  for (auto const& [month, amount] : months.by_hand) span.take(month);
  for (auto const& each : months.accruals) {
    if (!day.spent_to || each.month > *day.spent_to) continue;
    span.take(each.month);
    if (each.month < *day.spent_to) span.take(each.month.plus(1));
  }
  std::vector<MonthForecast> out;
  if (!span.first) return out;

  ByMonth profile(*span.first, *span.last), spent(*span.first, *span.last), posts(*span.first, *span.last);
  profile.add(months.profile);
  spent.add(months.posted);
  for (auto const& each : months.accruals) {
    spent.add(each.month, each.amount);
    spent.add(each.month.plus(1), -each.amount);
  }
  for (auto const& each : costs) posts.add(each);
  for (auto month = *span.first; month <= *span.last; month = month.plus(1)) {
    MonthForecast each{month, profile.at(month), {}, {}, Basis::profile};
    auto const hand = months.by_hand.find(month);
    if (day.spent_to && month <= *day.spent_to) {
      each.spent = spent.at(month);
      each.forecast = each.spent;
      each.basis = Basis::spent;
    } else if (hand != months.by_hand.end()) {
      each.forecast = hand->second;
      each.basis = Basis::by_hand;
    } else if (by_cost) {
      each.forecast = posts.at(month);
      each.basis = Basis::posts;
    } else if (!months.posts.empty()) {
      each.forecast = filled_part(each.profile, months.posts, month, until, day.today);
      each.basis = Basis::filled_posts;
    } else {
      each.forecast = each.profile;
    }
    out.push_back(each);
  }
  return out;
}

ForecastSum& ForecastSum::operator+=(ForecastSum const& other) {
  profile += other.profile;
  spent += other.spent;
  forecast += other.forecast;
  profile_to_date += other.profile_to_date;
  return *this;
}

ForecastSum sum_of(std::vector<MonthForecast> const& months, std::optional<Month> spent_to,
                   std::optional<FinancialYear> year) {
  ForecastSum out;
  for (auto const& each : months) {
    if (year && each.month.financial_year() != *year) continue;
    out.profile += each.profile;
    out.spent += each.spent;
    out.forecast += each.forecast;
    if (spent_to && each.month <= *spent_to) out.profile_to_date += each.profile;
  }
  return out;
}

}  // namespace gt::funding
