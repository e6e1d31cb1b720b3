#pragma once

#include <map>
#include <set>

#include "governance/governance.h"
#include "platform/search/search.h"

/// Rows of `meeting` and `agenda_item`. For this slice.
namespace gt::governance {

/// The number it was given within its body.
std::int64_t insert_meeting(db::Transaction& transaction, Meeting const& meeting);
/// False when someone else changed it first.
bool save_meeting(db::Transaction& transaction, Meeting const& meeting);

/// By id; of one out of sight only what the public may read, as `find_item`.
std::map<std::string, Item> find_items(db::Transaction& transaction, std::set<std::string> const& ids,
                                       Sight const& sight);

/// Both put what is public of the item into the search.
void insert_item(db::Transaction& transaction, Item const& item);
bool save_item(db::Transaction& transaction, Item const& item);
/// Takes an item off for good; its history stays.
bool delete_item(db::Transaction& transaction, Item const& item);
std::int64_t next_position(db::Transaction& transaction, MeetingId const& meeting);
/// Every item of the council.
std::vector<Item> all_items(db::Transaction& transaction, Sight const& sight);
/// Items that a subject was on, by the day of the meeting, with what is out of sight saying nothing.
struct ItemAtMeeting {
  Item item;
  Meeting meeting;
};
std::vector<ItemAtMeeting> items_of_subject(db::Transaction& transaction, std::string const& subject,
                                            Sight const& sight);

nlohmann::json to_json(Meeting const& meeting);
nlohmann::json to_json(Item const& item);

/// Its public words; nothing of a private item but its public title.
search::Document search_document(Item const& item);

}  // namespace gt::governance
