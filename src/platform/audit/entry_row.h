#pragma once

#include <string>

#include "platform/audit/audit.h"

namespace gt::audit {

/// An entry as it is stored; `changes` stays text because the hash is over the stored bytes.
struct StoredEntry {
  std::int64_t sequence = 0;
  std::string at;
  std::optional<std::string> authority;
  std::optional<std::string> account;
  std::string actor;
  std::string channel;
  std::string operation;
  std::string summary;
  std::string request_id;
  std::string changes;
  std::string previous_hash;
  std::string hash;
};

StoredEntry read_entry(db::Row const& row);

/// SHA-256 over every field but `hash`, each with its name and length, so that no two entries give the same text.
std::string hash_of(StoredEntry const& entry);

}  // namespace gt::audit
