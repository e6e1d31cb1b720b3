#include "platform/audit/entry_row.h"

#include "platform/db/sha256.h"

namespace gt::audit {
namespace {

void add_field(std::string& out, std::string_view name, std::optional<std::string> const& value) {
  out += name;
  out += ':';
  out += value ? std::to_string(value->size()) : "-";
  out += ':';
  if (value) out += *value;
  out += '\n';
}

}  // namespace

StoredEntry read_entry(db::Row const& row) {
  return {row.integer("sequence"), row.text("at"),      row.optional_text("authority"), row.optional_text("account"),
          row.text("actor"),       row.text("channel"), row.text("operation"),          row.text("summary"),
          row.text("request_id"),  row.text("changes"), row.text("previous_hash"),      row.text("hash")};
}

std::string hash_of(StoredEntry const& entry) {
  std::string text = "goldenthread audit entry 1\n";
  add_field(text, "sequence", std::to_string(entry.sequence));
  add_field(text, "at", entry.at);
  add_field(text, "authority", entry.authority);
  add_field(text, "account", entry.account);
  add_field(text, "actor", entry.actor);
  add_field(text, "channel", entry.channel);
  add_field(text, "operation", entry.operation);
  add_field(text, "summary", entry.summary);
  add_field(text, "request_id", entry.request_id);
  add_field(text, "changes", entry.changes);
  add_field(text, "previous_hash", entry.previous_hash);
  return db::sha256_hex(text);
}

}  // namespace gt::audit
