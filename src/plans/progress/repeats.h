#pragma once

#include "plans/progress/repeat_rules.h"
#include "plans/progress/updates.h"

/// How the programme's cycles of updates repeat; one rule a council.
namespace gt::plans {

struct UpdateRepeat {
  Every every;
  RepeatedCycle first;
  Date set_on;
  SomeoneThen set_by;
  std::int64_t version;
};

/// Nothing when cycles never repeated; one that was stopped says `Every::never`.
std::optional<UpdateRepeat> find_repeat(db::Transaction& transaction);
void insert_repeat(db::Transaction& transaction, UpdateRepeat const& repeat);
/// False when it was changed meanwhile.
bool change_repeat(db::Transaction& transaction, UpdateRepeat const& repeat);
/// As a cycle that is repeated: by the days of the rule where it came by one.
RepeatedCycle as_repeated(UpdateCycle const& cycle);
/// The next that is asked for by the rule; nothing when nothing repeats.
std::optional<NextCycle> next_by_repeat(db::Transaction& transaction, UpdateRepeat const& repeat, Date today);

}  // namespace gt::plans
