#pragma once

#include <string>
#include <vector>

#include "plans/history/versions.h"
#include "platform/db/db.h"

/// Past values and differences in the words that pages use.
namespace gt::plans {

/// The words of a past value with the names of what ids in it stand for: "k7m2…; p3x…" becomes titles and accounts.
std::string with_names(db::Transaction& transaction, std::string const& words);

/// What forms and pages call a field of a kind: "Due on", "The owner’s account"; the label as it is for fields that no
/// form has.
std::string plain_label(std::string const& kind, ChangedField const& field);

/// "moved 31 days", "moved 1 day earlier"; empty unless both are days, and different ones.
std::string moved_in_words(std::string const& before, std::string const& after);

/// The council's own reference of an action, "GT-12" for one without; "3" for a record; empty for what has no number.
std::string number_in_words(PlanDifference const& difference);

/// "GT-12 Supervise monthly" for an action, "3 Workforce" for a record, the title for what has no number.
std::string numbered_title(PlanDifference const& difference);

/// The labels as on forms, names for ids and how far days moved.
void put_plainly(db::Transaction& transaction, std::vector<PlanDifference>& differences);

}  // namespace gt::plans
