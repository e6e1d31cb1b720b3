#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/core/result.h"
#include "platform/db/db.h"
#include "platform/operations/operations.h"

/// The contract of history: every state that a record has been in. Rows are only ever added. Who may see a state is for
/// the slice that keeps it to say.
namespace gt::history {

/// Whose records; each area counts its entries by itself.
enum class Area { plan, evidence, inspections };
/// "plan", "evidence", "inspections".
std::string_view word(Area area);

/// The verb of a state that was there before states were kept.
inline constexpr std::string_view as_it_stood = "as it stood";

struct PastState {
  std::int64_t sequence;  ///< within the council's area, from 1, without gaps
  std::string kind;       ///< "action", "evidence", "finding" …
  std::string record;     ///< its id
  std::string title;
  Instant at;
  AccountId account;
  std::string actor;     ///< how the person was shown then; empty with `as_it_stood`
  std::string channel;   ///< page, api, command line, timer
  std::string verb;      ///< added, changed, ended, restored …
  std::string why;       ///< may be empty
  nlohmann::json state;  ///< null when it was taken out
};
/// As the API prints it.
nlohmann::json to_json(PastState const& state);
/// Of a row with every column of `record_history` but authority and area.
PastState past_state_of(db::Row const& row);

/// Keeps `change.after` as the state the record is in from now on; null for taken out. `verb` is worked out from the
/// change when empty.
void keep_state(operations::Call& call, Area area, operations::Change const& change, std::string const& why = {},
                std::string verb = {});
/// The same, and first `change.before` where nothing of the record was kept yet.
void keep_change(operations::Call& call, Area area, operations::Change const& change, std::string const& why = {},
                 std::string verb = {});

/// Newest first; empty for an id that has none in the area.
std::vector<PastState> states_of(db::Transaction& transaction, Area area, std::string const& record);
/// The last sequence number of the area; 0 when nothing has happened.
std::int64_t last_sequence(db::Transaction& transaction, Area area);

/// What restoring asks of a history, newest first: `newest` is the entry that its reader saw on top; empty asks for no
/// such check. Errors: not_found for an entry that is not there, invalid for one without a state, conflict when
/// something happened after `newest`.
Result<PastState> to_restore(std::vector<PastState> const& states, std::int64_t sequence,
                             std::optional<std::int64_t> newest);
/// Why it was restored: the words given on one line, else "Restored as it was on 21 November 2026".
std::string why_restored(PastState const& state, std::string const& given);

}  // namespace gt::history
