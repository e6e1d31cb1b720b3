#include "governance/decisions/rules/money_rules.h"

#include <charconv>

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt::governance {

namespace {

tl::unexpected<Error> not_money(std::string_view text) {
  return refuse(ErrorKind::invalid,
                fmt::format("“{}” is not an amount of money. Write pounds: 750000, £750,000, 1,234.50, 141k or 2.3m.",
                            trimmed(text)));
}

constexpr std::string_view pound_sign = "£";
constexpr std::size_t most_digits = 12;  // a trillion pounds in pence fits

}  // namespace

std::string pounds(std::int64_t pence) {
  auto const whole = (pence < 0 ? -pence : pence) / 100, rest = (pence < 0 ? -pence : pence) % 100;
  auto digits = std::to_string(whole);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return fmt::format("{}£{}{}", pence < 0 ? "−" : "", digits, rest == 0 ? "" : fmt::format(".{:02}", rest));
}

Result<std::int64_t> pence_from(std::string_view text) {
  auto left = lower_case(trimmed(text));
  if (left.starts_with(pound_sign)) left = trimmed(std::string_view{left}.substr(pound_sign.size()));
  std::int64_t unit = 100;  // pence in what the last letter counts
  if (left.ends_with('k')) unit = 100'000;
  if (left.ends_with('m')) unit = 100'000'000;
  if (unit != 100) left = trimmed(std::string_view{left}.substr(0, left.size() - 1));
  std::erase(left, ',');
  auto const point = left.find('.');
  auto const whole = left.substr(0, point);
  auto decimals = point == std::string::npos ? std::string{} : left.substr(point + 1);
  auto const digits_only = [](std::string const& part) {
    return part.find_first_not_of("0123456789") == std::string::npos;
  };
  auto const most_decimals = unit == 100 ? 2U : unit == 100'000 ? 5U : 8U;
  if (whole.empty() || whole.size() > most_digits || !digits_only(whole) || !digits_only(decimals) ||
      (point != std::string::npos && decimals.empty()) || decimals.size() > most_decimals ||
      (unit != 100 && whole.size() > most_digits / 2))
    return not_money(text);
  decimals.resize(most_decimals, '0');
  std::int64_t units = 0, parts = 0;
  std::from_chars(whole.data(), whole.data() + whole.size(), units);
  std::from_chars(decimals.data(), decimals.data() + decimals.size(), parts);
  return units * unit + parts;
}

}  // namespace gt::governance
