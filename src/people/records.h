#pragma once

#include <string>

#include "platform/core/date.h"
#include "platform/core/id.h"
#include "platform/db/db.h"

namespace gt::people {

/// What happens outside an operation and still belongs in the audit log: signing in and the like, all from a page.
struct Record {
  Instant at;
  AuthorityId authority;
  AccountId account;
  std::string name;
  std::string operation;
  std::string summary;
  std::string request_id;
};
/// Writes the audit entry inside the transaction.
void record(db::Transaction& transaction, Record const& record);

}  // namespace gt::people
