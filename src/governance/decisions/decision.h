#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "governance/decisions/rules/decision_days.h"
#include "governance/decisions/rules/decision_rules.h"
#include "platform/core/id.h"
#include "platform/records/kinds.h"

/// A decision from the day it is planned: what it needs, what was decided, and what was done because of it.
namespace gt::governance {

/// Who may see governance, and who may plan and record decisions.
inline constexpr char const* kSeeGovernance = "board.view";
inline constexpr char const* kEditDecisions = "board.edit";

using DecisionId = Id<struct PlannedDecisionTag>;

struct Decision {
  DecisionId id;
  std::int64_t number;  ///< counted by the council
  std::string body;     ///< id of the body that decides, or that the one who decides belongs to
  std::string body_name;
  std::optional<std::string> meeting;
  DecidedBy decided_by;
  std::string title;         ///< the public title when the reader may not see the private part
  std::string public_title;  ///< of a private decision, as its public notice prints it; else empty
  Date day;
  std::optional<Date> until;  ///< last day of the period in which it may be taken
  bool is_key;
  bool is_private;
  std::string exempt_paragraph;       ///< "1" to "7" or "confidential"; empty unless private
  std::optional<std::int64_t> pence;  ///< what it spends or saves
  bool no_call_in;
  std::optional<std::string> answers;  ///< id of the recommendation it answers
  nlohmann::json days;                 ///< ISO days by the names of rules/decision_days.h
  std::optional<Date> taken_on;
  std::optional<std::int64_t> approved_pence;
  nlohmann::json fields;  ///< of the forms, by name; of a private decision only the open ones for other readers
  std::optional<Date> withdrawn_on;
  std::string withdrawn_why;
  bool is_seen;  ///< the reader may see the private part, or there is none
  /// What the paper prints where it names no day; usually empty. Then `day` and `taken_on` are when it was entered.
  std::string when_printed;
  Instant made_at, changed_at;
  std::int64_t version;

  /// Empty when it is not there.
  std::string text(std::string_view field) const { return records::text_of(fields, field); }
  /// When it was taken, else when it is to be; nothing where the paper names no day.
  std::optional<Date> known_day() const {
    return when_printed.empty() ? std::optional(taken_on.value_or(day)) : std::nullopt;
  }
  std::string printed_day() const { return known_day() ? known_day()->printed() : when_printed; }
};

enum class DecisionState { planned, taken, withdrawn };
/// "planned", "taken", "withdrawn"
std::string_view word(DecisionState state);
std::optional<DecisionState> decision_state_from(std::string_view text);
DecisionState state_of(Decision const& decision);
/// "Decision 7: Phase 3 of the plan", by the title its reader may see.
std::string name_of(Decision const& decision);

/// Its three forms: reference/decision_forms.tsv and decision_fields.tsv.
records::Kind const& planned_form();
records::Kind const& taken_form();
records::Kind const& followed_form();
/// Whether the field is of those that a public notice prints, private decision or not.
bool is_open_field(std::string_view name);

/// What the checklist asks about it.
DecisionFacts facts_of(Decision const& decision);
/// Its checklist; empty where the paper names no day to count from.
std::vector<Step> checklist(Decision const& decision, DecisionSettings const& settings, Date today);
/// Where what was done shows: one line of the field.
struct DoneLink {
  std::string address;  ///< of ours, or in full
  std::string thing;    ///< the id of an action, project or other thing of the plan that it names; else empty
};
std::vector<DoneLink> done_links(Decision const& decision);
/// How many wards it names, one a line.
int ward_count(Decision const& decision);

}  // namespace gt::governance
