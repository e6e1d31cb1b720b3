#include "inspections/place_in_report.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "inspections/inspections.h"
#include "platform/core/text.h"

namespace gt::inspections {

namespace {

std::string_view suffix_of(std::int64_t place) {
  auto const last = place % 10;
  if (place / 10 % 10 == 1 || last == 0 || last > 3) return "th";
  return std::array<std::string_view, 3>{"st", "nd", "rd"}.at(static_cast<std::size_t>(last - 1));
}

bool take_end(std::string& text, std::string_view ending) {
  if (!std::string_view{text}.ends_with(ending)) return false;
  text = trimmed(text.substr(0, text.size() - ending.size()));
  return true;
}

bool take_start(std::string& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text = trimmed(text.substr(start.size()));
  return true;
}

std::optional<std::int64_t> counting_number(std::string_view digits) {
  std::int64_t number = 0;
  auto const [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (code != std::errc{} || end != digits.data() + digits.size() || number < 1 || number > most_in_a_report)
    return std::nullopt;
  return number;
}

std::string words_of(std::string const& text) {
  auto out = lower_case(one_line(text));
  while (!out.empty() && (out.back() == '.' || out.back() == ';' || out.back() == ',')) out.pop_back();
  return out;
}

// The whole of it, or one item of its list: "The council should: - name a lead; - set a date."
bool says(std::string const& paragraph, std::string const& wanted) {
  constexpr std::string_view before_item = " - ";
  for (auto at = paragraph.find(wanted); at != std::string::npos; at = paragraph.find(wanted, at + 1)) {
    auto const rest = std::string_view{paragraph}.substr(at + wanted.size());
    auto const begins = at == 0 || std::string_view{paragraph}.substr(0, at).ends_with(before_item);
    auto const ends = rest.empty() || rest.find_first_not_of(".;,") == std::string_view::npos ||
                      rest.substr(rest.find_first_not_of(".;,")).starts_with(before_item);
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace

std::string counted_paragraph(std::int64_t place) { return fmt::format("{}{}", place, suffix_of(place)); }

bool is_counted(std::string_view paragraph) {
  return !paragraph.empty() && !(paragraph.back() >= '0' && paragraph.back() <= '9');
}

std::optional<std::string> paragraph_from(std::string_view typed) {
  auto text = lower_case(trimmed(typed));
  if (text.empty()) return text;
  if (!take_start(text, "paragraph ")) take_end(text, " paragraph");
  take_end(text, ".");
  auto const is_place = take_end(text, "st") || take_end(text, "nd") || take_end(text, "rd") || take_end(text, "th");
  auto const number = counting_number(text);
  if (!number) return std::nullopt;
  return is_place ? counted_paragraph(*number) : std::to_string(*number);
}

std::string place_in_words(std::optional<std::int64_t> const& page, std::string const& paragraph) {
  auto out = page ? fmt::format("page {}", *page) : std::string();
  if (paragraph.empty()) return out;
  if (page) out += ", ";
  return out + (is_counted(paragraph) ? paragraph + " paragraph" : "paragraph " + paragraph);
}

std::optional<Place> place_from(std::string_view words) {
  Place out;
  if (trimmed(words).empty()) return out;
  for (auto const& piece : split(lower_case(words), ',')) {
    auto part = trimmed(piece);
    if (!out.page && out.paragraph.empty() && take_start(part, "page ")) {
      out.page = counting_number(part);
      if (!out.page) return std::nullopt;
      continue;
    }
    auto const paragraph = paragraph_from(part);
    if (part.find("paragraph") == std::string::npos || !paragraph || paragraph->empty() || !out.paragraph.empty())
      return std::nullopt;
    out.paragraph = *paragraph;
  }
  if (is_counted(out.paragraph) && !out.page) return std::nullopt;
  return out;
}

std::optional<std::string> beyond_the_report(std::optional<std::int64_t> const& page, std::int64_t pages) {
  if (!page || pages == 0 || *page <= pages) return std::nullopt;
  return fmt::format("The report has {} {}.", pages, pages == 1 ? "page" : "pages");
}

std::string place_in_report(Finding const& finding) { return place_in_words(finding.page, finding.paragraph); }

PlacedText placed_text(std::string const& line) {
  auto whole = trimmed(line);
  auto const open = whole.rfind('(');
  if (open == std::string::npos || open == 0 || whole.back() != ')') return {line, {}};
  auto const place = place_from(std::string_view{whole}.substr(open + 1, whole.size() - open - 2));
  if (!place || *place == Place{}) return {line, {}};
  return {trimmed(whole.substr(0, open)), *place};
}

ReportWords::ReportWords(std::vector<Draft::ParagraphRow> const& paragraphs) {
  for (auto const& each : paragraphs) paragraphs_.push_back({{each.number, each.page}, words_of(each.text)});
}

std::optional<WhereSaid> ReportWords::where_said(std::string const& text,
                                                 std::optional<std::int64_t> const& page) const {
  auto const wanted = words_of(text);
  if (wanted.empty()) return std::nullopt;
  std::optional<WhereSaid> out;
  for (auto const& [place, said] : paragraphs_)
    if ((!page || place.page <= *page) && says(said, wanted)) out = place;
  return out;
}

}  // namespace gt::inspections
