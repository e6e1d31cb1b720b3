#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/calendar/clocks.h"
#include "platform/core/date.h"

/// The law's rules about decisions and about what may be taken in private, as data. Pure.
namespace gt::governance {

/// How the last day of a step is found.
enum class StepTiming {
  counted,    ///< days before or after the event, by its counting
  not_after,  ///< on the day of the event at the latest
  promptly    ///< as soon as practicable after the event: no day is set
};

/// One line of reference/decision_rules.tsv.
struct DecisionRule {
  std::string code, label, words;
  StepTiming timing;
  calendar::Counting counting;  ///< means nothing unless counted
  int days;                     ///< 0 unless counted
  std::string from_event;       ///< "decision", "publication of the record"
  std::optional<Date> valid_from, valid_to;
  std::string source;
  bool local;  ///< the council sets the number of days itself
};
std::vector<DecisionRule> const& decision_rules();
/// The rule of that code in force on `day`; null when there was none then.
DecisionRule const* find_decision_rule(std::string_view code, Date day);
/// "28 clear days; neither end is counted", "by the day of the decision", "as soon as practicable after ...".
std::string counted_in_words(DecisionRule const& rule, int days);

/// Why an item may be taken in private: a paragraph of Schedule 12A ("1" to "7") or "confidential".
struct ExemptParagraph {
  std::string number, words, source;
  bool public_interest_test;  ///< private only where that interest is the greater
  std::optional<Date> valid_from, valid_to;
};
std::vector<ExemptParagraph> const& exempt_paragraphs();
/// Null when there is none of that number.
ExemptParagraph const* find_exempt_paragraph(std::string_view number);
/// "Paragraph 4", "Confidential".
std::string title_of(ExemptParagraph const& paragraph);

}  // namespace gt::governance
