#include "platform/sheet/day_number.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::sheet {
namespace {

constexpr int seconds_of_day = 86'400;

/// Goes through a format's first section and gives each run of one letter, and each literal, to `take`.
template <class Take>
void for_each_token(std::string_view code, Take take) {
  for (std::size_t at = 0; at < code.size() && code[at] != ';';) {
    char const letter = code[at];
    if (letter == '"') {
      auto const end = std::min(code.find('"', at + 1), code.size());
      take('"', code.substr(at + 1, end - at - 1));
      at = end + 1;
    } else if (letter == '[') {
      at = std::min(code.find(']', at), code.size()) + 1;  // A colour, a language or a span of time.
    } else if (letter == '\\') {
      take('"', code.substr(std::min(at + 1, code.size()), 1));
      at += 2;
    } else if (letter == '_' || letter == '*') {
      at += 2;
    } else {
      auto end = at;
      while (end < code.size() && (code[end] | 0x20) == (letter | 0x20)) ++end;
      take(static_cast<char>(letter | 0x20), code.substr(at, end - at));
      at = end;
    }
  }
}

}  // namespace

std::string Moment::iso() const {
  if (second_of_day == 0) return day.iso();
  return fmt::format("{}T{:02}:{:02}:{:02}", day.iso(), second_of_day / 3600, second_of_day / 60 % 60,
                     second_of_day % 60);
}

std::optional<Moment> moment_of_number(double number, bool from_1904) {
  if (!(number >= 0) || number > 200'000) return std::nullopt;
  int days = static_cast<int>(std::floor(number));
  int seconds = static_cast<int>(std::lround((number - days) * seconds_of_day));
  if (seconds == seconds_of_day) {
    ++days;
    seconds = 0;
  }
  auto const first = Date::from_parts(from_1904 ? 1904 : 1900, 1, 1);
  ENSURE(first.has_value());
  if (!from_1904) {
    if (days == 0 || days == 60) return std::nullopt;
    days -= days > 60 ? 2 : 1;
  }
  auto const day = Date::from_iso(first->plus_days(days).iso());  // within the years that dates may have
  if (!day) return std::nullopt;
  return Moment{*day, seconds};
}

NumberFormat NumberFormat::from_code(std::string_view code) {
  bool day = false, month = false, year = false, time = false;
  for_each_token(code, [&](char letter, std::string_view run) {
    day = day || letter == 'd';
    year = year || letter == 'y';
    time = time || letter == 'h' || letter == 's';
    month = month || (letter == 'm' && run.size() >= 3);
  });
  // `m` beside hours or seconds is minutes.
  for_each_token(code, [&](char letter, std::string_view) { month = month || (letter == 'm' && !time); });
  NumberFormat format;
  format.code = std::string(code);
  format.is_date = day || month || year;
  format.shows_day = day;
  return format;
}

std::optional<NumberFormat> NumberFormat::built_in(int number) {
  if (number == 0) return from_code("General");
  if (number == 14) return from_code("dd/mm/yyyy");
  if (number == 15) return from_code("d-mmm-yy");
  if (number == 16) return from_code("d-mmm");
  if (number == 17) return from_code("mmm-yy");
  if (number == 22) return from_code("dd/mm/yyyy hh:mm");
  if ((number >= 18 && number <= 21) || (number >= 45 && number <= 47)) return from_code("hh:mm:ss");
  // East Asian dates; the form depends on the reader's language.
  if ((number >= 27 && number <= 31) || number == 36 || (number >= 50 && number <= 58)) return from_code("yyyy/mm/dd");
  if (number < 50) return from_code("0");
  return std::nullopt;
}

std::string NumberFormat::shown(Date day) const {
  std::string const printed = day.printed();
  std::string const month = printed.substr(printed.find(' ') + 1, printed.rfind(' ') - printed.find(' ') - 1);
  std::string out;
  for_each_token(code, [&](char letter, std::string_view run) {
    if (letter == 'y') {
      out += run.size() <= 2 ? fmt::format("{:02}", day.year() % 100) : std::to_string(day.year());
    } else if (letter == 'm') {
      out += run.size() >= 4   ? month
             : run.size() == 3 ? month.substr(0, 3)
                               : fmt::format("{:0{}}", day.month(), run.size());
    } else if (letter == '"' || std::string_view("-/., ").find(letter) != std::string_view::npos) {
      out += run;
    } else if (run.find_first_not_of("-/., '") == std::string_view::npos) {
      out += run;
    }
  });
  return trimmed(out);
}

}  // namespace gt::sheet
