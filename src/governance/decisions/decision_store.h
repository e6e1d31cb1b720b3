#pragma once

#include <optional>
#include <string>
#include <vector>

#include "governance/decisions/decision.h"
#include "governance/governance.h"
#include "platform/db/db.h"

/// Decisions in the database. Every read takes the reader's sight: of a private decision others get the public title
/// and the fields that a public notice prints, from the database on.
namespace gt::governance {

/// Null when there is none.
std::optional<Decision> find_decision(db::Transaction& transaction, DecisionId const& id, Sight const& sight);

struct DecisionFilter {
  std::optional<std::string> body, meeting;
  std::optional<Date> from, to;  ///< by the day it is planned for, both included
  std::optional<DecisionState> state;
  std::optional<bool> is_key;
  std::string words;  ///< in the title that the reader may see
};
struct ListedDecisions {
  std::vector<Decision> decisions;  ///< of one page, by day
  std::int64_t matching = 0;
  std::int64_t total = 0;
};
inline constexpr int decisions_on_a_page = 100;
ListedDecisions list_decisions(db::Transaction& transaction, DecisionFilter const& filter, Sight const& sight,
                               int page);
/// All that match, without pages.
std::vector<Decision> all_decisions(db::Transaction& transaction, DecisionFilter const& filter, Sight const& sight);

/// Those that answer the recommendation of this id.
std::vector<Decision> decisions_answering(db::Transaction& transaction, std::string const& recommendation,
                                          Sight const& sight);

/// Gives it its number.
void insert_decision(db::Transaction& transaction, Decision& decision);
/// False when it is no longer at `decision.version`.
bool save_decision(db::Transaction& transaction, Decision const& decision, Instant now);

/// Of the council; version 0 while it set nothing.
struct CouncilDecisionSettings {
  DecisionSettings rules;
  std::string who_may_call_in;
  std::int64_t version = 0;
};
CouncilDecisionSettings decision_settings(db::Transaction& transaction);
/// False when it is no longer at `settings.version`.
bool save_decision_settings(db::Transaction& transaction, CouncilDecisionSettings const& settings);

}  // namespace gt::governance
