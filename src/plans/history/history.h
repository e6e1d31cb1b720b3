#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/core/date.h"
#include "platform/db/db.h"
#include "platform/operations/operations.h"

/// Every state that anything of the plan has been in: what comparing, plan versions and restoring read. The audit log
/// holds the same changes as proof; this holds whole states, to be asked.
namespace gt::plans {

struct PastState {
  std::int64_t sequence;  ///< within the council, from 1, without gaps
  std::string kind;       ///< "action", "theme", "programme", "project" …
  std::string record;     ///< its id
  std::string title;
  Instant at;
  AccountId account;
  std::string actor;     ///< how the person was shown then
  std::string channel;   ///< page, api, command line
  std::string verb;      ///< added, changed, ended, restored
  std::string why;       ///< may be empty
  nlohmann::json state;  ///< null when it was taken out
};

/// Notes the change for the audit entry and keeps the state after it. Every write to the plan goes through here.
void record_change(operations::Call& call, operations::Change change, std::string why = {}, std::string verb = {});

/// Newest first; empty for an id that has none.
std::vector<PastState> history_of(db::Transaction& transaction, std::string const& record);
std::optional<PastState> past_state(db::Transaction& transaction, std::string const& record, std::int64_t sequence);

/// The last sequence number; 0 when nothing has happened.
std::int64_t last_sequence(db::Transaction& transaction);
/// The last sequence number of the day or before it, in London; 0 when nothing had happened yet.
std::int64_t sequence_at_end_of(db::Transaction& transaction, Date day);
/// The state of everything at that point, by kind; what had been taken out by then has a null state.
std::vector<PastState> states_at(db::Transaction& transaction, std::int64_t sequence);

}  // namespace gt::plans
