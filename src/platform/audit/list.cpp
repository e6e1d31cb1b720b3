#include <chrono>

#include "platform/audit/audit.h"
#include "platform/audit/entry_row.h"
#include "platform/audit/sql.h"
#include "platform/core/text.h"
#include "platform/csv/csv.h"

namespace gt::audit {
namespace {

constexpr std::int64_t csv_batch = 500;

db::Params params_of(Filter const& filter) {
  db::Value const none{nullptr};
  return {{"from", filter.from ? db::Value(Instant::start_of(*filter.from)) : none},
          {"before", filter.to ? db::Value(Instant::start_of(filter.to->plus_days(1))) : none},
          {"account", filter.account},
          {"operation", filter.operation},
          {"pattern", trimmed(filter.words).empty() ? none : db::Value(db::like_pattern(trimmed(filter.words)))}};
}

Entry to_entry(StoredEntry stored) {
  Entry entry;
  entry.sequence = stored.sequence;
  if (auto at = Instant::from_iso(stored.at)) entry.at = *at;
  if (stored.authority) entry.authority = AuthorityId::trusted(*std::move(stored.authority));
  if (stored.account) entry.account = AccountId::trusted(*std::move(stored.account));
  entry.actor = std::move(stored.actor);
  entry.channel = std::move(stored.channel);
  entry.operation = std::move(stored.operation);
  entry.summary = std::move(stored.summary);
  entry.request_id = std::move(stored.request_id);
  // Tampered text must not keep an administrator from seeing the rest; verify names it.
  entry.changes = nlohmann::json::parse(stored.changes, nullptr, false);
  if (entry.changes.is_discarded()) entry.changes = stored.changes;
  entry.previous_hash = std::move(stored.previous_hash);
  entry.hash = std::move(stored.hash);
  return entry;
}

std::vector<StoredEntry> read_page(db::Transaction& transaction, Filter const& filter, Page page) {
  auto params = params_of(filter);
  params.push_back({"limit", page.limit});
  params.push_back({"offset", page.offset});
  std::vector<StoredEntry> entries;
  for (auto const& row : transaction.rows(sql::list_entries, params)) entries.push_back(read_entry(row));
  return entries;
}

std::string csv_line(StoredEntry const& entry) {
  return csv::row({std::to_string(entry.sequence), entry.at, entry.actor, entry.account.value_or(""), entry.channel,
                   entry.operation, entry.summary, entry.request_id, entry.changes, entry.hash});
}

}  // namespace

Listing list(db::Transaction& transaction, Filter const& filter, Page page) {
  Listing listing;
  for (auto& stored : read_page(transaction, filter, page)) listing.entries.push_back(to_entry(std::move(stored)));
  listing.total = transaction.row(sql::count_entries, params_of(filter))->integer("total");
  return listing;
}

std::optional<Entry> last_change_of(db::Transaction& transaction, std::string_view subject) {
  // As the entry's JSON holds it: ids are letters and digits, so nothing of it means anything else in a pattern.
  auto const row =
      transaction.row(sql::find_last_change, {{"pattern", "%\"subject\":\"" + std::string(subject) + "\"%"}});
  if (!row) return std::nullopt;
  return to_entry(read_entry(*row));
}

void write_csv(db::Transaction& transaction, Filter const& filter, std::function<void(std::string_view)> const& write) {
  write(csv::byte_order_mark);
  write(csv::row(
      {"Sequence", "At", "Actor", "Account", "Channel", "Operation", "Summary", "Request", "Changes", "Hash"}));
  for (Page page{0, csv_batch};; page.offset += csv_batch) {
    auto const entries = read_page(transaction, filter, page);
    for (auto const& entry : entries) write(csv_line(entry));
    if (entries.size() < static_cast<std::size_t>(csv_batch)) return;
  }
}

}  // namespace gt::audit
