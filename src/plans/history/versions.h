#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plans/history/difference.h"
#include "plans/history/history.h"

/// Plan versions ("as submitted to Ofsted and DfE") and what differs between any two points of the plan's history.
namespace gt::plans {

using PlanVersionId = Id<struct PlanVersionTag>;

struct PlanVersion {
  PlanVersionId id;
  std::int64_t number;
  std::string title;
  std::int64_t sequence;     ///< everything up to this entry of the history
  std::string content_hash;  ///< SHA-256 of the states there, 64 hexadecimal digits
  Instant frozen_at;
  std::string actor;
};

/// Newest first.
std::vector<PlanVersion> plan_versions(db::Transaction& transaction);
std::optional<PlanVersion> find_plan_version(db::Transaction& transaction, PlanVersionId const& id);
void insert_plan_version(db::Transaction& transaction, PlanVersion const& version, AccountId const& account);
std::int64_t next_plan_version_number(db::Transaction& transaction);

/// SHA-256 over the states in order of kind and sequence: the same plan gives the same hash on both engines.
std::string content_hash(std::vector<PastState> const& states);

/// One thing that differs.
struct PlanDifference {
  std::string kind, record, title;
  std::string what;  ///< "added", "taken out", "changed"
  std::vector<ChangedField> fields;
  bool date_moved = false;
  bool owner_changed = false;
  std::int64_t number = 0;  ///< within its kind; 0 for what has none
  std::string reference{};  ///< the council's own, of an action; empty for none
};
/// By kind and title. Things that were there at neither point are left out. O(n log n).
std::vector<PlanDifference> compare(std::vector<PastState> const& from, std::vector<PastState> const& to);

}  // namespace gt::plans
