#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plans/lists/action_lists.h"
#include "plans/pages/action_table.h"
#include "plans/pages/thing_parts.h"
#include "plans/records/records.h"
#include "platform/html/components.h"
#include "platform/pages/pages.h"

/// What the pages of one record share.
namespace gt::plans {

/// Everything a record's page prints.
struct LoadedRecord {
  Record record;
  std::string variant;  ///< the rule of the colours
  std::optional<Thing> parent{};
  std::vector<Record> inside{};
  std::vector<Action> actions{};  ///< the first of them
  std::int64_t action_count = 0;
  Standing standing{};          ///< of a project's actions
  std::vector<Action> above{};  ///< that have a risk or a part below them; of an organisation, one of its parts
  PlanNames names{};            ///< the plan's themes, where there are such actions
  Joins joins{};
  std::vector<std::string> themes{};
  std::vector<html::Option> accounts{};
  std::optional<html::Html> pid{};  ///< where a project’s initiation document stands
};

/// A page needs the names of the accounts in its fields, a form all that may be chosen.
enum class Accounts { named, all };

/// The record that the address names. Errors: not_found.
Result<LoadedRecord> load_record(pages::PageCall const& call, RecordKind const& kind,
                                 Accounts accounts = Accounts::all);

html::Href address_of(Record const& record);
Thing thing_of(Record const& record);

}  // namespace gt::plans
