#include "funding/ledgers/ledger_amount.h"

#include "platform/core/text.h"

namespace gt::funding::ledgers {

namespace {

constexpr std::int64_t millionths_of_one = 1'000'000;
// Of thousands and millions a penny is a smaller part than of pounds.
constexpr std::int64_t millionths_of_a_penny = millionths_of_one / 100;

std::int64_t size_of(Unit unit) { return unit == Unit::pounds ? 1 : unit == Unit::thousands ? 1'000 : 1'000'000; }

bool ends_with_word(std::string& text, std::string_view word) {
  if (!lower_case(text).ends_with(word)) return false;
  text = trimmed(std::string_view(text).substr(0, text.size() - word.size()));
  return true;
}

// Takes signs, brackets, "CR" and the pound sign off both ends; whether the amount is below nothing.
bool take_sign(std::string& text) {
  bool is_below = false;
  for (bool again = true; again && !text.empty();) {
    again = true;
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
      text = trimmed(std::string_view(text).substr(1, text.size() - 2));
      is_below = true;
    } else if (text.front() == '-') {
      text = trimmed(std::string_view(text).substr(1));
      is_below = !is_below;
    } else if (text.starts_with("−")) {
      text = trimmed(std::string_view(text).substr(std::string_view("−").size()));
      is_below = !is_below;
    } else if (text.back() == '-' || ends_with_word(text, "cr")) {
      if (text.back() == '-') text = trimmed(std::string_view(text).substr(0, text.size() - 1));
      is_below = true;
    } else if (text.starts_with("£")) {
      text = trimmed(std::string_view(text).substr(std::string_view("£").size()));
    } else {
      again = ends_with_word(text, "dr");
    }
  }
  return is_below;
}

}  // namespace

std::string_view word(Unit unit) {
  return unit == Unit::pounds ? "pounds" : unit == Unit::thousands ? "thousands" : "millions";
}

std::optional<Unit> unit_of(std::string_view text) {
  for (auto each : {Unit::pounds, Unit::thousands, Unit::millions})
    if (word(each) == text) return each;
  return std::nullopt;
}

Result<Printed> read_amount(std::string_view typed) {
  auto const fault = [] {
    return refuse(ErrorKind::invalid, "An amount is a number, such as 1,234.50, -12.30 or (12.30).");
  };
  auto text = trimmed(typed);
  bool const is_below = take_sign(text);
  Printed out;
  if (ends_with_word(text, "k"))
    out.own_unit = Unit::thousands;
  else if (ends_with_word(text, "m"))
    out.own_unit = Unit::millions;
  std::string digits;
  std::size_t decimals = 0, since_comma = 0;
  bool has_dot = false, has_comma = false;
  for (char const each : text) {
    if (each == '.' && !has_dot) {
      has_dot = true;
      if (has_comma && since_comma != 3) return fault();
    } else if (each == ',' && !has_dot && !digits.empty() && (!has_comma || since_comma == 3)) {
      has_comma = true;
      since_comma = 0;
    } else if (each >= '0' && each <= '9') {
      digits += each;
      if (has_dot) ++decimals;
      ++since_comma;
    } else {
      return fault();
    }
  }
  constexpr std::size_t most_decimals = 6, most_digits = 18;
  if (digits.empty() || (has_comma && !has_dot && since_comma != 3)) return fault();
  while (decimals > most_decimals && digits.back() == '0') {
    digits.pop_back();
    --decimals;
  }
  if (decimals > most_decimals)
    return refuse(ErrorKind::invalid, "This has more than six decimals. Round it in the ledger first.");
  digits.append(most_decimals - decimals, '0');
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (digits.size() > most_digits)
    return refuse(ErrorKind::invalid, "This is more than a million million. Check the cell.");
  out.millionths = std::stoll(digits);
  if (is_below) out.millionths = -out.millionths;
  return out;
}

Money in_pence(Printed const& printed, Unit unit) {
  return Money::pence(printed.millionths).times(size_of(printed.own_unit.value_or(unit)), millionths_of_a_penny);
}

bool has_parts_of_a_penny(Printed const& printed, Unit unit) {
  auto const size = size_of(printed.own_unit.value_or(unit));
  return millionths_of_a_penny > size && printed.millionths % (millionths_of_a_penny / size) != 0;
}

}  // namespace gt::funding::ledgers
