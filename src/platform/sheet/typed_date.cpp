#include "platform/sheet/typed_date.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "platform/core/text.h"
#include "platform/sheet/day_number.h"
#include "platform/sheet/refused.h"

namespace gt::sheet {
namespace {

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};
/// Words that say when without naming a day, each enough by itself.
constexpr std::array<std::string_view, 40> open_words{"ongoing",
                                                      "on-going",
                                                      "continuous",
                                                      "continuing",
                                                      "continual",
                                                      "tbc",
                                                      "tba",
                                                      "tbd",
                                                      "asap",
                                                      "immediate",
                                                      "immediately",
                                                      "monthly",
                                                      "weekly",
                                                      "quarterly",
                                                      "annual",
                                                      "annually",
                                                      "daily",
                                                      "termly",
                                                      "yearly",
                                                      "fortnightly",
                                                      "complete",
                                                      "completed",
                                                      "done",
                                                      "closed",
                                                      "n/a",
                                                      "na",
                                                      "none",
                                                      "not set",
                                                      "on hold",
                                                      "rolling",
                                                      "paused",
                                                      "to be confirmed",
                                                      "to be agreed",
                                                      "to be decided",
                                                      "business as usual",
                                                      "bau",
                                                      "in place",
                                                      "in progress",
                                                      "as required",
                                                      "on going"};
/// Words that may stand around a month, a quarter or a year.
constexpr std::array<std::string_view, 32> joining_words{
    "by",       "end",       "of",     "the",   "to",     "until",  "from", "and",        "mid",  "early",  "late",
    "start",    "beginning", "before", "after", "during", "in",     "term", "financial",  "year", "fy",     "school",
    "academic", "new",       "half",   "month", "first",  "second", "week", "commencing", "w/c",  "onwards"};
constexpr std::array<std::string_view, 7> seasons{"spring", "summer", "autumn",   "winter",
                                                  "fall",   "easter", "christmas"};

constexpr std::string_view right_forms =
    "Write day, month and year, as 31/03/2018 or 31 March 2018; where there is no day, a month (April 2018), a quarter "
    "(Q2 2018/19) or “ongoing”.";

template <std::size_t Size>
bool is_one_of(std::string_view word, std::array<std::string_view, Size> const& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::optional<int> figure(std::string_view word) {
  int value = 0;
  auto const [end, code] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (word.empty() || word.size() > 6 || code != std::errc{} || end != word.data() + word.size() || value < 0) {
    return std::nullopt;
  }
  return value;
}

/// A name of at least three letters of `list`'s, counted from 1; 0 for none.
template <std::size_t Size>
int by_name(std::string_view word, std::array<std::string_view, Size> const& list) {
  if (word.size() < 3) return 0;
  for (std::size_t at = 0; at < list.size(); ++at) {
    if (list[at].starts_with(word)) return static_cast<int>(at) + 1;
  }
  return 0;
}

/// 3, 3rd, 21st; nothing for another ending.
std::optional<int> day_figure(std::string_view word) {
  auto const digits = word.find_first_not_of("0123456789");
  if (digits == 0 || digits > 2)
    return digits == std::string_view::npos && word.size() <= 2 ? figure(word) : std::nullopt;
  auto const ending = word.substr(digits);
  if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th") return std::nullopt;
  return figure(word.substr(0, digits));
}

/// 2018, 18, '18. Nothing for other lengths.
std::optional<int> year_figure(std::string_view word) {
  if (word.starts_with('\'')) word.remove_prefix(1);
  if (word.starts_with("’")) word.remove_prefix(std::string_view("’").size());
  auto const value = figure(word);
  if (!value || (word.size() != 2 && word.size() != 4)) return std::nullopt;
  if (word.size() == 4) return value;
  return *value <= 69 ? 2000 + *value : 1900 + *value;
}

TypedDate not_a_date(std::string typed, std::string found) {
  return {TypedDate::Kind::not_a_date, std::nullopt, std::move(typed), std::move(found)};
}

TypedDate names_no_day(std::string typed) {
  auto message = fmt::format("“{}” names no day. It is kept as typed; give the day if there is one.", typed);
  return {TypedDate::Kind::no_day, std::nullopt, std::move(typed), std::move(message)};
}

std::string month_name(int month) {
  std::string name(months[static_cast<std::size_t>(month - 1)]);
  name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

TypedDate day_of(std::string typed, int year, int month, int day) {
  if (year < 1900 || year > 2199) {
    return not_a_date(typed, fmt::format("“{}” has the year {}. Write a year from 1900 to 2199.", typed, year));
  }
  if (auto const date = Date::from_parts(year, month, day)) {
    return {TypedDate::Kind::day, *date, std::move(typed), {}};
  }
  auto const last = std::chrono::year_month_day_last{
      std::chrono::year{year}, std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  return not_a_date(typed, fmt::format("“{}” is no day: {} {} has {} days. Write the day that is meant.", typed,
                                       month_name(month), year, static_cast<unsigned>(last.day())));
}

/// Three figures: day first, or year first with four digits.
TypedDate from_figures(std::string typed, std::array<std::string_view, 3> const& words) {
  if (words[0].size() == 4) {
    auto const year = figure(words[0]), month = figure(words[1]), day = figure(words[2]);
    if (year && month && day && *month >= 1 && *month <= 12) return day_of(std::move(typed), *year, *month, *day);
    return not_a_date(typed, fmt::format("“{}” is not a date. {}", typed, right_forms));
  }
  auto const day = figure(words[0]), month = figure(words[1]);
  auto const year = year_figure(words[2]);
  if (!day || !month || !year || words[0].size() > 2 || words[1].size() > 2) {
    return not_a_date(typed, fmt::format("“{}” is not a date. {}", typed, right_forms));
  }
  if (*month > 12 && *day >= 1 && *day <= 12) {
    return not_a_date(typed,
                      fmt::format("“{}” has no month {}. Dates are read with the day first: if {} {} {} is meant, "
                                  "write {:02}/{:02}/{}.",
                                  typed, *month, *month, month_name(*day), *year, *month, *day, *year));
  }
  if (*month < 1 || *month > 12) {
    return not_a_date(typed, fmt::format("“{}” has no month {}. {}", typed, *month, right_forms));
  }
  return day_of(std::move(typed), *year, *month, *day);
}

/// Words and figures; separators are gone, and so is a time at the end.
struct Words {
  std::vector<std::string_view> all;
  bool has_time = false;
};

bool is_time(std::string_view word) {
  if (word.find(':') == std::string_view::npos) return false;
  return word.find_first_not_of("0123456789:.zapm") == std::string_view::npos;
}

Words words_of(std::string_view lower) {
  Words words;
  for (std::size_t at = 0; at < lower.size();) {
    auto const begin = lower.find_first_not_of(" \t\n,()", at);
    if (begin == std::string_view::npos) break;
    at = std::min(lower.find_first_of(" \t\n,()", begin), lower.size());
    auto const word = lower.substr(begin, at - begin);
    if (is_time(word)) {
      words.has_time = true;
    } else {
      words.all.push_back(word);
    }
  }
  return words;
}

std::vector<std::string_view> pieces_of(std::string_view word, std::string_view separators) {
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at < word.size();) {
    auto const end = std::min(word.find_first_of(separators, at), word.size());
    if (end > at) pieces.push_back(word.substr(at, end - at));
    at = end + 1;
  }
  return pieces;
}

/// 3 April 2018 or April 3 2018, perhaps with the day of the week in front. Nothing if the words are not of this kind.
std::optional<TypedDate> from_named_month(std::string const& typed, std::vector<std::string_view> words) {
  int weekday = 0;
  if (words.size() == 4 && (weekday = by_name(words[0], weekdays)) > 0) words.erase(words.begin());
  if (words.size() != 3) return std::nullopt;
  int month = by_name(words[1], months);
  auto day = day_figure(words[0]);
  if (month == 0) {
    month = by_name(words[0], months);
    day = day_figure(words[1]);
  }
  auto const year = year_figure(words[2]);
  if (month == 0 || !day) return std::nullopt;
  if (!year) {
    if (!figure(words[2])) return std::nullopt;
    return not_a_date(typed, fmt::format("“{}” has the year {}. Write it with four digits.", typed, words[2]));
  }
  TypedDate date = day_of(typed, *year, month, *day);
  if (weekday == 0 || !date.day) return date;
  std::chrono::weekday const real{date.day->sys_days()};
  if (static_cast<int>(real.c_encoding()) + 1 == weekday) return date;
  std::string name(weekdays[real.c_encoding()]);
  name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return not_a_date(typed,
                    fmt::format("“{}”: {} is a {}. Write the day that is meant.", typed, date.day->printed(), name));
}

bool is_year_word(std::string_view word) { return word.size() >= 2 && year_figure(word).has_value(); }

bool is_quarter(std::string_view word) {
  return (word.size() == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4') || word == "quarter" || word == "qtr";
}

/// A time made of months, quarters, seasons, years and the words between them, and no day.
bool is_time_without_day(std::string_view lower, std::vector<std::string_view> const& words) {
  auto const plain = lower.substr(0, lower.find_last_not_of(" .!") + 1);
  if (is_one_of(plain, open_words)) return true;
  bool has_time = false;
  bool after_quarter = false;
  int figures = 0;
  for (auto const whole : words) {
    if (is_one_of(whole, joining_words)) continue;
    if (is_one_of(whole, open_words)) {
      has_time = true;
      continue;
    }
    for (auto word : pieces_of(whole, "/-–.—")) {
      if (word.starts_with("\x80\x93") || word.starts_with("\x80\x94")) word.remove_prefix(2);
      bool const quarter_figure = after_quarter && word.size() == 1 && word[0] >= '1' && word[0] <= '4';
      after_quarter = word == "quarter" || word == "qtr";
      if (word.empty() || is_one_of(word, joining_words) || quarter_figure) continue;
      if (by_name(word, months) > 0 || is_one_of(word, seasons) || is_quarter(word)) {
        has_time = true;
      } else if (is_year_word(word)) {
        ++figures;
        has_time = has_time || word.size() == 4;
      } else {
        return false;
      }
    }
  }
  return has_time && figures <= 4;
}

/// 04/2018, 4-2018, 2018-04, and 31/3 or 3 April without a year.
bool is_incomplete(std::vector<std::string_view> const& words) {
  auto const pieces = words.size() == 1 ? pieces_of(words[0], "/-.") : words;
  if (pieces.size() != 2) return false;
  auto const first = figure(pieces[0]), second = figure(pieces[1]);
  if (first && second) {
    bool const year_last = pieces[1].size() == 4 && *first >= 1 && *first <= 12;
    bool const year_first = pieces[0].size() == 4 && *second >= 1 && *second <= 12;
    bool const day_and_month = *first >= 1 && *first <= 31 && *second >= 1 && *second <= 12;
    return (year_last || year_first || (day_and_month && words.size() == 1)) && pieces[1].size() != 3;
  }
  return (day_figure(pieces[0]) && by_name(pieces[1], months) > 0) ||
         (day_figure(pieces[1]) && by_name(pieces[0], months) > 0);
}

}  // namespace

TypedDate read_typed_date(std::string_view text) {
  std::string const typed = trimmed(text);
  if (typed.empty()) return {};
  auto const refused = [&] {
    return not_a_date(excerpt(typed), fmt::format("“{}” is not a date. {}", excerpt(typed), right_forms));
  };
  if (typed.size() > 200 || text_fault(typed)) return refused();
  std::string lower = lower_case(typed);
  // `2018-03-31T00:00:00`
  if (lower.size() >= 19 && lower[10] == 't' && lower[4] == '-') lower[10] = ' ';
  Words words = words_of(lower);
  if (words.all.empty()) return refused();
  std::vector<std::string_view> pieces;
  for (auto const word : words.all) {
    for (auto const piece : pieces_of(word, "/-.")) {
      if (piece != "of" && piece != "the") pieces.push_back(piece);
    }
  }
  if (pieces.size() == 3 && std::all_of(pieces.begin(), pieces.end(), [](auto piece) { return figure(piece); })) {
    return from_figures(typed, {pieces[0], pieces[1], pieces[2]});
  }
  if (pieces.size() == 4 && by_name(pieces[0], weekdays) > 0 && figure(pieces[1]) && figure(pieces[2])) {
    pieces.erase(pieces.begin());
    return from_figures(typed, {pieces[0], pieces[1], pieces[2]});
  }
  if (auto date = from_named_month(typed, pieces)) return *date;
  if (is_incomplete(words.all) || is_time_without_day(lower, words.all)) return names_no_day(typed);
  if (auto const number = figure(lower); number && *number >= 20'000 && *number <= 80'000) {
    auto const moment = moment_of_number(*number, false);
    return not_a_date(typed, fmt::format("“{}” is a worksheet’s day number typed as text, perhaps {}. Give the cell a "
                                         "date format, or write the date.",
                                         typed, moment ? moment->day.printed() : "a day"));
  }
  return refused();
}

TypedDate read_typed_date(Cell const& cell, bool counts_from_1904) {
  switch (cell.kind) {
    case CellKind::empty:
      return {};
    case CellKind::text:
      return read_typed_date(cell.text);
    case CellKind::date: {
      if (!cell.shown.empty()) return names_no_day(cell.shown);
      return {TypedDate::Kind::day, cell.day(), cell.text, {}};
    }
    case CellKind::number: {
      double number = 0;
      std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), number);
      std::string const typed = number_as_read(cell.text);
      if (number >= 1900 && number <= 2199 && number == static_cast<int>(number)) return names_no_day(typed);
      if (number >= 20'000 && number <= 80'000) {
        if (auto const moment = moment_of_number(number, counts_from_1904)) {
          return {TypedDate::Kind::day, moment->day, typed, {}};
        }
      }
      return not_a_date(typed, fmt::format("The number {} is not a date. {}", typed, right_forms));
    }
    case CellKind::boolean:
    case CellKind::error:
      break;
  }
  return not_a_date(cell.text, fmt::format("“{}” is not a date. {}", excerpt(cell.text), right_forms));
}

}  // namespace gt::sheet
