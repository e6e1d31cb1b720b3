#pragma once

#include <map>
#include <set>

#include "governance/governance.h"
#include "platform/search/search.h"

/// Rows of `board_record`. For this slice.
namespace gt::governance {

/// Absent or empty = any.
struct EntryFilter {
  std::string kind = {};
  std::string body = {}, meeting = {}, item = {}, subject = {}, parent = {}, theme = {}, owner = {};
  std::string state = {}, not_state = {};
  std::optional<Date> due_before = {};
  std::string words = {};
};

/// In order of due day, else of the day it was said, else of number; what is out of sight is neither listed nor
/// counted.
std::vector<Entry> list_entries(db::Transaction& transaction, EntryFilter const& filter, Sight const& sight,
                                std::int64_t limit = 10'000, std::int64_t offset = 0);
std::int64_t count_entries(db::Transaction& transaction, EntryFilter const& filter, Sight const& sight);

/// By id; ended ones too, without those out of sight.
std::map<std::string, Entry> find_entries(db::Transaction& transaction, std::set<std::string> const& ids,
                                          Sight const& sight);

/// How the promises to a body stand.
struct PromiseCounts {
  std::int64_t open = 0, late = 0;  ///< late: of the open ones
  std::int64_t answered = 0, closed = 0;
  std::int64_t reported_late = 0;  ///< answered after the day they were due
  std::int64_t never = 0;          ///< late or closed without an answer
};
PromiseCounts count_promises(db::Transaction& transaction, std::string const& body, Sight const& sight, Date today);
/// The last day on which each reporting duty of the body was met, by the duty's id; without a day it is not there.
std::map<std::string, Date> last_reports(db::Transaction& transaction, std::string const& body, Sight const& sight);

/// Promises that wait for an answer from the account, or from a role that a membership of theirs names; the first due
/// first.
std::vector<Entry> list_promises_to_answer(db::Transaction& transaction, AccountId const& account, Sight const& sight,
                                           Date today, std::int64_t limit);

/// The number it was given. Both put it into the search, unless it is private.
std::int64_t insert_entry(db::Transaction& transaction, Entry const& entry);
/// False when someone else changed it first, or it has ended.
bool save_entry(db::Transaction& transaction, Entry const& entry);
bool end_entry(db::Transaction& transaction, Entry const& entry, Instant now);

/// The state that history keeps and the API shows.
nlohmann::json to_json(Entry const& entry);

search::Document search_document(Entry const& entry);

}  // namespace gt::governance
