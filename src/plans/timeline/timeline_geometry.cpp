#include "plans/timeline/timeline_geometry.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gt::plans {

namespace {

constexpr double stub_width = 8;
constexpr double narrowest_bar = 3;
constexpr double narrowest_step = 44;  // room for "28 Dec"

constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

double pixels_per_day(Zoom zoom) {
  switch (zoom) {
    case Zoom::year:
      return 1;
    case Zoom::quarter:
      return 2.6;
    case Zoom::month:
      return 9;
  }
  ENSURE(false);
}

Date first_of_month(int year, int month) {
  auto day = Date::from_parts(year, month, 1);
  ENSURE(day.has_value());
  return *day;
}

// The first day of the step that the day is in: `months` is 1, 3, 12, 60 or 120.
Date step_begin(Date day, int months) {
  if (months < 12) return first_of_month(day.year(), (day.month() - 1) / months * months + 1);
  auto const years = months / 12;
  return first_of_month(day.year() / years * years, 1);
}

Date next_step(Date begin, int months) {
  auto const month = begin.month() - 1 + months;
  return first_of_month(begin.year() + month / 12, month % 12 + 1);
}

Date monday_on_or_after(Date day) {
  auto const weekday = day.weekday();
  return weekday == 1 ? day : day.plus_days(8 - weekday);
}

std::string label_of(Date day, int months) {
  if (months >= 12) return std::to_string(day.year());
  if (months == 3) return fmt::format("Q{}", (day.month() + 2) / 3);
  return std::string(month_names.at(static_cast<std::size_t>(day.month()) - 1));
}

}  // namespace

std::string_view word(Zoom zoom) {
  switch (zoom) {
    case Zoom::year:
      return "year";
    case Zoom::quarter:
      return "quarter";
    case Zoom::month:
      return "month";
  }
  ENSURE(false);
}

Zoom zoom_from(std::string_view text) {
  if (text == "year") return Zoom::year;
  return text == "month" ? Zoom::month : Zoom::quarter;
}

std::optional<DrawnDays> drawn_days(std::vector<Dated> const& all, Zoom zoom) {
  std::optional<DrawnDays> days;
  for (auto const& each : all)
    for (auto const& day : {each.start, each.due, each.first_due}) {
      if (!day) continue;
      if (!days) days = DrawnDays{*day, *day};
      days->first = std::min(days->first, *day);
      days->last = std::max(days->last, *day);
    }
  if (!days) return days;
  auto const months = zoom == Zoom::year ? 12 : zoom == Zoom::quarter ? 3 : 1;
  days->first = step_begin(days->first, months);
  days->last = next_step(step_begin(days->last, months), months).plus_days(-1);
  return days;
}

TimeScale::TimeScale(DrawnDays days, Zoom zoom) : days_{days}, zoom_{zoom} {
  auto const count = days_.last.days_since(days_.first) + 1;
  ENSURE(count > 0);
  per_day_ = std::min(pixels_per_day(zoom), widest / count);
}

double TimeScale::left(Date day) const { return per_day_ * day.days_since(days_.first); }
double TimeScale::right(Date day) const { return per_day_ * (day.days_since(days_.first) + 1); }

std::vector<Tick> TimeScale::ticks() const {
  std::vector<Tick> out;
  auto add = [&](Date day, std::string label) {
    bool is_new = out.empty() || out.back().year != day.year();
    out.push_back({left(day), std::move(label), is_new, day.year()});
  };
  if (zoom_ == Zoom::month && 7 * per_day_ >= narrowest_step) {
    for (auto day = monday_on_or_after(days_.first); day <= days_.last; day = day.plus_days(7))
      add(day, fmt::format("{} {}", day.day(), label_of(day, 1)));
    return out;
  }
  int months = zoom_ == Zoom::year ? 3 : 1;
  for (int wider : {3, 12, 60, 120, 600, 1200, 12000})
    if (months * 30 * per_day_ < narrowest_step) months = wider;
  for (auto day = step_begin(days_.first, months); day <= days_.last; day = next_step(day, months))
    if (day >= days_.first) add(day, label_of(day, months));
  return out;
}

Drawn drawn(Dated const& each, TimeScale const& scale) {
  Drawn out;
  if (each.due && each.first_due && each.first_due != each.due) out.first_due = scale.right(*each.first_due);
  if (each.is_moment && each.due) {
    out.shape = Drawn::Shape::diamond;
    out.x = (scale.left(*each.due) + scale.right(*each.due)) / 2;
  } else if (each.start && each.due) {
    out.shape = Drawn::Shape::bar;
    out.x = scale.left(*each.start);
    out.width = std::max(narrowest_bar, scale.right(*each.due) - out.x);
  } else if (each.due) {
    out.shape = Drawn::Shape::without_start;
    out.width = stub_width;
    out.x = scale.right(*each.due) - stub_width;
  } else if (each.start) {
    out.shape = Drawn::Shape::without_end;
    out.x = scale.left(*each.start);
    out.width = stub_width;
  }
  return out;
}

namespace {

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

double width_of_character(Weight weight) { return weight == Weight::bold ? 7.6 : 7.0; }

}  // namespace

double width_of_words(std::string_view text, Weight weight) {
  return static_cast<double>(std::count_if(text.begin(), text.end(), &begins_character)) * width_of_character(weight);
}

std::string fitted(std::string const& text, double room, Weight weight) {
  if (width_of_words(text, weight) <= room) return text;
  auto const longest = static_cast<std::ptrdiff_t>(room / width_of_character(weight));
  if (longest < 4) return {};
  std::ptrdiff_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (begins_character(text[i]) && ++characters == longest) return text.substr(0, i) + "…";
  return text;
}

}  // namespace gt::plans
