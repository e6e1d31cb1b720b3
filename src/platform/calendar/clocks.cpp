#include "platform/calendar/clocks.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "calendar/reference_text.h"
#include "platform/calendar/working_days.h"
#include "platform/core/text.h"

namespace gt::calendar {

namespace {

std::optional<Date> day_from(std::string const& text) {
  if (text.empty()) return std::nullopt;
  auto day = Date::from_iso(text);
  ENSURE(day.has_value());
  return *day;
}

}  // namespace

std::optional<Counting> counting_named(std::string_view name) {
  if (name == "working-after") return Counting::working_after;
  if (name == "clear-days-before") return Counting::clear_days_before;
  if (name == "clear-working-days-before") return Counting::clear_working_days_before;
  return std::nullopt;
}

std::vector<ClockRule> const& clock_rules() {
  static auto const all = [] {
    std::vector<ClockRule> out;
    for (auto const& line : split_lines(embedded::clocks)) {
      if (line.empty() || line.front() == '#') continue;
      auto cells = split(line, '\t');
      ENSURE(cells.size() == 9);
      int days = 0;
      auto const read = std::from_chars(cells[2].data(), cells[2].data() + cells[2].size(), days);
      ENSURE(read.ec == std::errc{} && days > 0);
      auto const counting = counting_named(cells[3]);
      ENSURE(counting);
      out.push_back(
          {cells[0], cells[1], days, *counting, cells[4], day_from(cells[5]), day_from(cells[6]), cells[7], cells[8]});
    }
    return out;
  }();
  return all;
}

ClockRule const* find_clock(std::string_view code, Date day) {
  auto const& all = clock_rules();
  auto found = std::find_if(all.begin(), all.end(), [&](ClockRule const& each) {
    return each.code == code && (!each.valid_from || *each.valid_from <= day) &&
           (!each.valid_to || day <= *each.valid_to);
  });
  return found == all.end() ? nullptr : &*found;
}

Date due_on(Counting counting, int days, Date event) {
  switch (counting) {
    case Counting::working_after:
      return plus_working_days(event, days);
    case Counting::clear_days_before:
      return last_day_before_clear_days(event, days);
    case Counting::clear_working_days_before:
      return last_day_before_clear_working_days(event, days);
  }
  ENSURE(false);
}

std::string counted_in_words(Counting counting, int days) {
  switch (counting) {
    case Counting::working_after:
      return fmt::format("{} working days; the first is the day after", days);
    case Counting::clear_days_before:
      return fmt::format("{} clear days; neither end is counted", days);
    case Counting::clear_working_days_before:
      return fmt::format("{} clear working days; neither end is counted", days);
  }
  ENSURE(false);
}

Date due_on(ClockRule const& rule, Date event) { return due_on(rule.counting, rule.days, event); }

std::string counted_in_words(ClockRule const& rule) { return counted_in_words(rule.counting, rule.days); }

bool may_still_move(Date day) { return day > holidays_published_to(); }

std::string warning_for(Date day) {
  if (!may_still_move(day)) return {};
  return fmt::format("Bank holidays after {} are not published yet, so this day may still move.",
                     holidays_published_to().printed());
}

}  // namespace gt::calendar
