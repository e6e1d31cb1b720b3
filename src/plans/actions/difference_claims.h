#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plans/actions/date_changes.h"
#include "plans/rules/ratings.h"

/// Claims that an action made a difference, each with the evidence it rested on when it was decided. The latest agreed
/// one is the action's rating.
namespace gt::plans {

using DifferenceClaimId = Id<struct DifferenceClaimTag>;

struct DifferenceClaim {
  DifferenceClaimId id;
  ActionId action;
  rules::Rung rung;
  std::string statement;  ///< what is different for children, in words
  SomeoneThen claimed_by;
  Instant claimed_at;
  std::string state;                      ///< "claimed", "agreed", "refused"
  std::optional<SomeoneThen> decided_by;  ///< absent where the rung needs nobody's agreement
  std::optional<Instant> decided_at;
  std::string decision_note;
  std::vector<std::string> evidence;  ///< ids of what was linked when it was claimed
  std::int64_t version = 1;
};

/// Newest first.
std::vector<DifferenceClaim> claims_of(db::Transaction& transaction, ActionId const& action);
/// In one state, oldest first.
std::vector<DifferenceClaim> claims_in(db::Transaction& transaction, std::string_view state);
/// Agreed from `begin` to before `before`; the theme's actions and its projects'. Oldest first.
std::vector<DifferenceClaim> claims_agreed_in_theme(db::Transaction& transaction, ThemeId const& theme, Instant begin,
                                                    Instant before);
std::optional<DifferenceClaim> find_claim(db::Transaction& transaction, DifferenceClaimId const& id);
void insert_claim(db::Transaction& transaction, DifferenceClaim const& claim);
/// False when it was decided meanwhile.
bool decide_claim(db::Transaction& transaction, DifferenceClaim const& claim);

}  // namespace gt::plans
