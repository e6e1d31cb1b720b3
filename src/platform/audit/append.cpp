#include "platform/audit/audit.h"
#include "platform/audit/entry_row.h"
#include "platform/audit/sql.h"

namespace gt::audit {
namespace {

template <class Tag>
std::optional<std::string> text_of(std::optional<Id<Tag>> const& id) {
  if (!id) return std::nullopt;
  return id->text();
}

}  // namespace

std::int64_t append(db::Transaction& transaction, Entry entry) {
  auto const& council = transaction.authority();
  ENSURE(!council || !entry.authority || *council == *entry.authority);
  if (council) entry.authority = council;

  auto const head = transaction.row(sql::take_next_sequence);
  if (!head)
    throw db::DatabaseError(
        "The audit log has lost its head row, so that nothing can be recorded or changed. Restore the database from a "
        "backup.");
  StoredEntry stored{
      head->integer("sequence"),   entry.at.iso(),
      text_of(entry.authority),    text_of(entry.account),
      std::move(entry.actor),      std::move(entry.channel),
      std::move(entry.operation),  std::move(entry.summary),
      std::move(entry.request_id), entry.changes.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
      head->text("hash"),          {}};
  stored.hash = hash_of(stored);
  transaction.execute(sql::add_entry, {{"sequence", stored.sequence},
                                       {"at", stored.at},
                                       {"council", stored.authority},
                                       {"account", stored.account},
                                       {"actor", stored.actor},
                                       {"channel", stored.channel},
                                       {"operation", stored.operation},
                                       {"summary", stored.summary},
                                       {"request_id", stored.request_id},
                                       {"changes", stored.changes},
                                       {"previous_hash", stored.previous_hash},
                                       {"hash", stored.hash}});
  ENSURE(transaction.execute(sql::set_head_hash, {{"hash", stored.hash}, {"sequence", stored.sequence}}) == 1);
  return stored.sequence;
}

}  // namespace gt::audit
