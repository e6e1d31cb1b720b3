#include "platform/html/typography.h"

#include <cstdlib>

namespace gt::html {
namespace {

constexpr std::string_view no_break_space = "\u00a0";

std::string without_year(Date day) {
  std::string const whole = day.printed();
  return whole.substr(0, whole.rfind(' '));
}

std::string_view trimmed(std::string_view text) {
  auto const is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string unbroken(std::string_view words) {
  std::string out;
  for (char const c : words) {
    if (c == ' ') {
      out += no_break_space;
    } else {
      out += c;
    }
  }
  return out;
}

Html date(Date day) {
  Html out;
  out << "<time" << attribute("datetime", day.iso()) << ">" << unbroken(day.printed()) << "</time>";
  return out;
}

Html moment(Instant instant) {
  std::string const printed = instant.printed();
  Html out;
  out << "<time" << attribute("datetime", instant.iso()) << ">";
  auto const at = printed.find(" at ");
  if (at == std::string::npos) {
    out << unbroken(printed);
  } else {
    out << unbroken(printed.substr(0, at)) << " " << unbroken(printed.substr(at + 1));
  }
  out << "</time>";
  return out;
}

Html date_range(Date from, Date to) {
  if (from == to) return date(from);
  std::string start = from.printed();
  if (from.year() == to.year()) {
    start = from.month() == to.month() ? std::to_string(from.day()) : without_year(from);
  }
  Html out;
  out << "<time" << attribute("datetime", from.iso()) << ">" << unbroken(start) << "</time> to " << date(to);
  return out;
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  bool const negative = digits[0] == '-';
  if (negative) digits.erase(0, 1);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return (negative ? "\u2212" : "") + digits;
}

std::string plural(std::int64_t count, std::string_view noun) { return plural(count, noun, std::string(noun) + "s"); }

std::string plural(std::int64_t count, std::string_view singular, std::string_view plural_noun) {
  return grouped(count) + " " + std::string(count == 1 ? singular : plural_noun);
}

std::string part_of(std::int64_t part, std::int64_t whole) { return unbroken(grouped(part) + " of " + grouped(whole)); }

Html paragraphs(std::string_view text) {
  Html out;
  bool open = false;
  while (!text.empty()) {
    auto const end = text.find('\n');
    std::string_view const line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) {
      if (open) out << "</p>\n";
      open = false;
      continue;
    }
    if (open) {
      out << "<br>";
    } else {
      out << "<p class=\"govuk-body\">";
    }
    out << line;
    open = true;
  }
  if (open) out << "</p>\n";
  return out;
}

Html sentence_list(std::vector<Html> const& items) {
  Html out;
  for (std::size_t at = 0; at < items.size(); ++at) {
    if (at > 0 && at + 1 == items.size()) {
      out << " and ";
    } else if (at > 0) {
      out << ", ";
    }
    out << items[at];
  }
  return out;
}

}  // namespace gt::html
