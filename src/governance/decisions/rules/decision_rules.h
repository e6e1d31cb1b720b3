#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "governance/decisions/rules/decision_reference.h"
#include "platform/core/date.h"

/// What a decision needs, by when, how each step stands, and what the law offers when one was missed. Pure.
/// Source: PRACTICE section 6; SI 2012/2089; Local Government Act 1972 Part VA; the rules in
/// reference/decision_rules.tsv.
namespace gt::governance {

enum class DecidedBy {
  executive_meeting,  ///< cabinet or a committee of it
  executive_alone,    ///< one member of the executive, or an officer
  council_meeting,    ///< full council or a committee that is no part of the executive
  board               ///< a board, partnership or team: the rules of this page do not apply to it
};
/// "executive-meeting", "executive-alone", "council-meeting", "board"
std::string_view word(DecidedBy by);
std::optional<DecidedBy> decided_by_from(std::string_view text);

/// What a council's constitution sets; the usual values where it has not said.
struct DecisionSettings {
  int call_in_days = 5;                          ///< working days after publication
  int record_days = 2;                           ///< working days after the decision
  std::int64_t key_decision_pence = 50'000'000;  ///< spending or saving from which a decision is key
  int key_decision_wards = 2;                    ///< wards affected from which it may be key; the law says two
};

/// What is known of a decision; a day that is missing has not come or is not known.
struct DecisionFacts {
  explicit DecisionFacts(Date planned) : day{planned} {}

  Date day;  ///< when it is to be taken; the first day of a period
  DecidedBy by = DecidedBy::executive_meeting;
  bool key = false;
  bool in_private = false;  ///< any part of it
  std::optional<Date> notice_published;
  std::optional<Date> chair_told, exception_reasons_published;
  std::optional<Date> urgency_agreed, urgency_reasons_published, urgency_reported;
  std::optional<Date> first_private_notice, second_private_notice, private_urgency_agreed;
  std::optional<Date> agenda_published;
  std::optional<Date> taken, record_published;
  bool exempt_from_call_in = false;  ///< treated as urgent under the council's own rule
  std::optional<Date> called_in;
  std::optional<Date> call_in_settled;  ///< when what was called in was confirmed or decided again
};

enum class StepState {
  waiting,  ///< what starts it has not happened yet
  not_due,  ///< more than two weeks away
  due,      ///< within two weeks, or as soon as practicable
  done,
  done_late,
  missed,
  replaced,  ///< another way that the law gives was taken instead
  stopped    ///< called in: nothing may be done until it is settled
};
/// "Not due", "Due", "Done", "Done late", "Missed", "Replaced", "Called in".
std::string_view state_words(StepState state);

/// One line of a decision's checklist.
struct Step {
  DecisionRule const* rule;    ///< never null
  std::string counted;         ///< "28 clear days; neither end is counted"
  std::optional<Date> latest;  ///< nothing while unknown, or where no day is set
  std::optional<Date> done;
  StepState state;
  std::string words;   ///< "Due in 3 days", "Done 2 working days late", "5 days late"
  std::string remedy;  ///< what the law offers; empty unless late or missed
};

/// The steps in the order in which they fall, only those that this decision needs or has used.
std::vector<Step> checklist(DecisionFacts const& facts, DecisionSettings const& settings, Date today);

/// The first working day on which the decision can be taken: with all notices given, or given today; and, for a key
/// decision or a private item, the first by general exception.
struct FirstDays {
  Date with_notice;
  std::optional<Date> by_general_exception;  ///< nothing when it is not key, or the private notices need longer
};
FirstDays first_days(DecisionFacts const& facts, Date today);

/// Whether it may be taken on `day` with what is recorded. Errors: invalid, naming the rule and the way on.
Result<void> may_be_taken(DecisionFacts const& facts, Date day);
/// Whether days of things already done can be true together: nothing published after the decision it gives notice of,
/// no record or call-in before it, nothing done in the future. Errors: invalid, naming each field, its rule and the way
/// on; the fields are named as the members are.
Result<void> check_days(DecisionFacts const& facts, DecisionSettings const& settings, Date today);
/// The last day of call-in; nothing until the record is published, or where there is none.
std::optional<Date> call_in_ends(DecisionFacts const& facts, DecisionSettings const& settings);
/// Whether it may be put into effect on `day`. Errors: invalid, naming the rule and the way on.
Result<void> may_take_effect(DecisionFacts const& facts, DecisionSettings const& settings, Date day);

/// Why what is known says that it is a key decision; empty when nothing does. `pence` is what it spends or saves.
std::string why_key(DecidedBy by, std::optional<std::int64_t> pence, int wards, DecisionSettings const& settings);

}  // namespace gt::governance
