#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/core/result.h"
#include "platform/db/db.h"

/// The audit log: who did what, when, old and new, in one chain over every council of the installation. Entries are
/// only ever added; each carries the SHA-256 of the one before it, and one head row says what the chain ends with.
/// Secrets and child references never enter it: callers leave them out.
namespace gt::audit {

struct Entry {
  std::int64_t sequence = 0;  ///< from 1, without gaps; given by append
  Instant at = Instant::from_unix_milliseconds(0);
  std::optional<AuthorityId> authority;  ///< absent for what belongs to no council
  std::optional<AccountId> account;      ///< absent when nobody was signed in
  std::string actor;                     ///< the display name at the time
  std::string channel;                   ///< page, api, command line or timer
  std::string operation;
  std::string summary;
  std::string request_id;
  nlohmann::json changes = nlohmann::json::array();
  std::string previous_hash;  ///< empty in the first entry; given by append
  std::string hash;           ///< 64 hex digits; given by append
};

/// Adds the entry to the chain inside the operation's transaction, so that both are kept or neither. Locks the head
/// row until the transaction ends. An entry for another council than the transaction's is a bug. Returns its sequence.
std::int64_t append(db::Transaction& transaction, Entry entry);

/// What an unbroken chain ends with. Keep `hash` somewhere else now and then: someone who could rewrite the whole
/// database could also compute a new chain, but not one that has this hash at this place.
struct Verified {
  std::int64_t entries = 0;
  std::string hash;
};

/// Reads the whole log in order. Errors: conflict naming the first broken link or the end that was cut off.
Result<Verified> verify(db::Database& database);

/// Absent or empty = any.
struct Filter {
  std::optional<Date> from = {};  ///< the first day, in London
  std::optional<Date> to = {};    ///< the last day, in London
  std::optional<AccountId> account = {};
  std::optional<std::string> operation = {};
  std::string words = {};  ///< found in the actor, the summary, the request id or the changes, capitals or not
};

struct Page {
  std::int64_t offset = 0;
  std::int64_t limit = 50;
};

struct Listing {
  std::vector<Entry> entries;  ///< newest first
  std::int64_t total = 0;      ///< of all pages
};

/// Entries of the transaction's council.
Listing list(db::Transaction& transaction, Filter const& filter, Page page);

/// The same as a CSV file with a heading line, newest first, every entry that the filter leaves; handed over in pieces
/// so that a long log is never whole in memory. Cells that a spreadsheet would run as a formula start with a quote
/// mark.
void write_csv(db::Transaction& transaction, Filter const& filter, std::function<void(std::string_view)> const& write);

/// The newest entry of the transaction's council that changed the record with this id; empty when there is none.
std::optional<Entry> last_change_of(db::Transaction& transaction, std::string_view subject);

}  // namespace gt::audit
