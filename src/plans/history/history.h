#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/history/history.h"

/// Every state that anything of the plan has been in: what comparing, plan versions and restoring read. Evidence and
/// findings keep theirs apart (their contracts), so that a comparison of plans never shows them.
namespace gt::plans {

using history::PastState;

/// Notes the change for the audit entry and keeps the state after it, with what it is joined to by then. Every write to
/// the plan goes through here.
void record_change(operations::Call& call, operations::Change change, std::string why = {}, std::string verb = {});

/// Newest first; empty for an id that has none.
std::vector<PastState> history_of(db::Transaction& transaction, std::string const& record);

/// The last sequence number; 0 when nothing has happened.
std::int64_t last_sequence(db::Transaction& transaction);
/// The last sequence number of the day or before it, in London; 0 when nothing had happened yet.
std::int64_t sequence_at_end_of(db::Transaction& transaction, Date day);
/// The state of everything at that point, by kind; what had been taken out by then has a null state.
std::vector<PastState> states_at(db::Transaction& transaction, std::int64_t sequence);

}  // namespace gt::plans
