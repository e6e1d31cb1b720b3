#pragma once

#include <string>
#include <vector>

#include "platform/core/date.h"
#include "platform/db/db.h"

/// What records, agenda items and decisions are about in the plan.
namespace gt::governance {

/// Replaces what was known: the themes and findings that the record is about. `on` is when it was said or is
/// to be decided.
void keep_links(db::Transaction& transaction, std::string const& record, std::string const& kind,
                std::optional<Date> on, std::vector<std::string> const& things);

}  // namespace gt::governance
