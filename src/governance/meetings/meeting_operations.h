#pragma once

#include "governance/governance.h"
#include "platform/operations/operations.h"

namespace gt::governance {

/// "meeting add", "meeting plan-series", "meeting change", "meeting attendance", "meeting advance", "meeting prefill",
/// "meeting list" and "meeting show".
void add_meeting_operations(operations::Registry& registry);
/// "item add", "item change", "item move", "item carry", "item remove" and "item minute".
void add_item_operations(operations::Registry& registry);

/// The body, when it is there and the actor's role reaches it. Errors: invalid on `body`, forbidden.
Result<Entry> body_that_meets(operations::Call& call, std::string const& id);
/// Stores a new meeting, which gets its number, and keeps the state.
void keep_new_meeting(operations::Call& call, Meeting& meeting);
/// The meeting, when it is there and the actor's role reaches its body. Errors: not_found, forbidden.
Result<Meeting> find_own_meeting(operations::Call& call, MeetingId const& id);
/// Saves with the version in `meeting` and keeps the state. Errors: conflict.
Result<void> save_own_meeting(operations::Call& call, Meeting const& before, Meeting& meeting, std::string why = {});
/// The item with everything of it, and its meeting; the actor's role reaches the body.
struct OwnItem {
  Item item;
  Meeting meeting;
};
Result<OwnItem> find_own_item(operations::Call& call, ItemId const& id);
/// Puts a new item at the end of the agenda and keeps the state.
Item add_own_item(operations::Call& call, Meeting const& meeting, Item item);
Result<void> save_own_item(operations::Call& call, Item const& before, Item& item, std::string why = {});
/// An item with nothing but its title and why it is there.
Item new_item(Meeting const& meeting, std::string title, std::string why = {});

/// The items that the record asks for on a coming agenda: the last minutes, promises due, themes off track or with late
/// actions that are looked at, claims without support. Those on the agenda already are left out.
std::vector<Item> suggested_items(db::Transaction& transaction, Meeting const& meeting, Date today);

}  // namespace gt::governance
