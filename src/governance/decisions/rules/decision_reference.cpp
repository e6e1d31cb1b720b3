#include "governance/decisions/rules/decision_reference.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "governance/decisions/rules/reference_text.h"
#include "platform/core/text.h"

namespace gt::governance {

namespace {

std::optional<Date> valid_day(std::string const& text) {
  if (text.empty()) return std::nullopt;
  auto day = Date::from_iso(text);
  ENSURE(day.has_value());
  return *day;
}

bool yes_or_no(std::string const& text) {
  ENSURE(text == "yes" || text == "no");
  return text == "yes";
}

StepTiming timing_named(std::string const& text) {
  if (text == "not-after") return StepTiming::not_after;
  if (text == "promptly") return StepTiming::promptly;
  return StepTiming::counted;
}

template <class Row>
std::vector<Row> rows_of(std::string_view text, std::size_t columns, Row (*read)(std::vector<std::string> const&)) {
  std::vector<Row> out;
  for (auto const& line : split_lines(text)) {
    if (line.empty() || line.front() == '#') continue;
    auto cells = split(line, '\t');
    ENSURE(cells.size() == columns);
    out.push_back(read(cells));
  }
  return out;
}

DecisionRule rule_of(std::vector<std::string> const& cells) {
  int days = 0;
  auto const read = std::from_chars(cells[3].data(), cells[3].data() + cells[3].size(), days);
  auto const timing = timing_named(cells[4]);
  ENSURE(read.ec == std::errc{} && (timing == StepTiming::counted) == (days > 0));
  auto const counting = calendar::counting_named(cells[4]);
  ENSURE(counting || timing != StepTiming::counted);
  return {cells[0],
          cells[1],
          cells[2],
          timing,
          counting.value_or(calendar::Counting::working_after),
          days,
          cells[5],
          valid_day(cells[6]),
          valid_day(cells[7]),
          cells[8],
          yes_or_no(cells[9])};
}

ExemptParagraph paragraph_of(std::vector<std::string> const& cells) {
  return {cells[0], cells[1], cells[2], yes_or_no(cells[3]), valid_day(cells[4]), valid_day(cells[5])};
}

}  // namespace

std::vector<DecisionRule> const& decision_rules() {
  static auto const all = rows_of<DecisionRule>(embedded::decision_rules, 10, rule_of);
  return all;
}

DecisionRule const* find_decision_rule(std::string_view code, Date day) {
  auto const& all = decision_rules();
  auto found = std::find_if(all.begin(), all.end(), [&](DecisionRule const& each) {
    return each.code == code && (!each.valid_from || *each.valid_from <= day) &&
           (!each.valid_to || day <= *each.valid_to);
  });
  return found == all.end() ? nullptr : &*found;
}

std::string counted_in_words(DecisionRule const& rule, int days) {
  switch (rule.timing) {
    case StepTiming::counted:
      return calendar::counted_in_words(rule.counting, days);
    case StepTiming::not_after:
      return fmt::format("by the day of the {} at the latest", rule.from_event);
    case StepTiming::promptly:
      return fmt::format("as soon as practicable after the {}", rule.from_event);
  }
  ENSURE(false);
}

std::vector<ExemptParagraph> const& exempt_paragraphs() {
  static auto const all = rows_of<ExemptParagraph>(embedded::exempt_paragraphs, 6, paragraph_of);
  return all;
}

ExemptParagraph const* find_exempt_paragraph(std::string_view number) {
  auto const& all = exempt_paragraphs();
  auto found = std::find_if(all.begin(), all.end(), [&](ExemptParagraph const& each) { return each.number == number; });
  return found == all.end() ? nullptr : &*found;
}

std::string title_of(ExemptParagraph const& paragraph) {
  return paragraph.number == "confidential" ? "Confidential" : fmt::format("Paragraph {}", paragraph.number);
}

}  // namespace gt::governance
