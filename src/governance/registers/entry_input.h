#pragma once

#include "governance/governance.h"
#include "platform/operations/operations.h"

/// What operations of the registers share.
namespace gt::governance {

inline tl::unexpected<Error> entry_changed_first(std::string_view what) {
  return refuse(ErrorKind::conflict, "Someone else changed this " + std::string(what) +
                                         " after you opened it. Look at their version, then change it again.");
}
inline tl::unexpected<Error> no_such_entry(std::string_view what) {
  return refuse(ErrorKind::not_found,
                "There is no such " + std::string(what) + " here, or it is private. Look in its register.");
}

/// The record, when it is there, of this kind, not ended, and in sight.
Result<Entry> find_open_entry(operations::Call& call, records::Kind const& kind, std::string const& id);

/// Settles whether the actor's role reaches the record: of a body, by a role for it; of none, by one for everything.
Result<void> allow_entry(operations::Call& call, Entry const& entry);

/// Whatever the record refers to is there; what follows from a meeting or an agenda item is filled in: the body, the
/// meeting, the day it was said, when it is due back, and that it is private when the item is. Errors: invalid, on the
/// field.
Result<void> complete_entry(operations::Call& call, Entry& entry);

/// Saves with the version in `entry`, keeps the state, and gives `{"id", "version"}`. Errors: conflict.
Result<nlohmann::json> save_changed(operations::Call& call, Entry const& before, Entry entry, std::string why = {});

}  // namespace gt::governance
