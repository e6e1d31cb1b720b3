#include "governance/decisions/rules/decision_days.h"

#include <algorithm>
#include <array>

namespace gt::governance {

namespace {

using Facts = DecisionFacts;

constexpr std::array known_days{
    DayOfStep{"notice_published", "Notice of the key decision published", &Facts::notice_published},
    DayOfStep{"chair_told", "Scrutiny chair told, and that notice published", &Facts::chair_told},
    DayOfStep{"exception_reasons_published", "Reasons for the general exception published",
              &Facts::exception_reasons_published},
    DayOfStep{"urgency_agreed", "Urgency agreed by the scrutiny chair", &Facts::urgency_agreed},
    DayOfStep{"urgency_reasons_published", "Reasons for the urgency published", &Facts::urgency_reasons_published},
    DayOfStep{"urgency_reported", "Urgent decision reported to full council", &Facts::urgency_reported},
    DayOfStep{"first_private_notice", "First notice of meeting in private published", &Facts::first_private_notice},
    DayOfStep{"second_private_notice", "Second notice of meeting in private published", &Facts::second_private_notice},
    DayOfStep{"private_urgency_agreed", "Urgency of the private meeting agreed", &Facts::private_urgency_agreed},
    DayOfStep{"agenda_published", "Agenda and reports published", &Facts::agenda_published},
    DayOfStep{"record_published", "Record of the decision published", &Facts::record_published},
    DayOfStep{"called_in", "Called in", &Facts::called_in},
    DayOfStep{"call_in_settled", "Call-in settled", &Facts::call_in_settled}};

struct Answering {
  std::string_view rule, day;
};
constexpr std::array answers{Answering{"key-notice", "notice_published"},
                             Answering{"general-exception", "chair_told"},
                             Answering{"general-exception-reasons", "exception_reasons_published"},
                             Answering{"special-urgency", "urgency_agreed"},
                             Answering{"special-urgency-reasons", "urgency_reasons_published"},
                             Answering{"special-urgency-report", "urgency_reported"},
                             Answering{"private-first-notice", "first_private_notice"},
                             Answering{"private-second-notice", "second_private_notice"},
                             Answering{"private-urgency", "private_urgency_agreed"},
                             Answering{"agenda-executive", "agenda_published"},
                             Answering{"agenda-council", "agenda_published"},
                             Answering{"record-meeting", "record_published"},
                             Answering{"record-alone", "record_published"},
                             Answering{"call-in", "called_in"}};

}  // namespace

std::span<DayOfStep const> days_of_steps() { return known_days; }

DayOfStep const* find_day_of_step(std::string_view name) {
  auto const* found =
      std::find_if(known_days.begin(), known_days.end(), [&](DayOfStep const& each) { return each.name == name; });
  return found == known_days.end() ? nullptr : found;
}

DayOfStep const* day_answering(std::string_view rule_code) {
  auto const* found =
      std::find_if(answers.begin(), answers.end(), [&](Answering const& each) { return each.rule == rule_code; });
  return found == answers.end() ? nullptr : find_day_of_step(found->day);
}

}  // namespace gt::governance
