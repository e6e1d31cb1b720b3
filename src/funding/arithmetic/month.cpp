#include "funding/arithmetic/month.h"

#include <array>

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::funding {

namespace {

constexpr std::array<char const*, 12> names{"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};

std::optional<int> number_of(std::string_view text) {
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  return std::stoi(std::string(text));
}

// Two digits are of this century.
std::optional<int> year_of(std::string_view text) {
  auto const number = number_of(text);
  if (!number || (text.size() != 2 && text.size() != 4)) return std::nullopt;
  return text.size() == 2 ? 2000 + *number : *number;
}

std::optional<int> month_named(std::string const& text) {
  auto const wanted = lower_case(text);
  if (wanted.size() < 3) return std::nullopt;
  for (std::size_t at = 0; at < names.size(); ++at) {
    auto const name = lower_case(names[at]);
    if (wanted == name || wanted == name.substr(0, 3) || (at == 8 && wanted == "sept")) return static_cast<int>(at) + 1;
  }
  return std::nullopt;
}

}  // namespace

FinancialYear FinancialYear::of(Date day) { return Month::of(day).financial_year(); }

Result<FinancialYear> FinancialYear::from_typed(std::string_view typed) {
  auto text = trimmed(typed);
  for (auto& letter : text)
    if (letter == '-') letter = '/';
  auto const parts = split(text, '/');
  if (parts.size() == 2) {
    auto const first = year_of(parts[0]);
    auto const second = year_of(parts[1]);
    if (first && second && *second == *first + 1) return FinancialYear{*first};
  }
  return refuse(ErrorKind::invalid, "Write a financial year such as 2019/20: 1 April 2019 to 31 March 2020.");
}

Date FinancialYear::first_day() const { return Date::from_parts(begins_in_, 4, 1).value(); }
Date FinancialYear::last_day() const { return Date::from_parts(begins_in_ + 1, 3, 31).value(); }
std::string FinancialYear::printed() const { return fmt::format("{}/{:02}", begins_in_, (begins_in_ + 1) % 100); }

Result<Month> Month::from_typed(std::string_view typed) {
  auto text = trimmed(typed);
  for (auto& letter : text)
    if (letter == '-' || letter == '/') letter = ' ';
  auto const parts = split(one_line(text), ' ');
  if (parts.size() == 2) {
    auto const month_of = [](std::string const& part) {
      auto const number = part.size() <= 2 ? number_of(part) : std::nullopt;
      return number ? number : month_named(part);
    };
    bool const year_first = parts[0].size() == 4 && number_of(parts[0]).has_value();
    auto const year = year_of(parts[year_first ? 0 : 1]);
    auto const month = month_of(parts[year_first ? 1 : 0]);
    if (year && *year >= 1900 && month && *month >= 1 && *month <= 12) return Month{*year * 12 + *month - 1};
  }
  return refuse(ErrorKind::invalid, "Write a month and its year, such as April 2019 or 2019-04.");
}

Date Month::first_day() const { return Date::from_parts(year(), number(), 1).value(); }
Date Month::last_day() const { return plus(1).first_day().plus_days(-1); }
std::string Month::text() const { return fmt::format("{:04}-{:02}", year(), number()); }
std::string Month::printed() const {
  return fmt::format("{} {}", names[static_cast<std::size_t>(number() - 1)], year());
}
std::string Month::brief() const {
  return fmt::format("{} {}", std::string_view(names[static_cast<std::size_t>(number() - 1)]).substr(0, 3), year());
}

}  // namespace gt::funding
