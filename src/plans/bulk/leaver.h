#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plans/plans.h"
#include "platform/operations/operations.h"

/// Everything that one person answers for, and moving it to another: actions that are not done (with the updates that
/// they are asked for), themes, projects, risks and places in teams.
namespace gt::plans {

/// Whose work: an account, a role in words, or both (either matches).
struct WhoseWork {
  std::optional<AccountId> account;
  std::string role;
};

/// One thing they answer for.
struct OwnedThing {
  std::string kind, id, number, title, address;
  std::string stands_as;  ///< "owner", "lead", "in the team"
  std::int64_t version;
  std::string refusal;  ///< why this actor cannot move it; empty when they can
};
struct OwnedWork {
  std::vector<OwnedThing> things;  ///< by kind and number
  std::string fingerprint;         ///< of their versions: what the list showed
};
OwnedWork work_of(operations::Call& call, WhoseWork const& whose);

void add_leaver_operations(operations::Registry& registry);

}  // namespace gt::plans
