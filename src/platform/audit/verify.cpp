#include <fmt/format.h>

#include "platform/audit/audit.h"
#include "platform/audit/entry_row.h"
#include "platform/audit/sql.h"

namespace gt::audit {
namespace {

constexpr std::int64_t batch = 1000;
constexpr std::string_view advice =
    " Keep this database as it is, compare it with the backups, and find out who had access to it.";

tl::unexpected<Error> broken(std::string what) {
  return refuse(ErrorKind::conflict,
                "The audit log has been tampered with or damaged. " + std::move(what) + std::string(advice));
}

std::string range(std::int64_t first, std::int64_t last) {
  return first == last ? fmt::format("entry {} is", first) : fmt::format("entries {} to {} are", first, last);
}

/// The chain so far, with each entry checked against the one before.
struct Chain {
  std::int64_t last = 0;
  std::string hash;

  Result<void> follow(StoredEntry const& entry) {
    if (entry.sequence != last + 1)
      return broken(fmt::format("Between entry {} and entry {}, {} missing.", last, entry.sequence,
                                range(last + 1, entry.sequence - 1)));
    if (hash_of(entry) != entry.hash)
      return broken(fmt::format("Entry {} is not as it was written: its content and its fingerprint do not match.",
                                entry.sequence));
    if (entry.previous_hash != hash)
      return broken(
          fmt::format("Entry {} does not follow from entry {}: one of the two was replaced.", entry.sequence, last));
    last = entry.sequence;
    hash = entry.hash;
    return {};
  }
};

/// Whether the chain ends where the head row says that it does.
Result<void> check_end(Chain const& chain, std::optional<db::Row> const& head) {
  if (!head) return broken("The row that says where the log ends is missing.");
  auto const written = head->integer("sequence");
  if (written > chain.last)
    return broken(fmt::format("Its end was cut off: {} entries were written, and {} missing.", written,
                              range(chain.last + 1, written)));
  if (written < chain.last)
    return broken(fmt::format("It holds {} entries, but only {} were written by this program: {} not its own.",
                              chain.last, written, range(written + 1, chain.last)));
  if (head->integer("entry_count") != chain.last || head->text("hash") != chain.hash)
    return broken(fmt::format(
        "Entry {}, the last, is not the one that was written last: the fingerprint kept for it differs.", chain.last));
  return {};
}

}  // namespace

Result<Verified> verify(db::Database& database) {
  auto transaction = database.read(std::nullopt);
  Chain chain;
  for (;;) {
    auto const rows = transaction.rows(sql::list_after, {{"after", chain.last}, {"limit", batch}});
    for (auto const& row : rows) TRY(chain.follow(read_entry(row)));
    if (rows.size() < static_cast<std::size_t>(batch)) break;
  }
  TRY(check_end(chain, transaction.row(sql::find_head)));
  return Verified{chain.last, chain.hash};
}

}  // namespace gt::audit
