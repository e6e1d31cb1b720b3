#include "platform/core/money.h"

#include <optional>

#include <fmt/format.h>

#include "platform/core/text.h"

namespace gt {

namespace {

__extension__ using Wide = __int128;

constexpr std::string_view understood =
    "Write an amount in pounds, such as 750000, £750,000 or 1,234.50. With a unit: £750k or £0.75m.";

// Digits in groups of three after the first comma, or without any; at least one digit.
std::optional<std::string> whole_digits(std::string_view text) {
  std::string out;
  std::size_t since_comma = 0;
  bool has_comma = false;
  for (char letter : text) {
    if (letter == ',') {
      if (out.empty() || (has_comma ? since_comma != 3 : since_comma > 3)) return std::nullopt;
      has_comma = true;
      since_comma = 0;
    } else if (letter >= '0' && letter <= '9') {
      out += letter;
      ++since_comma;
    } else {
      return std::nullopt;
    }
  }
  if (out.empty() || (has_comma && since_comma != 3)) return std::nullopt;
  return out;
}

bool takes_off(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

std::string grouped(std::uint64_t number) {
  auto digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return digits;
}

std::uint64_t without_sign(std::int64_t number) {
  return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

}  // namespace

Result<Money> Money::from_typed(std::string_view typed) {
  auto const whole = trimmed(typed);
  std::string_view text = whole;
  auto const fault = [] { return refuse(ErrorKind::invalid, std::string(understood)); };
  bool const in_brackets = text.size() > 2 && text.front() == '(' && text.back() == ')';
  if (in_brackets) text = text.substr(1, text.size() - 2);
  bool is_below = in_brackets;
  if (!in_brackets) is_below = takes_off(text, "-") || takes_off(text, "−");
  takes_off(text, "£");
  if (!is_below) is_below = takes_off(text, "-") || takes_off(text, "−");
  int decimals = 2;
  if (text.ends_with('k') || text.ends_with('K')) decimals = 5;
  if (text.ends_with('m') || text.ends_with('M')) decimals = 8;
  if (decimals > 2) text.remove_suffix(1);

  auto const dot = text.find('.');
  auto const digits = whole_digits(text.substr(0, dot));
  auto fraction = std::string(dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1));
  if (!digits || (dot != std::string_view::npos && fraction.empty()) ||
      fraction.find_first_not_of("0123456789") != std::string::npos)
    return fault();
  while (fraction.size() > static_cast<std::size_t>(decimals)) {
    if (fraction.back() != '0')
      return refuse(ErrorKind::invalid, "An amount has no parts of a penny. Write at most two decimals.");
    fraction.pop_back();
  }
  fraction.resize(static_cast<std::size_t>(decimals), '0');
  constexpr std::size_t most_digits = 16;
  auto all = *digits + fraction;
  all.erase(0, std::min(all.find_first_not_of('0'), all.size() - 1));
  if (all.size() > most_digits || std::stoll(all) > most_pence)
    return refuse(ErrorKind::invalid, "This is more than ten thousand million pounds. Check the unit.");
  auto const value = std::stoll(all);
  return Money{is_below ? -value : value};
}

std::string Money::text() const {
  auto const size = without_sign(pence_);
  return fmt::format("{}{}.{:02}", pence_ < 0 ? "-" : "", size / 100, size % 100);
}

std::string Money::printed() const {
  auto const size = without_sign(pence_);
  auto out = fmt::format("{}£{}", pence_ < 0 ? "−" : "", grouped(size / 100));
  if (size % 100 != 0) out += fmt::format(".{:02}", size % 100);
  return out;
}

std::string Money::thousands() const {
  auto const tenths = (without_sign(pence_) + 5'000) / 10'000;
  auto out = fmt::format("{}{}", pence_ < 0 && tenths > 0 ? "−" : "", grouped(tenths / 10));
  if (tenths % 10 != 0) out += fmt::format(".{}", tenths % 10);
  return out;
}

Money Money::times(std::int64_t numerator, std::int64_t denominator) const {
  ENSURE(denominator > 0);
  auto const product = static_cast<Wide>(pence_) * numerator;
  auto const half = static_cast<Wide>(denominator) / 2;
  auto const rounded = product >= 0 ? (product + half) / denominator : -((-product + half) / denominator);
  // With an even denominator an exact half rounds away; with an odd one there is none.
  return Money{static_cast<std::int64_t>(rounded)};
}

}  // namespace gt
