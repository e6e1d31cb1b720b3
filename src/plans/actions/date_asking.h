#pragma once

#include "plans/plan_store.h"
#include "platform/operations/operations.h"

// Asking for another due date; for the operations that do, one by one and in bulk.
namespace gt::plans {

/// Errors: invalid, field `due`, when the action is done, has no date or is due that day; conflict when a date waits to
/// be agreed already.
Result<void> date_may_be_asked(db::Transaction& transaction, Action const& action, Date due);

/// Writes it into the ledger and notes the change; answers `{"date_change"}`. `requester` is empty when it is the
/// actor.
nlohmann::json ask_for_date(operations::Call& call, Action const& action, Date due, std::string const& reason,
                            std::string const& requester);

}  // namespace gt::plans
