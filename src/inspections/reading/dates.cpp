#include "inspections/reading/dates.h"

#include <algorithm>
#include <array>
#include <string>

#include "inspections/reading/text.h"

namespace gt::inspections::reading {
namespace {

enum class Join { none, range, list };

struct Day {
  int day;
  std::optional<int> month;
  std::optional<int> year;
  Join before;
};

std::optional<int> month_of(std::string_view word) {
  static constexpr std::array<std::string_view, 12> names{"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};
  if (word == "sept") return 9;
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i].starts_with(word)) return static_cast<int>(i) + 1;
  return std::nullopt;
}

bool is_weekday(std::string_view word) {
  static constexpr std::array<std::string_view, 7> names{"monday", "tuesday",  "wednesday", "thursday",
                                                         "friday", "saturday", "sunday"};
  return word.size() >= 3 && std::any_of(names.begin(), names.end(), [&](auto name) { return name.starts_with(word); });
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Reads the days of a folded text from left to right until a word that cannot belong to a list of dates.
class Scanner {
 public:
  explicit Scanner(std::string_view folded) : text_{folded} {}

  std::vector<Day> days() {
    while (at_ < text_.size() && days_.size() < 40) {
      char const c = text_[at_];
      if (is_digit(c)) {
        if (!number()) break;
      } else if (is_letter(c)) {
        if (!word()) break;
      } else {
        if (c == '-') join_ = Join::range;
        if ((c == ',' || c == '&' || c == ';') && join_ == Join::none) join_ = Join::list;
        if (c == '.' && !days_.empty() && days_.back().year) break;
        ++at_;
      }
    }
    return std::move(days_);
  }

 private:
  bool number() {
    std::size_t length = 0;
    int value = 0;
    while (at_ + length < text_.size() && is_digit(text_[at_ + length]) && length < 5) {
      value = value * 10 + (text_[at_ + length] - '0');
      ++length;
    }
    if (length == 4 && value >= 1990 && value <= 2100) {
      at_ += length;
      if (days_.empty()) return true;
      days_.back().year = value;
      return true;
    }
    if (length > 2 || value < 1 || value > 31) {
      at_ += length;
      return days_.empty();
    }
    at_ += length;
    days_.push_back({value, std::nullopt, std::nullopt, days_.empty() ? Join::none : join_});
    join_ = Join::none;
    numeric_tail();
    ordinal();
    return true;
  }

  /// `/02/2016`, `.02.16`
  void numeric_tail() {
    if (at_ >= text_.size() || (text_[at_] != '/' && text_[at_] != '.')) return;
    std::size_t i = at_ + 1;
    auto const digits = [&](int& value) {
      std::size_t const start = i;
      value = 0;
      while (i < text_.size() && is_digit(text_[i]) && i - start < 4) value = value * 10 + (text_[i++] - '0');
      return i - start;
    };
    int month = 0;
    auto const month_length = digits(month);
    if (month_length < 1 || month_length > 2 || month < 1 || month > 12) return;
    if (i >= text_.size() || (text_[i] != '/' && text_[i] != '.')) return;
    ++i;
    int year = 0;
    auto const year_length = digits(year);
    if (year_length == 2) year += 2000;
    if ((year_length != 2 && year_length != 4) || year < 1990 || year > 2100) return;
    days_.back().month = month;
    days_.back().year = year;
    at_ = i;
  }

  void ordinal() {
    auto const suffix = text_.substr(at_, 2);
    if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") at_ += 2;
  }

  bool word() {
    std::size_t end = at_;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    auto const word = text_.substr(at_, end - at_);
    at_ = end;
    if (auto const month = month_of(word)) {
      if (!days_.empty() && !days_.back().month) days_.back().month = month;
      return true;
    }
    if (word == "to" || word == "until" || word == "till") {
      join_ = Join::range;
      return true;
    }
    if (word == "and") {
      join_ = between_ ? Join::range : Join::list;
      return true;
    }
    if (word == "between") between_ = true;
    return days_.empty() || word == "of" || word == "from" || word == "the" || is_weekday(word);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Day> days_;
  Join join_ = Join::none;
  bool between_ = false;
};

std::optional<Date> date(Day const& day) {
  if (!day.month || !day.year) return std::nullopt;
  auto made = Date::from_parts(*day.year, *day.month, day.day);
  if (!made) return std::nullopt;
  return *made;
}

/// Fills what a range leaves out from the day to its right: `28 November to 6 December 2019`.
void fill_from_right(std::vector<Day>& days) {
  for (std::size_t i = days.size() - 1; i-- > 0;) {
    auto& day = days[i];
    auto const& next = days[i + 1];
    bool const year_taken = !day.year;
    if (!day.month) {
      day.month = next.month;
      if (day.month && day.day > next.day) day.month = *day.month == 1 ? 12 : *day.month - 1;
    }
    if (!day.year) day.year = next.year;
    if (year_taken && day.year && day.month && next.month && *day.month > *next.month) --*day.year;
  }
}

}  // namespace

std::vector<Period> on_site_periods(std::string_view text) {
  auto days = Scanner{fold(text)}.days();
  // Trailing numbers that are no dates (a page number) have neither month nor year.
  while (!days.empty() && !days.back().month) days.pop_back();
  std::vector<Period> out;
  if (days.empty()) return out;
  fill_from_right(days);
  bool open = false;
  for (auto const& day : days) {
    auto const when = date(day);
    if (!when) continue;
    if (open && day.before != Join::list) {
      out.back().end = std::max(out.back().end, *when);
    } else {
      out.push_back({*when, *when});
    }
    open = true;
  }
  // Two weeks printed apart are one period; a longer break makes two.
  std::vector<Period> merged;
  for (auto const& period : out) {
    if (!merged.empty() && period.start >= merged.back().start && period.start.days_since(merged.back().end) <= 4) {
      merged.back().end = std::max(merged.back().end, period.end);
    } else {
      merged.push_back(period);
    }
  }
  return merged;
}

std::optional<Date> printed_date(std::string_view text) {
  auto const periods = on_site_periods(text);
  if (periods.empty()) return std::nullopt;
  return periods.front().start;
}

}  // namespace gt::inspections::reading
